"""Text to what the tagger takes: tokens with offsets, three features of each, and windows over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.reading import quotes

# Two of the 384 places of a window go to [CLS] and [SEP].
WINDOW = 382
STRIDE = 254
CLS, SEP, UNKNOWN = 101, 102, 100

LOWER, CAPITALISED, CAPITALS, DIGITS, PUNCTUATION = range(5)
CASES = 5
QUOTES = 5
INSIDE_PARAGRAPH, FIRST_OF_PARAGRAPH, FIRST_OF_LINE = range(3)
BREAKS = 3


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of a text: ids, offsets in code points, and case, quotation and paragraph of each."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    cases: NDArray[np.int64]
    quotes: NDArray[np.int64]
    breaks: NDArray[np.int64]
    words: NDArray[np.bool_]
    """Whether a piece begins a word."""

    def __len__(self) -> int:
        return len(self.ids)


class Window(NamedTuple):
    """Tokens `start` to `end`, of which `first` to `last` are decided here and the rest is context."""

    start: int
    end: int
    first: int
    last: int


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer that the encoder was trained with."""
    try:
        made = Tokenizer.from_str(files("sayso.reading").joinpath("model/tokenizer.json").read_text("utf-8"))
    except OSError as error:
        raise ModelError(
            "the tokenizer is missing", where="sayso/reading/model", mend="install the package anew"
        ) from error
    # A text that spells `[SEP]` means the letters.
    made.encode_special_tokens = True
    return made


def case_of(piece: str) -> int:
    """The case of a word piece as it stands in the text."""
    if not piece[:1].isalnum():
        return PUNCTUATION
    if piece[0].isdigit():
        return DIGITS
    if piece[0].isupper():
        return CAPITALS if len(piece) > 1 and piece.isupper() else CAPITALISED
    return LOWER


def _lone(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def tokenize(texts: Sequence[str]) -> list[Tokens]:
    """The tokens of each text; offsets are into the text as given."""
    safe = [
        "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text) if _lone(text) else text
        for text in texts
    ]
    encodings = tokenizer().encode_batch(safe, add_special_tokens=False)
    return [
        _tokens(text, encoding.ids, encoding.offsets, encoding.tokens)
        for text, encoding in zip(safe, encodings, strict=True)
    ]


def _tokens(text: str, ids: list[int], offsets: list[tuple[int, int]], pieces: list[str]) -> Tokens:
    spans = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = spans[:, 0], spans[:, 1]
    breaks = np.full(len(ids), INSIDE_PARAGRAPH, dtype=np.int64)
    breaks[:1] = FIRST_OF_PARAGRAPH
    for at, (end, start) in enumerate(pairwise_gaps(offsets), 1):
        if start > end and "\n" in (gap := text[end:start]):
            breaks[at] = FIRST_OF_PARAGRAPH if gap.count("\n") > 1 else FIRST_OF_LINE
    state = quotes.states(text)
    return Tokens(
        ids=np.array(ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        cases=np.array([case_of(text[start:end]) for start, end in offsets], dtype=np.int64),
        quotes=state[np.minimum(starts, max(len(text) - 1, 0))].astype(np.int64) if len(text) else starts,
        breaks=breaks,
        words=np.array([not piece.startswith("##") for piece in pieces], dtype=np.bool_),
    )


def pairwise_gaps(offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Between each token and the next: where the one ends and where the other starts."""
    return [(before[1], after[0]) for before, after in pairwise(offsets)]


def windows(tokens: Tokens) -> list[Window]:
    """Windows over a text: overlapping by a third, cut at a paragraph's border where one is near.

    Each token is decided in the window that gives it most context.
    """
    length = len(tokens)
    if length <= WINDOW:
        return [Window(0, length, 0, length)] if length else []
    cuts = [0]
    while cuts[-1] + WINDOW < length:
        latest = min(cuts[-1] + STRIDE, length - 1)
        near = np.flatnonzero(tokens.breaks[latest - STRIDE // 4 : latest + 1] == FIRST_OF_PARAGRAPH)
        cuts.append(latest - STRIDE // 4 + int(near[-1]) if len(near) else latest)
    spans = [(cut, min(cut + WINDOW, length)) for cut in cuts]
    borders = [0, *((after[0] + before[1]) // 2 for before, after in pairwise(spans)), length]
    return [
        Window(start, end, first, last) for (start, end), (first, last) in zip(spans, pairwise(borders), strict=True)
    ]
