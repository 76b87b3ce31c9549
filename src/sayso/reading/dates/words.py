"""The lists of `words.toml` as sets, numbers and pieces of patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

# Between two words stand few spaces and one line break at most: an empty line parts them, and no search takes long.
GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("sayso.reading.dates").joinpath("words.toml").read_text("utf-8"))


@cache
def words(name: str, table: str = "") -> tuple[str, ...]:
    """A list by its name, in its order."""
    lists = _lists()[table] if table else _lists()
    return tuple(lists[name].split())


@cache
def meanings(table: str) -> dict[str, str]:
    """Every entry of a table's lists → the name of its list; `early-hours` as `early hours`."""
    return {entry.replace("-", " "): name for name, entries in _lists()[table].items() for entry in entries.split()}


def any_of(entries: Iterable[str]) -> str:
    """A pattern for any of some entries, the longest first; a hyphen within stands for a hyphen or a gap."""
    ordered = sorted(entries, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(entry).replace(r"\-", rf"(?:-|{GAP})") for entry in ordered) + ")"


@cache
def number_of(written: str) -> float | None:
    """The number that an amount means; None where it is vague (`several`)."""
    plain = re.sub(r"[\s-]+", " ", written.casefold()).strip()
    if plain.replace(".", "", 1).isdecimal():
        return float(plain)
    half = plain.endswith(" and a half")
    plain = plain.removesuffix(" and a half")
    if plain in {"half a", "half an"}:
        return 0.5
    if plain in {"a", "an"}:
        return 1.5 if half else 1
    if plain.replace(" ", "-") in words("couple"):
        return 2
    if plain == "a dozen":
        return 12
    ones, tens = words("ones"), words("tens")
    value = sum(
        ones.index(part) if part in ones else 10 * tens.index(part) + 20 if part in tens else 0
        for part in plain.split()
    )
    return value + 0.5 * half if value else None
