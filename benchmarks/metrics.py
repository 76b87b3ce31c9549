"""How readings are measured against gold attributions, every metric spelt out.

Exact spans, in the manner of CofeNet, untruncated: over all articles, a span (article, role, start, end) found that the
gold has too is right; each stretch of a discontinuous source, cue or content is a span of its own, and a source shared
by several attributions is one span. Precision, recall and F1 for each role.

Whole relations: attributions found and gold are paired one to one within an article. Exact: source, cue and content
all have the same stretches. Soft: the cues share a character, the sources share a character or both are absent, and
the contents' characters have a Jaccard index of at least 0.5; of several candidates the pair with the highest wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Stretch = tuple[int, int]


class Relation(NamedTuple):
    """One attribution in characters; `source` is empty where there is none."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass
class Tally:
    """Found, gold and right, and what follows from them in per cent."""

    found: int = 0
    gold: int = 0
    right: int = 0

    def add(self, *, found: int, gold: int, right: int) -> None:
        """Counts one article."""
        self.found += found
        self.gold += gold
        self.right += right

    @property
    def precision(self) -> float:
        """Right of what was found, in per cent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of the gold, in per cent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean, in per cent."""
        return 200 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def characters(stretches: Iterable[Stretch]) -> set[int]:
    """Every offset that some stretches cover."""
    return {at for start, end in stretches for at in range(start, end)}


def jaccard(one: Iterable[Stretch], two: Iterable[Stretch]) -> float:
    """Characters shared by characters covered."""
    first, second = characters(one), characters(two)
    return len(first & second) / len(first | second) if first or second else 0.0


def exact_spans(found: list[Relation], gold: list[Relation], tallies: dict[str, Tally]) -> None:
    """Adds one article to the tallies `source`, `cue` and `content`."""
    for role in Relation._fields:
        mine = {stretch for relation in found for stretch in getattr(relation, role)}
        theirs = {stretch for relation in gold for stretch in getattr(relation, role)}
        tallies.setdefault(role, Tally()).add(found=len(mine), gold=len(theirs), right=len(mine & theirs))


def softly(one: Relation, two: Relation) -> float:
    """The Jaccard index of the contents where cue and source agree softly, else 0."""
    cues = characters(one.cue) & characters(two.cue)
    sources = characters(one.source) & characters(two.source) if one.source and two.source else one.source == two.source
    return jaccard(one.content, two.content) if cues and sources else 0.0


def pairs(found: list[Relation], gold: list[Relation]) -> list[tuple[int, int]]:
    """Attributions found and gold, paired one to one by the soft measure, best first."""
    scores = sorted(
        ((softly(one, two), -i, -j) for i, one in enumerate(found) for j, two in enumerate(gold)), reverse=True
    )
    made: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in scores:
        if score >= 0.5 and -i not in used[0] and -j not in used[1]:
            used[0].add(-i)
            used[1].add(-j)
            made.append((-i, -j))
    return made


def relations(found: list[Relation], gold: list[Relation], tallies: dict[str, Tally]) -> None:
    """Adds one article to the tallies `exact` and `soft`."""
    shared = sum(1 for relation in set(found) if relation in set(gold))
    tallies.setdefault("exact", Tally()).add(found=len(found), gold=len(gold), right=shared)
    tallies.setdefault("soft", Tally()).add(found=len(found), gold=len(gold), right=len(pairs(found, gold)))
