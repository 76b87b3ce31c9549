"""Readings put together again from their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from sayso.ledger.schema import actors, claims, events, readings, reports
from sayso.ledger.selecting import AT_ONCE
from sayso.records import Actor, Claim, Event, Reading, Report


def find_readings(connection: Connection) -> Iterator[Reading]:
    """The reading that counts of each report, by day of publication; claims and events in the order they were read in."""
    order = (reports.c.published.is_(None), reports.c.published, reports.c.key)
    chosen = select(reports.c.reading).where(reports.c.reading.is_not(None)).order_by(*order)
    return (reading for _, reading in numbered(connection, list(connection.execute(chosen).scalars())))


def find_readings_of(connection: Connection, keys: Sequence[str]) -> Iterator[Reading]:
    """The readings that count of some reports, by their keys, in this order; a removed report has none."""
    for at in range(0, len(keys), AT_ONCE):
        part = keys[at : at + AT_ONCE]
        rows = select(reports.c.key, reports.c.reading).where(reports.c.key.in_(part), reports.c.reading.is_not(None))
        newest = {key: number for key, number in connection.execute(rows)}  # noqa: C416 - rows are no pairs to mypy
        yield from (reading for _, reading in numbered(connection, [newest[key] for key in part if key in newest]))


def numbered(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Reading]]:
    """Readings by their numbers, in this order, a few hundred in memory at a time; of removed reports there is none."""
    for at in range(0, len(numbers), AT_ONCE):
        wanted = numbers[at : at + AT_ONCE]
        rows = (
            select(readings.c.number, readings.c.reader, readings.c.unread, reports.c.data)
            .join_from(readings, reports)
            .where(readings.c.number.in_(wanted), reports.c.removed.is_(None))
        )
        found = {row.number: row for row in connection.execute(rows)}
        parts = [_parts(connection, table, wanted) for table in (claims, events, actors)]
        for number in wanted:
            if row := found.get(number):
                said, happened, named = (part.get(number, []) for part in parts)
                reading = Reading(
                    report=Report.model_validate(row.data),
                    reader=row.reader,
                    claims=tuple(map(Claim.model_validate, said)),
                    events=tuple(map(Event.model_validate, happened)),
                    actors=tuple(map(Actor.model_validate, named)),
                    unread=row.unread,
                )
                yield number, reading


def _parts(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The claims, events or actors of some readings as JSON, by the reading's number, in the order of their ids."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(select(table.c.reading, table.c.data).where(table.c.reading.in_(numbers))):
        found[row.reading].append(row.data)
    for parts in found.values():
        # c2 comes before c10.
        parts.sort(key=lambda part: (len(part["id"]), part["id"]))
    return found
