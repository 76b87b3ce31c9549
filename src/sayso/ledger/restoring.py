"""Readings put together again from their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, Table, select

from sayso.ledger.among import among, as_text, wanted
from sayso.ledger.schema import actors, claims, events, readings, reports
from sayso.ledger.selecting import AT_ONCE
from sayso.records import Actor, Claim, Event, Reading, Report

_COUNTING = select(reports.c.key, reports.c.reading).where(among(reports.c.key), reports.c.reading.is_not(None))
_WITH_REPORTS = (
    select(readings.c.number, readings.c.reader, readings.c.unread, as_text(reports.c.data).label("data"))
    .join_from(readings, reports)
    .where(among(readings.c.number), reports.c.removed.is_(None))
)


class Part(NamedTuple):
    """Claims, events or actors: as what they are read, and from where."""

    records: TypeAdapter[Any]
    rows: Select[Any]

    @staticmethod
    def of(records: TypeAdapter[Any], table: Table) -> Part:
        """The part that a table holds."""
        return Part(records, select(table.c.reading, as_text(table.c.data)).where(among(table.c.reading)))


_PARTS = (
    Part.of(TypeAdapter(tuple[Claim, ...]), claims),
    Part.of(TypeAdapter(tuple[Event, ...]), events),
    Part.of(TypeAdapter(tuple[Actor, ...]), actors),
)


def find_readings(connection: Connection) -> Iterator[Reading]:
    """The reading that counts of each report, by day of publication; claims and events in the order they were read in."""
    order = (reports.c.published.is_(None), reports.c.published, reports.c.key)
    chosen = select(reports.c.reading).where(reports.c.reading.is_not(None)).order_by(*order)
    return (reading for _, reading in numbered(connection, list(connection.execute(chosen).scalars())))


def find_readings_of(connection: Connection, keys: Sequence[str]) -> Iterator[Reading]:
    """The readings that count of some reports, by their keys, in this order; a removed report has none."""
    rows = connection.execute(_COUNTING, wanted(keys)).all()
    counting = {key: number for key, number in rows}  # noqa: C416 - rows are no pairs to mypy
    yield from (reading for _, reading in numbered(connection, [counting[key] for key in keys if key in counting]))


def numbered(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Reading]]:
    """Readings by their numbers, in this order, a few hundred in memory at a time; of removed reports there is none."""
    for at in range(0, len(numbers), AT_ONCE):
        lot = numbers[at : at + AT_ONCE]
        found = {row.number: row for row in connection.execute(_WITH_REPORTS, wanted(lot))}
        parts = [_parts(connection, part, lot) for part in _PARTS]
        for number in lot:
            if row := found.get(number):
                said, happened, named = (part.get(number, ()) for part in parts)
                yield (
                    number,
                    Reading(
                        report=Report.model_validate_json(row.data),
                        reader=row.reader,
                        claims=said,
                        events=happened,
                        actors=named,
                        unread=row.unread,
                    ),
                )


def _parts(connection: Connection, part: Part, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """The claims, events or actors of some readings, by the reading's number, in the order of their ids."""
    found: dict[int, list[str]] = defaultdict(list)
    for number, data in connection.execute(part.rows, wanted(numbers)).all():
        found[number].append(data)
    # c2 comes before c10.
    return {
        number: tuple(sorted(part.records.validate_json(f"[{','.join(rows)}]"), key=lambda one: (len(one.id), one.id)))
        for number, rows in found.items()
    }
