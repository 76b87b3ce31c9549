"""Mark-up to JSON and back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from corpus.markup import Json, MarkupError, locate, nth, parse, show
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.manner import manner

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


@dataclass(frozen=True)
class Words:
    """A text, and stretches of it that stand apart or in one another."""

    text: str
    stretches: list[tuple[int, int]]

    @property
    def one(self) -> st.SearchStrategy[str | Json]:
        return st.sampled_from(self.stretches).map(lambda stretch: nth(self.text, *stretch))

    @property
    def some(self) -> st.SearchStrategy[list[str | Json]]:
        found = st.sets(st.sampled_from(self.stretches), min_size=1, max_size=3)
        return found.map(lambda stretches: [nth(self.text, *stretch) for stretch in sorted(stretches)])

    @property
    def several(self) -> st.SearchStrategy[list[str | Json]]:
        """Some in the order of the text, each as often as it comes."""
        found = st.lists(st.sampled_from(self.stretches), max_size=4)
        return found.map(lambda stretches: [nth(self.text, *stretch) for stretch in sorted(stretches)])


@st.composite
def words(draw: st.DrawFn) -> Words:
    text = draw(TEXTS.map("".join).map(lambda made: made.strip("\n") or "he said"))
    offsets = st.integers(0, len(text))
    stretches = [(0, len(text))]
    for start, end in draw(st.lists(st.tuples(offsets, offsets))):
        if start < end and not any(a < start < b < end or start < a < end < b for a, b in stretches):
            stretches.append((start, end))
    return Words(text, stretches)


@st.composite
def claims(draw: st.DrawFn, of: Words, number: int, cue: str | Json) -> Json:
    content, holder, via = draw(of.some), draw(st.none() | NAMES), draw(st.none() | NAMES)
    pieces = [of.text[slice(*locate(of.text, piece))] for piece in content]
    claim: Json = {
        "id": f"c{number}",
        "source": draw(st.none() | of.one),
        "cue": cue,
        "content": content,
        "holder": holder,
        "relay": [holder, *([via] if via and via != holder else []), "The Lamp"],
        "act": draw(st.sampled_from(["assert", "deny", "demand"])),
        "manner": draw(st.sampled_from([manner(pieces), "direct"])),
    }
    return claim | ({"inside": "c1"} if number > 1 and draw(st.booleans()) else {})


@st.composite
def events(draw: st.DrawFn, of: Words, trigger: str | Json, names: list[str]) -> Json:
    numbers = st.none() | st.integers(0, 99)
    ranges = st.tuples(numbers, numbers).filter(lambda pair: pair != (None, None))
    event: Json = {"type": "ASSAULT", "trigger": trigger}
    event |= {"mode": "firearms"} if draw(st.booleans()) else {}
    event |= {"agent": draw(st.just([]) | of.some), "patient": draw(st.just([]) | of.some)}
    event |= {"instrument": draw(of.some)} if draw(st.booleans()) else {}
    return event | {
        "place": draw(st.none() | of.one),
        "date": draw(st.sampled_from([None, ["2001-05-02", "2001-05-04"], ["2001-05-02", "2001-05-02"]])),
        "casualties": [
            {"kind": "killed", "who": "two men", "low": low, "high": high, "evidence": draw(of.one)}
            for low, high in draw(st.lists(ranges, max_size=2))
        ],
        "claim": draw(st.sampled_from([None, *names])),
        "status": "actual",
    }


@st.composite
def containers(draw: st.DrawFn) -> Json:
    """Any report that mark-up can hold."""
    of = draw(words())
    told = [draw(claims(of, number, cue)) for number, cue in enumerate(draw(of.several), 1)]
    happened = [draw(events(of, trigger, [claim["id"] for claim in told])) for trigger in draw(of.several)]
    report: Json = {"id": "lamp-01-a", "outlet": "The Lamp", "published": "2001-05-04"}
    if draw(st.booleans()):
        report["dateline"] = {"place": draw(st.none() | NAMES), "date": None, "agency": draw(st.none() | NAMES)}
    return {"reports": [report | {"text": of.text, "claims": told, "events": happened}], "incidents": []}


@given(containers())
def test_mark_up_gives_back_what_it_shows(container: Json) -> None:
    assert parse(show(container)) == container
