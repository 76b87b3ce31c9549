"""The word lists of `places.toml`, as sets of lower-case words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table() -> dict[str, Any]:
    """All lists by their names."""
    return tomllib.loads(files("sayso.reading.places").joinpath("places.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One list; hyphens within an entry stand for spaces."""
    return frozenset(entry.replace("-", " ") for entry in table()[name].split())
