"""The sentences that something rests on, as HTML: sources bold, cues and triggers underlined, contents marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from sayso.reading.sentences import Sentences
from sayso.records import Claim, Event, Span
from sayso.records.document import safe

Tag = Literal["mark", "b", "u"]
Parts = Sequence[tuple[Span, Tag]]


def parts_of_claim(claim: Claim) -> Parts:
    """The contents, source and cue of a claim, the outermost first."""
    source: Parts = [(claim.source, "b")] if claim.source else []
    return [*((piece, "mark") for piece in claim.content), *source, (claim.cue, "u")]


def parts_of_event(event: Event) -> Parts:
    """The trigger of an event, and who did it to whom."""
    parties: Parts = [(span, "b") for span in (*event.agent, *event.patient)]
    return [*parties, (event.trigger, "u")]


def quoted(text: str, parts: Parts) -> str:
    """The sentences of a text in which some parts stand, as a quotation with these parts marked."""
    sentences = Sentences(text)
    start, _ = sentences.at(min(span.start for span, _ in parts))
    end = max(span.end for span, _ in parts)
    _, stop = sentences.at(end - 1)
    stop = max(end, start + len(text[start:stop].rstrip()))
    return f'<blockquote dir="auto">{"".join(_cut(text, start, stop, parts))}</blockquote>'


def _cut(text: str, start: int, stop: int, parts: Parts) -> Iterator[str]:
    borders = sorted({start, stop, *(at for span, _ in parts for at in (span.start, span.end))})
    for low, high in pairwise(borders):
        tags = [tag for span, tag in parts if span.start <= low and high <= span.end]
        yield "".join(f"<{tag}>" for tag in tags) + safe(text[low:high]) + "".join(f"</{tag}>" for tag in tags[::-1])
