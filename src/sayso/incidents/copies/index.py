"""Where a shingle stands: what a collection of reports has to know so that copies can be found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from sayso.incidents.copies.wording import Wording, day_of
from sayso.records import Report

# Of the reports that have a shingle, the first ones are enough: whatever copies the others copies one of these.
HOLDERS = 64
# So many wordings are kept at hand.
KEPT = 4096


class Holder(NamedTuple):
    """A report that has a shingle: its key, its day of publication as a number, if known, and how many shingles it has."""

    key: str
    day: int | None
    size: int


class Index(Protocol):
    """What finding copies asks of a collection."""

    def holders(self, shingles: Iterable[int]) -> Mapping[int, Sequence[Holder]]:
        """Of each shingle that stands anywhere, the first `HOLDERS` reports that came with it."""

    def wording(self, key: str) -> Wording:
        """The wording of a report that it holds, by its key; KeyError where it holds none such."""


class MemoryIndex:
    """An index of reports in memory."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._reports: dict[str, Report] = {}
        # A wording takes fifty times the room of its text.
        self.wording = lru_cache(KEPT)(self._wording)
        self._holders: dict[int, list[Holder]] = {}
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Takes in a report, once by its key."""
        if report.key in self._reports:
            return
        self._reports[report.key] = report
        shingles = self.wording(report.key).shingles
        holder = Holder(report.key, day_of(report), len(shingles))
        for shingle in shingles:
            holders = self._holders.setdefault(shingle, [])
            if len(holders) < HOLDERS:
                holders.append(holder)

    def holders(self, shingles: Iterable[int]) -> Mapping[int, Sequence[Holder]]:
        """Of each shingle that stands anywhere, the first `HOLDERS` reports that came with it."""
        return {shingle: self._holders[shingle] for shingle in shingles if shingle in self._holders}

    def _wording(self, key: str) -> Wording:
        return Wording.of(self._reports[key])
