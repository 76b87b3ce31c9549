"""The word lists of `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from sayso.records.event import FIGURE_KINDS, Kind

Entry = tuple[str, ...]


class Fated(NamedTuple):
    """Words that tell what became of people, and the parts that they can play.

    `done` are past forms (`killed`: what was done to them, or with them as object), `doing` forms that take an object
    alone (`killing`), `befell` verbs without one (`died`), `undergone` passives that tell it alone (`were hit`),
    `loosely` words of moving that tell of flight where many move, `state` words that stand beside people (`dead`),
    `counted` nouns that a number can count (`deaths`), `of` nouns that have people behind `of` (`the death of`).
    """

    words: Entry
    kind: Kind
    roles: frozenset[str]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("sayso.reading.figures").joinpath("words.toml").read_text("utf-8"))


@cache
def ordered(table: str, name: str) -> tuple[str, ...]:
    """A list of single words in its order."""
    return tuple(_lists()[table][name].split())


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list of single words."""
    return frozenset(ordered(table, name))


@cache
def phrases(table: str, edge: int) -> dict[str, tuple[tuple[Entry, str], ...]]:
    """A word → the entries of a table's lists that have it first (edge 0) or last (-1), with their list's name, longest first."""
    made: dict[str, list[tuple[Entry, str]]] = {}
    for name, listed in _lists()[table].items():
        for entry in (tuple(entry.split("-")) for entry in listed.split()):
            made.setdefault(entry[edge], []).append((entry, name))
    return {word: tuple(sorted(some, key=lambda entry: -len(entry[0]))) for word, some in made.items()}


@cache
def fates() -> dict[str, tuple[Fated, ...]]:
    """First word → the fates whose words begin with it, longest first; in a tie the kind named first in the lists."""
    roles: dict[tuple[Entry, Kind], set[str]] = {}
    for kind in FIGURE_KINDS:
        for role, entries in _lists()["fates"][kind].items():
            for entry in entries.split():
                roles.setdefault((tuple(entry.split("-")), kind), set()).add(role)
    made: dict[str, list[Fated]] = {}
    for (entry, kind), parts in roles.items():
        made.setdefault(entry[0], []).append(Fated(entry, kind, frozenset(parts)))
    return {first: tuple(sorted(some, key=lambda fate: -len(fate.words))) for first, some in made.items()}


@cache
def is_person(word: str) -> bool:
    """Whether a lower-case noun names people."""
    first, _, last = word.rpartition("-")
    if word in words("people", "not_persons") or first in {"anti", "pro", "non"}:
        return False
    if word.endswith(("year-old", "month-old", "year-olds")):
        return True
    if last.endswith(("man", "men")) and last not in words("people", "no_men"):
        return True
    endings = tuple(words("people", "endings"))
    return bool({word, last} & words("people", "persons")) or (len(word) > 5 and word.endswith(endings))
