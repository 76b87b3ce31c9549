"""The corpus in Python: `reports("corpus/dev")` gives each report with its gold.

A gold is the report as the annotation guide writes it: `claims`, `events`, `genre` and `conflict`, spans by their words.
`claims_of` makes the Claims of it that a reading has, with offsets; `reading_of` the whole Reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.markup import Json, locate
from sayso.records import Claim, Event, Figure, Reading, Report, Span
from sayso.reports.dateline import find_dateline


def containers(path: Path) -> Iterator[Json]:
    """What a file holds, or each file of a folder in the order of their names: `reports` and `incidents`."""
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        yield json.loads(file.read_text("utf-8"))


def reports(path: Path) -> Iterator[tuple[Report, Json]]:
    """Each report of a container, or of a folder of containers, with its gold."""
    for container in containers(path):
        for gold in container["reports"]:
            yield report_of(gold), gold


def report_of(gold: Json) -> Report:
    """The report as Sayso would read it: the dateline is found in its text, not taken from its gold."""
    return Report(
        text=gold["text"],
        given_id=gold["id"],
        outlet=gold["outlet"],
        published=gold["published"],
        dateline=find_dateline(gold["text"], gold["published"]),
    )


def claims_of(gold: Json) -> tuple[Claim, ...]:
    """Its claims as Claims; where holder and relay are named is not marked, so that their spans are None."""
    text = gold["text"]

    def span(words: str | Json) -> Span:
        return Span.of(text, *locate(text, words))

    return tuple(
        Claim(
            **{key: claim[key] for key in ("id", "holder", "relay", "act", "manner")},
            source=span(claim["source"]) if claim["source"] else None,
            cue=span(claim["cue"]),
            content=tuple(map(span, claim["content"])),
            holder_span=None,
            relay_spans=(None,) * len(claim["relay"]),
            inside=claim.get("inside"),
        )
        for claim in gold["claims"]
    )


def reading_of(gold: Json) -> Reading:
    """The reading that a reader without fault makes of a gold report; its events are `e1`, `e2`, … and not located."""
    return Reading(report=report_of(gold), reader="gold", claims=claims_of(gold), events=events_of(gold))


def events_of(gold: Json) -> tuple[Event, ...]:
    """Its events as Events; what their places stand for and the words of their days are not marked, and None."""
    text = gold["text"]

    def span(words: str | Json) -> Span:
        return Span.of(text, *locate(text, words))

    def figure(found: Json) -> Figure:
        return Figure(**{**found, "evidence": span(found["evidence"])})

    return tuple(
        Event(
            id=f"e{number}",
            mode=event.get("mode"),
            trigger=span(event["trigger"]),
            **{role: tuple(map(span, event.get(role, ()))) for role in ("agent", "patient", "instrument")},
            place=span(event["place"]) if event["place"] else None,
            location=None,
            date=event["date"] and tuple(event["date"]),
            date_span=None,
            casualties=tuple(map(figure, event["casualties"])),
            **{key: event[key] for key in ("type", "claim", "status")},
        )
        for number, event in enumerate(gold["events"], 1)
    )
