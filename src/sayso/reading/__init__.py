"""Report → Reading: the network scores the words, rules make claims, events and actors of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from sayso import __version__
from sayso.reading.tagger import Tagged, Tagger, shipped
from sayso.records import Reading, Report

if TYPE_CHECKING:
    from sayso.reading.actors import Registry
    from sayso.reading.figures import Convention

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
    # The network runs in a thread of its own, a group ahead of the rules; at first, while these are loaded.
    with ThreadPoolExecutor(1, thread_name_prefix="network") as network:
        first = network.submit(_score, list(islice(source, 1)), tagger)
        from sayso.reading.coding import coded, prepare  # noqa: PLC0415

        prepare()
        yield from coded(*first.result(), figures, registry)
        waiting: Future[Scored] | None = None
        while group := list(islice(source, TOGETHER)):
            following = network.submit(_score, group, tagger)
            if waiting:
                yield from coded(*waiting.result(), figures, registry)
            waiting = following
        if waiting:
            yield from coded(*waiting.result(), figures, registry)


Scored = tuple[str, list[tuple[Report, Tagged | None]]]
"""The reader's name, and reports with what the network says of each; none of those that are not read."""


def reader(tagger: Tagger | None = None) -> str:
    """The name of the reader that readings carry: the version of its rules and the digest of its network."""
    return f"sayso {__version__} {(tagger or shipped()).digest}"


def _score(reports: list[Report], tagger: Tagger | None) -> Scored:
    tagger = tagger or shipped()
    read = iter(tagger.score([report.text for report in reports if _is_english(report)]))
    return reader(tagger), [(report, next(read) if _is_english(report) else None) for report in reports]


def _is_english(report: Report) -> bool:
    return report.language is None or report.language.casefold().split("-")[0] == "en"
