"""How likely a content begins or ends between two tokens, by what kinds of tokens they are.

The network decides token by token; it does not know that nothing ends after `in the`. The log odds of `borders.json`,
counted by `training/borders.py` over the contents of the training corpora, make up for that.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso.reading.tokens import INSIDE_PARAGRAPH, Tokens

FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "as",
        "into",
        "over",
        "under",
        "about",
        "against",
        "between",
        "during",
        "and",
        "or",
        "but",
        "nor",
        "if",
        "than",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "this",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "not",
        "no",
        "very",
        "more",
        "most",
        "so",
        "because",
        "while",
        "when",
        "where",
        "after",
        "before",
        "since",
        "until",
        "although",
        "though",
        "unless",
        "whether",
    ]
)
JOINING = frozenset(
    [
        "and",
        "or",
        "but",
        "nor",
        "as",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "while",
        "when",
        "where",
        "after",
        "before",
        "since",
        "until",
        "although",
        "though",
        "because",
        "if",
        "unless",
        "according",
    ]
)
PLAIN, WORD_THAT_GOES_ON, JOINER, STOP, COMMA, DASH, OPENING, CLOSING, STRAIGHT, CAPITAL, PIECE = range(11)
KINDS = 11
EDGE = KINDS
"""The beginning or the end of a paragraph, on the other side of a border."""


def kind_of(word: str, *, begins: bool) -> int:
    """The kind of a token by its text; `begins` is false for the later pieces of a word."""
    if not begins:
        return PIECE
    lower = word.casefold()
    if lower in JOINING:
        return JOINER
    if lower in FUNCTION:
        return WORD_THAT_GOES_ON
    marks = {
        ".": STOP,
        "!": STOP,
        "?": STOP,
        "…": STOP,
        ",": COMMA,
        ";": COMMA,
        ":": DASH,
        "-": DASH,
        "–": DASH,
        "—": DASH,
    }
    marks |= {
        "“": OPENING,
        "«": OPENING,
        "‘": OPENING,
        "(": OPENING,
        "[": OPENING,
        "”": CLOSING,
        "»": CLOSING,
        "’": CLOSING,
        ")": CLOSING,
        "]": CLOSING,
        '"': STRAIGHT,
        "'": STRAIGHT,
    }
    return marks.get(word, CAPITAL if word[:1].isupper() else PLAIN)


def kinds(text: str, tokens: Tokens) -> NDArray[np.int64]:
    """The kind of every token."""
    made = [
        kind_of(text[start:end], begins=bool(begins))
        for start, end, begins in zip(tokens.starts, tokens.ends, tokens.words, strict=True)
    ]
    return np.array(made, dtype=np.int64)


def borders(tokens: Tokens, found: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Kinds on the left and on the right of the border before each token."""
    left = np.concatenate([[EDGE], found[:-1]]) if len(found) else found
    right = found.copy()
    breaks = tokens.breaks != INSIDE_PARAGRAPH
    left[breaks] = EDGE
    return left, right


@cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    tables = json.loads(files("sayso.reading").joinpath("model/borders.json").read_text("utf-8"))
    return np.array(tables["enters"], dtype=np.float32), np.array(tables["leaves"], dtype=np.float32)


def odds(text: str, tokens: Tokens) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For the border before each token: log odds that a content begins there, and that one ends there."""
    enters, leaves = _tables()
    left, right = borders(tokens, kinds(text, tokens))
    return enters[left, right], leaves[left, right]
