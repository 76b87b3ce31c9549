"""Brings a ledger up to date: the copies of what came new, and the incidents and standings that it touches."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, or_, select, update

from sayso.incidents.copies import Found, Wording, copies_of
from sayso.ledger.ledger import Ledger
from sayso.ledger.linked import leave, refresh, take_in
from sayso.ledger.removing import remove
from sayso.ledger.restoring import numbered
from sayso.ledger.schema import boilerplate, copies, readings, reports
from sayso.ledger.shingles import Shingles
from sayso.ledger.storing import now
from sayso.records import Reading

# Reports that are brought up to date in one transaction: few enough that another writer need not wait long.
TOGETHER = 64

_WAITING = (
    select(readings.c.number, readings.c.report, readings.c.reader, reports.c.removed)
    .join_from(readings, reports)
    .where(readings.c.linked.is_(None))
    .order_by(readings.c.number)
    .limit(TOGETHER)
)


def bring_up_to_date(ledger: Ledger) -> None:
    """Finds copies and incidents of all that was stored since it was last done, and works out what they change.

    What a lot touches is written in one transaction: stopped at any moment, the next call goes on from there.
    """
    link_new(ledger)
    again = True
    while again:
        with ledger.write() as connection:
            again = refresh(connection)


def link_new(ledger: Ledger, just: Iterable[Reading] = (), wordings: dict[str, Wording] | None = None) -> None:
    """Finds copies and incidents of all that was stored since it was last done, in the order in which it was stored.

    The incidents that it touches are left to be worked out anew, once, by `bring_up_to_date`. `just` are readings that
    were stored just now and need not be put together again; `wordings` are some that are kept at hand from one call to
    the next.
    """
    wordings = {} if wordings is None else wordings
    at_hand = {(reading.report.key, reading.reader): reading for reading in just}
    waiting = [0]
    while waiting:
        with ledger.write() as connection:
            rows = connection.execute(_WAITING).all()
            waiting = [row.number for row in rows]
            found = {row.number: at_hand.get((row.report, row.reader)) for row in rows if row.removed is None}
            found |= numbered(connection, [number for number, reading in found.items() if reading is None])
            _take_in(connection, [reading for reading in found.values() if reading], wordings)
            connection.execute(update(readings).where(readings.c.number.in_(waiting)).values(linked=now()))


def _take_in(connection: Connection, new: list[Reading], wordings: dict[str, Wording]) -> None:
    """Finds the copies and the incidents of some readings that are stored."""
    index = Shingles(connection, wordings)
    for reading in new:
        index.add(reading.report)
        found = copies_of(reading.report, index)
        _put(connection, reading.report.key, found)
        for key in found.again:
            _put(connection, key, copies_of(index.wording(key).report, index))
        take_in(connection, reading)


def without(ledger: Ledger, report: str, *, who: str, why: str) -> str:
    """Removes a report by its key or id, and brings what rested on it up to date; gives its key."""
    with ledger.write() as connection:
        key = remove(connection, report, who=who, why=why)
        leave(connection, key)
    bring_up_to_date(ledger)
    ledger.forget()
    return key


def _put(connection: Connection, key: str, found: Found) -> None:
    """Stores what a report shares with others, in place of what was stored of it."""
    connection.execute(delete(copies).where(or_(copies.c.one == key, copies.c.two == key)))
    connection.execute(delete(boilerplate).where(boilerplate.c.report == key))
    if found.copies:
        connection.execute(
            insert(copies),
            [
                {"one": copy.one, "two": copy.two, "kind": copy.kind, "data": copy.model_dump(mode="json")}
                for copy in found.copies
            ],
        )
    if found.boilerplate:
        data = [sentence.model_dump(mode="json") for sentence in found.boilerplate]
        connection.execute(insert(boilerplate).values(report=key, data=data))
