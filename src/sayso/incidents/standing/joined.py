"""Which of some things are one, once some of them were joined two by two."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Joined(Generic[T]):
    """Sets of members that grow together (union-find); each is called by its first member."""

    def __init__(self, members: Iterable[T]) -> None:
        self.members = list(dict.fromkeys(members))
        self._order = {member: place for place, member in enumerate(self.members)}
        self._above = {member: member for member in self.members}

    def first(self, member: T) -> T:
        """The first of those that a member is joined with, itself where with none."""
        path = [member]
        while (above := self._above[path[-1]]) != path[-1]:
            path.append(above)
        self._above.update(dict.fromkeys(path, path[-1]))
        return path[-1]

    def join(self, one: T, two: T) -> bool:
        """Joins two; False where they were joined already."""
        first, second = sorted((self.first(one), self.first(two)), key=self._order.__getitem__)
        self._above[second] = first
        return first != second
