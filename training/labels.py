"""Documents to numbers: the label of every token for each head, and -100 where a corpus is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.tagger import ACTS, CUE, FLAT, MENTION, PAIR
from sayso.reading.tokens import Tokens, tokenize
from training.documents import Document, Stretch

SILENT = -100
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Pair:
    """A cue (its first token) with the labels of every token of the document seen from it."""

    at: int
    labels: Labels


@dataclass(frozen=True)
class Encoded:
    """A document's tokens and what each head should say of them."""

    name: str
    tokens: Tokens
    cue: Labels
    flat: Labels
    mention: Labels
    act: Labels
    pairs: tuple[Pair, ...]


def token_range(tokens: Tokens, stretch: Stretch) -> tuple[int, int]:
    """First and last (excluded) token that shares a character with a stretch."""
    return int(np.searchsorted(tokens.ends, stretch[0], "right")), int(
        np.searchsorted(tokens.starts, stretch[1], "left")
    )


def paint(labels: Labels, tokens: Tokens, stretches: Iterable[Stretch], begin: int) -> None:
    """Writes B (`begin`) and I (`begin` + 1) over the tokens of each stretch."""
    for stretch in stretches:
        first, last = token_range(tokens, stretch)
        if first < last:
            labels[first] = begin
            labels[first + 1 : last] = begin + 1


def encode(document: Document, tokens: Tokens) -> Encoded:
    """The labels of one document."""
    length = len(tokens)
    cue, flat, mention, act = (np.full(length, SILENT, dtype=np.int64) for _ in range(4))
    pairs = []
    if document.claims is not None:
        cue[:], flat[:] = 0, 0
        if not document.nested:
            for claim in document.claims:
                for stretch in claim.content:
                    first, last = token_range(tokens, stretch)
                    cue[first:last] = SILENT
        for claim in document.claims:
            paint(cue, tokens, claim.cue, CUE.index("B"))
            if not claim.inside:
                paint(flat, tokens, claim.content, FLAT.index("B-content"))
                paint(flat, tokens, claim.source, FLAT.index("B-source"))
        for claim in document.claims:
            if not claim.inside:
                paint(flat, tokens, claim.cue, FLAT.index("B-cue"))
            if claim.cue:
                at = token_range(tokens, claim.cue[0])[0]
                labels = np.zeros(length, dtype=np.int64)
                paint(labels, tokens, claim.content, PAIR.index("B-content"))
                paint(labels, tokens, claim.source, PAIR.index("B-source"))
                if at < length:
                    pairs.append(Pair(at, labels))
                    if claim.act:
                        act[at] = ACTS.index(claim.act)
    if document.names is not None:
        mention[:] = 0
        for start, end, kind in sorted(document.names, key=lambda name: name[0] - name[1]):
            paint(mention, tokens, [(start, end)], MENTION.index(f"B-{kind}"))
    return Encoded(document.name, tokens, cue, flat, mention, act, tuple(pairs))


def encode_all(documents: Iterable[Document]) -> list[Encoded]:
    """The labels of many documents, tokenized together."""
    documents = list(documents)
    return [
        encode(document, tokens)
        for document, tokens in zip(documents, tokenize([document.text for document in documents]), strict=True)
    ]
