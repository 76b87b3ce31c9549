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
    rows = _common_rows(wording, holders)
    marks, at = _marked(wording, holders, rows)
    # Only where it has no occasion more can this report be the one that made it common.
    again = {as_key(number) for occasions, numbers in rows.values() if occasions == OCCASIONS for number in numbers}
    bearers = {row: [as_key(number) for number in numbers] for row, (_, numbers) in rows.items()}
    return Common(tuple(marks), tuple(_listed(wording, marks, at, bearers)), frozenset(again))


def common_words(wording: Wording, holders: Holders) -> tuple[bool, ...]:
    """Which words of a report are common, as `common_in` has them."""
    return tuple(_marked(wording, holders, _common_rows(wording, holders))[0])


def _common_rows(wording: Wording, holders: Holders) -> dict[int, tuple[int, list[int]]]:
    """The rows whose shingles are common: on how many occasions they came, and in which other reports."""
    day = day_of(wording.report)
    own = NO_DAY if day is None else day
    chosen = _unlike(wording, holders)
    which, days, numbers = holders.of_row[chosen], holders.day[chosen], holders.report[chosen]
    bounds = [*np.flatnonzero(np.diff(which, prepend=-1)).tolist(), len(which)]
    found = {}
    for start, end in pairwise(bounds):
        if end - start >= OCCASIONS - 1:
            occasions = _occasions({own, *days[start:end].tolist()})
            if occasions >= OCCASIONS:
                found[int(which[start])] = occasions, numbers[start:end].tolist()
    return found


def _marked(
    wording: Wording, holders: Holders, rows: Mapping[int, tuple[int, list[int]]]
) -> tuple[list[bool], dict[int, int]]:
    """Which words are common, and the row of each common shingle by where it begins."""
    marks = [False] * len(wording.words)
    at = {}
    for place, row in zip(wording.shingles.values(), holders.row.tolist(), strict=True):
        if row in rows:
            marks[place : place + SHINGLE] = [True] * SHINGLE
            at[place] = row
    return marks, at


def _unlike(wording: Wording, holders: Holders) -> NDArray[np.bool_]:
    """Of each entry, whether its report shares little with the wording's."""
    _, place = np.unique(holders.report, return_inverse=True)
    counts = np.bincount(place, weights=holders.shingles()[holders.of_row])
    shared: NDArray[np.bool_] = counts[place] <= np.maximum(
        FEW, UNLIKE * np.maximum(len(wording.shingles), holders.size)
    )
    return shared


def _occasions(days: set[int]) -> int:
    """How many of some days are as far apart; reports without a day count as one occasion together."""
    count, last = int(NO_DAY in days), None
    for day in sorted(days - {NO_DAY}):
        if last is None or day - last >= DAYS:
            count, last = count + 1, day
    return count


def _listed(
    wording: Wording, marks: Sequence[bool], at: Mapping[int, int], bearers: Mapping[int, Sequence[str]]
) -> Iterator[Boilerplate]:
    """Runs of common words that are long enough, with the reports that have half of each or more."""
    for first, last in _runs(marks):
        if last - first >= LISTED:
            inside = Counter(row for place, row in at.items() if first <= place < last)
            counts: Counter[str] = Counter()
            for row, count in inside.items():
                for key in bearers[row]:
                    counts[key] += count
            holders = tuple(key for key, count in counts.items() if 2 * count >= inside.total())
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
