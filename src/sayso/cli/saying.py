"""What commands say to a person: errors on stderr, tables on a console, progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console


def say(fault: object) -> None:
    """One line on stderr."""
    typer.echo(str(fault), err=True)


def console() -> Console:
    """Where tables and readings are printed."""
    from rich.console import Console

    return Console(highlight=False)


def print_json(made: Iterable[Mapping[str, object]]) -> None:
    """Objects as JSON, one a line, in UTF-8 whatever the locale."""
    from json import dumps

    for one in made:
        sys.stdout.buffer.write(dumps(one, ensure_ascii=False).encode() + b"\n")
        sys.stdout.buffer.flush()


def print_csv(table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Rows of a ledger's table as CSV, in UTF-8 whatever the locale."""
    from io import TextIOWrapper

    from sayso.exports.csv import write_table

    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    write_table(out, table, rows)
    out.detach()


def progress(*, quiet: bool) -> AbstractContextManager[Callable[[], None]]:
    """A function to call for each report; it counts on a terminal that shows nothing else, and is silent elsewhere."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(lambda: None)
    return _counting()


@contextmanager
def _counting() -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = SpinnerColumn(), TextColumn("{task.completed:.0f} reports read")
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)
