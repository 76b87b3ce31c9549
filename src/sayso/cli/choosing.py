"""Options by which rows are chosen: what they can be, and a sentence with the list where they are something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated, TypeVar

import typer

from sayso.cli.saying import say

T = TypeVar("T")

Holder = Annotated[str | None, typer.Option(metavar="NAME", help="Whose words: part of the holder's name.")]
OfReport = Annotated[str | None, typer.Option("--report", metavar="ID", help="In one report, by its id or key.")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="On this day or later.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="On this day or before.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV with all fields.")]


def act(value: str | None) -> str | None:
    """An act of speech."""
    from sayso.records import ACTS

    return one_of(ACTS, value)


def manner(value: str | None) -> str | None:
    """A manner of quoting."""
    from sayso.records.claim import MANNERS

    return one_of(MANNERS, value)


def event_type(value: str | None) -> str | None:
    """A type of PLOVER's."""
    from sayso.records.event import EVENT_TYPES

    return one_of(EVENT_TYPES, value)


def mode(value: str | None) -> str | None:
    """A mode of any of PLOVER's types."""
    from sayso.records.event import MODES

    return one_of(dict.fromkeys(chain.from_iterable(MODES.values())), value)


def status(value: str | None) -> str | None:
    """How an event is told."""
    from sayso.records.event import STATUSES

    return one_of(STATUSES, value)


def one_form(*, json: bool, csv: bool) -> None:
    """JSON and CSV exclude one another."""
    if json and csv:
        raise typer.BadParameter("--json and --csv are two forms of the same; name one.")


def iso(day: datetime | None) -> str | None:
    """A day as an ISO day."""
    return day.date().isoformat() if day else None


def some(found: Iterator[T], otherwise: str) -> Iterator[T]:
    """What was found; where that is nothing, it is said and the command ends."""
    first = next(found, None)
    if first is None:
        say(f"{otherwise}.")
        raise typer.Exit
    return chain([first], found)


def one_of(known: Iterable[str], value: str | None) -> str | None:
    """The value as it is written in the list of all, whatever its case."""
    if value is None:
        return None
    values = {name.casefold(): name for name in known}
    if value.casefold() not in values:
        raise typer.BadParameter(f"there is no {value}; there are {', '.join(values.values())}.")
    return values[value.casefold()]
