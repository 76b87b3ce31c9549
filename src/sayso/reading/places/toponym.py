"""Words of a text that may name a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Toponym:
    """Characters `start` to `end` of a text that name a place, or describe one (`the village`); `name` is looked up."""

    start: int
    end: int
    name: str
