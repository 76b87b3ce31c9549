"""The claims and events of reports, each with what persons decided of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from sayso.errors import InputError
from sayso.ledger.restoring import find_readings_of
from sayso.ledger.reviews.applying import reviewed_among
from sayso.ledger.reviews.items import Item, Items, items
from sayso.ledger.schema import claims, decided, events, readings, told
from sayso.records import Reading
from sayso.records.doubts import claim_doubts, event_doubts
from sayso.records.keys import claim_keys, event_keys
from sayso.review.shapes import Adrift, ReviewedClaim, ReviewedEvent


class Reviewed(NamedTuple):
    """The reading of a report that counts, with its claims and events in the order of the text, and what is adrift."""

    reading: Reading
    claims: tuple[ReviewedClaim, ...]
    events: tuple[ReviewedEvent, ...]
    adrift: tuple[Adrift, ...]


def reviewed(connection: Connection, reports: Sequence[str], who: str | None = None) -> list[Reviewed]:
    """Reports by their keys, as far as they are in the ledger, as a person may see them."""
    of_event = _incidents(connection, reports)
    of_reader = {key for key in reports if key not in set(reviewed_among(connection, reports))}
    plain = {reading.report.key: reading for reading in find_readings_of(connection, [*of_reader])}
    found = (_undecided(plain[key]) if key in plain else items(connection, key, who) for key in reports)
    return [_reviewed(one, of_event) for one in found if one]


def one_claim(connection: Connection, key: str, who: str | None = None) -> ReviewedClaim:
    """A claim by its key, or by the key that it had when it was decided; InputError where there is none."""
    for one in reviewed(connection, _reports(connection, "claim", key), who):
        for claim in one.claims:
            if key in {claim.key, *(review.key for review in claim.reviews)}:
                return claim
    raise InputError("there is no such claim", where=key, mend="its report may have been read anew or removed")


def one_event(connection: Connection, key: str, who: str | None = None) -> ReviewedEvent:
    """An event by its key, or by the key that it had when it was decided; InputError where there is none."""
    for one in reviewed(connection, _reports(connection, "event", key), who):
        for event in one.events:
            if key in {event.key, *(review.key for review in event.reviews)}:
                return event
    raise InputError("there is no such event", where=key, mend="its report may have been read anew or removed")


def _reports(connection: Connection, subject: Literal["claim", "event"], key: str) -> Sequence[str]:
    """The report of a claim or an event."""
    table = claims if subject == "claim" else events
    read = select(readings.c.report).join(table, table.c.reading == readings.c.number).where(table.c.key == key)
    was = select(decided.c.report).where(decided.c.subject == subject, decided.c.key == key)
    return connection.execute(read.union(was).limit(1)).scalars().all()


def _undecided(reading: Reading) -> Items:
    """A report that nobody decided anything about."""
    of_claims, of_events = claim_keys(reading), event_keys(reading)
    return Items(
        reading,
        [
            Item(of_claims[one.id], one, one, "undecided", 0, ())
            for one in sorted(reading.claims, key=lambda one: (one.cue.start, one.id))
        ],
        [
            Item(of_events[one.id], one, one, "undecided", 0, ())
            for one in sorted(reading.events, key=lambda one: (one.trigger.start, one.id))
        ],
        [],
    )


def _reviewed(found: Items, of_event: Mapping[str, list[str]]) -> Reviewed:
    report = found.reading.report.key
    of_claims = {item.coded.id: item.key for item in found.claims}
    of_claim: dict[str | None, dict[str, None]] = defaultdict(dict)
    for item in found.events:
        of_claim[item.coded.claim].update(dict.fromkeys(of_event.get(item.key, ())))
    claims = tuple(
        ReviewedClaim(
            key=item.key,
            report=report,
            claim=item.coded,
            suggested=item.suggested,
            inside=of_claims.get(item.coded.inside or ""),
            incidents=tuple(of_claim[item.coded.id]),
            state=item.state,
            seen=item.seen,
            doubts=tuple(claim_doubts(item.coded)),
            reviews=item.reviews,
        )
        for item in found.claims
    )
    events = tuple(
        ReviewedEvent(
            key=item.key,
            report=report,
            event=item.coded,
            suggested=item.suggested,
            told_in=of_claims.get(item.coded.claim or ""),
            incidents=tuple(of_event.get(item.key, ())),
            state=item.state,
            seen=item.seen,
            doubts=tuple(event_doubts(item.coded)),
            reviews=item.reviews,
        )
        for item in found.events
    )
    adrift = tuple(Adrift(state=one.state, review=one.review, candidates=one.candidates) for one in found.adrift)
    return Reviewed(found.reading, claims, events, adrift)


def _incidents(connection: Connection, reports: Sequence[str]) -> dict[str, list[str]]:
    """The incidents that each event of some reports tells of."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = select(told.c.event, told.c.incident).where(told.c.report.in_(reports)).order_by(told.c.incident)
    for event, incident in connection.execute(rows):
        found[event].append(incident)
    return found
