"""Report → Reading: the tagger finds attributions, rules make claims of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sayso.reading.claims import claims
from sayso.reading.events import events
from sayso.reading.names import is_capitals
from sayso.reading.spans import attributions, happenings, mentions
from sayso.reading.tagger import Tagger, shipped
from sayso.reading.tokens import tokenize
from sayso.records import Reading, Report

__all__ = ["read_reports"]

# Reports read together: enough to fill batches with windows of like length, few enough that memory stays flat.
TOGETHER = 32


def read_reports(reports: Iterable[Report], *, tagger: Tagger | None = None) -> Iterator[Reading]:
    """The readings of reports, in their order; the first comes alone, so that a person waits for one report only."""
    source = iter(reports)
    size = 1
    while group := list(islice(source, size)):
        yield from _read(group, tagger or shipped())
        size = TOGETHER


def _read(group: list[Report], tagger: Tagger) -> Iterator[Reading]:
    name = f"sayso {tagger.digest}"
    english = [report for report in group if _is_english(report)]
    tokens = tokenize([report.text for report in english])
    scores = iter(zip(tokens, tagger.score(tokens), strict=True))
    for report in group:
        if not _is_english(report):
            unread = f"The report is in {report.language!r}; only English is read."
            yield Reading.model_construct(report=report, reader=name, claims=(), events=(), unread=unread)
            continue
        text, scored = next(scores)
        named = mentions(text, scored)
        # In capitals, names are the network's to tell.
        told = claims(report, attributions(report.text, text, scored), named if is_capitals(report.text) else [])
        coded = events(report, happenings(text, scored), told, named)
        yield Reading.model_construct(report=report, reader=name, claims=told, events=coded, unread=None)


def _is_english(report: Report) -> bool:
    return report.language is None or report.language.casefold().split("-")[0] == "en"
