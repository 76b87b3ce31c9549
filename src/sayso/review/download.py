"""A table of the page as a file: the rows of a filter with the fields of `sayso export`, sent as they are found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import StringIO
from itertools import chain, islice
from typing import Any, Literal

from sqlalchemy import Connection
from starlette.responses import StreamingResponse

from sayso.exports.csv import write_table
from sayso.ledger.dictionary import fields
from sayso.ledger.tables import TABLES
from sayso.review.desk import Desk

FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "array"}}},
        "description": "the file, to be saved",
    }
}
TOGETHER = 500
MARK = "\ufeff"


def download(
    desk: Desk, table: str, form: Literal["csv", "json"], rows: Callable[[Connection], Iterable[Any]]
) -> StreamingResponse:
    """The rows of a table as a file, all as the ledger was when the first was found."""
    made = _made(desk, table, form, rows)
    # What is wrong with the first rows is still answered as a fault.
    first = next(made)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    name = {"content-disposition": f'attachment; filename="{table}.{form}"'}
    return StreamingResponse(chain([first], made), media_type=kind, headers=name)


def _made(
    desk: Desk, table: str, form: Literal["csv", "json"], rows: Callable[[Connection], Iterable[Any]]
) -> Iterator[str]:
    with desk.read() as connection:
        yield from (_csv if form == "csv" else _json)(table, rows(connection))


def _csv(table: str, rows: Iterable[Any]) -> Iterator[str]:
    """With the mark by which Excel takes it for UTF-8; the header comes with the first rows."""
    left = iter(rows)
    head = MARK
    while (part := list(islice(left, TOGETHER))) or head:
        out = StringIO(newline="")
        write_table(out, table, part)
        text = out.getvalue()
        yield head + text if head else text.split("\r\n", 1)[1]
        head = ""


def _json(table: str, rows: Iterable[Any]) -> Iterator[str]:
    names = [field.name for field in fields(TABLES[table])]
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=date.isoformat)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"
