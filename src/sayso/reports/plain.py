"""Plain text: bytes to characters, and the report that they are."""

from __future__ import annotations

import codecs

from sayso.errors import InputError
from sayso.reports.making import make_report
from sayso.reports.notice import Source, Taken

# How files that people take for text begin when they are none.
_NOT_TEXT = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"RIFF": "a picture or a sound",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "an archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
}
_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_text(data: bytes, source: Source) -> Taken:
    """The report of a plain text; its characters and line ends are those of the file. Raises InputError."""
    text = decoded(data, source)
    return Taken(make_report(text, where=source.origin, address=source.address, retrieved=source.retrieved), data)


def decoded(data: bytes, source: Source) -> str:
    """The characters of a text: UTF-8, what its byte order mark says, or what the server declared. Raises InputError."""
    check_text(data, source)
    encoding = wide_encoding(data) or codec_of(source.charset) or "utf-8"
    mark = len(codecs.BOM_UTF8) if encoding == "utf-8" and data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError as fault:
        name = encoding.upper()
        raise InputError(
            f"not {name}: byte {mark + fault.start} cannot be read", where=source.origin, mend="save it as UTF-8"
        ) from fault


def check_text(data: bytes, source: Source) -> None:
    """Raises InputError where bytes are empty, or a picture or another thing that is no text."""
    if not data.strip():
        raise InputError("it is empty", where=source.origin, mend="give a file with a report in it")
    for beginning, thing in _NOT_TEXT.items():
        if data.startswith(beginning):
            raise _no_text(f"it is {thing}", source)
    if b"\x00" in data and not wide_encoding(data):
        raise _no_text(f"byte {data.index(0)} is zero, so it is no text", source)


def wide_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark of two or four bytes declares."""
    return next((encoding for mark, encoding in _WIDE.items() if data.startswith(mark)), None)


def codec_of(charset: str | None) -> str | None:
    """The name that Python has for a declared encoding of text; null where it is none, or none was declared."""
    if not charset:
        return None
    try:
        b"x".decode(charset, errors="replace")
    except (LookupError, ValueError):
        return None
    name = codecs.lookup(charset).name
    # What calls itself Latin-1 or ASCII is read as Windows-1252, as browsers do by the encoding standard.
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _no_text(what: str, source: Source) -> InputError:
    return InputError(what, where=source.origin, mend="give it as plain text, HTML or JSON in UTF-8")
