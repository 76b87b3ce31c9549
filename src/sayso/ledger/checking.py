"""Checks a ledger over again: every span, every digest, every key and the chain of decisions."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from sayso.ledger.chain import walk
from sayso.ledger.restoring import numbered
from sayso.ledger.reviews.checking import unsound
from sayso.ledger.schema import claims, events, readings, reports, sources
from sayso.records import Reading
from sayso.records.keys import claim_keys, event_keys
from sayso.records.span import spans_of


class Unsound(NamedTuple):
    """Something in a ledger that does not hold: where, and what is wrong."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}."


def check(connection: Connection, counted: Counter[str]) -> Iterator[Unsound]:
    """All that does not hold in a ledger; `counted` is told how many readings, claims, events and spans were checked."""
    yield from _file(connection)
    yield from _sources(connection)
    rows = connection.execute(select(readings.c.number, readings.c.report).order_by(readings.c.number))
    named = {row.number: row.report for row in rows}
    for number, reading in numbered(connection, list(named)):
        if reading.report.key != named[number]:
            yield Unsound(f"report {named[number]}", "its text, outlet, day or address was changed")
        counted.update(readings=1, claims=len(reading.claims), events=len(reading.events))
        yield from _reading(reading, counted)
        for table, keys in ((claims, claim_keys(reading)), (events, event_keys(reading))):
            stored = connection.execute(select(table.c.key).where(table.c.reading == number)).scalars()
            if set(stored) != set(keys.values()):
                yield Unsound(f"reading {number} of {reading.report.id}", f"keys of its {table.name} are not theirs")
    yield from (Unsound(f"row {number} of the log", what) for number, what in walk(connection))
    yield from (Unsound(where, what) for where, what in unsound(connection))


def _file(connection: Connection) -> Iterator[Unsound]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield Unsound("the file", said)
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Unsound(f"row {row} of {table}", f"it points at a row of {other} that is not there")


def _sources(connection: Connection) -> Iterator[Unsound]:
    for digest, packed in connection.execute(select(sources.c.digest, sources.c.bytes)):
        try:
            sound = hashlib.sha256(zlib.decompress(packed)).hexdigest() == digest
        except zlib.error:
            sound = False
        if not sound:
            yield Unsound(f"source {digest[:16]}", "its bytes were changed")
    gone = select(reports.c.key).where(reports.c.removed.is_(None), reports.c.data.is_(None))
    for key in connection.execute(gone).scalars():
        yield Unsound(f"report {key}", "it was not removed, and is not there")


def _reading(reading: Reading, counted: Counter[str]) -> Iterator[Unsound]:
    """What does not hold in one reading."""
    report, where = reading.report, f"report {reading.report.id}"
    for record in (*reading.claims, *reading.events, *reading.actors, *([report.dateline] if report.dateline else [])):
        for span in spans_of(record):
            counted["spans"] += 1
            if report.text[span.start : span.end] != span.text or not span.text:
                name = getattr(record, "id", "dateline")
                yield Unsound(
                    where, f"{name} has `{span.text}` at {span.start}:{span.end}, where something else stands"
                )
    for claim in reading.claims:
        if claim.relay[:1] != (claim.holder,):
            yield Unsound(where, f"the relay of {claim.id} does not begin with its holder")
