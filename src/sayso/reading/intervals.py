"""Stretches of a text by where they stand: of thousands, those around or across a place without a look at each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

Value = TypeVar("Value")


class HasSure(Protocol):
    """Something that the network is so sure of."""

    @property
    def sure(self) -> float:
        """A probability."""
        ...


Scored = TypeVar("Scored", bound=HasSure)


class Intervals(Generic[Value]):
    """Stretches, each with a value; found in the order in which they begin."""

    def __init__(self, stretches: Iterable[tuple[int, int, Value]]) -> None:
        self._found = sorted(stretches, key=lambda one: one[:2])
        self._starts = [start for start, _, _ in self._found]
        self._longest = max((end - start for start, end, _ in self._found), default=0)

    def across(self, start: int, end: int) -> Iterator[tuple[int, int, Value]]:
        """Those that share a character with a stretch."""
        first = bisect_left(self._starts, start - self._longest)
        for one in self._found[first : bisect_left(self._starts, end)]:
            if one[1] > start:
                yield one

    def around(self, start: int, end: int) -> Iterator[tuple[int, int, Value]]:
        """Those that cover a stretch."""
        return (one for one in self.across(start, end) if one[0] <= start and end <= one[1])


def surest(found: Iterable[Scored], where: Callable[[Scored], tuple[int, int]]) -> list[Scored]:
    """Without what overlaps something surer, the surest first; `where` is the stretch of each."""
    kept: list[Scored] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: -one.sure):
        characters = range(*where(one))
        if taken.isdisjoint(characters):
            taken.update(characters)
            kept.append(one)
    return kept
