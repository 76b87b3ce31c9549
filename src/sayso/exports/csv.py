"""A ledger as CSV files: one for each table, and a data package that describes them.

RFC 4180 in UTF-8 with a byte order mark, which Excel takes to know UTF-8 by; days as ISO days; nothing for null.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from sayso.exports.package import describe
from sayso.exports.writing import new
from sayso.ledger.dictionary import fields
from sayso.ledger.rows import ROWS
from sayso.ledger.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

# A spreadsheet takes a cell that begins so for a formula, and what a report says for its command.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def write(connection: Connection, out: Path) -> dict[str, int]:
    """Write all tables into a new folder; gives the number of rows of each. SaysoError where it is there already or cannot be written."""
    counts = {}
    with new(out) as folder:
        folder.mkdir()
        for table, rows in ROWS.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                counts[table] = write_table(file, table, rows(connection))
        describe(folder, "csv", "text/csv")
    return counts


def write_table(file: TextIO, table: str, rows: Iterable[Any]) -> int:
    """Write rows of a table, with their header; gives how many."""
    known = fields(TABLES[table])
    writer = csv.writer(file)
    writer.writerow(field.name for field in known)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007, the last one is the number of all
        writer.writerow(
            guarded(value) if field.cell.free else _plain(value) for field, value in zip(known, row, strict=True)
        )
    return count


def guarded(text: str | None) -> str | None:
    """Free text with an apostrophe before what a spreadsheet would run; `unguarded` takes it away again."""
    return f"'{text}" if text and _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Free text as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else value
