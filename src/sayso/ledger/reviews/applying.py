"""The reviewed reading of a report: the newest of a reader's with all that stands decided, written beside it.

A reader's readings are never changed. A reviewed reading is made anew with each decision that changes what counts, in
place of its own earlier self; it has the highest number, and so it counts, for incidents and exports too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.ledger.restoring import numbered
from sayso.ledger.reviews.anchors import Anchors, Subjects
from sayso.ledger.reviews.rows import of_reports
from sayso.ledger.reviews.state import Stands, stands
from sayso.ledger.schema import claims, decided, readings, reviews
from sayso.ledger.storing import count_for, now, put_reading, take_out
from sayso.records import Claim, Event, Reading
from sayso.records.keys import claim_keys, event_keys
from sayso.records.review import Review

REVIEWED = "reviewed"
Coded = TypeVar("Coded", Claim, Event)
Key = tuple[str, str]
Cues = Mapping[str, tuple[int, int]]


class Applied(NamedTuple):
    """A reader's reading, what it becomes, and what stands decided of it, by subject and key as a review has it.

    `ids` has the ids in both readings, `now` the key of what counts; `added` is what persons added, as it was last shown,
    whether it counts or not; `adrift` is what the reader's reading has not.
    """

    base: Reading
    reading: Reading
    ids: dict[Key, str]
    now: dict[Key, str]
    decided: dict[Key, Stands]
    adrift: set[Key]
    added: dict[Key, Claim | Event]
    anchors: Anchors
    cues: Cues


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
    subjects = of_reports(connection, [report])
    return applied(bases[0][1], subjects, _cues(connection, report) if subjects else {})


def _cues(connection: Connection, report: str) -> Cues:
    """Where the cue of each claim stands that any reader found in a report, by key."""
    cue = claims.c.data["cue"]
    rows = select(claims.c.key, cue["start"].as_integer(), cue["end"].as_integer())
    mine = rows.join(readings, readings.c.number == claims.c.reading).where(readings.c.report == report)
    return {key: (start, end) for key, start, end in connection.execute(mine)}


def applied(base: Reading, subjects: Subjects, cues: Cues) -> Applied:
    """A reader's reading with what the reviews about its claims and events come to."""
    said = {key: found for key, about in subjects.items() if (found := stands(about))}
    adds = {key: next(one for one in subjects[key] if one.action == "add") for key in said if _was_added(subjects[key])}
    ids = {key: f"added{one.number}" for key, one in adds.items()}
    # What a newer reader finds in the very words that a person added is that.
    ids |= {("claim", key): id_ for id_, key in claim_keys(base).items()}
    ids |= {("event", key): id_ for id_, key in event_keys(base).items()}
    of_claims = {key: id_ for (subject, key), id_ in ids.items() if subject == "claim"}
    anchors = Anchors(base, of_claims, subjects, cues)
    adrift = {key for key, found in said.items() if key not in ids or anchors.lost(key[0], found)}
    by_id = {(key[0], ids[key]): found for key, found in said.items() if key not in adrift}
    told = _claims(base, by_id, anchors)
    gone = set(of_claims.values()) - {claim.id for claim in told}
    made = base.model_copy(update={"claims": told, "events": _events(base, by_id, anchors, gone), "reader": REVIEWED})
    keys = {("claim", id_): key for id_, key in claim_keys(made).items()}
    keys |= {("event", id_): key for id_, key in event_keys(made).items()}
    now = {key: keys[key[0], id_] for key, id_ in ids.items() if (key[0], id_) in keys}
    added = {key: anchors.restored(key[0], ids[key], _last_shown(subjects[key], one)) for key, one in adds.items()}
    return Applied(base, made, ids, now, said, adrift, added, anchors, cues)


def _was_added(about: Sequence[Review]) -> bool:
    return any(one.action == "add" for one in about)


def _last_shown(about: Sequence[Review], add: Review) -> Any:  # noqa: ANN401 - JSON
    """What a person added as it was last made of it, though somebody rejected it since."""
    standing = [one.after for one in about if one.undone is None and one.action in {"add", "correct", "accept"}]
    return standing[-1] if standing else add.after


def _claims(base: Reading, decided_: Mapping[Key, Stands], anchors: Anchors) -> tuple[Claim, ...]:
    inside = {claim.id: claim.inside for claim in base.claims}
    found: dict[str, Claim] = {claim.id: claim for claim in base.claims}
    for (subject, id_), one in decided_.items():
        if subject != "claim" or not one.outcome:
            continue
        if one.outcome.verdict == "reject":
            found.pop(id_, None)
        else:
            claim = anchors.restored("claim", id_, one.outcome.record, inside.get(id_))
            assert isinstance(claim, Claim)
            found[id_] = claim
    for id_, claim in found.items():
        found[id_] = claim.model_copy(update={"inside": _outer(claim, found, inside)})
    return _in_order(found.values())


def _outer(claim: Claim, found: Mapping[str, Claim], inside: Mapping[str, str | None]) -> str | None:
    """The innermost claim around it that was not rejected; none where it would come to stand inside itself."""
    outer = claim.inside
    while outer and outer not in found:
        outer = inside.get(outer)
    around, passed = outer, {claim.id}
    while around:
        if around in passed:
            return None
        passed.add(around)
        around = found[around].inside if around in found else None
    return outer


def _events(base: Reading, decided_: Mapping[Key, Stands], anchors: Anchors, gone: set[str]) -> tuple[Event, ...]:
    found = {event.id: event for event in base.events}
    for (subject, id_), one in decided_.items():
        if subject != "event" or not one.outcome:
            continue
        if one.outcome.verdict == "reject":
            found.pop(id_, None)
        else:
            event = anchors.restored("event", id_, one.outcome.record)
            assert isinstance(event, Event)
            found[id_] = event
    return _in_order(event for event in found.values() if event.claim not in gone)


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
    number, there = reviewed_reading(connection, report)
    newest = connection.execute(select(func.max(readings.c.number)).where(readings.c.report == report)).scalar()
    same = is_the_readers(found)
    if same and not there:
        return
    if there and not same and number == newest and content(there) == content(found.reading):
        return
    if number:
        take_out(connection, number)
        connection.execute(delete(readings).where(readings.c.number == number))
    if same:
        connection.execute(update(readings).where(readings.c.report == report).values(linked=None))
        number = connection.execute(select(func.max(readings.c.number)).where(readings.c.report == report)).scalar_one()
        count_for(connection, number, found.base)
    else:
        put_reading(connection, found.reading, now())


def reviewed_reading(connection: Connection, report: str) -> tuple[int | None, Reading | None]:
    """The reviewed reading of a report that is stored, with its number; None where there is none."""
    mine = select(readings.c.number).where(readings.c.report == report, readings.c.reader == REVIEWED)
    number = connection.execute(mine).scalar()
    return number, next(numbered(connection, [number]))[1] if number else None


def is_the_readers(found: Applied) -> bool:
    """Whether nothing that stands decided changes what counts."""
    return (found.reading.claims, found.reading.events) == (found.base.claims, found.base.events)


def content(reading: Reading) -> tuple[object, ...]:
    """What of a reading a review can change."""
    return reading.claims, reading.events, reading.actors


def forget(connection: Connection, report: str) -> None:
    """Takes what reviews quote of a report that is removed; that they were made stays, in the log too."""
    connection.execute(update(reviews).where(reviews.c.report == report).values(before=None, after=None))
    connection.execute(delete(decided).where(decided.c.report == report))
