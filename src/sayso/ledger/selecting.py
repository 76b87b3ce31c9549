"""Claims and events of a ledger, by what they are asked for.

Of several readings of a report the newest counts; a report that was removed has none. Names are compared without regard
to case and accents, as parts of what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from sqlite3 import Connection as SqliteConnection
from typing import Any, Literal, NamedTuple
from unicodedata import combining, normalize

from sqlalchemy import ColumnElement, Connection, Result, Row, Select, and_, func, or_, select

from sayso.ledger.schema import actors, claims, events, reports, told
from sayso.records import Act, Actor, Claim, Event
from sayso.records.claim import Manner
from sayso.records.event import EventType, Status

Role = Literal["agent", "patient"]
AT_ONCE = 500


class ClaimFilter(NamedTuple):
    """Which claims are wanted; null is any. `since` and `until` are ISO days of publication, both included."""

    holder: str | None = None
    act: Act | None = None
    manner: Manner | None = None
    report: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    keys: tuple[str, ...] | None = None


class EventFilter(NamedTuple):
    """Which events are wanted; null is any. `since` and `until` are ISO days that the event can have been on."""

    type: EventType | None = None
    mode: str | None = None
    status: Status | None = None
    place: str | None = None
    country: str | None = None
    agent: str | None = None
    patient: str | None = None
    holder: str | None = None
    since: str | None = None
    until: str | None = None
    report: str | None = None
    keys: tuple[str, ...] | None = None


ANY_CLAIM, ANY_EVENT = ClaimFilter(), EventFilter()


class Source(NamedTuple):
    """The report that a row comes from: its key, its id, and what came with it."""

    key: str
    id: str
    outlet: str | None
    published: str | None


class FoundClaim(NamedTuple):
    """A claim with its key, the key of the claim that it stands in, and its report."""

    key: str
    inside: str | None
    source: Source
    claim: Claim


class FoundEvent(NamedTuple):
    """An event with its key, the keys of its claim and its incidents, its holder, its report, and the report's actors."""

    key: str
    claim: str | None
    holder: str | None
    incidents: tuple[str, ...]
    source: Source
    event: Event
    actors: tuple[Actor, ...]

    def parties(self, role: Role) -> tuple[Actor, ...]:
        """The actors that the words for the agent or the patient stand for: who shares most of each of these words."""
        found = {}
        for span in getattr(self.event, role):
            shared = [
                (min(span.end, words.end) - max(span.start, words.start), actor)
                for actor in self.actors
                for words in actor.spans
                if words.overlaps(span)
            ]
            if shared:
                actor = max(shared, key=lambda pair: pair[0])[1]
                found[actor.id] = actor
        return tuple(found.values())


def folded(text: str) -> str:
    """Letters without case and accents, by which names are compared."""
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))


def counting() -> Select[tuple[int]]:
    """The numbers of the readings that count: of each report that was not removed the newest, as it was reviewed."""
    return select(reports.c.reading).where(reports.c.reading.is_not(None))


def find_claims(connection: Connection, wanted: ClaimFilter = ANY_CLAIM) -> Iterator[FoundClaim]:
    """The claims that are wanted, by day of publication, report and place in the text."""
    chosen = (
        select(claims.c.key, claims.c.inside, claims.c.data, *_SOURCE)
        .join_from(claims, reports, reports.c.reading == claims.c.reading)
        .where(*_of_claim(wanted))
        .order_by(*_ORDER, claims.c.data["cue"]["start"].as_integer(), claims.c.key)
    )
    text = folded(wanted.text or "")
    for row in _rows(connection, chosen):
        claim = Claim.model_validate(row.data)
        if text in folded(" ".join(piece.text for piece in claim.content)):
            yield FoundClaim(row.key, row.inside, _source(row), claim)


def find_events(connection: Connection, wanted: EventFilter = ANY_EVENT) -> Iterator[FoundEvent]:
    """The events that are wanted, by day of publication, report and place in the text."""
    of_incident = select(func.aggregate_strings(told.c.incident, " ")).where(told.c.event == events.c.key)
    chosen = (
        select(
            *(events.c.key, events.c.claim, events.c.data, events.c.reading, claims.c.holder),
            of_incident.scalar_subquery().label("incidents"),
            *_SOURCE,
        )
        .join_from(events, reports, reports.c.reading == events.c.reading)
        .join(claims, and_(claims.c.reading == events.c.reading, claims.c.key == events.c.claim), isouter=True)
        .where(*_of_event(wanted))
        .order_by(*_ORDER, events.c.data["trigger"]["start"].as_integer(), events.c.key)
    )
    parties: dict[Role, str] = {}
    if wanted.agent:
        parties["agent"] = wanted.agent
    if wanted.patient:
        parties["patient"] = wanted.patient
    for rows in _rows(connection, chosen).partitions(AT_ONCE):
        named = _actors(connection, {row.reading for row in rows})
        for row in rows:
            incidents = tuple(sorted((row.incidents or "").split()))
            found = FoundEvent(
                row.key,
                row.claim,
                row.holder,
                incidents,
                _source(row),
                Event.model_validate(row.data),
                named.get(row.reading, ()),
            )
            if all(folded(name) in _called(found, role) for role, name in parties.items()):
                yield found


_SOURCE = (reports.c.key.label("report"), reports.c.given_id, reports.c.outlet, reports.c.published)
_ORDER = (reports.c.published.is_(None), reports.c.published, reports.c.key)


def _rows(connection: Connection, chosen: Select[Any]) -> Result[Any]:
    """What a query finds, a few hundred rows in memory at a time, with `folded` known to the database."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, SqliteConnection)
    raw.create_function("folded", 1, lambda text: text and folded(text), deterministic=True)
    return connection.execute(chosen, execution_options={"yield_per": AT_ONCE})


def _source(row: Row[Any]) -> Source:
    return Source(row.report, row.given_id or row.report, row.outlet, row.published)


def _of_claim(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    day = func.substr(reports.c.published, 1, 10)
    if wanted.keys is not None:
        yield claims.c.key.in_(wanted.keys)
    if wanted.holder:
        yield _has(claims.c.holder, wanted.holder)
    if wanted.act:
        yield claims.c.act == wanted.act
    if wanted.manner:
        yield claims.c.data["manner"].as_string() == wanted.manner
    if wanted.report:
        yield _names(wanted.report)
    if wanted.outlet:
        yield _has(reports.c.outlet, wanted.outlet)
    if wanted.since:
        yield day >= wanted.since
    if wanted.until:
        yield day <= wanted.until


def _of_event(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.keys is not None:
        yield events.c.key.in_(wanted.keys)
    for name in ("type", "mode", "status", "country"):
        value = getattr(wanted, name)
        if value:
            yield events.c[name] == value
    if wanted.place:
        yield or_(_has(events.c.place, wanted.place), _has(events.c.data["place"]["text"].as_string(), wanted.place))
    if wanted.holder:
        yield _has(claims.c.holder, wanted.holder)
    if wanted.report:
        yield _names(wanted.report)
    if wanted.since:
        yield events.c.last_day >= wanted.since
    if wanted.until:
        yield events.c.first_day <= wanted.until


def _has(column: ColumnElement[Any], wanted: str) -> ColumnElement[bool]:
    return func.folded(column).contains(folded(wanted), autoescape=True)


def _names(report: str) -> ColumnElement[bool]:
    return or_(reports.c.key == report, reports.c.given_id == report)


def _actors(connection: Connection, numbers: set[int]) -> dict[int, tuple[Actor, ...]]:
    """The actors of some readings, by the reading's number."""
    chosen = select(actors.c.reading, actors.c.data).where(actors.c.reading.in_(numbers)).order_by(actors.c.reading)
    return {
        number: tuple(Actor.model_validate(row.data) for row in rows)
        for number, rows in groupby(connection.execute(chosen), key=lambda row: row.reading)
    }


def _called(found: FoundEvent, role: Role) -> str:
    """The words for the agent or the patient and the names of the parties they stand for, folded."""
    words = (span.text for span in getattr(found.event, role))
    return folded("\n".join([*words, *(actor.name for actor in found.parties(role))]))
