"""The table of events."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from sayso.ledger.reviews import states
from sayso.ledger.schema import edges
from sayso.ledger.selecting import EventFilter, find_events
from sayso.review.asking import AskEvents
from sayso.review.screens.kept import kept
from sayso.review.screens.lists import Listing
from sayso.review.screens.making import event_line
from sayso.review.screens.paging import Tally
from sayso.review.screens.ways import aside
from sayso.review.shapes import EventLine, Page

SORTS = {name: name for name in ("published", "outlet", "type", "place", "country", "holder")} | {"days": "last_day"}


def events(connection: Connection, ask: AskEvents) -> Page[EventLine]:
    """Some events of a filter, the newest reports first unless another order is asked for."""
    listing = listing_of(connection, ask)
    name = SORTS.get((ask.sort or "").lstrip("-"))
    sort = ("-" if (ask.sort or "").startswith("-") else "") + name if name else None
    keys, following = listing.page(sort, ask.after, ask.limit)
    lines = event_lines(connection, keys)
    filters = ask.model_copy(update={"sort": None, "after": None, "limit": 50})
    counted = kept(connection, ("events", filters), lambda: _tally(listing))
    return Page(
        rows=tuple(lines[key] for key in keys if key in lines),
        total=counted.total,
        more_than=counted.more_than,
        next=following,
        facets=counted.facets,
    )


def event_keys(connection: Connection, ask: AskEvents) -> list[str]:
    """The keys of all events of a filter, the newest reports first."""
    return listing_of(connection, ask).all_keys()


def event_lines(connection: Connection, keys: list[str]) -> dict[str, EventLine]:
    """Events as rows, by their keys."""
    of_state = states(connection, keys)
    found = find_events(connection, EventFilter(keys=tuple(keys)))
    return {one.key: event_line(one, of_state.get(one.key, "undecided")) for one in found}


def listing_of(connection: Connection, ask: AskEvents) -> Listing:
    """The events of a filter.

    A holder, a place or a party is one of that name, or where none is called so, those whose words begin so. `since` and
    `until` are days on which an event can have been.
    """
    listing = Listing(connection, "event")
    listing.equal("type", ask.type)
    listing.same("mode", ask.mode)
    listing.same("status", ask.status)
    listing.named("place", ask.place)
    listing.equal("country", ask.country)
    listing.named("holder", ask.holder)
    listing.words(ask.q)
    listing.of_outlet(ask.outlet)
    listing.of_report(ask.report)
    listing.of_incident(ask.incident)
    listing.of_state(ask.state)
    _between(connection, listing, ask)
    if ask.since:
        listing.where(aside(listing.row.c.last_day) >= ask.since)
    if ask.until:
        listing.where(aside(listing.row.c.first_day) <= ask.until)
    return listing


def _between(connection: Connection, listing: Listing, ask: AskEvents) -> None:
    """Parties by their names; where no party is called so, by the words for them in the text."""
    given: dict[str, str] = {}
    for role in ("agent", "patient"):
        if value := getattr(ask, role):
            if connection.execute(select(edges.c.event).where(edges.c[role] == value).limit(1)).first():
                given[role] = value
            else:
                listing.words(value, role)
    if ask.relation:
        given["relation"] = ask.relation
    if given:
        wanted = [edges.c[name] == value for name, value in given.items()]
        here = edges.c.report == listing.report.c.key, edges.c.event == listing.row.c.key
        chosen = select(edges.c.event)
        listing.keys(chosen.where(*wanted).distinct(), exists(chosen.where(*here, *wanted)))


def _tally(listing: Listing) -> Tally:
    row = listing.row.c
    names = ("type", "mode", "status", "place", "country", "holder")
    columns = {name: row[name] for name in names}
    return listing.tally(columns | {"outlet": listing.report.c.outlet, "state": listing.state})
