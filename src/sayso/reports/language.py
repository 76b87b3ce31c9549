"""The language of a report: as declared, else by the script of its letters and its function words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff]|[’'‘](?=[^\W\d_]))*"
"""A pattern for one word; the ranges are vowel signs and accents that stand by themselves, which Python counts as none."""

# The head of a text is enough, and keeps a long one from costing more.
_SAMPLE = 5_000
# Another language than English must show so many of its words, and so many times as many as English.
_LEAST, _TIMES = 3, 2
# A text of so many words in which English has less than this share of function words is in no language known here;
# English prose has about 0.4, lists of names and figures about 0.1.
_ENOUGH, _SHARE = 60, 0.03

_TOKEN = re.compile(WORD)
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+)?", re.IGNORECASE)
_SHORT = {"eng": "en", "english": "en"}

UNDETERMINED = "und"


def language_of(text: str, declared: str | None = None) -> str:
    """The ISO 639 code of a text's language: `en`, `fr`, …; `und` where it is none that is known here.

    A declared tag (`en-GB`, `English`) is believed, and something else that was declared is not. Short texts count as
    English unless they are clearly not.
    """
    if declared:
        name = declared.strip().lower()
        tag = _TAG.fullmatch(name)
        if name in _SHORT or tag:
            return _SHORT.get(name) or (tag[1] if tag else UNDETERMINED)
    return _seen(text[:_SAMPLE])


def _seen(sample: str) -> str:
    scripts = Counter(_script(letter) for letter in sample if letter.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else "LATIN"
    tokens = [token.casefold() for token in _TOKEN.findall(sample)]
    counts = Counter(tokens)
    hits = {language: sum(counts[word] for word in words) for language, words in _words().get(script, {}).items()}
    best = max(hits, key=lambda language: hits[language], default=UNDETERMINED)
    if script != "LATIN":
        return best if hits.get(best) else str(_rules()["scripts"].get(script, UNDETERMINED))
    if hits[best] >= _LEAST and hits[best] > _TIMES * hits["en"]:
        return best
    return UNDETERMINED if len(tokens) >= _ENOUGH and hits["en"] < _SHARE * len(tokens) else "en"


@cache
def _script(letter: str) -> str:
    """The first word of a letter's Unicode name, which is its script for nearly all letters."""
    return unicodedata.name(letter, UNDETERMINED).split(maxsplit=1)[0].split("-")[0]


@cache
def _rules() -> dict[str, Any]:
    rules = files("sayso.reports").joinpath("data/languages.toml").read_text("utf-8")
    return tomllib.loads(rules)


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    """For each script its languages and their function words, without those that English has too."""
    words = {
        script: {language: frozenset(listed.split()) for language, listed in languages.items()}
        for script, languages in _rules()["words"].items()
    }
    english = words["LATIN"]["en"]
    return {
        script: {language: listed if language == "en" else listed - english for language, listed in languages.items()}
        for script, languages in words.items()
    }
