"""Words for parties without a name: organs of a state, what belongs to a party, offices, sectors of people."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast

from sayso.reading.actors.folding import fold
from sayso.records.actor import ActorKind, Sector

DATA = files("sayso.reading.actors").joinpath("data")


@cache
def words(name: str) -> frozenset[str]:
    """A word list by its name."""
    listed: str = _tables()[name]
    return frozenset(listed.split())


@cache
def organs() -> dict[str, tuple[ActorKind, Sector]]:
    """Organs of a state by their folded name: what they are, and their sector."""
    return {
        fold(organ): cast("tuple[ActorKind, Sector]", tuple(key.split(", ")))
        for key, listed in _tables()["organs"].items()
        for organ in listed.split(";")
    }


@cache
def sectors() -> dict[str, Sector]:
    """The sector of people by a word for them, after PLOVER's agents."""
    lines = DATA.joinpath("agents.txt").read_text("utf-8").splitlines()
    return {word: cast(Sector, code) for word, _, code in (line.partition("\t") for line in lines if line[:1] != "#")}


def sector_of(head: str) -> Sector | None:
    """The sector of people by the noun for them, plural or not."""
    known = sectors()
    singular = head[:-3] + "man" if head.endswith("men") else head.removesuffix("s")
    return known.get(head) or known.get(singular)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath("words.toml").read_text("utf-8"))
