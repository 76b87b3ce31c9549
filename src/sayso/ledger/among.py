"""Parts of statements: a column that is one of many values, bound as one JSON list, and a column of JSON as written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func, select, type_coerce


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a column is one of the values that `wanted` binds."""
    values = func.json_each(bindparam("wanted")).table_valued("value")
    return column.in_(select(values.c.value))


def as_text(column: ColumnElement[Any]) -> ColumnElement[str]:
    """A column of JSON as it is written, for records that are made of JSON at once."""
    return type_coerce(column, Text)


def wanted(values: Iterable[str | int], **others: str | int | None) -> dict[str, str | int | None]:
    """The parameters of a statement with `among`, beside what else it binds."""
    return {"wanted": json.dumps(list(values)), **others}
