"""Copies: pairs of reports that share wording, found through an index and shown passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import or_
from typing import NamedTuple

import numpy as np

from sayso.incidents.copies.alignment import Chain, align
from sayso.incidents.copies.boilerplate import Common, common_in, common_words
from sayso.incidents.copies.direction import direction
from sayso.incidents.copies.index import KEPT, Holders, Index, Integers, MemoryIndex, as_key, as_number
from sayso.incidents.copies.wording import Wording
from sayso.records import Report
from sayso.records.copy import Boilerplate, Copy, Passage, PassageKind

Stretch = tuple[int, int]

# A passage weighs so much at least, in plain words (of names, numbers and light words it takes more).
PASSAGE = 2.5
# Two reports are copies where one passage weighs as much as a sentence, or all do so much and are such a share of one.
# In corpus/train one pair of unlike reports reaches a share of 0.10, and the least copy but one has 4.1 and 0.15.
SENTENCE = 8.0
TOGETHER, SHARE = 4.0, 0.12
WHOLE, PARTIAL = 0.8, 0.25
# Where less than this part of a report is told by the writer, its quotations count as its own words.
TOLD = 0.2
# A single shingle brings two reports together only where so few have it.
RARE = 4
# A shingle speaks for so many reports that share it, so that ten thousand copies of one text make no 10,000² pairs.
SPEAKS = 8


class Found(NamedTuple):
    """What a report shares with others: its copies, and its boilerplate.

    `again` are the keys of reports that have to be compared again, because with this report wording of theirs came once
    too often to show copying.
    """

    copies: tuple[Copy, ...]
    boilerplate: tuple[Boilerplate, ...]
    again: frozenset[str] = frozenset()


def copies_of(report: Report, index: Index) -> Found:
    """The copies of a report in a collection that holds it already."""
    return _Comparison(index).of(report.key)


def find_copies(reports: Iterable[Report]) -> Found:
    """All copies among some reports, each pair once, and all boilerplate in them."""
    reports = list(reports)
    comparison = _Comparison(MemoryIndex(reports))
    found = [comparison.of(key) for key in dict.fromkeys(report.key for report in reports)]
    return Found(
        tuple(copy for one in found for copy in one.copies),
        tuple(sentence for one in found for sentence in one.boilerplate),
    )


def candidates(wording: Wording, holders: Holders, common: Common) -> list[str]:
    """The keys of the reports that share most shingles with one, most first; every shingle speaks for `SPEAKS` of them."""
    places = np.fromiter(wording.shingles.values(), np.int64, len(wording.shingles))
    own = ~np.array(common.words, dtype=bool)[places]
    weights = holders.shingles(own)
    # In the order of their first own shingles.
    first = np.full(holders.rows, len(places))
    np.minimum.at(first, holders.row[own], np.flatnonzero(own))
    chosen = (weights[holders.of_row] > 0) & (holders.report != as_number(wording.report.key))
    order = np.argsort(first[holders.of_row[chosen]], kind="stable")
    numbers, sharing = _grouped(holders.report[chosen][order], holders.of_row[chosen][order], weights)
    many = np.bincount(holders.of_row, minlength=holders.rows)
    spoken = np.zeros(holders.rows, np.int64)
    found = []
    for number, shared in zip(numbers, sharing, strict=True):
        heard = shared[spoken[shared] < SPEAKS]
        if weights[heard].sum() > 1 or (len(heard) and many[heard[0]] <= RARE):
            spoken[shared] += 1
            found.append(as_key(number))
    return found


def _grouped(numbers: Integers, rows: Integers, weights: Integers) -> tuple[list[int], list[Integers]]:
    """The rows of each number, for those with most shingles in them first, then for those that come first."""
    order = np.argsort(numbers, kind="stable")
    different, starts, place = np.unique(numbers[order], return_index=True, return_inverse=True)
    groups = np.split(rows[order], starts[1:])
    counts = np.bincount(place, weights=weights[rows[order]], minlength=len(different))
    ranked = np.lexsort((order[starts], -counts)).tolist()
    return different[ranked].tolist(), [groups[rank] for rank in ranked]


@dataclass(frozen=True)
class Side:
    """A report in a comparison: its wording, which of its words are common, and what each weighs: nothing if not its own."""

    wording: Wording
    common: tuple[bool, ...]
    own: tuple[float, ...]

    @staticmethod
    def of(wording: Wording, common: tuple[bool, ...]) -> Side:
        """A side; its own words are all but common ones, dateline and credits, and quotations, unless little else is left."""
        bare = [not (word or frame) for word, frame in zip(common, wording.framed, strict=True)]
        told = [own and not quoted for own, quoted in zip(bare, wording.quoted, strict=True)]
        mine = told if sum(told) >= TOLD * sum(bare) else bare
        return Side(wording, common, tuple(weight * own for weight, own in zip(wording.weights, mine, strict=True)))

    def share(self, stretches: Iterable[Stretch]) -> float:
        """The part of its own words that stands in some stretches of words, from 0 to 1."""
        return sum(_count(self.own[slice(*stretch)]) for stretch in stretches) / max(1, _count(self.own))


def compare(first: Side, second: Side) -> Copy | None:
    """Two reports side by side; None where neither has wording from the other."""
    one, two = sorted((first, second), key=_order)
    chains = sorted(align(one.wording, two.wording, least=PASSAGE), key=lambda chain: chain.one)
    weights = [_own_weight(one, two, chain) for chain in chains]
    copied = [chain for chain, weight in zip(chains, weights, strict=True) if weight >= PASSAGE]
    shares = one.share(chain.one for chain in copied), two.share(chain.two for chain in copied)
    good_part = sum(weights) >= TOGETHER and max(shares) >= SHARE
    if not good_part and max(weights, default=0) < SENTENCE:
        return None
    shown = direction(one.wording, two.wording, shares)
    return Copy(
        one=one.wording.report.key,
        two=two.wording.report.key,
        kind="whole" if max(shares) >= WHOLE else "partial" if max(shares) >= PARTIAL else "passage",
        passages=tuple(_passage(one, two, chain, weight) for chain, weight in zip(chains, weights, strict=True)),
        shares=shares,
        origin=shown.origin,
        reason=shown.reason,
        credits=shown.credits,
    )


def _order(side: Side) -> tuple[str, str]:
    """By publication, those without a day last."""
    return side.wording.report.published or "~", side.wording.report.key


def _count(words: Iterable[float | bool]) -> int:
    return sum(1 for word in words if word)


def _own_weight(one: Side, two: Side, chain: Chain) -> float:
    """What the words weigh that are the same and on both sides the report's own, less the gaps between them."""
    return max(0.0, sum(sum(map(min, run.of_one(one.own), run.of_two(two.own))) for run in chain.runs) - chain.gaps)


def _passage(one: Side, two: Side, chain: Chain, weight: float) -> Passage:
    common = quoted = 0
    for run in chain.runs:
        common += _count(map(or_, run.of_one(one.common), run.of_two(two.common)))
        quoted += _count(map(or_, run.of_one(one.wording.quoted), run.of_two(two.wording.quoted)))
    kind: PassageKind = "wording" if weight >= PASSAGE else "boilerplate" if common >= quoted else "quotation"
    same = sum(run.length for run in chain.runs)
    return Passage(kind=kind, one=one.wording.span(*chain.one), two=two.wording.span(*chain.two), same=same)


class _Comparison:
    """Reports of one index compared, each pair once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.done: set[tuple[str, str]] = set()
        self.sides: dict[str, Side] = {}

    def of(self, key: str) -> Found:
        """What a report shares with those that it was not compared with before."""
        wording = self.index.wording(key)
        holders = Holders.of(wording.shingles, self.index.holders(wording.shingles))
        common = common_in(wording, holders)
        side = Side.of(wording, common.words)
        pairs = {(min(key, other), max(key, other)): other for other in candidates(wording, holders, common)}
        new = [other for pair, other in pairs.items() if pair not in self.done]
        self.done |= pairs.keys()
        copies = [compare(side, other) for other in self._sides(new)]
        return Found(tuple(copy for copy in copies if copy), common.boilerplate, common.again - {key})

    def _sides(self, keys: Sequence[str]) -> list[Side]:
        """Some reports as sides; the index is asked once for all of them."""
        if len(self.sides) >= KEPT:
            self.sides.clear()
        new = [self.index.wording(key) for key in keys if key not in self.sides]
        packed = self.index.holders({shingle: None for wording in new for shingle in wording.shingles})
        for wording in new:
            common = common_words(wording, Holders.of(wording.shingles, packed))
            self.sides[wording.report.key] = Side.of(wording, common)
        return [self.sides[key] for key in keys]
