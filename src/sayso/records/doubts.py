"""What the reader left open, in short sentences: words that it found and could not resolve."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.records.claim import Claim
from sayso.records.event import Event


def claim_doubts(claim: Claim) -> Iterator[str]:
    """What is open about a claim."""
    if claim.holder is None:
        yield "Who is answerable for it is not known."
    if None in claim.relay[1:-1]:
        yield "A step of its way is not known."


def event_doubts(event: Event) -> Iterator[str]:
    """What is open about an event."""
    if event.place and event.location is None:
        yield f"“{_line(event.place.text)}” is in no list of places."
    if event.date_span and event.date is None:
        yield f"“{_line(event.date_span.text)}” could not be brought to a day."
    for figure in event.casualties:
        if figure.low is None and figure.high is None:
            yield f"“{_line(figure.evidence.text)}” is a number without bounds."


def _line(words: str) -> str:
    return " ".join(words.split())
