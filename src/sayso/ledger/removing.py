"""Removes a report that must go by law or licence: its text and its spans go, a row stays, and the log says why."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, or_, select, update

from sayso.errors import LedgerError
from sayso.ledger import words
from sayso.ledger.chain import append
from sayso.ledger.reviews.applying import forget
from sayso.ledger.schema import REPORT_LINE, boilerplate, copies, readings, reports, sources
from sayso.ledger.shingles import Shingles
from sayso.ledger.storing import first_reading, now, take_out
from sayso.records import Report

# What a row of a report says of the report itself.
QUOTING = ("data", "source", "address", "given_id", *REPORT_LINE[:-1])


def remove(connection: Connection, report: str, *, who: str, why: str) -> str:
    """Removes a report by its key or id, with all that quotes it; gives its key.

    Incidents that rest on it have to be brought up to date after this. LedgerError where there is no such report, or
    several of that id.
    """
    key = _key(connection, report)
    for number in connection.execute(select(readings.c.number).where(readings.c.report == key)).scalars().all():
        take_out(connection, number)
    data = connection.execute(select(reports.c.data).where(reports.c.key == key)).scalar_one()
    if (first := first_reading(connection, key)) is not None:
        words.take_out_report(connection, first, Report.model_validate(data))
    words.forget(connection)
    connection.execute(delete(copies).where(or_(copies.c.one == key, copies.c.two == key)))
    connection.execute(delete(boilerplate).where(boilerplate.c.report == key))
    forget(connection, key)
    Shingles(connection, {}).remove(Report.model_validate(data))
    source = connection.execute(select(reports.c.source).where(reports.c.key == key)).scalar()
    connection.execute(update(reports).where(reports.c.key == key).values(removed=now(), **dict.fromkeys(QUOTING)))
    others = connection.execute(select(func.count()).where(reports.c.source == source)).scalar()
    if source and not others:
        connection.execute(delete(sources).where(sources.c.digest == source))
    append(connection, who=who, action="remove", subject=key, why=why)
    return key


def _key(connection: Connection, report: str) -> str:
    kept = select(reports.c.key).where(reports.c.removed.is_(None))
    found = connection.execute(kept.where(or_(reports.c.key == report, reports.c.given_id == report))).scalars().all()
    if not found:
        raise LedgerError("there is no such report", where=report, mend="`sayso export csv` lists the reports")
    if len(found) > 1:
        raise LedgerError(
            f"{len(found)} reports have this id", where=report, mend=f"name one by its key: {', '.join(found)}"
        )
    key: str = found[0]
    return key
