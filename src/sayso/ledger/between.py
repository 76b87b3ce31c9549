"""Who does what to whom: the parties of events and what stands between them, looked up by name and counted.

Written of the reading of a report that counts, and taken out when another one does or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import Connection, Integer, Select, Table, bindparam, delete, func, literal, select, text, union, update
from sqlalchemy.dialects.sqlite import Insert, insert

from sayso.ledger.schema import NONE_LEFT, actors, claims, edges, parties, relations, reports
from sayso.records import Actor, Event, Reading, Span
from sayso.records.keys import event_keys

# What an event of a type has its agent do to its patient; of the other types nothing stands between two parties.
RELATIONS = {
    "SUPPORT": "supports",
    "AID": "supports",
    "COOPERATE": "supports",
    "AGREE": "supports",
    "ACCUSE": "accuses",
    "REJECT": "denies",
    "THREATEN": "threatens",
    "ASSAULT": "attacks",
    "CONSULT": "holds talks with",
    "REQUEST": "demands of",
    "COERCE": "coerces",
    "SANCTION": "coerces",
}


def enter(connection: Connection, number: int, reading: Reading) -> None:
    """Writes the parties of a reading that counts from now on, and what stands between them by its events."""
    if rows := list(_rows(reading)):
        connection.execute(insert(edges), rows)
    _count(connection, number, reading.report.key, 1)


def leave(connection: Connection, report: str) -> None:
    """Takes out what was written of the reading of a report that counted; none of it counts after this."""
    number = connection.execute(select(reports.c.reading).where(reports.c.key == report)).scalar()
    if number is not None:
        _count(connection, number, report, -1)
        connection.execute(delete(edges).where(edges.c.report == report))
        connection.execute(delete(relations).where(text("count <= 0")))
        connection.execute(delete(parties).where(text(NONE_LEFT)))
        connection.execute(update(reports).where(reports.c.key == report).values(reading=None))


def _count(connection: Connection, number: int, report: str, sign: int) -> None:
    for counting in _counting():
        connection.execute(counting, {"number": number, "report": report, "sign": sign})


@cache
def _counting() -> tuple[Insert, ...]:
    """Statements that add what a reading counts, or take it away: to relations, and to parties by events and claims."""
    number, sign = bindparam("number", type_=Integer), bindparam("sign", type_=Integer)
    mine = edges.c.report == bindparam("report")
    between = edges.c.agent, edges.c.patient, edges.c.relation
    related = mine, edges.c.agent != "", edges.c.patient != "", edges.c.relation.is_not(None)
    either = union(
        select(edges.c.agent.label("name"), edges.c.event).where(mine),
        select(edges.c.patient, edges.c.event).where(mine),
    )
    named = either.subquery()
    name = named.c.name
    entry = select(actors.c.entry).where(actors.c.reading == number, actors.c.name == claims.c.holder).limit(1)
    holder = func.coalesce(entry.scalar_subquery(), claims.c.holder)
    held = claims.c.reading == number, claims.c.holder.is_not(None)
    return (
        _added(relations, select(*between, sign * func.count()).where(*related).group_by(*between)),
        _added(parties, select(name, literal(0), sign * func.count()).where(name != "").group_by(name)),
        _added(parties, select(holder, sign * func.count(), literal(0)).where(*held).group_by(holder)),
    )


def _added(table: Table, rows: Select[*tuple[Any, ...]]) -> Insert:
    """Adds to the counts of a table, each to the row of the same names."""
    new = insert(table).from_select([column.name for column in table.columns], rows)
    counts = {one.name: one + new.excluded[one.name] for one in table.columns if not one.primary_key}
    return new.on_conflict_do_update(index_elements=[*table.primary_key], set_=counts)


def _rows(reading: Reading) -> Iterator[dict[str, Any]]:
    keys, holders = event_keys(reading), {claim.id: claim.holder for claim in reading.claims}
    for event in reading.events:
        agents, patients = (_named(spans, reading.actors) for spans in (event.agent, event.patient))
        first, last = event.date or (None, None)
        for agent, patient in product(agents or [""], patients or [""]):
            # Who is named twice does nothing to itself.
            if (agent or patient) and agent != patient:
                yield {
                    "report": reading.report.key,
                    "event": keys[event.id],
                    "agent": agent,
                    "patient": patient,
                    "relation": _relation(event),
                    "holder": holders.get(event.claim or ""),
                    "first_day": first,
                    "last_day": last,
                }


def _relation(event: Event) -> str | None:
    """What is told to stand between the parties; nothing where it is told that it did not happen."""
    return None if event.status == "denied" else RELATIONS.get(event.type)


def _named(spans: tuple[Span, ...], actors: tuple[Actor, ...]) -> list[str]:
    """The parties that some words stand for, by the registry's name or the fullest of the report."""
    found: dict[str, None] = {}
    for span in spans:
        shared = [
            (min(span.end, words.end) - max(span.start, words.start), actor)
            for actor in actors
            for words in actor.spans
            if words.overlaps(span)
        ]
        if shared:
            actor = max(shared, key=lambda pair: pair[0])[1]
            found[actor.entry or actor.name] = None
    return list(found)
