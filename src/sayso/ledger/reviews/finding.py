"""What a key means that a person names: the claim or event as it was decided about, with its report as it counts."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from sayso.errors import InputError
from sayso.ledger.reviews.applying import Applied, apply
from sayso.ledger.reviews.rows import reviews_of
from sayso.ledger.schema import assigned, claims, decided, events, readings
from sayso.records.keys import claim_keys, event_keys
from sayso.records.review import Subject

TABLES = {"claim": claims, "event": events}


class Target(NamedTuple):
    """What a decision is about: its key as the reader has it, its report, and that report as it is read and reviewed."""

    key: str
    report: str
    applied: Applied


def find(connection: Connection, subject: Subject, key: str, known: dict[str, Applied] | None = None) -> Target:
    """What a key means: of what counts, of the reader's, or of what was decided; InputError where it means nothing.

    `known` keeps the reports that were looked at already, for as long as none of them changes.
    """
    if subject not in TABLES:
        raise InputError(f"{subject}s are not decided so", where=key, mend="name a claim or an event")
    report = _report(connection, subject, key)
    found = (known or {}).get(report or "") or (apply(connection, report) if report else None)
    if report and found:
        if known is not None:
            known[report] = found
        # What counts goes first: it is what the page shows.
        own = next((was for (kind, was), now in found.now.items() if kind == subject and now == key), key)
        if (subject, own) in found.ids or (subject, own) in found.decided:
            return Target(own, report, found)
    mend = "its report may have been read anew or removed"
    raise InputError(f"there is no such {subject}", where=key, mend=mend)


def _report(connection: Connection, subject: Subject, key: str) -> str | None:
    named = or_(decided.c.key == key, decided.c.now == key)
    was = select(decided.c.report).where(decided.c.subject == subject, named)
    table = TABLES[subject]
    read = select(readings.c.report).join(table, table.c.reading == readings.c.number).where(table.c.key == key)
    found: str | None = connection.execute(was.union(read).limit(1)).scalar()
    return found


def apart(connection: Connection, report: str, who: str) -> bool:
    """Whether a person was given a report beside another one, and decides without seeing what that one decides."""
    named = set(connection.execute(select(assigned.c.who).where(assigned.c.report == report)).scalars())
    return who in named and len(named) > 1


def shown(connection: Connection, target: Target, subject: Subject, who: str) -> Any:  # noqa: ANN401 - JSON
    """What the person has before them: what counts, or their own or the reader's where another decides apart from them."""
    if apart(connection, target.report, who):
        mine = [one for one in reviews_of(connection, subject, [target.key])[target.key] if one.who == who]
        standing = [one for one in mine if one.undone is None and one.action in {"accept", "correct", "add"}]
        return standing[-1].after if standing else suggested(target, subject)
    now = target.applied.now.get((subject, target.key))
    keys = (claim_keys if subject == "claim" else event_keys)(target.applied.reading)
    coded = target.applied.reading.claims if subject == "claim" else target.applied.reading.events
    found = next((one for one in coded if keys[one.id] == now), None)
    return target.applied.anchors.pinned(found) if found else suggested(target, subject)


def suggested(target: Target, subject: Subject) -> Any:  # noqa: ANN401 - JSON
    """The reader's own; what a person added, as they added it."""
    id_ = target.applied.ids.get((subject, target.key))
    base = target.applied.base
    coded = {one.id: one for one in (base.claims if subject == "claim" else base.events)}
    found = coded.get(id_ or "") or target.applied.added.get((subject, target.key))
    return target.applied.anchors.pinned(found) if found else None
