"""How much of a ledger was decided."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from sayso.ledger.schema import decided, reports
from sayso.review.shapes import Meter

DECIDED = ("accepted", "corrected", "rejected", "added")


def meter(connection: Connection) -> Meter:
    """Counts claims and reports, and those that are decided; what was rejected is still one that was looked at."""
    of_claims = decided.c.subject == "claim", decided.c.adrift == 0, decided.c.state.in_(DECIDED)
    looked_at = select(func.count(), func.count(decided.c.now)).where(*of_claims)
    done, kept = connection.execute(looked_at).one()
    counting = reports.c.reading.is_not(None), reports.c.claims > 0
    with_claims, held = connection.execute(select(func.count(), func.sum(reports.c.claims)).where(*counting)).one()
    return Meter(
        claims=(held or 0) + done - kept, claims_decided=done, reports=with_claims, reports_done=_done(connection)
    )


def _done(connection: Connection) -> int:
    """Reports all whose claims are decided."""
    by_report = (
        select(decided.c.report, func.count(decided.c.now).label("kept"))
        .where(decided.c.subject == "claim", decided.c.state.in_(DECIDED))
        .group_by(decided.c.report)
        .subquery()
    )
    whole = select(func.count()).join_from(by_report, reports, reports.c.key == by_report.c.report)
    return connection.execute(whole.where(by_report.c.kept >= reports.c.claims)).scalar_one()
