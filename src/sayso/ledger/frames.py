"""A ledger's tidy tables as Polars frames; `.to_pandas()` makes pandas of one where pandas and pyarrow are installed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import polars as pl

from sayso.ledger.dictionary import FieldType, fields
from sayso.ledger.rows import ROWS
from sayso.ledger.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

DTYPES: dict[FieldType, Any] = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}


# The greatest whole number of 64 bits.
MOST = 2**63 - 1


def whole(connection: Connection, table: str) -> pl.DataFrame:
    """A whole table as a frame: claims, events, figures, reports, copies or incidents."""
    return frame(table, ROWS[table](connection))


def frame(table: str, rows: Iterable[Any]) -> pl.DataFrame:
    """Rows of a table as a frame, with the types that the data dictionary gives."""
    schema = {field.name: DTYPES[field.type] for field in fields(TABLES[table])}
    return pl.DataFrame([tuple(map(_fitting, row)) for row in rows], schema=schema, orient="row")


def _fitting(value: Any) -> Any:  # noqa: ANN401 - any cell
    """A cell as a frame can hold it: a number of more than 64 bits is left empty, its words stand beside it."""
    return None if isinstance(value, int) and abs(value) > MOST else value
