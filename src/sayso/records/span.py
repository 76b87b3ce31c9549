"""A stretch of a report's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from sayso.records.base import Record


class Span(Record):
    """Characters `start` to `end` of a text, half open, in Unicode code points; `text` is what stands there."""

    start: int
    end: int
    text: str

    @staticmethod
    def of(text: str, start: int, end: int) -> Span:
        """The span of a text between two offsets; ValueError where it would be empty or leave the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}:{end} is no stretch of a text of {len(text)} characters")
        return Span.model_construct(start=start, end=end, text=text[start:end])

    def covers(self, other: Span) -> bool:
        """Whether the other span lies within this one, ends included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def spans_of(record: object) -> Iterator[Span]:
    """All spans in a record, at any depth."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, BaseModel):
        for name in type(record).model_fields:
            yield from spans_of(getattr(record, name))
    elif isinstance(record, Iterable) and not isinstance(record, str):
        for part in record:
            yield from spans_of(part)
