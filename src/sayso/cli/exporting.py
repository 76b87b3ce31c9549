"""`sayso export`: a ledger as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.choosing import one_of
from sayso.cli.opened import DEFAULT, LedgerPath, reading
from sayso.cli.saying import say

FORMATS = ("csv", "jsonl", "parquet", "geojson")


def _format(value: str) -> str | None:
    return one_of(FORMATS, value)


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", callback=_format, help=f"One of {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder for csv and parquet, else a file.")],
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Write a ledger as files for other programs: Excel, R, Stata, Python, QGIS.

    csv and parquet: tidy tables of claims, events, figures, reports, copies and incidents, with a data package that
    describes every field. jsonl: one reading a line, as `sayso read --json` prints it. geojson: the placed events.
    Nothing is overwritten.
    """
    from importlib import import_module

    with reading(ledger) as connection:
        counts = import_module(f"sayso.exports.{form}").write(connection, out)
    say(f"{out}: {', '.join(f'{name} {number:,}' for name, number in counts.items())}")
