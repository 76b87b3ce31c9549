"""Long tables a stretch at a time: where one ends, where the next begins, and what the filtered rows have in common."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_

from sayso.errors import InputError
from sayso.review.shapes import Choice

# So many rows are counted; of more it is said that there are more.
COUNTED = 10_000
TOP = 12

Values = list[Any]


class Key(NamedTuple):
    """A column that rows are ordered by; `down`: the greatest first, null last."""

    column: ColumnElement[Any]
    down: bool


class Tally(NamedTuple):
    """How many rows a filter has, up to `COUNTED`, whether there are more, and the facets of those counted."""

    total: int
    more_than: bool
    facets: dict[str, tuple[Choice, ...]]


def ordered(order: Iterable[Key]) -> list[ColumnElement[Any]]:
    """The columns as a query orders by them."""
    return [key.column.desc() if key.down else key.column.asc() for key in order]


def beyond(order: Sequence[Key], values: Values) -> ColumnElement[bool]:
    """What comes after the row of these values."""
    parts = []
    for place, (key, value) in enumerate(zip(order, values, strict=True)):
        same = [before.column.is_not_distinct_from(values[at]) for at, before in enumerate(order[:place])]
        parts.append(and_(*same, _past(key, value)))
    return or_(*parts)


def cursor(values: Sequence[object]) -> str:
    """The place after a row, as an address can have it."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def values_of(after: str, count: int) -> Values:
    """What a cursor says; InputError where it is none of this order."""
    try:
        found = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error):
        found = None
    plain = isinstance(found, list) and all(isinstance(one, str | int | float | None) for one in found)
    if not plain or len(found) != count:
        raise InputError("it is no place in this table", where="after", mend="take what `next` said of this order")
    values: Values = found
    return values


def tally(rows: Sequence[Sequence[Any]], names: Sequence[str]) -> Tally:
    """What rows have in common; of each, the values of the named facets, one row more than `COUNTED` where there are more."""
    counted = rows[:COUNTED]
    columns = dict(zip(names, zip(*counted, strict=True), strict=True)) if counted else dict.fromkeys(names, ())
    return Tally(
        len(counted), len(rows) > COUNTED, choices({name: Counter(column) for name, column in columns.items()})
    )


def choices(counts: Mapping[str, Counter[Any]]) -> dict[str, tuple[Choice, ...]]:
    """The commonest values of each facet, by count and then by name."""
    return {
        name: tuple(
            Choice(value=value, count=count)
            for value, count in nsmallest(TOP, found.items(), key=lambda item: (-item[1], str(item[0])))
        )
        for name, found in counts.items()
    }


def _past(key: Key, value: object) -> ColumnElement[bool]:
    if value is None:
        return false() if key.down else key.column.is_not(None)
    return or_(key.column < value, key.column.is_(None)) if key.down else key.column > value
