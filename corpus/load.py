"""The corpus in Python: `reports("corpus/dev")` gives each report with its gold.

A gold is the report as the annotation guide writes it: `claims`, `events`, `genre` and `conflict`, spans by their words.
`claims_of` makes the Claims of it that a reading has, with offsets.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.markup import Json, locate
from sayso.records import Claim, Report, Span
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
