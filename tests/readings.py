"""Readings for tests: the annotated seed report, invented ones, and any that could be."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from corpus.markup import locate
from hypothesis import strategies as st

from sayso.reading import read_reports
from sayso.records import Claim, Dateline, Event, Figure, Reading, Report, Span
from sayso.reports import read_inputs

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "report.json"
DEMO = ROOT / "src" / "sayso" / "demo" / "reports.json"

# Letters of every width, marks that combine, signs of HTML, breaks, controls, and half a surrogate pair.
TEXTS = st.text(st.sampled_from("ab <>&\"'é\u0301\u200d🕊👩🏽‍🚒\n\n\r\t\0\x1b\u202e\ud800“”"), min_size=1, max_size=60)


@cache
def read_demo() -> list[Reading]:
    """The reports of the demo, read."""
    return list(read_reports(report for report in read_inputs([DEMO]) if isinstance(report, Report)))


def annotated(path: Path) -> list[Reading]:
    """The readings that a file of the annotation guide's shape stands for; an error names the file that is missing."""
    return [_reading(report) for report in json.loads(path.read_text("utf-8"))["reports"]]


def seed() -> Reading:
    """The seed report with its gold claims."""
    return annotated(SEED)[0]


def told() -> Reading:
    """An invented report: a claim with another's inside it, a content in two pieces, and a claim without a source."""
    text = (
        "The mayor said that a clerk had denied the theft.\n\n"
        "“We left,” the Lamp Union added, “at noon.” It was reported that nobody was hurt."
    )

    def at(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    claims = (
        _claim("c1", at("The mayor"), at("said"), [at("that a clerk had denied the theft")], ["the mayor"]),
        _claim("c2", at("a clerk"), at("had denied"), [at("the theft")], ["a clerk", "the mayor"], inside="c1"),
        _claim("c3", at("the Lamp Union"), at("added"), [at("“We left,”"), at("“at noon.”")], ["Lamp Union"]),
        _claim("c4", None, at("was reported"), [at("that nobody was hurt")], [None]),
    )
    return Reading(report=Report(text=text, given_id="told", outlet="The Lamp"), reader="a test", claims=claims)


def happened() -> Reading:
    """An invented report with an event that a claim denies and one in the writer's own voice."""
    text = "The navy denied that guards had fired on a boat off Bol, killing two fishermen. Villagers marched."

    def at(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    claim = _claim("c1", at("The navy"), at("denied"), [at(text[16:78])], ["navy"])
    figure = Figure(kind="killed", who="fishermen", low=2, high=2, evidence=at("two fishermen"))
    fired = Event(
        id="e1",
        type="ASSAULT",
        mode="firearms",
        trigger=at("fired on"),
        agent=(at("guards"),),
        patient=(at("a boat"),),
        instrument=(),
        place=at("Bol"),
        location=None,
        date=("2001-05-02", "2001-05-03"),
        date_span=None,
        casualties=(figure,),
        claim="c1",
        status="denied",
    )
    update = {
        "id": "e2",
        "type": "PROTEST",
        "mode": "demo",
        "trigger": at("marched"),
        "agent": (at("Villagers"),),
        "patient": (),
        "place": None,
        "date": None,
        "casualties": (),
        "claim": None,
        "status": "actual",
    }
    events = (fired, fired.model_copy(update=update))
    return Reading(report=Report(text=text, outlet="The Lamp"), reader="a test", claims=(claim,), events=events)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading at all: spans that cross, claims in claims, texts that are hard to show."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    spans = (
        st.tuples(offsets, offsets)
        .filter(lambda pair: pair[0] != pair[1])
        .map(lambda pair: Span.of(text, *sorted(pair)))
    )
    claims: list[Claim] = []
    for number in range(draw(st.integers(0, 4))):
        holder = draw(st.sampled_from([None, "the army", "<b>", "Ω\x1b"]))
        inside = draw(st.sampled_from([None, *(claim.id for claim in claims)]))
        contents = draw(st.lists(spans, min_size=1, max_size=3))
        claims.append(_claim(f"c{number}", draw(st.none() | spans), draw(spans), contents, [holder], inside=inside))
    report = Report(text=text, outlet=draw(st.sampled_from([None, "The Lamp & Co"])))
    return Reading(report=report, reader="a test", claims=tuple(claims))


def _claim(
    name: str, source: Span | None, cue: Span, content: list[Span], way: list[str | None], *, inside: str | None = None
) -> Claim:
    return Claim(
        id=name,
        source=source,
        cue=cue,
        content=tuple(content),
        holder=way[0],
        holder_span=None,
        relay=(*way, "The Lamp"),
        relay_spans=(None,) * (len(way) + 1),
        act="assert",
        manner="mixed",
        inside=inside,
    )


def _reading(report: dict[str, Any]) -> Reading:
    text = report["text"]

    def span(marked: str | dict[str, Any] | None) -> Span | None:
        return Span.of(text, *locate(text, marked)) if marked else None

    claims = tuple(
        Claim.model_validate(
            claim
            | {
                "source": span(claim["source"]),
                "cue": span(claim["cue"]),
                "content": tuple(map(span, claim["content"])),
            }
            | {"holder_span": None, "relay_spans": (None,) * len(claim["relay"])}
        )
        for claim in report["claims"]
    )
    made = Report(
        text=text,
        given_id=report["id"],
        outlet=report["outlet"],
        published=report["published"],
        dateline=Dateline(**report["dateline"]) if "dateline" in report else None,
    )
    return Reading(report=made, reader="by hand", claims=claims)
