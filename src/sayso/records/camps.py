"""Who is armed, and by whom: the camp of a party, by the sector of its actor, else by its head word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from sayso.records.actor import Actor, Sector
from sayso.records.span import Span

CAMPS = ("forces", "rebels", "fighters", "rioters", "protesters", "civilians")
ARMED = CAMPS[:3]
WORD = re.compile(r"[^\W_]+(?:['’\-\u2011][^\W_]+)*")
Word = tuple[int, str]


def camp(span: Span, sectors: Mapping[int, Sector]) -> str | None:
    """The camp of a party, one of `CAMPS`; None where neither a sector nor a word says it.

    `forces` are armed by a state, `rebels` without one, `fighters` by nobody knows whom.
    """
    for part in _parts(span):
        found = _of_head(part, sectors)
        if found or part[-1][1] not in words("heads", "holders"):
            return found
    return None


def sectors_of(actors: Iterable[Actor]) -> dict[int, Sector]:
    """The sector of each word that names an actor, by its offset; of two actors the one with fewer words around it."""
    named = [(span, actor.sector) for actor in actors if actor.sector for span in actor.spans]
    return {
        span.start + word.start(): sector
        for span, sector in sorted(named, key=lambda one: one[0].start - one[0].end)
        for word in WORD.finditer(span.text)
    }


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A word list, empty where there is none of that name."""
    return frozenset(_lists()[table].get(name, "").split())


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("sayso.records").joinpath("acled.toml").read_text("utf-8"))


def _parts(span: Span) -> list[list[Word]]:
    """The words of a noun phrase with their offsets, cut at each `of`, without what follows its last head."""
    parts: list[list[Word]] = [[]]
    for match in WORD.finditer(span.text):
        word = match[0].casefold()
        if word in words("heads", "ends") and parts[-1]:
            break
        if word == "of":
            parts.append([])
        else:
            parts[-1].append((span.start + match.start(), word))
    while parts[-1] and parts[-1][-1][1] in {"and", "or"}:
        parts[-1].pop()
    return [part for part in parts if part]


def _of_head(part: list[Word], sectors: Mapping[int, Sector]) -> str | None:
    before = {word for _, word in part[:-1]}
    head = part[-1][1]
    if head in words("heads", "theirs"):
        named = next((name for word in reversed(part[:-1]) if (name := _of_word(word, sectors))), None)
        if named or before & words("heads", "state"):
            return named or "forces"
    found = _of_word(part[-1], sectors)
    return "fighters" if found in {"civilians", None} and before & words("heads", "armed") else found


def _of_word(word: Word, sectors: Mapping[int, Sector]) -> str | None:
    start, letters = word
    return next(
        (name for name in CAMPS if sectors.get(start) in words("sectors", name) or letters in words("heads", name)),
        None,
    )
