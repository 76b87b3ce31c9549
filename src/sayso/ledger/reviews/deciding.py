"""Decisions about claims and events: checked, chained, and brought to what counts, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Never

from sqlalchemy import Connection, func, select, update

from sayso.errors import InputError
from sayso.ledger.reviews.applying import Applied, apply, reapply
from sayso.ledger.reviews.finding import TABLES, Target, apart, find, shown, suggested
from sayso.ledger.reviews.given import given
from sayso.ledger.reviews.judging import judged_anew
from sayso.ledger.reviews.people import assigned_anew
from sayso.ledger.reviews.rows import StaleError, last_of, named, reviews_of, sent_before, write
from sayso.ledger.reviews.state import outcome, stands
from sayso.ledger.schema import decided, reviews
from sayso.records import Claim, Event
from sayso.records.keys import claim_keys, event_keys
from sayso.records.review import Action, Review, Subject

PLAIN = {"accept", "correct", "reject", "add"}
DROPPED = {"verdict": "drop", "record": None}


class Decision(NamedTuple):
    """What is asked: the fields of a review before it is one.

    `verdict` is that of an adjudication (accept, correct or reject); `after` the claim or event for correct, add and
    adjudicate, as JSON; `seen` the number of the last review that the person knew of; `settles` the number of the
    review that a settlement carries to `key`, or drops where there is no key.
    """

    who: str
    subject: Subject
    action: Action
    key: str | None = None
    report: str | None = None
    verdict: str | None = None
    after: dict[str, Any] | None = None
    why: str | None = None
    seen: int = 0
    settles: int | None = None


def decide(connection: Connection, asked: Decision, once: str | None = None) -> Review:
    """Takes a decision; the same one sent again under one key `once` is the first one.

    InputError where it cannot be taken as it is asked, StaleError where somebody else was first.
    """
    if known := sent_before(connection, once):
        return known
    asked = asked._replace(who=named(asked.who))
    made = _add if asked.action == "add" else _settle if asked.action == "settle" else _judge
    review = made(connection, asked, once)
    reapply(connection, [review.report] if review.report else [])
    return review


def accept_all(
    connection: Connection, who: str, keys: Iterable[str], why: str | None, once: str | None
) -> list[Review]:
    """Accepts claims by their keys, each with a review of its own, one number after the other."""
    who, made = named(who), []
    looked_at: dict[str, Applied] = {}
    for place, key in enumerate(dict.fromkeys(keys)):
        target = find(connection, "claim", key, looked_at)
        _must_be_settled(target, "claim")
        record = shown(connection, target, "claim", who)
        made.append(
            write(
                connection,
                who=who,
                action="accept",
                subject="claim",
                key=target.key,
                report=target.report,
                before=record,
                after=record,
                why=why,
                once=once if not place else None,
            )
        )
    reapply(connection, looked_at)
    return made


def undo(connection: Connection, who: str, once: str | None = None, *, since: int | None = None) -> Review:
    """Takes back the last decision of a person that still stands, or all from the number `since` on, the last first.

    Gives the row that takes the last one back; InputError where there is none.
    """
    if known := sent_before(connection, once):
        return known
    last = last_of(connection, named(who), since)
    if not last:
        raise InputError("there is nothing to take back", where=who, mend="decide something first")
    made: list[Review] = []
    reports: dict[str, None] = {}
    while last:
        made.append(_taken_back(connection, last, once if not made else None))
        if last.subject == "incident":
            judged_anew(connection, last)
        elif last.action == "assign":
            assigned_anew(connection, last)
        elif last.report:
            reports[last.report] = None
        last = last_of(connection, last.who, since) if since is not None else None
    reapply(connection, reports)
    return made[0]


def _taken_back(connection: Connection, last: Review, once: str | None) -> Review:
    review = write(
        connection,
        who=last.who,
        action="undo",
        subject=last.subject,
        key=last.key,
        report=last.report,
        before=last.after,
        after={"undoes": last.number},
        once=once,
    )
    connection.execute(update(reviews).where(reviews.c.number == last.number).values(undone=review.number))
    # A settlement took a decision's place, which stands again.
    connection.execute(update(reviews).where(reviews.c.undone == last.number).values(undone=None))
    return review


def _judge(connection: Connection, asked: Decision, once: str | None) -> Review:
    target = find(connection, asked.subject, asked.key or "")
    _must_be_settled(target, asked.subject)
    about = reviews_of(connection, asked.subject, [target.key])[target.key]
    _must_be_newest(connection, asked, about, target.report)
    before = shown(connection, target, asked.subject, asked.who)
    after: Any = None
    if asked.action == "accept":
        after = before
    elif asked.action == "correct":
        after = _given(asked, target.applied)
    elif asked.action == "adjudicate":
        after = _adjudged(asked, about, target)
    elif asked.action == "reject" and not (asked.why or "").strip():
        _refuse("it says no reason", f"rejecting {target.key}", "say why, in a word or two")
    return write(
        connection,
        who=asked.who,
        action=asked.action,
        subject=asked.subject,
        key=target.key,
        report=target.report,
        before=before,
        after=after,
        why=asked.why,
        once=once,
    )


def _adjudged(asked: Decision, about: Sequence[Review], target: Target) -> dict[str, Any]:
    standing = {one.who for one in about if one.undone is None and one.action in PLAIN}
    if asked.who in standing:
        _refuse(f"{asked.who} decided about it", f"adjudicating {target.key}", "let a third person adjudicate")
    if len(standing) < 2:
        _refuse("no two persons differ about it", f"adjudicating {target.key}", "decide about it instead")
    verdict = asked.verdict or ("correct" if asked.after else "accept")
    if verdict == "reject":
        return {"verdict": verdict, "record": None}
    record = _given(asked, target.applied) if asked.after else suggested(target, asked.subject)
    return {"verdict": verdict, "record": record}


def _add(connection: Connection, asked: Decision, once: str | None) -> Review:
    found = apply(connection, asked.report) if asked.report else None
    if not asked.report or not found:
        _refuse("there is no such report", asked.report or "adding", "name the report it stands in")
    record = _given(asked, found)
    key = _key_of(found, found.anchors.restored(asked.subject, "a0", record))
    before = reviews_of(connection, asked.subject, [key])[key]
    theirs = {one.who for one in before if one.undone is None and one.action == "add"}
    together = theirs and asked.who not in theirs and apart(connection, asked.report, asked.who)
    number = connection.execute(select(func.count()).where(reviews.c.key.startswith(key))).scalar_one()
    known = connection.execute(select(TABLES[asked.subject].c.key).where(TABLES[asked.subject].c.key == key)).first()
    if (known or number) and not together:
        # The same spans coded twice are two: the key of the second is its own.
        key = f"{key}{number + 1}"
    return write(
        connection,
        who=asked.who,
        action="add",
        subject=asked.subject,
        key=key,
        report=asked.report,
        after=record,
        why=asked.why,
        once=once,
    )


def _settle(connection: Connection, asked: Decision, once: str | None) -> Review:
    """Carries a decision that a newer reading set adrift to what it is about there, or drops it."""
    row = connection.execute(select(reviews).where(reviews.c.number == (asked.settles or 0))).first()
    if not row or row.undone is not None or row.subject not in TABLES:
        _refuse("there is no such decision to settle", f"review {asked.settles}", "load the report anew")
    adrift = connection.execute(
        select(decided.c.adrift).where(decided.c.subject == row.subject, decided.c.key == row.key)
    ).scalar()
    if not adrift:
        _refuse("it is where it was", f"review {asked.settles}", "decide about it as usual")
    about = reviews_of(connection, row.subject, [row.key])[row.key]
    stood = stands(about)
    if stood and stood.state == "differs" and any(one.who == asked.who and one.action in PLAIN for one in about):
        _refuse("two persons differ about it", f"review {asked.settles}", "let a third person settle it")
    carried = next(one for one in about if one.number == asked.settles)
    target = find(connection, row.subject, asked.key) if asked.key else None
    if target and target.key != row.key:
        _must_be_settled(target, row.subject)
    review = write(
        connection,
        who=asked.who,
        action="settle",
        subject=row.subject,
        key=target.key if target else row.key,
        report=row.report,
        before=shown(connection, target, row.subject, asked.who) if target else carried.after,
        after={"settles": carried.number, **(_carried(carried, target) if target else DROPPED)},
        why=asked.why,
        once=once,
    )
    settled = reviews.c.subject == row.subject, reviews.c.key == row.key, reviews.c.undone.is_(None)
    others = reviews.c.number != review.number
    connection.execute(update(reviews).where(*settled, others).values(undone=review.number))
    return review


def _carried(review: Review, target: Target) -> dict[str, Any]:
    """What a review came to, about what it is carried to; where the claim of an event is gone, it stands where that does."""
    verdict, record = outcome(review)
    if review.subject == "event" and record and not target.applied.anchors.id_of(record["claim"]):
        there = suggested(target, "event")
        record = {**record, "claim": there["claim"] if there else None}
    return {"verdict": verdict, "record": record}


def _must_be_settled(target: Target, subject: Subject) -> None:
    if (subject, target.key) in target.applied.adrift:
        _refuse("a newer reading has it no more", f"{subject} {target.key}", "settle first what was decided about it")


def _must_be_newest(connection: Connection, asked: Decision, about: Sequence[Review], report: str) -> None:
    """Raises StaleError where somebody else decided since; two who were given the same report decide apart."""
    newer = [one for one in about if one.number > asked.seen and one.who != asked.who and one.undone is None]
    if newer and not apart(connection, report, asked.who):
        raise StaleError(newer[-1])


def _given(asked: Decision, found: Applied) -> dict[str, Any]:
    return given(asked.subject, asked.after, found.base.report.text, found.anchors)


def _key_of(found: Applied, record: Claim | Event) -> str:
    """The key by which a reader's would be known that is the same."""
    if isinstance(record, Claim):
        return claim_keys(found.base.model_copy(update={"claims": (record,)}))[record.id]
    return event_keys(found.reading.model_copy(update={"events": (record,)}))[record.id]


def _refuse(what: str, where: str, mend: str) -> Never:
    raise InputError(what, where=where, mend=mend)
