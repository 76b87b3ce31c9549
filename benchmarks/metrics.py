"""How readings are measured against gold attributions, every metric spelt out.

Exact spans, in the manner of CofeNet, untruncated: over all articles, a span (article, role, start, end) found that the
gold has too is right; each stretch of a discontinuous source, cue or content is a span of its own, and a source shared
by several attributions is one span. Precision, recall and F1 for each role.

Whole relations: attributions found and gold are paired one to one within an article. Exact: source, cue and content
all have the same stretches. Soft: the cues share a character, the sources share a character or both are absent, and
the contents' characters have a Jaccard index of at least 0.5; of several candidates the pair with the highest wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

Stretch = tuple[int, int]
T = TypeVar("T")


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


def overlap(one: Iterable[Stretch], two: Iterable[Stretch]) -> bool:
    """Whether they share a character."""
    return any(a < d and c < b for a, b in one for c, d in two)


def both_or_neither(one: Sequence[Stretch], two: Sequence[Stretch]) -> bool:
    """Whether they share a character, or both are absent."""
    return overlap(one, two) if one and two else not one and not two


def exact_spans(found: list[Relation], gold: list[Relation], tallies: dict[str, Tally]) -> None:
    """Adds one article to the tallies `source`, `cue` and `content`."""
    for role in Relation._fields:
        mine = {stretch for relation in found for stretch in getattr(relation, role)}
        theirs = {stretch for relation in gold for stretch in getattr(relation, role)}
        tallies.setdefault(role, Tally()).add(found=len(mine), gold=len(theirs), right=len(mine & theirs))


def paired(found: Sequence[T], gold: Sequence[T], score: Callable[[T, T], tuple[float, ...] | None]) -> dict[int, int]:
    """Indices of found to indices of gold, one to one, highest score first, then in order; None makes no pair."""
    scores = {(i, j): score(one, two) for i, one in enumerate(found) for j, two in enumerate(gold)}
    ranked = sorted((tuple(-part for part in value), pair) for pair, value in scores.items() if value is not None)
    made: dict[int, int] = {}
    for _, (i, j) in ranked:
        if i not in made and j not in made.values():
            made[i] = j
    return made


def softly(one: Relation, two: Relation) -> tuple[float, ...] | None:
    """The Jaccard index of the contents, where it is at least 0.5 and cue and source agree softly."""
    shared = jaccard(one.content, two.content)
    good = shared >= 0.5 and overlap(one.cue, two.cue) and both_or_neither(one.source, two.source)
    return (shared,) if good else None


def by_content(one: Relation, two: Relation) -> tuple[float, ...] | None:
    """Detection looks at the contents alone; cues break ties, as several claims can share a content."""
    shared = jaccard(one.content, two.content)
    return (overlap(one.cue, two.cue), shared) if shared >= 0.5 else None


def relations(found: list[Relation], gold: list[Relation], tallies: dict[str, Tally]) -> None:
    """Adds one article to the tallies `exact` and `soft`."""
    shared = sum(1 for relation in set(found) if relation in set(gold))
    tallies.setdefault("exact", Tally()).add(found=len(found), gold=len(gold), right=shared)
    tallies.setdefault("soft", Tally()).add(found=len(found), gold=len(gold), right=len(paired(found, gold, softly)))
