"""Tables by what the ledger can find already: every row is looked at, which is quick for some thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from sayso.ledger.reviews import states
from sayso.ledger.schema import incidents, readings, reports
from sayso.ledger.selecting import ClaimFilter, EventFilter, find_claims, find_events, folded
from sayso.records.base import Record
from sayso.review.asking import AskClaims, AskEvents, AskIncidents, AskReports, Rows
from sayso.review.screens.making import claim_line, event_line, incident_lines, incidents_of_claims, report_lines
from sayso.review.shapes import Choice, ClaimLine, EventLine, IncidentLine, Page, ReportLine

Line = TypeVar("Line", bound=Record)


def claim_rows(connection: Connection, ask: AskClaims) -> list[ClaimLine]:
    """All claims of a filter."""
    given = {name: getattr(ask, name) for name in ("holder", "act", "manner", "outlet", "report", "since", "until")}
    found = list(find_claims(connection, ClaimFilter(**given, text=ask.q)))
    keys = [one.key for one in found]
    of_incident, of_state = incidents_of_claims(connection, keys), states(connection, keys)
    lines = (claim_line(one, of_incident.get(one.key, ()), of_state.get(one.key, "undecided")) for one in found)
    return [
        line
        for line in lines
        if ask.state in {None, line.state} and (ask.incident is None or ask.incident in line.incidents)
    ]


def claim_keys(connection: Connection, ask: AskClaims) -> list[str]:
    """The keys of all claims of a filter."""
    return [line.key for line in claim_rows(connection, ask)]


def event_rows(connection: Connection, ask: AskEvents) -> list[EventLine]:
    """All events of a filter."""
    named = ("type", "mode", "status", "place", "country", "agent", "patient", "holder", "report", "since", "until")
    found = list(find_events(connection, EventFilter(**{name: getattr(ask, name) for name in named})))
    of_state = states(connection, [one.key for one in found])
    lines = (event_line(one, of_state.get(one.key, "undecided")) for one in found)
    return [
        line
        for line in lines
        if ask.state in {None, line.state}
        and (ask.incident is None or ask.incident in line.incidents)
        and folded(ask.outlet or "") in folded(line.outlet or "")
        and folded(ask.q or "") in folded(f"{line.agent} {line.trigger} {line.patient} {line.place}")
    ]


def report_rows(connection: Connection, ask: AskReports) -> list[ReportLine]:
    """All reports of a filter."""
    keys = connection.execute(
        select(readings.c.report)
        .join(reports)
        .where(reports.c.removed.is_(None))
        .distinct()
        .order_by(reports.c.published.is_(None), reports.c.published, reports.c.key)
    )
    lines = report_lines(connection, list(keys.scalars()))
    return [
        line
        for line in lines.values()
        if ask.language in {None, line.language}
        and ask.state in {None, _state(line)}
        and folded(ask.outlet or "") in folded(line.outlet or "")
        and folded(ask.q or "") in folded(f"{line.id} {line.title} {line.opening}")
        and (ask.since or "") <= (line.published or "")[:10] <= (ask.until or "~")
    ]


def incident_rows(connection: Connection, ask: AskIncidents) -> list[IncidentLine]:
    """All incidents of a filter."""
    order = (incidents.c.first_day.is_(None), incidents.c.first_day, incidents.c.key)
    keys = connection.execute(select(incidents.c.key).where(incidents.c.data.is_not(None)).order_by(*order))
    return [
        line
        for line in incident_lines(connection, list(keys.scalars())).values()
        if ask.type in {None, line.type}
        and ask.country in {None, line.country}
        and ask.support in {None, line.support}
        and (ask.conflict is None or ask.conflict in line.conflict)
        and (ask.signed is None or ask.signed == (line.signed_by is not None))
        and folded(ask.q or "") in folded(f"{line.key} {line.place}")
        and (not ask.since or bool(line.days and line.days[1] >= ask.since))
        and (not ask.until or bool(line.days and line.days[0] <= ask.until))
    ]


def page(rows: Sequence[Line], ask: Rows, facets: Iterable[str]) -> Page[Line]:
    """A stretch of rows; `after` is how many came before."""
    start = int(ask.after) if ask.after and ask.after.isdecimal() else 0
    ordered = _sorted(rows, ask.sort)
    end = start + ask.limit
    counted = {name: Counter(getattr(row, name) for row in rows).most_common(20) for name in facets}
    return Page(
        rows=tuple(ordered[start:end]),
        total=len(rows),
        more_than=False,
        next=str(end) if end < len(rows) else None,
        facets={name: tuple(Choice(value=v, count=n) for v, n in found) for name, found in counted.items()},
    )


def _sorted(rows: Sequence[Line], sort: str | None) -> Sequence[Line]:
    name = (sort or "").lstrip("-")
    if not name or not rows or name not in type(rows[0]).model_fields:
        return rows
    return sorted(rows, key=lambda row: (getattr(row, name) is None, str(getattr(row, name))), reverse=sort != name)


def _state(line: ReportLine) -> str:
    if line.unread:
        return "unread"
    return "undecided" if not line.decided else "done" if line.decided >= line.claims else "begun"
