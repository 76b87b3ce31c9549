"""An incident in full: a column for each holder, the facets, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, select

from sayso.errors import InputError
from sayso.incidents.standing.attested import attested
from sayso.incidents.standing.sides import Sides
from sayso.ledger.cases import Case, cases_of
from sayso.ledger.reviews.judging import changed_since
from sayso.ledger.reviews.rows import reviews_of
from sayso.ledger.schema import incidents
from sayso.records import Incident
from sayso.records.review import Review
from sayso.review.screens.columns import columns, facets
from sayso.review.screens.incidents import incident_lines
from sayso.review.screens.making import report_lines
from sayso.review.screens.reviewed import reviewed
from sayso.review.shapes import IncidentLine, IncidentPage, SignOff

NEAR = 20


def incident_page(connection: Connection, key: str) -> IncidentPage:
    """An incident by its key; InputError where there is none."""
    case = next(iter(cases_of(connection, [key])), None)
    if case is None:
        raise InputError("there is no such incident", where=key, mend="its reports may tell of another one by now")
    incident, standing = case.incident, case.standing
    reports = list(dict.fromkeys(one.report for one in case.told))
    found = reviewed(connection, reports)
    told = attested(incident, [one.reading for one in found])
    sides = Sides(told, incident.country)
    reviews = reviews_of(connection, "incident", [key])[key]
    in_claims = {one.claim for one in case.told}
    in_events = {one.event for one in case.told}
    return IncidentPage(
        incident=incident,
        line=incident_lines(connection, [incident.key])[incident.key],
        standing=standing,
        seen=max((one.number for one in reviews), default=0),
        reports=report_lines(connection, reports),
        claims={claim.key: claim for one in found for claim in one.claims if claim.key in in_claims},
        events={event.key: event for one in found for event in one.events if event.key in in_events},
        columns=columns(told, sides),
        facets=facets(told, incident.type, sides, standing),
        copies=case.copies,
        undated=tuple(one.event_key for one in told if one.event.date is None),
        unplaced=tuple(one.event_key for one in told if one.event.location is None),
        sign_off=_sign_off(connection, reviews),
        reviews=tuple(reviews),
        near=_near(connection, case),
    )


def _sign_off(connection: Connection, reviews: Sequence[Review]) -> SignOff | None:
    """The last sign-off that stands."""
    signed = [one for one in reviews if one.action == "sign-off" and one.undone is None]
    if not signed:
        return None
    last = signed[-1]
    return SignOff(
        review=last,
        standard=last.after["standard"],
        note=last.after["note"],
        changed_since=changed_since(connection, last),
    )


def _near(connection: Connection, case: Case) -> tuple[IncidentLine, ...]:
    """Incidents of the same days and country; none for one of which neither is known."""
    wanted = list(_like(case.incident))
    if not wanted:
        return ()
    rows = select(incidents.c.key).where(incidents.c.key != case.incident.key, incidents.c.data.is_not(None), *wanted)
    keys = connection.execute(rows.order_by(incidents.c.first_day, incidents.c.key).limit(NEAR)).scalars().all()
    return tuple(incident_lines(connection, keys).values())


def _like(incident: Incident) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if incident.days:
        first, last = incident.days
        wanted += [incidents.c.first_day <= last, incidents.c.last_day >= first]
    if incident.country:
        wanted.append(incidents.c.country == incident.country)
    return wanted
