"""The claims and events of a report as a person reviews them: the reader's, what counts, and all that was decided."""

from __future__ import annotations

from typing import Generic, Literal, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from sayso.ledger.reviews.applying import Applied, Subjects, applied, apply
from sayso.ledger.reviews.rows import AT_ONCE, of_reports
from sayso.ledger.reviews.state import stands
from sayso.ledger.schema import assigned, decided
from sayso.records import Claim, Event, Reading
from sayso.records.keys import claim_keys, event_keys
from sayso.records.review import Review, State

Coded = TypeVar("Coded", Claim, Event)


class Item(NamedTuple, Generic[Coded]):
    """One claim or event. `key` is that of what counts, the reader's where it was rejected; `suggested` is the reader's.

    `seen` is the number of the last review about it. For somebody who decides apart from another, `coded` is their own.
    """

    key: str
    coded: Coded
    suggested: Coded | None
    state: State
    seen: int
    reviews: tuple[Review, ...]


class Adrift(NamedTuple):
    """A decision about what the newest reading has not, and the keys of what it may be there now."""

    state: Literal["moved", "orphaned"]
    review: Review
    candidates: tuple[str, ...]


class Items(NamedTuple):
    """A report's reading that counts, its claims and events in the order of the text, and what is adrift."""

    reading: Reading
    claims: list[Item[Claim]]
    events: list[Item[Event]]
    adrift: list[Adrift]


NEAR = 200


def items(connection: Connection, report: str, who: str | None = None) -> Items | None:
    """A report's claims and events with what was decided; None where it has no reading or was removed.

    Somebody who was given the report beside another sees nothing of the other's until both have decided.
    """
    found = apply(connection, report)
    if not found:
        return None
    about = of_reports(connection, [report])
    if who and _apart(connection, report, who):
        own = {key: _own(reviews, who) for key, reviews in about.items()}
        if own != about:
            # As it would be had the other decided nothing.
            about, found = own, applied(found.base, own)
    of_claims, of_events = claim_keys(found.base), event_keys(found.base)
    made_claims, made_events = claim_keys(found.reading), event_keys(found.reading)
    suggested = {("claim", of_claims[one.id]): one for one in found.base.claims}
    happened = {("event", of_events[one.id]): one for one in found.base.events}
    counting = {made_claims[one.id]: one for one in found.reading.claims}
    counted = {made_events[one.id]: one for one in found.reading.events}
    claims = [_item(key, found, about, suggested, counting) for key in {**suggested, **_keys(about, "claim")}]
    events = [_item(key, found, about, happened, counted) for key in {**happened, **_keys(about, "event")}]
    reading = found.reading if found.reading != found.base else found.base
    return Items(
        reading,
        sorted((one for one in claims if one), key=lambda one: (one.coded.cue.start, one.coded.id)),
        sorted((one for one in events if one), key=lambda one: (one.coded.trigger.start, one.coded.id)),
        list(_adrift(found, about)),
    )


def states(connection: Connection, keys: list[str]) -> dict[str, State]:
    """The states of claims and events by the keys of what counts; what nobody decided about has none."""
    found: dict[str, State] = {}
    for at in range(0, len(keys), AT_ONCE):
        part = keys[at : at + AT_ONCE]
        rows = select(decided.c.now, decided.c.state).where(decided.c.now.in_(part))
        found |= {key: state for key, state in connection.execute(rows)}  # noqa: C416 - rows are no pairs to mypy
    return found


def _item(
    key: tuple[str, str],
    found: Applied,
    about: Subjects,
    suggested: dict[tuple[str, str], Coded],
    counting: dict[str, Coded],
) -> Item[Coded] | None:
    if key in found.adrift:
        return None
    reviews = tuple(about.get(key, ()))
    stand = stands(reviews)
    now = found.now.get(key)
    coded, reader = counting.get(now or ""), suggested.get(key)
    if not (coded or reader):
        return None
    state = stand.state if stand else "undecided"
    shown = coded or reader
    assert shown is not None
    return Item(now or key[1], shown, reader, state, max((one.number for one in reviews), default=0), reviews)


def _keys(about: Subjects, subject: str) -> dict[tuple[str, str], None]:
    return {key: None for key in about if key[0] == subject}


def _own(reviews: list[Review], who: str) -> list[Review]:
    """What somebody who decides apart sees: their own decisions, and all once they have decided and another too."""
    plain = {one.who for one in reviews if one.undone is None and one.action in {"accept", "correct", "reject", "add"}}
    return reviews if who in plain and len(plain) > 1 else [one for one in reviews if one.who == who]


def _apart(connection: Connection, report: str, who: str) -> bool:
    given = set(connection.execute(select(assigned.c.who).where(assigned.c.report == report)).scalars())
    return who in given and len(given) > 1


def _adrift(found: Applied, about: Subjects) -> list[Adrift]:
    of_claims, of_events = claim_keys(found.base), event_keys(found.base)
    made = []
    for key in sorted(found.adrift):
        standing = [one for one in about.get(key, ()) if one.undone is None and one.action != "undo"]
        if not standing:
            continue
        last = standing[-1]
        was = next((one.before or one.after for one in reversed(standing) if one.before or one.after), None) or {}
        name = "cue" if key[0] == "claim" else "trigger"
        words = was.get(name) or (was.get("record") or {}).get(name)
        near: list[str] = []
        if words and key[0] == "claim":
            near = [of_claims[one.id] for one in found.base.claims if _alike(one.cue, words)]
        elif words:
            near = [of_events[one.id] for one in found.base.events if _alike(one.trigger, words)]
        made.append(Adrift("moved" if near else "orphaned", last, tuple(near)))
    return made


def _alike(span: object, words: dict[str, object]) -> bool:
    """Whether a cue or trigger of the newest reading has the same words close by."""
    start, text = getattr(span, "start", 0), getattr(span, "text", "")
    return text == words["text"] and abs(start - int(str(words["start"]))) <= NEAR
