"""Common wording, learnt from a collection: background, footers and formulae that come again in unlike reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.incidents.copies.index import NO_DAY, Holders, as_key
from sayso.incidents.copies.wording import SHINGLE, Wording, day_of
from sayso.records.copy import Boilerplate

# Wording is common when it came on so many occasions, so many days apart.
OCCASIONS, DAYS = 4, 3
# Reports that share more than this part of the longer one's shingles, and more than a sentence or two, are one text told
# twice, and no two occasions.
UNLIKE, FEW = 0.5, 10
# Common wording is listed as boilerplate from so many words on; less is a formula (`told a local radio station`).
LISTED = 12


class Common(NamedTuple):
    """Which words of a report are common, the boilerplate among them, and what its coming changes.

    `again` are the keys of reports whose wording has become common with this one: what was found of them is out of date.
    """

    words: tuple[bool, ...]
    boilerplate: tuple[Boilerplate, ...]
    again: frozenset[str]


def common_in(wording: Wording, holders: Holders) -> Common:
    """What is common of a report's wording, by the holders of its shingles in a collection that has it already."""
    day = day_of(wording.report)
    own = NO_DAY if day is None else day
    places = list(wording.shingles.values())
    marks = [False] * len(wording.words)
    bearers: dict[int, list[str]] = {}
    again: set[str] = set()
    for which, days, numbers in _by_shingle(holders, _unlike(wording, holders)):
        occasions = _occasions({own, *days})
        if occasions >= OCCASIONS:
            at = places[which]
            marks[at : at + SHINGLE] = [True] * SHINGLE
            bearers[at] = [as_key(number) for number in numbers]
            # Only then can this report be the one that made it common.
            again |= set(bearers[at]) if occasions == OCCASIONS else set()
    return Common(tuple(marks), tuple(_listed(wording, marks, bearers)), frozenset(again))


def _unlike(wording: Wording, holders: Holders) -> NDArray[np.bool_]:
    """Of each entry, whether its report shares little with the wording's."""
    _, place, counts = np.unique(holders.report, return_inverse=True, return_counts=True)
    shared: NDArray[np.bool_] = counts[place] <= np.maximum(
        FEW, UNLIKE * np.maximum(len(wording.shingles), holders.size)
    )
    return shared


def _by_shingle(holders: Holders, chosen: NDArray[np.bool_]) -> Iterator[tuple[int, list[int], list[int]]]:
    """The days and the reports of the chosen entries of each shingle that has enough of them to be common."""
    which, days, numbers = holders.shingle[chosen], holders.day[chosen], holders.report[chosen]
    bounds = [*np.flatnonzero(np.diff(which, prepend=-1)).tolist(), len(which)]
    for start, end in pairwise(bounds):
        if end - start >= OCCASIONS - 1:
            yield int(which[start]), days[start:end].tolist(), numbers[start:end].tolist()


def _occasions(days: set[int]) -> int:
    """How many of some days are as far apart; reports without a day count as one occasion together."""
    count, last = int(NO_DAY in days), None
    for day in sorted(days - {NO_DAY}):
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
