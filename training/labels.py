"""Documents to numbers: the label of every token for each head, and -100 where a corpus is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.tagger import ACTS, CUE, FATE, FLAT, MENTION, MODE, PAIR, ROLE, TRIGGER
from sayso.reading.tokens import Tokens, tokenize
from sayso.records.event import EVENT_TYPES, STATUSES
from training.documents import Document, Stretch

SILENT = -100
Labels = NDArray[np.int64]
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Pair:
    """A cue or trigger (its first token) with the labels of every token of the document seen from it.

    `holder` has the first and the last token of each place that names a cue's holder, `via` those of the next step of
    its relay, empty where there is none; None where it is not known.
    """

    at: int
    labels: Labels
    holder: Places | None = None
    via: Places | None = None


@dataclass(frozen=True)
class Encoded:
    """A document's tokens and what each head should say of them."""

    name: str
    tokens: Tokens
    cue: Labels
    flat: Labels
    mention: Labels
    act: Labels
    trigger: Labels
    type: Labels
    mode: Labels
    status: Labels
    fate: Labels
    pairs: tuple[Pair, ...]
    roles: tuple[Pair, ...]
    told: tuple[int, ...]


def token_range(tokens: Tokens, stretch: Stretch) -> tuple[int, int]:
    """First and last (excluded) token that shares a character with a stretch."""
    return int(np.searchsorted(tokens.ends, stretch[0], "right")), int(
        np.searchsorted(tokens.starts, stretch[1], "left")
    )


def places(tokens: Tokens, stretches: Iterable[Stretch]) -> Places:
    """First and last token of each stretch."""
    ranges = [token_range(tokens, stretch) for stretch in stretches]
    return tuple((first, last - 1) for first, last in ranges if first < last)


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
                    via = None if claim.via is None or claim.inside else places(tokens, claim.via)
                    pairs.append(Pair(at, labels, places(tokens, claim.holder) or None, via))
                    if claim.act:
                        act[at] = ACTS.index(claim.act)
    if document.names is not None:
        mention[:] = 0
        for start, end, kind in sorted(document.names, key=lambda name: name[0] - name[1]):
            paint(mention, tokens, [(start, end)], MENTION.index(f"B-{kind}"))
    trigger, what, mode, status, fate = (np.full(length, SILENT, dtype=np.int64) for _ in range(5))
    roles = []
    if document.events is not None:
        trigger[:] = 0
        for event in document.events:
            at = token_range(tokens, event.trigger)[0]
            if at >= length or trigger[at] == TRIGGER.index("B"):
                continue
            paint(trigger, tokens, [event.trigger], TRIGGER.index("B"))
            what[at], status[at] = EVENT_TYPES.index(event.type), STATUSES.index(event.status)
            mode[at] = MODE.index(event.mode)
            labels = np.zeros(length, dtype=np.int64)
            for start, end, role in event.roles:
                paint(labels, tokens, [(start, end)], ROLE.index(f"B-{role}"))
            roles.append(Pair(at, labels))
    if document.figures is not None:
        fate[:] = 0
        for start, end, become in document.figures:
            paint(fate, tokens, [(start, end)], FATE.index(f"B-{become}"))
    told = tuple(EVENT_TYPES.index(kind) for kind in EVENT_TYPES if kind in document.told)
    return Encoded(
        document.name,
        tokens,
        cue,
        flat,
        mention,
        act,
        trigger,
        what,
        mode,
        status,
        fate,
        tuple(pairs),
        tuple(roles),
        told,
    )


def encode_all(documents: Iterable[Document]) -> list[Encoded]:
    """The labels of many documents, tokenized together."""
    documents = list(documents)
    return [
        encode(document, tokens)
        for document, tokens in zip(documents, tokenize([document.text for document in documents]), strict=True)
    ]
