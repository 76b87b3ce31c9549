"""Bytes of any kind to Reports: which kind they are, and the module that reads it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from sayso.errors import InputError
from sayso.reports.making import MOST_CHARACTERS
from sayso.reports.notice import Found, Kind, Source, Taken, Took
from sayso.reports.plain import decoded, read_text, wide_encoding
from sayso.reports.record import MOST_BYTES, is_record, read_json, read_lines

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
"""The suffixes that are read in a folder, and what they stand for."""

# Laid out over lines, JSON has nothing but a bracket on the first.
_JSON = re.compile(rb"\s*(?:\{\s*(?:[\"}]|\Z)|\[\s*(?:[{\]]|\Z))")
_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|title|article|meta|\?xml|!--|div|p\b|h1)", re.IGNORECASE)
_BLANK_LINES = 100
# No character takes more than four bytes, so a longer text has too many of them.
_MOST_IN_TEXT = 4 * MOST_CHARACTERS + 4


def read_bytes(data: bytes, *, origin: str, kind: Kind | None = None, address: str | None = None) -> Iterator[Found]:
    """The reports in bytes, with notices and errors where they belong in their order; nothing is raised.

    `kind` is seen from the bytes where it is null. `origin` names them in messages; `address` is where they were
    published.
    """
    return without_bytes(read_stream(BytesIO(data), Source(origin, kind, address=address)))


def without_bytes(took: Iterable[Took]) -> Iterator[Found]:
    """Reports without what they were read from."""
    return (one.report if isinstance(one, Taken) else one for one in took)


def read_stream(stream: BinaryIO, source: Source) -> Iterator[Took]:
    """The reports of a binary stream with their bytes, in their order; lines of JSON are read one at a time."""
    try:
        yield from _read(stream, source)
    except InputError as fault:
        yield fault
    except OSError as fault:
        yield unreadable(fault, source.origin)


def unreadable(fault: OSError, where: str) -> InputError:
    """The error of a file that the system does not give."""
    reason = (fault.strerror or "it cannot be read").lower()
    return InputError(reason, where=where, mend="check the path and who may read it")


def _read(stream: BinaryIO, source: Source) -> Iterator[Took]:
    first = _first(stream)
    if wide_encoding(first):
        # The ends of lines cannot be told by byte in UTF-16, so it is made UTF-8 first.
        stream = BytesIO(decoded(_whole(first, stream, source, MOST_BYTES), source).encode())
        first = _first(stream)
    kind = source.kind or _kind_of(first)
    if kind == "lines" or (kind == "json" and is_record(first)):
        yield from read_lines(first, stream, source)
    elif kind == "json":
        yield from read_json(_whole(first, stream, source, MOST_BYTES), source)
    elif kind == "page":
        # The libraries that read pages take a third of a second to load, which the other kinds need not wait for.
        from sayso.reports.page import read_page  # noqa: PLC0415

        yield from read_page(_whole(first, stream, source, MOST_BYTES), source)
    else:
        yield read_text(_whole(first, stream, source, _MOST_IN_TEXT), source)


def _first(stream: BinaryIO) -> bytes:
    """The first line with anything on it, and the few empty ones before it."""
    first = stream.readline(MOST_BYTES + 1)
    for _ in range(_BLANK_LINES):
        if first.strip():
            break
        first += stream.readline(MOST_BYTES + 1)
    return first


def _whole(first: bytes, stream: BinaryIO, source: Source, most: int) -> bytes:
    """The first line and the rest of a stream, of which no more is read than is allowed."""
    data = first + stream.read(max(0, most + 1 - len(first)))
    if len(data) > most:
        raise InputError(f"it is larger than {most:,} bytes", where=source.origin, mend="give each report by itself")
    return data


def _kind_of(first: bytes) -> Kind:
    beginning = first.removeprefix(codecs.BOM_UTF8)
    if _JSON.match(beginning):
        return "json"
    return "page" if _PAGE.match(beginning) else "text"
