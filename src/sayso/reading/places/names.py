"""How names of places are compared: without case, accents, and what is written in many ways."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from sayso.reading.places.lists import words

_APOSTROPHES = re.compile("['’‘`´\u02bc\u02bb\u02bf\u02be]")
_SIGNS = re.compile(r"[^\w]+|_")
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "a"}
)
# One spelling of words that names begin with in several.
_SAME = {"saint": "st", "sainte": "ste", "mt": "mount", "ft": "fort"}


def key(name: str) -> str:
    """The form in which a name is looked up: `Sana'a` is sanaa, `Saint-Denis` is st denis."""
    plain = name if name.isascii() else _unaccented(name)
    parts = _SIGNS.sub(" ", _APOSTROPHES.sub("", plain).casefold()).split()
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        return "".join(parts)
    return " ".join(_SAME.get(part, part) for part in parts)


def _unaccented(name: str) -> str:
    split = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).casefold())
    return "".join(c for c in split if not unicodedata.combining(c)).translate(_LETTERS)


@cache
def kinds() -> dict[str, str]:
    """Words that tell a kind of place, with the precision they tell: `district`, `province`, `town`."""
    return {word: kind for kind in ("district", "province", "town", "site") for word in words(f"{kind}_words")}


def bare(found: str) -> tuple[str, str | None]:
    """A key without the word for its kind, and what that word tells: `bajhang district` is bajhang, a district."""
    parts = found.split()
    known = kinds()
    told: str | None = None
    while len(parts) > 1 and parts[-1] in known:
        last = known[parts.pop()]
        told = told or last
    if len(parts) > 2 and parts[1] == "of" and parts[0] in known:
        told, parts = known[parts[0]], parts[2:]
    if len(parts) > 1 and parts[0] in words("leading"):
        parts = parts[1:]
    return " ".join(parts), told
