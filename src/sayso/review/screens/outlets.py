"""Outlets by what a person calls them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from sayso.ledger.schema import reports
from sayso.ledger.selecting import folded


def outlets_of(connection: Connection, name: str) -> Sequence[str]:
    """The outlet of a name, or all that have it as a part of theirs, without regard to case and accents."""
    if connection.execute(select(reports.c.key).where(reports.c.outlet == name).limit(1)).first():
        return [name]
    return [outlet for outlet in all_outlets(connection) if folded(name) in folded(outlet)]


def all_outlets(connection: Connection) -> list[str]:
    """The names of all outlets, each looked up from the one before: quicker than to look at every report."""
    first = select(func.min(reports.c.outlet).label("name")).cte("outlets", recursive=True)
    later = select(func.min(reports.c.outlet)).where(reports.c.outlet > first.c.name).scalar_subquery()
    names = first.union_all(select(later).where(first.c.name.is_not(None)))
    return [name for name in connection.execute(select(names.c.name)).scalars() if name is not None]
