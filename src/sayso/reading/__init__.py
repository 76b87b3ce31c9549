"""Report → Reading: the tagger finds attributions, rules make claims of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sayso import __version__
from sayso.reading.actors import Registry, actors
from sayso.reading.claims import claims
from sayso.reading.events import events
from sayso.reading.figures import Convention
from sayso.reading.names import is_capitals
from sayso.reading.spans import attributions, happenings, mentions
from sayso.reading.tagger import Tagger, shipped
from sayso.reading.tokens import tokenize
from sayso.records import Reading, Report

__all__ = ["read_reports", "reader"]

# Reports read together: enough to fill batches with windows of like length, few enough that memory stays flat.
TOGETHER = 32


def read_reports(
    reports: Iterable[Report],
    *,
    tagger: Tagger | None = None,
    figures: Convention = "sayso",
    registry: Registry | None = None,
) -> Iterator[Reading]:
    """The readings of reports, in their order; the first comes alone, so that a person waits for one report only.

    `figures` names whose convention gives vague amounts their bounds; `registry` has the parties that
    are known, those that ship with the package unless others are given.
    """
    source = iter(reports)
    size = 1
    while group := list(islice(source, size)):
        yield from _read(group, tagger or shipped(), figures, registry)
        size = TOGETHER


def reader(tagger: Tagger | None = None) -> str:
    """The name of the reader that readings carry: the version of its rules and the digest of its network."""
    return f"sayso {__version__} {(tagger or shipped()).digest}"


def _read(group: list[Report], tagger: Tagger, figures: Convention, registry: Registry | None) -> Iterator[Reading]:
    name = reader(tagger)
    english = [report for report in group if _is_english(report)]
    tokens = tokenize([report.text for report in english])
    scores = iter(zip(tokens, tagger.score(tokens), strict=True))
    for report in group:
        if not _is_english(report):
            unread = f"The report is in {report.language!r}; only English is read."
            yield Reading.model_construct(report=report, reader=name, claims=(), events=(), actors=(), unread=unread)
            continue
        text, scored = next(scores)
        named = mentions(text, scored)
        # In capitals, names are the network's to tell.
        told = claims(report, attributions(report.text, text, scored), named if is_capitals(report.text) else [])
        coded = events(report, happenings(text, scored), told, named, convention=figures)
        parties = actors(report, told, coded, named, registry=registry)
        yield Reading.model_construct(
            report=report, reader=name, claims=told, events=coded, actors=parties, unread=None
        )


def _is_english(report: Report) -> bool:
    return report.language is None or report.language.casefold().split("-")[0] == "en"
