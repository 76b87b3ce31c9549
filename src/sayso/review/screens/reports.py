"""The table of reports."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.ledger import words
from sayso.ledger.schema import decided, readings
from sayso.ledger.schema import reports as rows
from sayso.review.asking import AskReports
from sayso.review.screens.kept import kept
from sayso.review.screens.making import report_lines
from sayso.review.screens.meter import DECIDED
from sayso.review.screens.outlets import outlets_of
from sayso.review.screens.paging import COUNTED, Key, Tally, beyond, cursor, ordered, tally, values_of
from sayso.review.screens.ways import aside
from sayso.review.shapes import Page, ReportLine

SORTS = ("published", "outlet")


def reports(connection: Connection, ask: AskReports) -> Page[ReportLine]:
    """Some reports of a filter, the newest first unless another order is asked for."""
    order = _order(ask.sort)
    chosen = select(rows.c.key, *(key.column for key in order)).where(*_wanted(connection, ask))
    if ask.after:
        chosen = chosen.where(beyond(order, values_of(ask.after, len(order))))
    found = connection.execute(chosen.order_by(*ordered(order)).limit(ask.limit + 1)).all()
    keys = [row[0] for row in found[: ask.limit]]
    lines = report_lines(connection, keys)
    filters = ask.model_copy(update={"sort": None, "after": None, "limit": 50})
    counted = kept(connection, ("reports", filters), lambda: _tally(connection, ask))
    return Page(
        rows=tuple(lines[key] for key in keys if key in lines),
        total=counted.total,
        more_than=counted.more_than,
        next=cursor(found[ask.limit - 1][1:]) if len(found) > ask.limit else None,
        facets=counted.facets,
    )


def report_keys(connection: Connection, ask: AskReports) -> list[str]:
    """The keys of all reports of a filter, the newest first."""
    chosen = select(rows.c.key).where(*_wanted(connection, ask)).order_by(*ordered(_order(None)))
    return list(connection.execute(chosen).scalars())


def _order(sort: str | None) -> list[Key]:
    name, down = (sort or "").lstrip("-"), (sort or "-").startswith("-")
    published = Key(rows.c.published, down=down if name == "published" else True)
    first = [Key(rows.c.outlet, down=down)] if name == "outlet" else []
    return [*first, published, Key(rows.c.reading, down=published.down)]


def _wanted(connection: Connection, ask: AskReports) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [aside(rows.c.reading).is_not(None)]
    if ask.q and ask.q.strip():
        wanted.append(aside(rows.c.key).in_(_having(ask.q)))
    if ask.outlet:
        wanted.append(rows.c.outlet.in_(outlets_of(connection, ask.outlet)))
    if ask.language:
        wanted.append(aside(rows.c.language) == ask.language)
    if ask.since:
        wanted.append(rows.c.published >= ask.since)
    if ask.until:
        wanted.append(rows.c.published <= ask.until + "~")
    if ask.state:
        wanted.append(_state(ask.state))
    return wanted


def _having(typed: str) -> Select[Any]:
    """The reports that have some words in their text, title, outlet or id."""
    return select(readings.c.report).where(readings.c.number.in_(words.numbers("report_words", words.query(typed))))


def _state(state: str) -> ColumnElement[bool]:
    begun = select(decided.c.report).where(decided.c.subject == "claim", decided.c.state.in_(DECIDED))
    if state == "unread":
        return aside(rows.c.reading).in_(select(readings.c.number).where(readings.c.unread.is_not(None)))
    if state == "undecided":
        return aside(rows.c.key).not_in(begun)
    held = select(rows.c.claims).where(rows.c.key == decided.c.report).scalar_subquery()
    done = begun.group_by(decided.c.report).having(func.count(decided.c.now) >= held)
    return aside(rows.c.key).in_(done if state == "done" else begun.except_(done))


def _tally(connection: Connection, ask: AskReports) -> Tally:
    near, wanted = rows.alias("near"), _wanted(connection, ask)
    order = ordered(_order(None))
    found = select(rows.c.reading).where(*wanted).order_by(*order).limit(COUNTED + 1).subquery()
    values = select(near.c.outlet, near.c.language).join_from(found, near, near.c.reading == found.c.reading)
    return tally(connection.execute(values).all(), ("outlet", "language"))
