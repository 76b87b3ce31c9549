"""Words as evidence that two texts tell of one happening: each weighs by how rare it is, numbers nothing at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log2, sqrt

from sayso.reading.tokens import tokenizer

# The tokenizer's words stand in its list by how often they came in the text that it was made from: ids below this are
# words such as `the`, and what is not in it is rarer than all that are.
COMMON, RAREST = 2000, 5.0
# A word that so few incidents of one time have is rare in all its weight.
FEW = 8
# Of a text so many words count, the rarest ones.
MOST = 90
_WORD = re.compile(r"[^\W\d_]{3,}")


def words_of(text: str) -> Mapping[str, float]:
    """The rarest words of a text, folded, with what each weighs; figures are no words: equal ones show nothing."""
    found = {word: weight for word in map(_folded, _WORD.findall(text)) if (weight := _weight(word)) > 0}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST])


def alike(one: Mapping[str, float], two: Mapping[str, float], counts: Mapping[str, int]) -> float:
    """How much two sets of weighted words have in common, from 0 to 1.

    `counts` says of how many incidents a word is a mark: what many have shows little.
    """
    mine, theirs = (
        {word: weight / (1 + log2(max(1.0, counts.get(word, 1) / FEW))) for word, weight in words.items()}
        for words in (one, two)
    )
    shared = sum(weight * theirs[word] for word, weight in mine.items() if word in theirs)
    size = sqrt(sum(weight**2 for weight in mine.values()) * sum(weight**2 for weight in theirs.values()))
    return shared / size if size else 0.0


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@lru_cache(maxsize=65536)
def _weight(word: str) -> float:
    rank = _ranks().get(word)
    return RAREST if rank is None else max(0.0, log2(rank / COMMON))


@cache
def _ranks() -> Mapping[str, int]:
    ranks: dict[str, int] = tokenizer().get_vocab()
    return ranks
