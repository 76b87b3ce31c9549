"""The reviewed reading of a report: the newest of a reader's with all that stands decided, written beside it.

A reader's readings are never changed. A reviewed reading is made anew with each decision that changes what counts, in
place of its own earlier self; it has the highest number, and so it counts, for incidents and exports too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.ledger.restoring import numbered
from sayso.ledger.reviews.rows import of_reports
from sayso.ledger.reviews.state import Stands, stands
from sayso.ledger.schema import decided, readings, reports, reviews
from sayso.ledger.storing import now, put_reading, take_out
from sayso.records import Claim, Event, Reading
from sayso.records.keys import claim_keys, event_keys
from sayso.records.review import Review

REVIEWED = "reviewed"
Coded = TypeVar("Coded", Claim, Event)
Subjects = Mapping[tuple[str, str], list[Review]]


class Applied(NamedTuple):
    """A reader's reading, what it becomes, and the key of what counts by the key that a review has."""

    base: Reading
    reading: Reading
    now: dict[tuple[str, str], str]
    decided: dict[tuple[str, str], Stands]
    adrift: set[tuple[str, str]]


def reapply(connection: Connection, reports: Iterable[str]) -> None:
    """Brings what is decided about some reports up to date, after a decision or a newer reading."""
    for report in reports:
        if found := apply(connection, report):
            _note(connection, report, found)
            _write(connection, report, found)


def reviewed_among(connection: Connection, reports: Iterable[str]) -> list[str]:
    """Those of some reports about which somebody decided."""
    wanted, found = list(reports), []
    for at in range(0, len(wanted), 500):
        mine = select(decided.c.report).where(decided.c.report.in_(wanted[at : at + 500])).distinct()
        found += list(connection.execute(mine).scalars())
    return found


def apply(connection: Connection, report: str) -> Applied | None:
    """What the newest reading of a report becomes with what stands decided; None where it has no reading."""
    newest = select(func.max(readings.c.number)).where(readings.c.report == report, readings.c.reader != REVIEWED)
    number = connection.execute(newest).scalar()
    bases = list(numbered(connection, [number])) if number else []
    if not bases:
        return None
    return applied(bases[0][1], of_reports(connection, [report]))


def applied(base: Reading, subjects: Subjects) -> Applied:
    """A reader's reading with what the reviews about its claims and events come to."""
    said = {key: found for key, about in subjects.items() if (found := stands(about))}
    added = {key: next(one for one in about if one.action == "add") for key, about in subjects.items() if _added(about)}
    ids = {("claim", key): id_ for id_, key in claim_keys(base).items()}
    ids |= {("event", key): id_ for id_, key in event_keys(base).items()}
    ids |= {key: f"a{one.number}" for key, one in added.items()}
    by_id = {(key[0], ids[key]): found for key, found in said.items() if key in ids}
    told = _claims(base, by_id)
    happened = _events(base, by_id, {claim.id: claim for claim in told})
    made = base.model_copy(update={"claims": told, "events": happened, "reader": REVIEWED})
    keys = {("claim", id_): key for id_, key in claim_keys(made).items()}
    keys |= {("event", id_): key for id_, key in event_keys(made).items()}
    counting = {key: keys[key[0], id_] for key, id_ in ids.items() if (key[0], id_) in keys}
    return Applied(base, made, counting, said, {key for key in said if key not in ids})


def _added(about: list[Review]) -> bool:
    return any(one.action == "add" for one in about)


def _claims(base: Reading, decided_: Mapping[tuple[str, str], Stands]) -> tuple[Claim, ...]:
    inside = {claim.id: claim.inside for claim in base.claims}
    found: dict[str, Claim] = {claim.id: claim for claim in base.claims}
    for (subject, id_), one in decided_.items():
        if subject != "claim" or not one.outcome:
            continue
        if one.outcome.verdict == "reject":
            found.pop(id_, None)
        else:
            found[id_] = Claim.model_validate(one.outcome.record).model_copy(update={"id": id_})
    return _in_order(claim.model_copy(update={"inside": _outer(claim, found, inside)}) for claim in found.values())


def _outer(claim: Claim, found: Mapping[str, Claim], inside: Mapping[str, str | None]) -> str | None:
    """The innermost claim around it that was not rejected."""
    outer = claim.inside
    while outer and (outer not in found or outer == claim.id):
        outer = inside.get(outer)
    return outer


def _events(base: Reading, decided_: Mapping[tuple[str, str], Stands], told: Mapping[str, Claim]) -> tuple[Event, ...]:
    gone = {claim.id for claim in base.claims} - told.keys()
    found = {event.id: event for event in base.events if event.claim not in gone}
    for (subject, id_), one in decided_.items():
        if subject != "event" or not one.outcome:
            continue
        if one.outcome.verdict == "reject":
            found.pop(id_, None)
            continue
        event = Event.model_validate(one.outcome.record).model_copy(update={"id": id_})
        if event.claim not in gone:
            found[id_] = event if event.claim in told else event.model_copy(update={"claim": None})
    return _in_order(found.values())


def _in_order(coded: Iterable[Coded]) -> tuple[Coded, ...]:
    # As they come out of the ledger: c2 before c10, what was added after these.
    return tuple(sorted(coded, key=lambda one: (len(one.id), one.id)))


def _note(connection: Connection, report: str, found: Applied) -> None:
    """Writes what stands decided of each claim and event of a report."""
    connection.execute(delete(decided).where(decided.c.report == report))
    rows = [
        {
            "subject": key[0],
            "key": key[1],
            "report": report,
            "state": one.state,
            "number": one.number,
            "now": found.now.get(key),
            "adrift": int(key in found.adrift),
        }
        for key, one in found.decided.items()
    ]
    if rows:
        connection.execute(insert(decided), rows)


def _write(connection: Connection, report: str, found: Applied) -> None:
    """Writes the reviewed reading where it is another one than stands there; none where it is the reader's."""
    mine = select(readings.c.number).where(readings.c.report == report, readings.c.reader == REVIEWED)
    number = connection.execute(mine).scalar()
    newest = connection.execute(select(func.max(readings.c.number)).where(readings.c.report == report)).scalar()
    there = next(numbered(connection, [number]))[1] if number else None
    same = (found.reading.claims, found.reading.events) == (found.base.claims, found.base.events)
    if same and not there:
        return
    if there and not same and number == newest and _content(there) == _content(found.reading):
        return
    if number:
        take_out(connection, number)
        connection.execute(update(reports).where(reports.c.key == report).values(reading=None))
        connection.execute(delete(readings).where(readings.c.number == number))
    if same:
        connection.execute(update(readings).where(readings.c.report == report).values(linked=None))
        number = connection.execute(select(func.max(readings.c.number)).where(readings.c.report == report)).scalar()
        connection.execute(update(reports).where(reports.c.key == report).values(reading=number))
    else:
        put_reading(connection, found.reading, now())


def _content(reading: Reading) -> tuple[object, ...]:
    return reading.claims, reading.events, reading.actors


def forget(connection: Connection, report: str) -> None:
    """Takes what reviews quote of a report that is removed; that they were made stays, in the log too."""
    connection.execute(update(reviews).where(reviews.c.report == report).values(before=None, after=None))
    connection.execute(delete(decided).where(decided.c.report == report))
