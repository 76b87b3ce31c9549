"""Mark-up to JSON and back."""

from __future__ import annotations

from typing import Any

import pytest
from corpus.markup import Json, MarkupError, locate, manner, nth, parse, show
from hypothesis import given
from hypothesis import strategies as st

ACTS = ("assert", "deny", "demand")
NAMES = st.sampled_from(["Lamp Union", "a clerk", "Ministry of Works (MoW)", "Zoë’s office"])
# Words that come again and again, so that the number of an occurrence matters, and marks of every kind.
TEXTS = st.lists(st.sampled_from(["he", "the", "said", "é", "“", "”", "'", ", ", ". ", " ", "\n\n", "4 "]), min_size=1)

DRAFT = """= lamp-01-a
outlet: The Lamp
published: 2001-05-04
dateline: Oldport | - | -
genre: wire
conflict: Oldport 2000s

{s1,a1 The army} {q1 said} {c1 that {s2 rebels} {q2,t1 denied} {c2 the {t2 raid}} on {l2 Oldport}, with {f1 two dead}}.

==
c1 assert | army
c2 deny | rebels | via army | in c1
e1 REJECT actual c2 | -
e2 ASSAULT/firearms denied c2 | 2001-05-02..2001-05-03
f1 e2 killed 2 people

== incident lamp-01
reports: a
figure killed people: rebels 2..2 a; - ..3 a
parties: rebels
support: one-side
conflict: occurrence, figure
"""


def test_a_draft_becomes_the_json_of_the_guide() -> None:
    container = parse(DRAFT)
    report = container["reports"][0]
    assert report["text"] == "The army said that rebels denied the raid on Oldport, with two dead."
    assert report["dateline"] == {"place": "Oldport", "date": None, "agency": None}
    assert report["claims"][1] == {
        "id": "c2",
        "source": "rebels",
        "cue": "denied",
        "content": ["the raid"],
        "holder": "rebels",
        "relay": ["rebels", "army", "The Lamp"],
        "act": "deny",
        "manner": "indirect",
        "inside": "c1",
    }
    assert report["events"][1] == {
        "type": "ASSAULT",
        "mode": "firearms",
        "trigger": "raid",
        "agent": [],
        "patient": [],
        "place": "Oldport",
        "date": ["2001-05-02", "2001-05-03"],
        "casualties": [{"kind": "killed", "who": "people", "low": 2, "high": 2, "evidence": "two dead"}],
        "claim": "c2",
        "status": "denied",
    }
    assert container["incidents"][0]["figures"][0]["versions"][1] == {
        "holder": None,
        "low": None,
        "high": 3,
        "reports": ["lamp-01-a"],
    }


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("{s1,a1 The army}", "{The army}", "no tag after the brace"),
        ("two dead}}.", "two dead}.", "is never closed"),
        ("two dead}}.", "two dead}}}.", "a brace too many"),
        ("c1 assert | army", "c1 assert", "needs `act | holder`"),
        ("c1 assert | army", "c1 assert | army | by hand", "is not via, in or manner"),
        ("{s1,a1 The army}", "{s1,a1 The} {s1 army}", "one stretch each"),
        ("| in c1", "| in c3", "stands in c3, which has no row"),
        ("e1 REJECT actual c2", "e1 REJECT c2", "e1: needs"),
        ("e1 REJECT actual c2", "e1 REJECT actual c9", "c9 has no row"),
        ("f1 e2 killed 2 people", "f1 e2 killed two people", "'two' is no range"),
        ("f1 e2 killed 2 people", "f1 e7 killed 2 people", "f1: needs"),
        ("f1 e2 killed 2 people", "x1 e2 killed 2 people", "is no row"),
        ("f1 e2 killed 2 people\n", "", "tags without a row ['f1']"),
        ("- ..3 a", "nobody", "is not `holder low..high a b`"),
        ("outlet: The Lamp\n", "", "`outlet:` and `published:` must stand"),
    ],
)
def test_what_cannot_be_read_is_named(right: str, wrong: str, told: str) -> None:
    assert right in DRAFT
    with pytest.raises(MarkupError, match="lamp-01") as error:
        parse(DRAFT.replace(right, wrong, 1))
    assert told in str(error.value)


@given(TEXTS.map("".join), st.data())
def test_a_span_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(text, nth(text, start, end)) == (start, end)


@pytest.mark.parametrize("span", ["", "moon", {"text": "lamp", "nth": 3}, {"text": "lamp", "nth": 0}])
def test_a_span_that_is_not_there_is_an_error(span: str | Json) -> None:
    with pytest.raises(ValueError, match="does not stand"):
        locate("a lamp, a lamp", span)


@st.composite
def containers(draw: st.DrawFn) -> Json:
    """Any report that mark-up can hold: its stretches stand apart or in one another."""
    text = draw(TEXTS.map("".join).map(lambda words: words.strip("\n") or "he said"))
    offsets = st.integers(0, len(text))
    drawn = st.lists(st.tuples(offsets, offsets).map(sorted).filter(lambda pair: pair[0] < pair[1]), min_size=1)
    stretches: list[tuple[int, int]] = []
    for start, end in draw(drawn):
        if not any(a < start < b < end or start < a < end < b for a, b in stretches):
            stretches.append((start, end))
    if not stretches:
        stretches = [(0, len(text))]
    one = st.sampled_from(stretches)
    some = st.sets(one, min_size=1, max_size=3).map(sorted)

    def spans(found: list[tuple[int, int]]) -> list[str | Json]:
        return [nth(text, *stretch) for stretch in found]

    claims: list[Json] = []
    for number, cue in enumerate(sorted(draw(st.lists(one, max_size=4))), 1):
        source, content = draw(st.none() | one), draw(some)
        holder, via = draw(st.none() | NAMES), draw(st.none() | NAMES)
        relay = [step for step in (via, "The Lamp") if step is not None and step != holder]
        claim: Json = {
            "id": f"c{number}",
            "source": nth(text, *source) if source else None,
            "cue": nth(text, *cue),
            "content": spans(content),
            "holder": holder,
            "relay": [holder, *relay],
            "act": draw(st.sampled_from(ACTS)),
            "manner": draw(st.just(manner([text[a:b] for a, b in content])) | st.just("direct")),
        }
        claims.append(claim | ({"inside": "c1"} if number > 1 and draw(st.booleans()) else {}))
    events = [_event(draw, trigger, spans, one, some, claims) for trigger in sorted(draw(st.lists(one, max_size=4)))]
    report = {"id": "lamp-01-a", "outlet": "The Lamp", "published": "2001-05-04"}
    if draw(st.booleans()):
        report["dateline"] = {"place": draw(st.none() | NAMES), "date": None, "agency": draw(st.none() | NAMES)}
    return {"reports": [report | {"text": text, "claims": claims, "events": events}], "incidents": []}


def _event(draw: st.DrawFn, trigger: tuple[int, int], spans: Any, one: Any, some: Any, claims: list[Json]) -> Json:
    numbers = st.none() | st.integers(0, 99)
    event: Json = {"type": "ASSAULT", "trigger": spans([trigger])[0]}
    event |= {"mode": "firearms"} if draw(st.booleans()) else {}
    event |= {"agent": spans(draw(some | st.just([]))), "patient": spans(draw(some | st.just([])))}
    event |= {"instrument": spans(draw(some))} if draw(st.booleans()) else {}
    ranges = st.tuples(numbers, numbers).filter(lambda pair: pair != (None, None))
    counts = [
        {"kind": "killed", "who": "two men", "low": low, "high": high, "evidence": spans([draw(one)])[0]}
        for low, high in draw(st.lists(ranges, max_size=2))
    ]
    return event | {
        "place": draw(st.none() | one.map(lambda stretch: spans([stretch])[0])),
        "date": draw(st.none() | st.just(["2001-05-02", "2001-05-04"]) | st.just(["2001-05-02", "2001-05-02"])),
        "casualties": counts,
        "claim": draw(st.sampled_from([None, *(claim["id"] for claim in claims)])),
        "status": "actual",
    }


@given(containers())
def test_mark_up_gives_back_what_it_shows(container: Json) -> None:
    assert parse(show(container)) == container
