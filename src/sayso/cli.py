"""The command line: `sayso demo`, `sayso read`, `sayso gazetteer`.

Every command imports what it needs when it runs: the time to the first claim is mostly imports.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import __version__
from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

    from sayso.records import Reading, Report
    from sayso.reports import Found

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

NEXT = """\
What to try next, with a report of yours (text, a saved page, JSON or JSONL, a folder, an address):

  sayso read report.txt
  sayso read https://example.org/report.html
  sayso read report.txt --html page.html --map map.html
  sayso read report.txt --json

The reports of this demo are invented. They stand in
{path}"""


def main() -> None:
    """Run the command line; exit 0 when all is done, 1 when some input failed, 2 when it was used wrongly."""
    # A terminal that lacks an arrow or a letter gets its code rather than an error.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="sayso")
    except SaysoError as error:
        _say(error)
        sys.exit(1)
    except OSError as error:
        _say(SaysoError(f"it cannot be written ({error.strerror})", where="standard output", mend="make room for it"))
        # What is still in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: sayso demo")
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read news reports about armed conflict: who says what, through whom, and the characters that prove it."""


@app.command(epilog="Example: sayso demo")
def demo() -> None:
    """Read ten invented reports.

    They tell of an old conflict, from both sides. At the end stands what to try next.
    """
    from importlib.resources import as_file, files

    from sayso.records.outline import count, totals

    with as_file(files("sayso").joinpath("demo", "reports.json")) as path:
        reports = _Reports([path])
        console = _console()
        readings = []
        for reading in reports.read():
            console.print(reading)
            readings.append(reading)
        console.print(f"{count(len(readings), 'report')}, {totals(readings)}", style="bold")
        console.print(f"\n{NEXT.format(path=path)}", soft_wrap=True)
    raise typer.Exit(int(reports.failed))


def _in_a_folder(path: Path | None) -> Path | None:
    if path and not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder {path.parent} does not exist; make it first.")
    return path


@app.command(epilog="Example: sayso read report.txt --html page.html")
def read(
    what: Annotated[
        list[str],
        typer.Argument(metavar="WHAT", help="Files, folders, patterns, addresses, or - for standard input."),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each report.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(dir_okay=False, callback=_in_a_folder, metavar="FILE", help="Write one HTML page of all reports."),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", dir_okay=False, callback=_in_a_folder, metavar="FILE", help="Write a map of all events."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses on private networks and this machine too.")
    ] = False,
) -> None:
    """Read reports and print their claims and events.

    Each claim stands under its holder, with its way to the reader, its words and the events it tells. Nothing is stored.
    """
    reports = _Reports(what, allow_private=allow_private)
    pages = html or map_
    show: Callable[[Reading], None] = _print_json if json else _console().print if not pages else lambda _: None
    readings = []
    with _progress(quiet=not (pages or json)) as step:
        for reading in reports.read():
            show(reading)
            step()
            if pages:
                readings.append(reading)
    if html and readings:
        from sayso.records.html import page

        _write_page(html, readings, page(readings))
    if map_ and readings:
        from sayso.records import map as maps

        _write_page(map_, readings, maps.page(readings))
    raise typer.Exit(int(reports.failed))


gazetteer = typer.Typer(no_args_is_help=True, help="The index of places.")
app.add_typer(gazetteer, name="gazetteer")


@gazetteer.callback()
def of_places() -> None:
    """Look after the index of places that `read` looks names up in."""


@gazetteer.command("import", epilog="Example: sayso gazetteer import allCountries.zip")
def import_dump(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GeoNames dump, plain text or zipped.")],
) -> None:
    """Index a dump of GeoNames (allCountries, one country, or cities) besides the places that ship.

    A file that is cut off is refused whole, and the old index stays.
    """
    from sayso.reading.places import gazetteer as places

    if not file.is_file():
        raise InputError("there is no such file", where=str(file), mend="check the path")
    count = places.import_dump(file, progress=True)
    _say(f"{places.index_path()}: {count:,} places of {file}")


class _Reports:
    """The reports in what was named, one by one; what cannot be read is said on stderr, and remembered."""

    def __init__(self, what: Iterable[str | Path], *, allow_private: bool = False) -> None:
        self.what = what
        self.allow_private = allow_private
        self.failed = False

    def read(self) -> Iterator[Reading]:
        from sayso.reading import read_reports
        from sayso.reports import read_inputs

        return read_reports(self._sift(read_inputs(self.what, allow_private=self.allow_private)))

    def _sift(self, found: Iterable[Found]) -> Iterator[Report]:
        from sayso.records import Report

        for one in found:
            if isinstance(one, Report):
                yield one
            else:
                _say(one)
                self.failed |= isinstance(one, InputError)


def _say(fault: object) -> None:
    typer.echo(str(fault), err=True)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _print_json(reading: Reading) -> None:
    from json import dumps

    sys.stdout.buffer.write(dumps(reading.to_json(), ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def _progress(*, quiet: bool) -> AbstractContextManager[Callable[[], None]]:
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


def _write_page(path: Path, readings: list[Reading], page: str) -> None:
    from sayso.records.outline import count, totals

    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise SaysoError(
            f"the page cannot be written ({error.strerror})", where=str(path), mend="name another file"
        ) from error
    _say(f"{path}: {count(len(readings), 'report')}, {totals(readings)}")
