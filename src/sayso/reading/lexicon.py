"""The word lists of `lexicon.toml`, as sets of lower-case words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("sayso.reading").joinpath("lexicon.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list by its name; hyphens within an entry stand for spaces or hyphens."""
    return frozenset(_lists()[name].split())


ROLES = ("speaks_for", "police_ranks", "ranks", "offices")


@cache
def roles() -> dict[tuple[str, ...], str]:
    """Every role noun as its words (lower case) → the first of its lists in `ROLES`."""
    return {tuple(entry.split("-")): name for name in reversed(ROLES) for entry in words(name)}


@cache
def first_words_of_roles() -> frozenset[str]:
    """The words that a role noun can begin with."""
    return frozenset(entry[0] for entry in roles())


@cache
def acts_of_cues() -> dict[str, str]:
    """Cue (lower case, spaces as hyphens) → the act that it tells."""
    return {cue: act for act, cues in _lists()["acts"].items() for cue in cues.split()}
