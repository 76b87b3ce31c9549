"""How much of a ledger was decided."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from sayso.ledger.schema import claims, decided, reports
from sayso.review.shapes import Meter

DECIDED = ("accepted", "corrected", "rejected", "added")


def meter(connection: Connection) -> Meter:
    """Counts claims and reports, and those that are decided; what was rejected is still one that was looked at."""
    of_claims = decided.c.subject == "claim", decided.c.adrift == 0, decided.c.state.in_(DECIDED)
    done = connection.execute(select(func.count()).where(*of_claims)).scalar_one()
    rejected = connection.execute(select(func.count()).where(*of_claims, decided.c.now.is_(None))).scalar_one()
    counted = select(claims.c.reading, func.count().label("claims")).group_by(claims.c.reading).subquery()
    by_report = select(func.count(), func.sum(counted.c.claims)).join_from(
        reports, counted, counted.c.reading == reports.c.reading
    )
    with_claims, held = connection.execute(by_report).one()
    return Meter(
        claims=(held or 0) + rejected, claims_decided=done, reports=with_claims, reports_done=_done(connection)
    )


def _done(connection: Connection) -> int:
    """Reports all whose claims are decided."""
    by_report = (
        select(decided.c.report, func.count(decided.c.now).label("kept"))
        .where(decided.c.subject == "claim", decided.c.state.in_(DECIDED))
        .group_by(decided.c.report)
        .subquery()
    )
    held = (
        select(func.count())
        .select_from(claims)
        .join(reports, reports.c.reading == claims.c.reading)
        .where(reports.c.key == by_report.c.report)
        .scalar_subquery()
    )
    return connection.execute(select(func.count()).select_from(by_report).where(by_report.c.kept >= held)).scalar_one()
