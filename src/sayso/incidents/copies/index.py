"""Where a shingle stands: what a collection of reports has to know so that copies can be found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.incidents.copies.wording import Wording, day_of
from sayso.records import Report

# Of the reports that have a shingle, the first ones are enough: whatever copies the others copies one of these.
HOLDERS = 64
# So many wordings are kept at hand.
KEPT = 4096
# A report that has a shingle: its key as a number, its day of publication, and how many shingles it has.
ENTRY = np.dtype([("report", "<i8"), ("day", "<i4"), ("size", "<i4")])
NO_DAY = -1

Integers = NDArray[np.int64]


class Holders(NamedTuple):
    """The reports that have a wording's shingles.

    Shingles that the very same reports have, as those of a passage do, share a row: `row` is that of each shingle in its
    order. The other arrays are the entries of all rows one after the other, each with its row, the first to come first.
    """

    row: Integers
    of_row: Integers
    report: Integers
    day: Integers
    size: Integers

    @staticmethod
    def of(shingles: Iterable[int], packed: Mapping[int, bytes]) -> Holders:
        """The holders of some shingles, as an index has them."""
        rows: dict[bytes, int] = {}
        row = [rows.setdefault(packed.get(shingle, b""), len(rows)) for shingle in shingles]
        entries = np.frombuffer(b"".join(rows), ENTRY)
        of_row = np.repeat(np.arange(len(rows)), [len(one) // ENTRY.itemsize for one in rows])
        fields = (entries[name].astype(np.int64) for name in ("report", "day", "size"))
        return Holders(np.array(row, np.int64), of_row, *fields)

    def shingles(self, chosen: NDArray[np.bool_] | None = None) -> Integers:
        """How many shingles share each row, of all or of the chosen ones."""
        return np.bincount(self.row if chosen is None else self.row[chosen], minlength=self.rows)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.row.max(initial=-1)) + 1


class Index(Protocol):
    """What finding copies asks of a collection."""

    def holders(self, shingles: Iterable[int]) -> Mapping[int, bytes]:
        """Of each shingle that stands anywhere, the first `HOLDERS` reports that came with it, as entries in a row."""

    def wording(self, key: str) -> Wording:
        """The wording of a report that it holds, by its key; KeyError where it holds none such."""


class MemoryIndex:
    """An index of reports in memory."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._reports: dict[str, Report] = {}
        # A wording takes fifty times the room of its text.
        self.wording = lru_cache(KEPT)(self._wording)
        self._holders: dict[int, bytes] = {}
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Takes in a report, once by its key."""
        if report.key in self._reports:
            return
        self._reports[report.key] = report
        self._holders |= with_report(self.wording(report.key), self._holders)

    def holders(self, shingles: Iterable[int]) -> Mapping[int, bytes]:
        """Of each shingle that stands anywhere, the first `HOLDERS` reports that came with it, as entries in a row."""
        return {shingle: self._holders[shingle] for shingle in shingles if shingle in self._holders}

    def _wording(self, key: str) -> Wording:
        return Wording.of(self._reports[key])


def with_report(wording: Wording, had: Mapping[int, bytes]) -> dict[int, bytes]:
    """The entries of a report's shingles once it has come, where `had` are those of before; full ones are left out."""
    entry = packed(as_number(wording.report.key), day_of(wording.report), len(wording.shingles))
    return {
        shingle: before + entry
        for shingle in wording.shingles
        if len(before := had.get(shingle, b"")) < HOLDERS * ENTRY.itemsize
    }


def without_report(key: str, had: Mapping[int, bytes]) -> dict[int, bytes]:
    """The entries of some shingles once a report is gone, where it was among them."""
    number, left = as_number(key), {}
    for shingle, before in had.items():
        entries = np.frombuffer(before, ENTRY)
        others = entries[entries["report"] != number]
        if len(others) < len(entries):
            left[shingle] = others.tobytes()
    return left


def packed(number: int, day: int | None, size: int) -> bytes:
    """A report that has a shingle as an entry: its key as a number, its day, and how many shingles it has."""
    return np.array((number, NO_DAY if day is None else day, size), ENTRY).tobytes()


def as_number(key: str) -> int:
    """A report's key as the signed number of 64 bits that it is."""
    return int.from_bytes(bytes.fromhex(key), signed=True)


def as_key(number: int) -> str:
    """The key that a number stands for."""
    return number.to_bytes(8, signed=True).hex()
