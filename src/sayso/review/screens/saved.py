"""The rows of a filter with the fields of `sayso export`, found as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy import Connection

from sayso.ledger import rows
from sayso.ledger.cases import cases_of
from sayso.ledger.selecting import AT_ONCE, ClaimFilter, EventFilter, find_claims, find_events
from sayso.ledger.tables import ClaimRow, EventRow, IncidentRow, ReportRow
from sayso.review.asking import AskClaims, AskEvents, AskIncidents, AskReports
from sayso.review.screens.claims import claim_keys
from sayso.review.screens.events import event_keys
from sayso.review.screens.incidents import incident_keys
from sayso.review.screens.reports import report_keys

Row = TypeVar("Row", ClaimRow, EventRow, IncidentRow, ReportRow)


def claims(connection: Connection, ask: AskClaims) -> Iterator[ClaimRow]:
    """Claims."""
    keys = claim_keys(connection, ask)
    return _in_lots(keys, lambda part: map(rows.claim_row, find_claims(connection, ClaimFilter(keys=part))))


def events(connection: Connection, ask: AskEvents) -> Iterator[EventRow]:
    """Events."""
    keys = event_keys(connection, ask)
    return _in_lots(keys, lambda part: map(rows.event_row, find_events(connection, EventFilter(keys=part))))


def incidents(connection: Connection, ask: AskIncidents) -> Iterator[IncidentRow]:
    """Incidents."""
    keys = incident_keys(connection, ask)
    return _in_lots(keys, lambda part: map(rows.incident_row, cases_of(connection, part)))


def reports(connection: Connection, ask: AskReports) -> Iterator[ReportRow]:
    """Reports."""
    keys = set(report_keys(connection, ask))
    return (row for row in rows.report_rows(connection) if row.key in keys)


def _in_lots(keys: list[str], find: Callable[[tuple[str, ...]], Iterator[Row]]) -> Iterator[Row]:
    for at in range(0, len(keys), AT_ONCE):
        yield from find(tuple(keys[at : at + AT_ONCE]))
