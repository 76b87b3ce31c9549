"""Decisions about claims and events: checked, chained, and brought to what counts, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Never

from pydantic import ValidationError
from sqlalchemy import Connection, delete, func, or_, select, update

from sayso.errors import InputError
from sayso.ledger.reviews.applying import REVIEWED, Applied, apply, reapply
from sayso.ledger.reviews.judging import judged_anew
from sayso.ledger.reviews.rows import StaleError, last_of, reviews_of, sent_before, write
from sayso.ledger.reviews.state import outcome
from sayso.ledger.schema import assigned, claims, decided, events, readings, reports, reviews
from sayso.records import Claim, Event, Report
from sayso.records.keys import claim_keys, event_keys
from sayso.records.review import Action, Review, Subject
from sayso.records.span import spans_of

TABLES = {"claim": claims, "event": events}
RECORDS: dict[str, type[Claim | Event]] = {"claim": Claim, "event": Event}


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


class Target(NamedTuple):
    """What a decision is about: its key as the reader has it, its report, and that report as it is read and reviewed."""

    key: str
    report: str
    applied: Applied


def decide(connection: Connection, asked: Decision, once: str | None = None) -> Review:
    """Takes a decision; the same one sent again under one key `once` is the first one.

    InputError where it cannot be taken as it is asked, StaleError where somebody else was first.
    """
    if known := sent_before(connection, once):
        return known
    asked = asked._replace(who=_named(asked.who))
    made = _add if asked.action == "add" else _settle if asked.action == "settle" else _judge
    review = made(connection, asked, once)
    reapply(connection, [review.report] if review.report else [])
    return review


def accept_all(
    connection: Connection, who: str, keys: Iterable[str], why: str | None, once: str | None
) -> list[Review]:
    """Accepts claims by their keys, each with a review of its own."""
    if sent_before(connection, once):
        return []
    made = []
    for place, key in enumerate(keys):
        target = find(connection, "claim", key)
        record = _shown(connection, target, "claim", _named(who))
        made.append(
            write(
                connection,
                who=_named(who),
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
    reapply(connection, dict.fromkeys(one.report for one in made if one.report))
    return made


def undo(connection: Connection, who: str, once: str | None = None) -> Review:
    """Takes back the last decision of a person that still stands; InputError where there is none."""
    if known := sent_before(connection, once):
        return known
    last = last_of(connection, _named(who))
    if not last:
        raise InputError("there is nothing to take back", where=who, mend="decide something first")
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
    if last.subject == "incident":
        judged_anew(connection, last)
    elif last.action == "assign":
        gone = assigned.c.report.in_(last.after["reports"]), assigned.c.who.in_(last.after["to"])
        connection.execute(delete(assigned).where(*gone))
    elif last.report:
        reapply(connection, [last.report])
    return review


def find(connection: Connection, subject: Subject, key: str) -> Target:
    """What a key means: one of the reader's, of what counts, or of what was decided; InputError where nothing."""
    table = TABLES.get(subject)
    if table is None:
        _refuse(f"{subject}s are not decided so", key, "name a claim or an event")
    named = or_(decided.c.key == key, decided.c.now == key)
    row = connection.execute(select(decided.c.key, decided.c.report).where(decided.c.subject == subject, named)).first()
    if not row:
        of_reader = (
            select(table.c.key, readings.c.report)
            .join(readings, readings.c.number == table.c.reading)
            .where(table.c.key == key, readings.c.reader != REVIEWED)
        )
        row = connection.execute(of_reader.limit(1)).first()
    found = apply(connection, row.report) if row else None
    if not row or not found:
        _refuse(f"there is no such {subject}", key, "its report may have been read anew or removed")
    return Target(row.key, row.report, found)


def _judge(connection: Connection, asked: Decision, once: str | None) -> Review:
    target = find(connection, asked.subject, asked.key or "")
    about = reviews_of(connection, asked.subject, [target.key])[target.key]
    _must_be_newest(connection, asked, about, target.report)
    before = _shown(connection, target, asked.subject, asked.who)
    after: Any = None
    if asked.action == "accept":
        after = before
    elif asked.action == "correct":
        after = _checked(connection, asked, target.report)
    elif asked.action == "adjudicate":
        after = _adjudged(connection, asked, about, target)
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


def _adjudged(connection: Connection, asked: Decision, about: Sequence[Review], target: Target) -> dict[str, Any]:
    standing = {one.who for one in about if one.undone is None and one.action in {"accept", "correct", "reject", "add"}}
    if asked.who in standing:
        _refuse(f"{asked.who} decided about it", f"adjudicating {target.key}", "let a third person adjudicate")
    if len(standing) < 2:
        _refuse("no two persons differ about it", f"adjudicating {target.key}", "decide about it instead")
    verdict = asked.verdict or ("correct" if asked.after else "accept")
    if verdict == "reject":
        return {"verdict": verdict, "record": None}
    record = _checked(connection, asked, target.report) if asked.after else _suggested(target, asked.subject)
    return {"verdict": verdict, "record": record}


def _add(connection: Connection, asked: Decision, once: str | None) -> Review:
    if not asked.report or not apply(connection, asked.report):
        _refuse("there is no such report", asked.report or "adding", "name the report it stands in")
    record = _checked(connection, asked, asked.report)
    row = connection.execute(select(reports.c.data).where(reports.c.key == asked.report)).scalar_one()
    report = Report.model_validate(row)
    key = _key_of(report, RECORDS[asked.subject].model_validate(record))
    number = connection.execute(select(func.count()).where(reviews.c.key.startswith(key))).scalar_one()
    known = connection.execute(select(TABLES[asked.subject].c.key).where(TABLES[asked.subject].c.key == key)).first()
    if known or number:
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
    carried = next(one for one in about if one.number == asked.settles)
    verdict, record = outcome(carried)
    if asked.key:
        target = find(connection, row.subject, asked.key)
        review = write(
            connection,
            who=asked.who,
            action="settle",
            subject=row.subject,
            key=target.key,
            report=target.report,
            before=_shown(connection, target, row.subject, asked.who),
            after={"settles": carried.number, "verdict": verdict, "record": record},
            why=asked.why,
            once=once,
        )
    else:
        review = write(
            connection,
            who=asked.who,
            action="settle",
            subject=row.subject,
            key=row.key,
            report=row.report,
            before=carried.after,
            after={"settles": carried.number, "verdict": "drop", "record": None},
            why=asked.why,
            once=once,
        )
    settled = reviews.c.subject == row.subject, reviews.c.key == row.key, reviews.c.undone.is_(None)
    others = reviews.c.number != review.number
    connection.execute(update(reviews).where(*settled, others).values(undone=review.number))
    return review


def _must_be_newest(connection: Connection, asked: Decision, about: Sequence[Review], report: str) -> None:
    """Raises StaleError where somebody else decided since; two who were given the same report decide apart."""
    newer = [one for one in about if one.number > asked.seen and one.who != asked.who and one.undone is None]
    if newer and not _apart(connection, report, asked.who):
        raise StaleError(newer[-1])


def _apart(connection: Connection, report: str, who: str) -> bool:
    given = set(connection.execute(select(assigned.c.who).where(assigned.c.report == report)).scalars())
    return who in given and len(given) > 1


def _shown(connection: Connection, target: Target, subject: Subject, who: str) -> Any:  # noqa: ANN401 - JSON
    """What the person has before them: what counts, or the reader's own where another decides apart from them."""
    if _apart(connection, target.report, who):
        mine = [one for one in reviews_of(connection, subject, [target.key])[target.key] if one.who == who]
        standing = [one for one in mine if one.undone is None and one.action in {"accept", "correct", "add"}]
        return standing[-1].after if standing else _suggested(target, subject)
    now = target.applied.now.get((subject, target.key))
    keys = (claim_keys if subject == "claim" else event_keys)(target.applied.reading)
    coded = target.applied.reading.claims if subject == "claim" else target.applied.reading.events
    found = next((one for one in coded if keys[one.id] == now), None)
    return found.model_dump(mode="json") if found else _suggested(target, subject)


def _suggested(target: Target, subject: Subject) -> Any:  # noqa: ANN401 - JSON
    """The reader's own, null where a person added it or a newer reader has it no more."""
    keys = (claim_keys if subject == "claim" else event_keys)(target.applied.base)
    coded = target.applied.base.claims if subject == "claim" else target.applied.base.events
    found = next((one for one in coded if keys[one.id] == target.key), None)
    return found.model_dump(mode="json") if found else None


def _checked(connection: Connection, asked: Decision, report: str) -> dict[str, Any]:
    """The claim or event that a person made, as JSON: every span of it stands in the text."""
    where = f"the {asked.subject} that is to count"
    try:
        record = RECORDS[asked.subject].model_validate({"id": "a0", **(asked.after or {})})
    except ValidationError as error:
        first = error.errors()[0]
        _refuse(f"its {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}", where, "correct that part")
    row = connection.execute(select(reports.c.data).where(reports.c.key == report)).scalar_one()
    text = Report.model_validate(row).text
    for span in spans_of(record):
        if not span.text or text[span.start : span.end] != span.text:
            _refuse(f"“{span.text}” does not stand at {span.start}:{span.end}", where, "choose these words in the text")
    if isinstance(record, Claim):
        if not record.content:
            _refuse("it has no content", where, "choose the words that are claimed")
        steps = (record.holder, *record.relay[1:]) if record.relay else (record.holder,)
        spans = (record.holder_span, *record.relay_spans[1:], *([None] * len(steps)))[: len(steps)]
        record = record.model_copy(update={"relay": steps, "relay_spans": spans})
    return record.model_dump(mode="json")


def _key_of(report: Report, record: Claim | Event) -> str:
    from sayso.records import Reading  # noqa: PLC0415 - for this one name alone

    reading = Reading(report=report, reader=REVIEWED)
    if isinstance(record, Claim):
        return claim_keys(reading.model_copy(update={"claims": (record,)}))[record.id]
    return event_keys(reading.model_copy(update={"events": (record,)}))[record.id]


def _named(who: str) -> str:
    name = " ".join(who.split())
    if not name:
        _refuse("nobody is named", "the decision", "write your name beside `You review as`")
    return name


def _refuse(what: str, where: str, mend: str) -> Never:
    raise InputError(what, where=where, mend=mend)
