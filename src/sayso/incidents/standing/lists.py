"""The word lists of `lists.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("sayso.incidents.standing").joinpath("lists.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One list; hyphens within an entry stand for spaces."""
    return frozenset(entry.replace("-", " ") for entry in _lists()[name].split())


@cache
def has(name: str) -> re.Pattern[str]:
    """Finds an entry of a list, as whole words, in a text of lower case."""
    entries = sorted(words(name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, entries))})(?!\w)")


@cache
def classes() -> dict[str, str]:
    """Each word for people → the class of people that it stands for."""
    return {entry.replace("-", " "): name for name, entries in _lists()["people"].items() for entry in entries.split()}
