"""Checks what stands decided over again: against the log, and against the readings."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from sayso.ledger.reviews.applying import REVIEWED, apply
from sayso.ledger.reviews.rows import digest
from sayso.ledger.schema import decided, log, readings, reports, reviews


def unsound(connection: Connection) -> Iterator[tuple[str, str]]:
    """What does not hold of the reviews: where, and what is wrong."""
    removed = set(connection.execute(select(reports.c.key).where(reports.c.removed.is_not(None))).scalars())
    rows = select(reviews, log.c.before.label("was"), log.c.after.label("became"), log.c.who.label("by"))
    rows = rows.add_columns(log.c.action.label("did"), log.c.subject.label("about")).join_from(reviews, log)
    changed: set[str | None] = set()
    for row in connection.execute(rows.order_by(reviews.c.number)):
        where = f"review {row.number}"
        if (row.by, row.did, row.about) != (row.who, row.action, f"{row.subject} {row.key}"):
            yield where, "it is not what the log says"
        elif row.report not in removed and (digest(row.before), digest(row.after)) != (row.was, row.became):
            changed.add(row.report)
            yield where, "what it was about was changed after it was decided"
    reviewed = select(readings.c.report).where(readings.c.reader == REVIEWED)
    touched = {*connection.execute(select(decided.c.report).union(reviewed)).scalars()}
    for report in sorted(touched - changed):
        yield from _report(connection, report)


def _report(connection: Connection, report: str) -> Iterator[tuple[str, str]]:
    found = apply(connection, report)
    if not found:
        return
    stored = {
        (row.subject, row.key): (row.state, row.number, row.now, row.adrift)
        for row in connection.execute(select(decided).where(decided.c.report == report))
    }
    wanted = {
        key: (one.state, one.number, found.now.get(key), int(key in found.adrift)) for key, one in found.decided.items()
    }
    if stored != wanted:
        yield f"report {report}", "what stands decided of it is not what its reviews say"
    same = (found.reading.claims, found.reading.events) == (found.base.claims, found.base.events)
    numbers = select(readings.c.number).where(readings.c.report == report, readings.c.reader == REVIEWED)
    if bool(connection.execute(numbers).first()) == same:
        yield f"report {report}", "its reviewed reading is not what its reviews make of it"
