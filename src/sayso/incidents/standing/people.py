"""Whom a figure counts: one scope for the words of one kind of people."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.incidents.standing.lists import classes
from sayso.records.event import Figure

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Those that are counted as part of a whole, never as the whole.
PARTS = frozenset({"children", "child", "women", "woman", "boys", "boy", "girls", "girl", "men-and-women", "officers"})


@lru_cache(maxsize=65536)
def scope(who: str | None) -> str:
    """The class of people that words name (`insurgents` → `fighters`), else the words themselves in lower case."""
    said: list[str] = [word.casefold() for word in _WORD.findall(who or "people")]
    for word in reversed(said):
        if word in PARTS:
            return word
        if word in classes():
            return classes()[word]
    return " ".join(said) or "people"


def is_part(figure: Figure, others: tuple[Figure, ...]) -> bool:
    """Whether a figure is told as a part of a larger one beside it."""
    return any(
        other is not figure
        and other.kind == figure.kind
        and (other.low or other.high or 0) > (figure.low or figure.high or 0)
        and (scope(other.who) in {scope(figure.who), "people", "civilians"})
        for other in others
    )


def fighting(who: str | None) -> bool | None:
    """Whether people fight (soldiers, police, rebels) or not; None where the words do not say."""
    found = scope(who)
    if found in {"soldiers", "police", "fighters"}:
        return True
    return False if found in {"civilians", *PARTS} - {"officers"} else None
