"""A published text and what came with it."""

from __future__ import annotations

import hashlib
import json

from sayso.records.base import Record
from sayso.records.span import Span


class Dateline(Record):
    """Where, when and by which agency a report says that it was written; each with the characters that say so.

    `date` is an ISO day (`2024-03-04`), completed from the day of publication where the text leaves the year out.
    """

    place: str | None = None
    date: str | None = None
    agency: str | None = None
    place_span: Span | None = None
    date_span: Span | None = None
    agency_span: Span | None = None
    end: int = 0
    """Offset at which the report's own words begin."""


class Report(Record):
    """One published text; never changed once made.

    `given_id` is the id that it came with; `published` and `retrieved` are ISO days or times; `address` is where it was
    published; `origin` is what it was read from (a path, an address, `-`), for messages alone.
    """

    text: str
    given_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    retrieved: str | None = None
    address: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    origin: str | None = None

    @property
    def key(self) -> str:
        """Digest of text, outlet, day of publication and address: 16 hexadecimal digits of their SHA-256."""
        parts = json.dumps([self.text, self.outlet, self.published, self.address])
        return hashlib.sha256(parts.encode("ascii")).hexdigest()[:16]

    @property
    def id(self) -> str:
        """The id that it came with, else its key."""
        return self.given_id or self.key
