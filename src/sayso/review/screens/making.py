"""Rows and records of the page, made from what the ledger finds for some keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from sayso.ledger.reviews import states
from sayso.ledger.schema import claims, decided, events, readings, reports, told
from sayso.ledger.selecting import AT_ONCE, ClaimFilter, FoundClaim, FoundEvent, find_claims
from sayso.records import Report
from sayso.records.review import State
from sayso.review.shapes import ClaimLine, EventLine, ReportLine

OPENING = 160
_IS_DECIDED = decided.c.state.not_in(("later", "differs"))


def report_lines(connection: Connection, keys: Sequence[str]) -> dict[str, ReportLine]:
    """Reports as rows, by their keys; a removed report has none."""
    found = {}
    counted = [
        select(func.count()).where(table.c.reading == reports.c.reading).scalar_subquery().label(table.name)
        for table in (claims, events)
    ]
    done = select(func.count()).where(decided.c.report == reports.c.key, decided.c.subject == "claim", _IS_DECIDED)
    counted.append(done.scalar_subquery().label("decided"))
    for at in range(0, len(keys), AT_ONCE):
        chosen = (
            select(reports.c.key, reports.c.data, readings.c.unread, *counted)
            .join_from(reports, readings, readings.c.number == reports.c.reading)
            .where(reports.c.key.in_(keys[at : at + AT_ONCE]))
        )
        for row in connection.execute(chosen):
            report = Report.model_validate(row.data)
            found[row.key] = ReportLine(
                key=row.key,
                id=report.given_id or row.key,
                outlet=report.outlet,
                published=report.published,
                title=report.title,
                opening=" ".join(report.text[: 2 * OPENING].split())[:OPENING],
                language=report.language,
                address=report.address,
                claims=row.claims,
                events=row.events,
                decided=row.decided,
                unread=row.unread,
            )
    return found


def claim_lines(connection: Connection, keys: Sequence[str]) -> dict[str, ClaimLine]:
    """Claims as rows, by their keys."""
    of_incident, of_state = incidents_of_claims(connection, keys), states(connection, list(keys))
    return {
        found.key: claim_line(found, of_incident.get(found.key, ()), of_state.get(found.key, "undecided"))
        for at in range(0, len(keys), AT_ONCE)
        for found in find_claims(connection, ClaimFilter(keys=tuple(keys[at : at + AT_ONCE])))
    }


def claim_line(found: FoundClaim, incidents: Iterable[str], state: State) -> ClaimLine:
    """A claim as a row."""
    claim, source = found.claim, found.source
    return ClaimLine(
        key=found.key,
        report=source.key,
        report_id=source.id,
        outlet=source.outlet,
        published=source.published,
        holder=claim.holder,
        act=claim.act,
        manner=claim.manner,
        source=claim.source.text if claim.source else None,
        cue=claim.cue.text,
        content=" … ".join(piece.text for piece in claim.content),
        relay=claim.relay,
        inside=found.inside,
        incidents=tuple(incidents),
        state=state,
    )


def incidents_of_claims(connection: Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    """The incidents that the events of some claims tell of, by the keys of the claims."""
    found: dict[str, list[str]] = defaultdict(list)
    for at in range(0, len(keys), AT_ONCE):
        chosen = select(told.c.claim, told.c.incident).where(told.c.claim.in_(keys[at : at + AT_ONCE])).distinct()
        for claim, incident in connection.execute(chosen.order_by(told.c.incident)):
            found[claim].append(incident)
    return found


def event_line(found: FoundEvent, state: State) -> EventLine:
    """An event as a row."""
    event, source = found.event, found.source
    return EventLine(
        key=found.key,
        report=source.key,
        report_id=source.id,
        outlet=source.outlet,
        published=source.published,
        claim=found.claim,
        holder=found.holder,
        type=event.type,
        mode=event.mode,
        status=event.status,
        trigger=event.trigger.text,
        agent="; ".join(span.text for span in event.agent) or None,
        patient="; ".join(span.text for span in event.patient) or None,
        place=event.place.text if event.place else None,
        location=event.location,
        days=event.date,
        figures=event.casualties,
        incidents=found.incidents,
        state=state,
    )
