"""Who supports, accuses, denies, threatens, attacks whom: the commonest relations, with who tells them and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from sayso.ledger.schema import actors as named
from sayso.ledger.schema import edges, parties, relations
from sayso.review.asking import AskActors
from sayso.review.screens.kept import kept
from sayso.review.shapes import ActorEdge, ActorNode, Actors, Choice

KEYS = 50
TELLERS = 12
_BETWEEN = ("agent", "patient", "relation")

Triple = tuple[str, str, str]


def actors(connection: Connection, ask: AskActors) -> Actors:
    """The parties of a filter and what is told to stand between them."""
    return kept(connection, ("actors", ask), lambda: _made(connection, ask))


def _made(connection: Connection, ask: AskActors) -> Actors:
    wanted = _wanted(ask)
    counted = _counted(ask, wanted)
    total = connection.execute(select(func.count()).select_from(counted.subquery())).scalar_one()
    top = counted.order_by(counted.selected_columns["number"].desc(), *counted.selected_columns[:3]).limit(ask.limit)
    made = _edges(connection, top, wanted)
    names = list(dict.fromkeys(name for edge in made for name in (edge.agent, edge.patient)))
    return Actors(nodes=_nodes(connection, names), edges=made, left_out=total - len(made))


def _wanted(ask: AskActors) -> list[ColumnElement[bool]]:
    """Which edges are counted: who tells them, and days on which they can have been."""
    wanted: list[ColumnElement[bool]] = []
    if ask.since:
        wanted.append(edges.c.last_day >= ask.since)
    if ask.until:
        wanted.append(edges.c.first_day <= ask.until)
    if ask.holder:
        wanted.append(edges.c.holder == ask.holder)
    return wanted


def _counted(ask: AskActors, wanted: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Between whom what is told how often: counted already where all edges are wanted."""
    table = edges if wanted else relations
    between = [table.c[name] for name in _BETWEEN]
    if wanted:
        there = edges.c.agent != "", edges.c.patient != "", edges.c.relation.is_not(None)
        chosen = select(*between, func.count().label("number")).where(*wanted, *there).group_by(*between)
    else:
        chosen = select(*between, relations.c.count.label("number"))
    if ask.actor:
        chosen = chosen.where(or_(table.c.agent == ask.actor, table.c.patient == ask.actor))
    return chosen.where(table.c.relation == ask.relation) if ask.relation else chosen


def _edges(connection: Connection, top: Select[Any], wanted: Sequence[ColumnElement[bool]]) -> tuple[ActorEdge, ...]:
    shown = [tuple(row) for row in connection.execute(top)]
    here = top.cte("top")
    mine = [edges.c[name] == here.c[name] for name in _BETWEEN]
    first, last = func.min(edges.c.first_day), func.max(edges.c.last_day)
    by = [here.c[name] for name in _BETWEEN]
    told = select(*by, edges.c.holder, func.count(), first, last).where(*mine, *wanted).group_by(*by, edges.c.holder)
    tellers: dict[Triple, list[tuple[str | None, int, str | None, str | None]]] = defaultdict(list)
    rows: Sequence[Any] = connection.execute(told).all()
    for agent, patient, relation, holder, number, since, until in rows:
        tellers[agent, patient, relation].append((holder, number, since, until))
    some = select(edges.c.event).where(*mine, *wanted).limit(KEYS).correlate(here).subquery()
    joined = select(func.group_concat(some.c.event, " ")).scalar_subquery()
    of_events: Sequence[Any] = connection.execute(select(*by, joined)).all()
    keys = {(a, p, r): found.split() for a, p, r, found in of_events}
    return tuple(_edge((a, p, r), count, tellers[a, p, r], keys[a, p, r]) for a, p, r, count in shown)


def _edge(
    between: Triple, count: int, told: list[tuple[str | None, int, str | None, str | None]], keys: list[str]
) -> ActorEdge:
    agent, patient, relation = between
    first = min((one[2] for one in told if one[2]), default=None)
    last = max((one[3] for one in told if one[3]), default=None)
    most = sorted(told, key=lambda one: (-one[1], one[0] or ""))[:TELLERS]
    return ActorEdge.model_validate(
        {
            "agent": agent,
            "patient": patient,
            "relation": relation,
            "count": count,
            "told_by": tuple(Choice(value=one[0], count=one[1]) for one in most),
            "days": (first, last) if first and last else None,
            "events": tuple(dict.fromkeys(keys)),
        }
    )


def _nodes(connection: Connection, names: Sequence[str]) -> tuple[ActorNode, ...]:
    """The parties by their names, with what the first report that says so calls them."""

    def known(name: str) -> Any:  # noqa: ANN401 - a column of a query
        some = [
            select(named.c[name]).where(named.c[called] == parties.c.name).limit(1).scalar_subquery()
            for called in ("entry", "name")
        ]
        return func.coalesce(*some).label(name)

    chosen = select(parties.c.name, parties.c.claims, parties.c.events, known("country"), known("sector"))
    found = connection.execute(chosen.where(parties.c.name.in_(names))).mappings()
    by_name = {row["name"]: ActorNode.model_validate(dict(row)) for row in found}
    return tuple(by_name[name] for name in names if name in by_name)
