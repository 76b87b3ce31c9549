"""The table of claims."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.review.asking import AskClaims
from sayso.review.screens.kept import kept
from sayso.review.screens.lists import Listing
from sayso.review.screens.making import claim_lines
from sayso.review.screens.paging import Tally
from sayso.review.shapes import ClaimLine, Page

SORTS = ("published", "outlet", "holder", "act")


def claims(connection: Connection, ask: AskClaims) -> Page[ClaimLine]:
    """Some claims of a filter, the newest reports first unless another order is asked for."""
    listing = listing_of(connection, ask)
    sort = ask.sort if ask.sort and ask.sort.lstrip("-") in SORTS else None
    keys, following = listing.page(sort, ask.after, ask.limit)
    lines = claim_lines(connection, keys)
    filters = ask.model_copy(update={"sort": None, "after": None, "limit": 50})
    counted = kept(connection, ("claims", filters), lambda: _tally(listing))
    return Page(
        rows=tuple(lines[key] for key in keys if key in lines),
        total=counted.total,
        more_than=counted.more_than,
        next=following,
        facets=counted.facets,
    )


def claim_keys(connection: Connection, ask: AskClaims) -> list[str]:
    """The keys of all claims of a filter, the newest reports first."""
    return listing_of(connection, ask).all_keys()


def listing_of(connection: Connection, ask: AskClaims) -> Listing:
    """The claims of a filter.

    A holder is one of that name, or where none is called so, those whose names have words that begin so.
    """
    listing = Listing(connection, "claim")
    listing.published(ask.since, ask.until)
    listing.named("holder", ask.holder)
    listing.equal("act", ask.act)
    listing.same("manner", ask.manner)
    listing.words(ask.q)
    listing.of_outlet(ask.outlet)
    listing.of_report(ask.report)
    listing.of_incident(ask.incident)
    listing.of_state(ask.state)
    listing.of_reason(ask.reason)
    return listing


def _tally(listing: Listing) -> Tally:
    row = listing.row.c
    return listing.tally(
        {
            "holder": row.holder,
            "act": row.act,
            "manner": row.manner,
            "outlet": listing.report.c.outlet,
            "state": listing.state,
        }
    )
