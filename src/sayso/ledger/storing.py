"""Readings into rows: each report once, each reading once for its reader, with the bytes that it was read from."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, select, union, update
from sqlalchemy.dialects.sqlite import insert

from sayso.ledger import words
from sayso.ledger.among import among, wanted
from sayso.ledger.between import enter, leave
from sayso.ledger.schema import actors, claims, events, log, readings, reports, sources
from sayso.records import Reading
from sayso.records.doubts import claim_doubts, event_doubts
from sayso.records.keys import claim_keys, event_keys

_KNOWN = union(
    select(readings.c.report).where(among(readings.c.report), readings.c.reader == bindparam("reader")),
    select(reports.c.key).where(among(reports.c.key), reports.c.removed.is_not(None)),
)


def now() -> str:
    """This moment as an ISO time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def known(connection: Connection, keys: Iterable[str], reader: str) -> set[str]:
    """Of some reports, by their keys, those that this reader has read, and those that were removed."""
    return set(connection.execute(_KNOWN, wanted(keys, reader=reader)).scalars())


def removed(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Of some reports, by their keys, those that were removed, each with who removed it, when and why."""
    found = {}
    for key in keys:
        row = connection.execute(
            select(log.c.who, log.c.at, log.c.why)
            .join_from(reports, log, log.c.subject == reports.c.key)
            .where(reports.c.key == key, reports.c.removed.is_not(None), log.c.action == "remove")
        ).first()
        if row:
            found[key] = f"{row.who} removed it on {row.at[:10]}: {row.why}"
    return found


def store(connection: Connection, pairs: Iterable[tuple[Reading, bytes]]) -> list[str]:
    """Stores readings with the bytes of their reports; gives the keys of the reports whose reading is new.

    What is stored already by report and reader is passed over, and so is a report that was removed.
    """
    at, new = now(), []
    for reading, source in pairs:
        report = reading.report
        if known(connection, [report.key], reading.reader):
            continue
        digest = hashlib.sha256(source).hexdigest()
        _put(connection, sources, [{"digest": digest, "bytes": zlib.compress(source)}])
        _put(connection, reports, [_report_row(reading, digest, at)])
        put_reading(connection, reading, at)
        new.append(report.key)
    return new


def put_reading(connection: Connection, reading: Reading, at: str) -> None:
    """Writes the rows of a reading whose report is stored, under a number higher than any before."""
    row = {"report": reading.report.key, "reader": reading.reader, "unread": reading.unread, "made": at}
    made = connection.execute(insert(readings).values(row))
    assert made.inserted_primary_key is not None
    number = made.inserted_primary_key[0]
    for table, rows in (
        (claims, _claim_rows(reading)),
        (events, _event_rows(reading)),
        (actors, _actor_rows(reading)),
    ):
        if rows:
            connection.execute(insert(table), [{"reading": number, **one} for one in rows])
    words.put(connection, number, reading)
    if number == first_reading(connection, reading.report.key):
        words.put_report(connection, number, reading.report)
    count_for(connection, number, reading)


def first_reading(connection: Connection, report: str) -> int | None:
    """The number of the first reading of a report, by which its words are found."""
    return connection.execute(select(func.min(readings.c.number)).where(readings.c.report == report)).scalar()


def count_for(connection: Connection, number: int, reading: Reading) -> None:
    """Has a reading that is stored be the one of its report that counts."""
    counted = {
        "reading": number,
        "claims": len(reading.claims),
        "events": len(reading.events),
        "claims_open": sum(1 for one in reading.claims if any(claim_doubts(one))),
        "events_open": sum(1 for one in reading.events if any(event_doubts(one))),
    }
    leave(connection, reading.report.key)
    connection.execute(update(reports).where(reports.c.key == reading.report.key).values(counted))
    enter(connection, number, reading)


def note_place(connection: Connection, number: int, reading: Reading) -> None:
    """Writes by what rows are listed, for a reading that was stored before this was."""
    for table, rows in ((claims, _claim_rows(reading)), (events, _event_rows(reading))):
        names = {"published", "at", "manner", "holder"} & set(table.c.keys())
        for row in rows:
            mine = table.c.reading == number, table.c.key == row["key"]
            connection.execute(update(table).where(*mine).values({name: row[name] for name in names}))


def note_open(connection: Connection, number: int, reading: Reading) -> None:
    """Writes how many things the reader left open, for a reading that was stored before this was."""
    for table, rows in ((claims, _claim_rows(reading)), (events, _event_rows(reading))):
        for row in rows:
            if row["open"]:
                mine = table.c.reading == number, table.c.key == row["key"]
                connection.execute(update(table).where(*mine).values(open=row["open"]))


def take_out(connection: Connection, number: int) -> None:
    """Takes out the rows of a reading that no other row points at; it counts no more."""
    report = connection.execute(select(reports.c.key).where(reports.c.reading == number)).scalar()
    if report:
        leave(connection, report)
    for table in (claims, events, actors):
        connection.execute(delete(table).where(table.c.reading == number))
    words.take_out(connection, number)


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(table).on_conflict_do_nothing(), rows)


def _report_row(reading: Reading, digest: str, at: str) -> dict[str, Any]:
    report = reading.report
    return {
        "key": report.key,
        "source": digest,
        "given_id": report.given_id,
        "outlet": report.outlet,
        "published": report.published,
        "address": report.address,
        "language": report.language,
        "data": report.model_dump(mode="json"),
        "added": at,
    }


def _claim_rows(reading: Reading) -> list[dict[str, Any]]:
    keys = claim_keys(reading)
    return [
        {
            "key": keys[claim.id],
            "published": reading.report.published or "",
            "at": at,
            "holder": claim.holder,
            "act": claim.act,
            "manner": claim.manner,
            "inside": keys.get(claim.inside or ""),
            "open": sum(1 for _ in claim_doubts(claim)),
            "data": claim.model_dump(mode="json"),
        }
        for at, claim in enumerate(words.claims_in_order(reading))
    ]


def _event_rows(reading: Reading) -> list[dict[str, Any]]:
    keys, told = event_keys(reading), claim_keys(reading)
    holders = {claim.id: claim.holder for claim in reading.claims}
    rows = []
    for at, event in enumerate(words.events_in_order(reading)):
        where, (first, last) = event.location, event.date or (None, None)
        rows.append(
            {
                "key": keys[event.id],
                "published": reading.report.published or "",
                "at": at,
                "holder": holders.get(event.claim or ""),
                "claim": told.get(event.claim or ""),
                "type": event.type,
                "mode": event.mode,
                "status": event.status,
                "place": where.name if where else None,
                "country": where.country if where else None,
                "latitude": where.latitude if where else None,
                "longitude": where.longitude if where else None,
                "first_day": first,
                "last_day": last,
                "open": sum(1 for _ in event_doubts(event)),
                "data": event.model_dump(mode="json"),
            }
        )
    return rows


def _actor_rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(actor, name) for name in ("id", "name", "entry", "country", "sector")},
            "data": actor.model_dump(mode="json"),
        }
        for actor in reading.actors
    ]
