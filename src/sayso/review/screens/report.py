"""A report: its text with all that was coded from it, and what it has in common with others."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from sayso.errors import InputError
from sayso.ledger.schema import boilerplate, copies, told
from sayso.records import Span
from sayso.records.copy import Boilerplate, Copy
from sayso.review.screens.incidents import incident_lines
from sayso.review.screens.making import report_lines
from sayso.review.screens.reviewed import reviewed
from sayso.review.shapes import CopyOf, ReportPage


def report_page(connection: Connection, key: str, who: str | None = None) -> ReportPage:
    """A report by its key; InputError where there is none, or it was removed."""
    found = reviewed(connection, [key], who)
    if not found:
        raise InputError("there is no such report", where=key, mend="it may have been removed: look at the log")
    ((reading, claims, events, adrift),) = found
    incidents = select(told.c.incident).where(told.c.report == key).distinct()
    shared = _copies(connection, key)
    lines = report_lines(connection, [key, *shared])
    return ReportPage(
        report=reading.report,
        line=lines[key],
        reader=reading.reader,
        unread=reading.unread,
        claims=claims,
        events=events,
        actors=reading.actors,
        copies=tuple(CopyOf(other=lines[other], copy=copy) for other, copy in shared.items() if other in lines),
        incidents=tuple(incident_lines(connection, connection.execute(incidents).scalars().all()).values()),
        boilerplate=_boilerplate(connection, key),
        adrift=adrift,
    )


def _copies(connection: Connection, key: str) -> dict[str, Copy]:
    """What the report shares with others, by their keys."""
    rows = select(copies.c.data).where(or_(copies.c.one == key, copies.c.two == key)).order_by(copies.c.one)
    found = [Copy.model_validate(data) for data in connection.execute(rows).scalars()]
    return {copy.two if copy.one == key else copy.one: copy for copy in found}


def _boilerplate(connection: Connection, key: str) -> tuple[Span, ...]:
    rows = connection.execute(select(boilerplate.c.data).where(boilerplate.c.report == key)).scalar() or ()
    return tuple(Boilerplate.model_validate(row).span for row in rows)
