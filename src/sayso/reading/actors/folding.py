"""Names without what does not make them other ones: case, diacritics, dots, dashes, an article, a house's spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from rapidfuzz.distance import Levenshtein

MARKS = str.maketrans(
    {"’": "'", "‘": "'", "\u02bc": "'", "-": " ", "\u2010": " ", "\u2011": " ", "–": " ", "—": " ", ".": ""}
)
SPELLINGS = (
    ("isation", "ization"),
    ("defence", "defense"),
    ("programme", "program"),
    ("centre", "center"),
    ("labour", "labor"),
)
# In a word this long a letter or two may differ; in a shorter one they make another word.
LONG, LONGER = 6, 9


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name by which it is looked up: `The Défence Forces’` → `defense forces`."""
    words = name
    if not words.isascii():
        words = "".join(sign for sign in normalize("NFKD", words) if not combining(sign))
    words = words.translate(MARKS).casefold()
    for one, other in SPELLINGS:
        words = words.replace(one, other)
    words = re.sub(r"'s?$", "", " ".join(words.split()).strip(' ,;:"“”()'))
    return words.removeprefix("the ")


def initials(folded: str) -> str:
    """The first letters of a folded name: names that differ in one of them are never taken for each other."""
    return "".join(word[0] for word in folded.split())


def alike(one: str, other: str) -> bool:
    """Whether two folded names differ by a slip or a transcription in long words alone."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return one.count(" ") == other.count(" ") and all(_near(*pair) for pair in pairs)


def _near(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    most = 0 if shorter < LONG else 1 if shorter < LONGER else 2
    return one == other or (one[0] == other[0] and Levenshtein.distance(one, other) <= most)
