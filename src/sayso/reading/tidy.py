"""Spans as the annotation guide wants them: whole quotations, no comma or full stop that belongs to the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.quotes import Quotation
from sayso.reading.spans import Attribution

Stretch = tuple[int, int]

LEADING = re.compile(r"[\s,;.:)\]–—-]*")
TRAILING = re.compile(r"[\s,;:–—(\[-]+$")
STOP = re.compile(r"(?<![.!?])[.]$|(?<=[.!?][”\"])[.]$")
ABBREVIATION = re.compile(r"(?:\b[A-Z]|[A-Z]\.[A-Z]|\b(?:Inc|Corp|Co|Jr|Sr|a\.m|p\.m|etc|No|St|Gen|Col))\.$")
CLOSING = "”\"»’'"
OPENING = "“\"«‘'"


def content(text: str, stretch: Stretch, quotations: Sequence[Quotation]) -> Stretch | None:
    """One content with its ends put right; None where nothing but punctuation is left."""
    start, end = _edges(text, *stretch)
    if start >= end:
        return None
    inside = [quotation for quotation in quotations if quotation.double and quotation.start < end and start < quotation.end]
    for quotation in inside:
        # A quotation that was entered right after its opening mark is taken with it, one begun with its closing mark.
        if start - 1 == quotation.start and end <= quotation.end:
            start = quotation.start
        if quotation.closed and quotation.start >= start and end < quotation.end and not text[end : quotation.end].strip(" .,!?;…" + CLOSING):
            end = quotation.end
        # A closing mark whose opening one stands outside belongs to the words around.
        if quotation.start < start - 1 and end == quotation.end and not re.search(r"[“\"«]", text[start : end - 1]):
            end = _edges(text, start, quotation.end - 1)[1]
    start, end = _edges(text, start, end)
    return (start, end) if start < end else None


def _edges(text: str, start: int, end: int) -> Stretch:
    piece = text[start:end]
    start += len(LEADING.match(piece)[0])  # type: ignore[index]  # the pattern matches the empty string
    piece = text[start:end]
    piece = TRAILING.sub("", piece)
    if STOP.search(piece) and not ABBREVIATION.search(piece) and not _quoted(piece):
        piece = piece[:-1]
    return start, start + len(piece)


def _quoted(piece: str) -> bool:
    """Whether a full stop at the end belongs to words that a quotation mark opened and did not close."""
    return bool(re.match(r"[“\"«‘']", piece)) and not re.search(r"[”\"»]", piece[1:])


def source(text: str, stretch: Stretch) -> Stretch | None:
    """A source without the punctuation around it; its closing comma too, as it belongs to the sentence."""
    start, end = stretch
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(" \n\t,;:.“\"—–-"))
    tail = len(piece) - len(piece.rstrip(" \n\t,;:—–-"))
    return (start + lead, end - tail) if start + lead < end - tail else None


def attribution(text: str, found: Attribution, quotations: Sequence[Quotation]) -> Attribution | None:
    """An attribution with all its spans put right; None where it has no content left."""
    pieces = [piece for stretch in found.content if (piece := content(text, stretch, quotations)) is not None]
    merged: list[Stretch] = []
    for piece in sorted(pieces):
        # A hole of a few characters that is no word, or a word or two that no cue fills, is no hole.
        if merged and (piece[0] <= merged[-1][1] or not re.search(r"\w", text[merged[-1][1] : piece[0]])) and "\n" not in text[merged[-1][1] : piece[0]] and not _between_quotes(text, merged[-1], piece):
            merged[-1] = (merged[-1][0], max(merged[-1][1], piece[1]))
        else:
            merged.append(piece)
    if not merged:
        return None
    return replace(found, source=source(text, found.source) if found.source else None, content=tuple(merged))


def _between_quotes(text: str, one: Stretch, two: Stretch) -> bool:
    return text[one[1] - 1] in CLOSING and text[two[0]] in OPENING


def paragraph_of(starts: Sequence[int], offset: int) -> int:
    """The number of the paragraph that an offset stands in, by the paragraphs' starts."""
    return bisect_right(starts, offset) - 1
