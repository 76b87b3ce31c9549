"""What a ledger holds, where and when, and what waits for review."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select

from sayso.ledger.reviews.applying import REVIEWED
from sayso.ledger.schema import copies, failures, incidents, readings, reports
from sayso.review.screens.incidents import largest
from sayso.review.screens.kept import kept
from sayso.review.screens.making import report_lines
from sayso.review.screens.meter import meter
from sayso.review.screens.outlets import all_outlets
from sayso.review.screens.queue import waiting
from sayso.review.shapes import Counts, Month, Overview, ReportLine, Wrong

DRAWN = 1000
RECENT = 10
FAILED = 100


def overview(connection: Connection) -> Overview:
    """The overview; worked out anew after anything was written."""
    return kept(connection, "overview", lambda: _made(connection))


def _made(connection: Connection) -> Overview:
    places = select(func.count() - func.count(incidents.c.latitude), func.count() - func.count(incidents.c.first_day))
    unplaced, undated = connection.execute(places.where(incidents.c.reports.is_not(None))).one()
    return Overview(
        counts=_counts(connection),
        meter=meter(connection),
        waiting=waiting(connection),
        incidents=largest(connection, DRAWN),
        unplaced=unplaced,
        undated=undated,
        months=_months(connection),
        recent=_recent(connection),
        failures=_failures(connection),
    )


def _counts(connection: Connection) -> Counts:
    there = reports.c.reading.is_not(None)
    held = select(
        func.count(),
        func.coalesce(func.sum(reports.c.claims), 0),
        func.coalesce(func.sum(reports.c.events), 0),
    ).where(there)
    unread = select(func.count()).join_from(readings, reports, reports.c.reading == readings.c.number)
    count, claims, events = connection.execute(held).one()
    return Counts(
        reports=count,
        unread=_number(connection, unread.where(readings.c.unread.is_not(None))),
        removed=_number(connection, select(func.count()).where(reports.c.removed.is_not(None))),
        failures=_number(connection, select(func.count()).where(failures.c.settled.is_(None))),
        outlets=len(all_outlets(connection)),
        claims=claims,
        events=events,
        incidents=_number(connection, select(func.count(incidents.c.type)).where(incidents.c.reports.is_not(None))),
        copies=_number(connection, select(func.count()).select_from(copies)),
    )


def _months(connection: Connection) -> tuple[Month, ...]:
    of_reports = _by_month(connection, reports.c.published, reports.c.reading)
    of_incidents = _by_month(connection, incidents.c.first_day, incidents.c.reports)
    months = sorted(of_reports.keys() | of_incidents.keys())
    return tuple(Month(month=one, reports=of_reports[one], incidents=of_incidents[one]) for one in months)


def _by_month(connection: Connection, day: Column[str], there: Column[int]) -> Counter[str]:
    month = func.substr(day, 1, 7)
    rows = select(month, func.count()).where(day.is_not(None), there.is_not(None)).group_by(month)
    return Counter({name: number for name, number in connection.execute(rows)})  # noqa: C416 - rows are no pairs to mypy


def _recent(connection: Connection) -> tuple[ReportLine, ...]:
    """The reports that were read last."""
    read = select(readings.c.report).where(readings.c.reader != REVIEWED).order_by(readings.c.number.desc())
    keys = list(dict.fromkeys(connection.execute(read.limit(2 * RECENT)).scalars()))
    lines = report_lines(connection, keys)
    return tuple(lines[key] for key in keys if key in lines)[:RECENT]


def _failures(connection: Connection) -> tuple[Wrong, ...]:
    """What could not be read, the last first."""
    rows = select(failures).where(failures.c.settled.is_(None)).order_by(failures.c.tried.desc(), failures.c.origin)
    return tuple(
        Wrong(what=row.what, where=row.origin, mend=row.mend) for row in connection.execute(rows.limit(FAILED))
    )


def _number(connection: Connection, query: Select[Any]) -> int:
    number: int = connection.execute(query).scalar_one()
    return number
