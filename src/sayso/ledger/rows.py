"""A ledger as rows of its tidy tables: made once here, for commands, exports and frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.ledger.cases import Case, all_cases
from sayso.ledger.schema import claims, copies, events, readings, reports
from sayso.ledger.selecting import FoundClaim, FoundEvent, find_claims, find_events
from sayso.ledger.tables import ClaimRow, CopyRow, EventRow, FigureRow, IncidentRow, ReportRow
from sayso.records import Actor, Report, Span
from sayso.records.copy import Copy

BETWEEN = "; "


def claim_row(found: FoundClaim) -> ClaimRow:
    """A claim as a row."""
    claim, report = found.claim, found.source
    return ClaimRow(
        key=found.key,
        report=report.id,
        report_key=report.key,
        outlet=report.outlet,
        published=_day(report.published),
        holder=claim.holder,
        act=claim.act,
        manner=claim.manner,
        source=claim.source.text if claim.source else None,
        cue=claim.cue.text,
        content=" … ".join(piece.text for piece in claim.content),
        relay=" → ".join(step or "?" for step in claim.relay),
        inside=found.inside,
        source_start=claim.source.start if claim.source else None,
        source_end=claim.source.end if claim.source else None,
        cue_start=claim.cue.start,
        cue_end=claim.cue.end,
        content_at=_offsets(claim.content) or "",
    )


def event_row(found: FoundEvent) -> EventRow:
    """An event as a row."""
    event, report, where = found.event, found.source, found.event.location
    agents, patients = found.parties("agent"), found.parties("patient")
    first, last = event.date or (None, None)
    return EventRow(
        key=found.key,
        report=report.id,
        report_key=report.key,
        outlet=report.outlet,
        published=_day(report.published),
        incident=_joined(found.incidents),
        claim=found.claim,
        holder=found.holder,
        type=event.type,
        mode=event.mode,
        status=event.status,
        trigger=event.trigger.text,
        agent=_words(event.agent),
        agent_names=_joined(actor.name for actor in agents),
        agent_countries=_countries(agents),
        patient=_words(event.patient),
        patient_names=_joined(actor.name for actor in patients),
        patient_countries=_countries(patients),
        instrument=_words(event.instrument),
        place=event.place.text if event.place else None,
        place_name=where.name if where else None,
        place_id=where.id if where else None,
        precision=where.precision if where else None,
        country=where.country if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        first_day=_day(first),
        last_day=_day(last),
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        agent_at=_offsets(event.agent),
        patient_at=_offsets(event.patient),
        place_start=event.place.start if event.place else None,
        place_end=event.place.end if event.place else None,
    )


def figure_rows(found: FoundEvent) -> Iterator[FigureRow]:
    """The figures of an event as rows."""
    report = found.source
    for figure in found.event.casualties:
        yield FigureRow(
            event=found.key,
            claim=found.claim,
            report=report.id,
            report_key=report.key,
            outlet=report.outlet,
            published=_day(report.published),
            holder=found.holder,
            status=found.event.status,
            kind=figure.kind,
            who=figure.who,
            low=figure.low,
            high=figure.high,
            evidence=figure.evidence.text,
            evidence_start=figure.evidence.start,
            evidence_end=figure.evidence.end,
        )


def incident_row(case: Case) -> IncidentRow:
    """An incident with its standing as a row."""
    incident, standing = case.incident, case.standing
    first, last = incident.days or (None, None)
    return IncidentRow(
        key=incident.key,
        type=incident.type,
        first_day=_day(first),
        last_day=_day(last),
        place=incident.place,
        country=incident.country,
        reports=len(case.ids),
        events=len({told.event for told in case.told}),
        claims=len({told.claim for told in case.told if told.claim}),
        least=standing.least if standing else None,
        most=standing.most if standing else None,
        support=standing.support if standing else None,
        conflict=_joined(dict.fromkeys(conflict.facet for conflict in standing.conflict)) if standing else None,
        revised=bool(standing.revised) if standing else None,
        withdrawn=bool(standing.withdrawn) if standing else None,
    )


def claim_rows(connection: Connection) -> Iterator[ClaimRow]:
    """All claims."""
    return map(claim_row, find_claims(connection))


def event_rows(connection: Connection) -> Iterator[EventRow]:
    """All events."""
    return map(event_row, find_events(connection))


def all_figure_rows(connection: Connection) -> Iterator[FigureRow]:
    """The figures of all events."""
    return (row for found in find_events(connection) for row in figure_rows(found))


def report_rows(connection: Connection) -> Iterator[ReportRow]:
    """All reports that have a reading and were not removed, by day of publication."""
    number = readings.c.number
    chosen = (
        select(
            *(reports.c.key, reports.c.data, readings.c.reader, readings.c.unread),
            select(func.count()).where(claims.c.reading == number).scalar_subquery().label("claims"),
            select(func.count()).where(events.c.reading == number).scalar_subquery().label("events"),
        )
        .join_from(reports, readings, readings.c.number == reports.c.reading)
        .order_by(reports.c.published.is_(None), reports.c.published, reports.c.key)
    )
    for row in connection.execute(chosen, execution_options={"yield_per": 500}):
        report = Report.model_validate(row.data)
        line = report.dateline
        yield ReportRow(
            key=row.key,
            report=report.given_id or row.key,
            outlet=report.outlet,
            published=_day(report.published),
            published_at=report.published,
            title=report.title,
            byline=report.byline,
            address=report.address,
            language=report.language,
            dateline_place=line.place if line else None,
            dateline_day=_day(line.date) if line else None,
            dateline_agency=line.agency if line else None,
            claims=row.claims,
            events=row.events,
            reader=row.reader,
            unread=row.unread,
        )


def copy_rows(connection: Connection) -> Iterator[CopyRow]:
    """All pairs of copies, both of which are in the ledger still."""
    kept = select(reports.c.key).where(reports.c.removed.is_(None))
    pairs = select(copies.c.data).where(copies.c.one.in_(kept), copies.c.two.in_(kept))
    for data in connection.execute(pairs.order_by(copies.c.one, copies.c.two)).scalars():
        copy = Copy.model_validate(data)
        wording = [passage for passage in copy.passages if passage.kind == "wording"]
        yield CopyRow(
            one=copy.one,
            two=copy.two,
            kind=copy.kind,
            share_one=copy.shares[0],
            share_two=copy.shares[1],
            passages=len(wording),
            same=sum(passage.same for passage in wording),
            origin=copy.origin,
            reason=copy.reason,
        )


def incident_rows(connection: Connection) -> Iterator[IncidentRow]:
    """All incidents by their first day, the undated ones last."""
    return map(incident_row, all_cases(connection))


ROWS: dict[str, Callable[[Connection], Iterator[Any]]] = {
    "claims": claim_rows,
    "events": event_rows,
    "figures": all_figure_rows,
    "reports": report_rows,
    "copies": copy_rows,
    "incidents": incident_rows,
}


def _day(written: str | None) -> date | None:
    """The day of an ISO day or time; None where it is none that a calendar knows."""
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


def _joined(names: Iterable[str]) -> str | None:
    return BETWEEN.join(names) or None


def _words(spans: Iterable[Span]) -> str | None:
    return _joined(span.text for span in spans)


def _offsets(spans: Iterable[Span]) -> str | None:
    return " ".join(f"{span.start}:{span.end}" for span in spans) or None


def _countries(actors: Iterable[Actor]) -> str | None:
    return _joined(dict.fromkeys(actor.country for actor in actors if actor.country))
