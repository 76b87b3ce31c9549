"""Common wording, learnt from a collection: background, footers and formulae that come again in unlike reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from sayso.incidents.copies.index import Holder
from sayso.incidents.copies.wording import SHINGLE, Wording, day_of
from sayso.records.copy import Boilerplate

# Wording is common when it came on so many occasions, so many days apart.
OCCASIONS, DAYS = 4, 3
# Reports that share more than this part of the longer one's shingles, and more than a sentence or two, are one text told
# twice, and no two occasions.
UNLIKE, FEW = 0.5, 10
# Common wording is listed as boilerplate from so many words on; less is a formula (`told a local radio station`).
LISTED = 12

Holders = Mapping[int, Sequence[Holder]]


class Common(NamedTuple):
    """Which words of a report are common, the boilerplate among them, and what its coming changes.

    `again` are the keys of reports whose wording has become common with this one: what was found of them is out of date.
    """

    words: tuple[bool, ...]
    boilerplate: tuple[Boilerplate, ...]
    again: frozenset[str]


def common_in(wording: Wording, holders: Holders) -> Common:
    """What is common of a report's wording, by the holders of its shingles in a collection that has it already."""
    own = day_of(wording.report)
    unlike = _unlike(wording, holders)
    marks = [False] * len(wording.words)
    bearers: dict[int, list[str]] = {}
    again: set[str] = set()
    for shingle, at in wording.shingles.items():
        bearing = [holder for holder in holders.get(shingle, ()) if holder in unlike]
        occasions = _occasions([own, *(holder.day for holder in bearing)])
        if occasions >= OCCASIONS:
            marks[at : at + SHINGLE] = [True] * SHINGLE
            bearers[at] = [holder.key for holder in bearing]
            # Only then can this report be the one that made it common.
            again |= set(bearers[at]) if occasions == OCCASIONS else set()
    return Common(tuple(marks), tuple(_listed(wording, marks, bearers)), frozenset(again))


def _unlike(wording: Wording, holders: Holders) -> frozenset[Holder]:
    """The reports that share little with one."""
    size = len(wording.shingles)
    shared = Counter(chain.from_iterable(holders.values()))
    return frozenset(holder for holder, count in shared.items() if count <= max(FEW, UNLIKE * max(size, holder.size)))


def _occasions(days: Iterable[int | None]) -> int:
    """How many of some days are as far apart; reports without a day count as one occasion together."""
    different = set(days)
    count, last = int(None in different), None
    for day in sorted(day for day in different if day is not None):
        if last is None or day - last >= DAYS:
            count, last = count + 1, day
    return count


def _listed(wording: Wording, marks: Sequence[bool], bearers: Mapping[int, Sequence[str]]) -> Iterator[Boilerplate]:
    """Runs of common words that are long enough, with the reports that have half of each or more."""
    for first, last in _runs(marks):
        if last - first >= LISTED:
            inside = [keys for at, keys in bearers.items() if first <= at < last]
            counts = Counter(key for keys in inside for key in keys)
            holders = tuple(key for key, count in counts.items() if 2 * count >= len(inside))
            if len(holders) >= OCCASIONS - 1:
                yield Boilerplate(report=wording.report.key, span=wording.span(first, last), holders=holders)


def _runs(marks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where marks stand in a row: the first, and the one after the last."""
    at = 0
    for marked, row in groupby(marks):
        last = at + sum(1 for _ in row)
        if marked:
            yield at, last
        at = last
