"""The table of incidents, and the rows of it that other screens show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from sayso.ledger import words
from sayso.ledger.schema import INCIDENT_LINE, reviews, told
from sayso.ledger.schema import incidents as rows
from sayso.ledger.selecting import AT_ONCE
from sayso.records.event import Location
from sayso.review.asking import AskIncidents
from sayso.review.screens.kept import kept
from sayso.review.screens.paging import COUNTED, Key, Tally, beyond, choices, cursor, ordered, tally, values_of
from sayso.review.shapes import IncidentLine, Page

SORTS = {name: name for name in ("type", "place", "country", "reports", "outlets", "claims", "least", "support")} | {
    "days": "first_day"
}
# Of a word that events have more often, incidents of the newest of these are found.
HITS = 5_000
_COLUMNS = [rows.c[name] for name in INCIDENT_LINE]


def incidents(connection: Connection, ask: AskIncidents) -> Page[IncidentLine]:
    """Some incidents of a filter, the newest first unless another order is asked for."""
    order = _order(ask.sort)
    chosen = select(*_COLUMNS, *(key.column.label(f"by{at}") for at, key in enumerate(order))).where(*_wanted(ask))
    if ask.after:
        chosen = chosen.where(beyond(order, values_of(ask.after, len(order))))
    found = connection.execute(chosen.order_by(*ordered(order)).limit(ask.limit + 1)).all()
    filters = ask.model_copy(update={"sort": None, "after": None, "limit": 50})
    counted = kept(connection, ("incidents", filters), lambda: _tally(connection, ask))
    return Page(
        rows=tuple(_lines(connection, found[: ask.limit])),
        total=counted.total,
        more_than=counted.more_than,
        next=cursor(found[ask.limit - 1][-len(order) :]) if len(found) > ask.limit else None,
        facets=counted.facets,
    )


def incident_keys(connection: Connection, ask: AskIncidents) -> list[str]:
    """The keys of all incidents of a filter, the newest first."""
    chosen = select(rows.c.key).where(*_wanted(ask)).order_by(*ordered(_order(None)))
    return list(connection.execute(chosen).scalars())


def incident_lines(connection: Connection, keys: Sequence[str]) -> dict[str, IncidentLine]:
    """Incidents as rows, by their keys, in this order."""
    found: dict[str, IncidentLine] = {}
    for at in range(0, len(keys), AT_ONCE):
        mine = rows.c.key.in_(keys[at : at + AT_ONCE]), rows.c.reports.is_not(None)
        chosen = connection.execute(select(*_COLUMNS).where(*mine)).all()
        found |= {line.key: line for line in _lines(connection, chosen)}
    return {key: found[key] for key in keys if key in found}


def largest(connection: Connection, count: int) -> tuple[IncidentLine, ...]:
    """The incidents that most reports tell of, those first."""
    most = select(*_COLUMNS).where(rows.c.reports.is_not(None)).order_by(rows.c.reports.desc()).limit(count)
    return tuple(_lines(connection, connection.execute(most).all()))


def signed_off() -> Any:  # noqa: ANN401 - a query
    """The keys of incidents that are signed off, with who did it last."""
    mine = reviews.c.subject == "incident", reviews.c.action == "sign-off", reviews.c.undone.is_(None)
    return select(reviews.c.key, reviews.c.who).where(*mine).order_by(reviews.c.number)


def _order(sort: str | None) -> list[Key]:
    name = SORTS.get((sort or "-days").lstrip("-"), "first_day")
    return [Key(rows.c[name], down=(sort or "-").startswith("-")), Key(rows.c.key, down=False)]


def _wanted(ask: AskIncidents) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [rows.c.reports.is_not(None)]
    wanted += [rows.c[name] == value for name in ("type", "country", "support") if (value := getattr(ask, name))]
    if ask.conflict:
        wanted.append(rows.c.conflict.contains(f" {ask.conflict} "))
    if ask.signed is not None:
        signed = rows.c.key.in_(select(signed_off().subquery().c.key))
        wanted.append(signed if ask.signed else ~signed)
    if ask.since:
        wanted.append(rows.c.last_day >= ask.since)
    if ask.until:
        wanted.append(rows.c.first_day <= ask.until)
    if ask.q and ask.q.strip():
        telling = words.keys("event_words", words.query(ask.q), HITS)
        wanted.append(rows.c.key.in_(select(told.c.incident).where(told.c.event.in_(telling))))
    return wanted


def _lines(connection: Connection, found: Sequence[Row[Any]]) -> Iterable[IncidentLine]:
    signed = {key: who for key, who in connection.execute(signed_off())}  # noqa: C416 - rows are no pairs to mypy
    return (_line(row, signed.get(row.key)) for row in found)


def _line(row: Row[Any], signed_by: str | None) -> IncidentLine:
    placed = row.place is not None and row.latitude is not None
    where = {name: getattr(row, name) for name in ("precision", "country", "latitude", "longitude")}
    return IncidentLine(
        key=row.key,
        type=row.type,
        days=(row.first_day, row.last_day) if row.first_day else None,
        place=row.place,
        country=row.country,
        location=Location(id="", name=row.place, **where) if placed else None,
        reports=row.reports,
        outlets=row.outlets,
        claims=row.claims,
        least=row.least,
        most=row.most,
        support=row.support,
        conflict=tuple((row.conflict or "").split()),
        revised=bool(row.revised),
        withdrawn=bool(row.withdrawn),
        signed_by=signed_by,
    )


def _tally(connection: Connection, ask: AskIncidents) -> Tally:
    names = ("type", "country", "support")
    chosen = select(*(rows.c[name] for name in names), rows.c.conflict).where(*_wanted(ask))
    found = connection.execute(chosen.order_by(*ordered(_order(None))).limit(COUNTED + 1)).all()
    # An incident can have a conflict on several facets.
    conflicts = Counter(facet for row in found[:COUNTED] for facet in (row.conflict or "").split())
    counted = tally([row[:3] for row in found], names)
    return counted._replace(facets=counted.facets | choices({"conflict": conflicts}))
