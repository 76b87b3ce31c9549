"""`sayso demo` and `sayso read`: reports are read and shown; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.saying import console, print_json, progress, say
from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.reading.figures import Convention
    from sayso.records import Reading, Report
    from sayso.reports import Found

NEXT = """\
What to try next, with a report of yours (text, a saved page, JSON or JSONL, a folder, an address):

  sayso read report.txt
  sayso read https://example.org/report.html
  sayso read report.txt --html page.html --map map.html
  sayso read report.txt --json

The reports of this demo are invented. They stand in
{path}"""


class Figures(StrEnum):
    """Whose convention gives vague amounts their bounds."""

    SAYSO = "sayso"
    ACLED = "acled"
    UCDP = "ucdp"


def demo() -> None:
    """Read ten invented reports.

    They tell of an old conflict, from both sides. At the end stands what to try next.
    """
    from importlib.resources import as_file, files

    from sayso.records.outline import count, totals

    with as_file(files("sayso").joinpath("demo", "reports.json")) as path:
        reports = Reports([path])
        screen = console()
        readings = []
        for reading in reports.read():
            screen.print(reading)
            readings.append(reading)
        screen.print(f"{count(len(readings), 'report')}, {totals(readings)}", style="bold")
        screen.print(f"\n{NEXT.format(path=path)}", soft_wrap=True)
    raise typer.Exit(int(reports.failed))


def _in_a_folder(path: Path | None) -> Path | None:
    if path and not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder {path.parent} does not exist; make it first.")
    return path


def read(
    what: Annotated[
        list[str],
        typer.Argument(metavar="WHAT", help="Files, folders, patterns, addresses, or - for standard input."),
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each report.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(dir_okay=False, callback=_in_a_folder, metavar="FILE", help="Write one HTML page of all reports."),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", dir_okay=False, callback=_in_a_folder, metavar="FILE", help="Write a map of all events."),
    ] = None,
    figures: Annotated[
        Figures, typer.Option(help="Whose convention gives 'dozens' and 'at least 15' their bounds.")
    ] = Figures.SAYSO,
    actors: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="Add the parties of a CSV file to those known."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses on private networks and this machine too.")
    ] = False,
) -> None:
    """Read reports and print their claims and events.

    Each claim stands under its holder, with its way to the reader, its words and the events it tells. Nothing is stored.
    """
    reports = Reports(what, allow_private=allow_private, figures=figures.value, actors=actors)
    pages = html or map_
    show: Callable[[Reading], None] = _print_json if json else console().print if not pages else lambda _: None
    readings = []
    with progress(quiet=not (pages or json)) as step:
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


class Reports:
    """The reports in what was named, one by one; what cannot be read is said on stderr, and remembered."""

    def __init__(
        self,
        what: Iterable[str | Path],
        *,
        allow_private: bool = False,
        figures: Convention = "sayso",
        actors: Path | None = None,
    ) -> None:
        self.what = what
        self.allow_private = allow_private
        self.figures = figures
        self.actors = actors
        self.failed = False

    def read(self) -> Iterator[Reading]:
        """The readings, in their order; faults are printed as they come."""
        from sayso.reading import read_reports
        from sayso.reading.actors import Registry
        from sayso.reports import read_inputs

        registry = Registry.shipped().extended(self.actors) if self.actors else None
        found = read_inputs(self.what, allow_private=self.allow_private)
        return read_reports(self._sift(found), figures=self.figures, registry=registry)

    def _sift(self, found: Iterable[Found]) -> Iterator[Report]:
        from sayso.records import Report

        for one in found:
            if isinstance(one, Report):
                yield one
            else:
                say(one)
                self.failed |= isinstance(one, InputError)


def _print_json(reading: Reading) -> None:
    print_json([reading.to_json()])


def _write_page(path: Path, readings: list[Reading], page: str) -> None:
    from sayso.records.outline import count, totals

    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise SaysoError(
            f"the page cannot be written ({error.strerror})", where=str(path), mend="name another file"
        ) from error
    say(f"{path}: {count(len(readings), 'report')}, {totals(readings)}")
