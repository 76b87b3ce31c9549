"""What reading inputs gives besides reports, and what is known of an input before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from sayso.errors import InputError
from sayso.records import Report

Kind = Literal["text", "page", "json", "lines"]


@dataclass(frozen=True)
class Notice:
    """Something that a person should know about an input that was read all the same, as one sentence."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}."


@dataclass(frozen=True)
class Source:
    """Where bytes come from, and what is known of them beforehand.

    `kind` is null where the bytes themselves have to tell; `charset` is the encoding that a server declared; `address`
    and `retrieved` (an ISO time) are those of a fetched page.
    """

    origin: str
    kind: Kind | None = None
    charset: str | None = None
    address: str | None = None
    retrieved: str | None = None


class Taken(NamedTuple):
    """A report with the bytes that it was read from: those of the file or page, or of its record in a file of records."""

    report: Report
    source: bytes


Found: TypeAlias = Report | Notice | InputError
Took: TypeAlias = Taken | Notice | InputError


def shown(name: object) -> str:
    """A path, address or id as it stands in messages: on one line, without control characters or stray surrogates."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(name)) or "''"
