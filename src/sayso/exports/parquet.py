"""A ledger as Parquet files: one for each table, with days as days and numbers as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.exports.package import describe
from sayso.exports.writing import new
from sayso.ledger import frames
from sayso.ledger.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection


def write(connection: Connection, out: Path) -> dict[str, int]:
    """Write all tables into a new folder; gives the number of rows of each. SaysoError where it is there already or cannot be written."""
    counts = {}
    with new(out) as folder:
        folder.mkdir()
        for table in TABLES:
            frame = frames.whole(connection, table)
            frame.write_parquet(folder / f"{table}.parquet")
            counts[table] = len(frame)
        describe(folder, "parquet", "application/vnd.apache.parquet")
    return counts
