"""The claims and events of a report as a person reviews them: the reader's, what counts, and all that was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from sayso.ledger.reviews.anchors import Subjects
from sayso.ledger.reviews.applying import Applied, applied, apply, is_the_readers
from sayso.ledger.reviews.finding import apart
from sayso.ledger.reviews.rows import AT_ONCE, of_reports
from sayso.ledger.reviews.state import stands
from sayso.ledger.schema import decided
from sayso.records import Claim, Event, Reading, Span
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
    if who and apart(connection, report, who):
        own = {key: _own(reviews, who) for key, reviews in about.items()}
        if own != about:
            # As it would be had the other decided nothing.
            about, found = own, applied(found.base, own, found.cues)
    of_claims, of_events = claim_keys(found.base), event_keys(found.base)
    made_claims, made_events = claim_keys(found.reading), event_keys(found.reading)
    claims = Forms(
        {("claim", of_claims[one.id]): one for one in found.base.claims},
        {made_claims[one.id]: one for one in found.reading.claims},
        {key: one for key, one in found.added.items() if isinstance(one, Claim)},
    )
    events = Forms(
        {("event", of_events[one.id]): one for one in found.base.events},
        {made_events[one.id]: one for one in found.reading.events},
        {key: one for key, one in found.added.items() if isinstance(one, Event)},
    )
    return Items(
        found.base if is_the_readers(found) else found.reading,
        sorted(_items(found, about, claims), key=lambda one: (one.coded.cue.start, one.coded.id)),
        sorted(_items(found, about, events), key=lambda one: (one.coded.trigger.start, one.coded.id)),
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


class Forms(NamedTuple, Generic[Coded]):
    """Claims or events: the reader's by key, those that count by the key of what counts, what persons added by key."""

    suggested: dict[tuple[str, str], Coded]
    counting: dict[str, Coded]
    added: dict[tuple[str, str], Coded]


def _items(found: Applied, about: Subjects, forms: Forms[Coded]) -> Iterator[Item[Coded]]:
    for key in {**forms.suggested, **forms.added}:
        reader, now = forms.suggested.get(key), found.now.get(key)
        if key in found.adrift:
            # The reader has it, but not the claim that a person put it in.
            if reader:
                yield Item(key[1], reader, reader, "undecided", 0, ())
            continue
        shown = forms.counting.get(now or "") or reader or forms.added.get(key)
        if shown:
            reviews = tuple(about.get(key, ()))
            stand = stands(reviews)
            state = stand.state if stand else "undecided"
            number = max((one.number for one in reviews), default=0)
            yield Item(now or key[1], shown, reader, state, number, reviews)


def _own(reviews: list[Review], who: str) -> list[Review]:
    """What somebody who decides apart sees: their own decisions, and all once they have decided and another too."""
    plain = {one.who for one in reviews if one.undone is None and one.action in {"accept", "correct", "reject", "add"}}
    return reviews if who in plain and len(plain) > 1 else [one for one in reviews if one.who == who]


def _adrift(found: Applied, about: Subjects) -> list[Adrift]:
    of_claims, of_events = claim_keys(found.base), event_keys(found.base)
    made = []
    for key in sorted(found.adrift):
        standing = [one for one in about.get(key, ()) if one.undone is None and one.action != "undo"]
        if not standing:
            continue
        last = standing[-1]
        was = next((one.before or one.after for one in reversed(standing) if one.before or one.after), None) or {}
        record = was.get("record") or was
        near = [
            of_claims[one.id] for one in found.base.claims if key[0] == "claim" and _alike(one.cue, record.get("cue"))
        ]
        near += [
            of_events[one.id]
            for one in found.base.events
            if key[0] == "event" and one.type == record.get("type") and _alike(one.trigger, record.get("trigger"))
        ]
        made.append(Adrift("moved" if near else "orphaned", last, tuple(near)))
    return made


def _alike(span: Span, words: dict[str, Any] | None) -> bool:
    """Whether a cue or trigger of the newest reading has the same words close by."""
    return words is not None and span.text == words["text"] and abs(span.start - words["start"]) <= NEAR
