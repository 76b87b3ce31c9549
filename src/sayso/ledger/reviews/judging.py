"""What persons decide about incidents: which events tell of one, which reports have one origin, and when it is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from sayso.errors import InputError
from sayso.ledger.reviews.finding import find
from sayso.ledger.reviews.rows import StaleError, digest, named, reviews_of, write
from sayso.ledger.schema import decided, incidents, readings, reviews, told
from sayso.records.incident import Judgement
from sayso.records.review import Action, Review

Content = dict[str, Any] | None


class Judged(NamedTuple):
    """Who judges, the number of the last review of the incident that they knew of, why, and the key of the request."""

    who: str
    seen: int
    why: str | None = None
    once: str | None = None


def judge_origins(
    connection: Connection, incident: str, action: Action, pair: tuple[str, str], judged: Judged
) -> Review:
    """Splits or joins the origins of two reports, by their keys; InputError where the incident has them not."""
    judged = _check(connection, incident, judged)
    telling = set(connection.execute(select(told.c.report).where(told.c.incident == incident)).scalars())
    for report in pair:
        if report not in telling or len(set(pair)) < 2:
            raise InputError("it is no report of this incident", where=report, mend="name two of its reports")
    if not (judged.why or "").strip():
        raise InputError("it says no reason", where=f"incident {incident}", mend="say why, in a word or two")
    before = _ruled(connection, incident, pair)
    return _written(connection, incident, action, judged, before=before, after={"one": pair[0], "two": pair[1]})


def judge_link(connection: Connection, incident: str, action: Action, event: str, judged: Judged) -> Review:
    """Links an event that counts to an incident, or takes it out; InputError where there is no such event."""
    judged = _check(connection, incident, judged)
    target = find(connection, "event", event)
    report, counts = target.report, target.applied.now.get(("event", target.key), event)
    mine = select(told.c.incident).where(told.c.event == counts).order_by(told.c.incident)
    before = {"incidents": list(connection.execute(mine).scalars())}
    # By the key that stays, should the event be corrected after this.
    after = {"event": event, "as": target.key, "report": report}
    review = _written(connection, incident, action, judged, before=before, after=after)
    # The report is linked anew, where the judgement is honoured.
    connection.execute(update(readings).where(readings.c.report == report).values(linked=None))
    return review


def sign_off(connection: Connection, incident: str, standard: str, note: str, judged: Judged) -> Review:
    """Signs an incident off by a standard, which a person names, as the incident is now."""
    judged = _check(connection, incident, judged)
    if not standard.strip():
        raise InputError("it names no standard", where=f"incident {incident}", mend="say by which standard")
    after = {"standard": standard, "note": note, "digest": _digest(connection, incident)}
    return write(
        connection,
        who=judged.who,
        action="sign-off",
        subject="incident",
        key=incident,
        report=None,
        after=after,
        why=note or None,
        once=judged.once,
    )


def changed_since(connection: Connection, signed: Review) -> bool:
    """Whether an incident or its standing changed since it was signed off."""
    return bool(signed.after["digest"] != _digest(connection, signed.key))


def judgements(connection: Connection, incidents_: Collection[str]) -> dict[str, list[Judgement]]:
    """What stands judged of the origins of some incidents, by incident: of two reports the last word counts."""
    return {key: _judged(about) for key, about in reviews_of(connection, "incident", incidents_).items()}


def _judged(rows: Sequence[Review]) -> list[Judgement]:
    found: dict[frozenset[str], Judgement] = {}
    for one in rows:
        if one.undone is None and one.action in {"split", "join"}:
            pair = one.after["one"], one.after["two"]
            found[frozenset(pair)] = Judgement(
                action=one.action, one=pair[0], two=pair[1], who=one.who, why=one.why or ""
            )
    return list(found.values())


def links(connection: Connection, reports_: Sequence[str]) -> dict[tuple[str, str], Review]:
    """What stands judged of the events of some reports, by event as it counts now and incident; the last word counts."""
    about = select(reviews.c.key).where(
        reviews.c.subject == "incident",
        reviews.c.action.in_(("link", "unlink")),
        reviews.c.undone.is_(None),
        reviews.c.after["report"].as_string().in_(reports_),
    )
    keys = set(connection.execute(about).scalars())
    counting = select(decided.c.key, decided.c.now).where(decided.c.subject == "event", decided.c.report.in_(reports_))
    now = {key: counts for key, counts in connection.execute(counting) if counts} if keys else {}
    found = {}
    for incident, rows in reviews_of(connection, "incident", keys).items():
        for one in rows:
            if one.undone is None and one.action in {"link", "unlink"} and one.after["report"] in reports_:
                found[now.get(one.after["as"], one.after["as"]), incident] = one
    return found


def judged_anew(connection: Connection, taken_back: Review) -> None:
    """Has what rested on a judgement worked out anew, after it was taken back."""
    connection.execute(update(incidents).where(incidents.c.key == taken_back.key).values(stale=1))
    if taken_back.action in {"link", "unlink"}:
        mine = readings.c.report == taken_back.after["report"]
        connection.execute(update(readings).where(mine).values(linked=None))


def _ruled(connection: Connection, incident: str, pair: tuple[str, str]) -> Content:
    """What the rules say of two reports: by which they are merged, and how many origins that makes."""
    standing = connection.execute(select(incidents.c.standing).where(incidents.c.key == incident)).scalar_one()
    if standing is None:
        return None
    rules = [one["rule"] for one in standing["merges"] if {one["one"], one["two"]} == set(pair)]
    return {"rules": rules, "least": standing["least"], "most": standing["most"]}


def _check(connection: Connection, incident: str, judged: Judged) -> Judged:
    if not connection.execute(select(incidents.c.key).where(incidents.c.key == incident)).first():
        raise InputError("there is no such incident", where=incident, mend="`sayso incidents` lists them")
    judged = judged._replace(who=named(judged.who))
    about = reviews_of(connection, "incident", [incident])[incident]
    newer = [one for one in about if one.number > judged.seen and one.who != judged.who and one.undone is None]
    if newer:
        raise StaleError(newer[-1])
    return judged


def _written(
    connection: Connection, incident: str, action: Action, judged: Judged, *, before: Content, after: Content
) -> Review:
    review = write(
        connection,
        who=judged.who,
        action=action,
        subject="incident",
        key=incident,
        report=None,
        before=before,
        after=after,
        why=judged.why,
        once=judged.once,
    )
    connection.execute(update(incidents).where(incidents.c.key == incident).values(stale=1))
    return review


def _digest(connection: Connection, incident: str) -> str | None:
    row = connection.execute(select(incidents.c.data, incidents.c.standing).where(incidents.c.key == incident)).one()
    return digest([row.data, row.standing])
