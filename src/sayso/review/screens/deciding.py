"""What a decision is answered: its row, what it was about as it is now, and how far all is."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection

from sayso.errors import InputError
from sayso.ledger.reviews import accept_all, sent_before
from sayso.records.review import Review
from sayso.review.asking import AskClaims, filter_of
from sayso.review.faults import RefusedError
from sayso.review.screens.claims import claim_keys
from sayso.review.screens.making import claim_lines
from sayso.review.screens.meter import meter
from sayso.review.screens.reviewed import one_claim, one_event
from sayso.review.shapes import AcceptAll, Bulk, Decided, ReviewedClaim, ReviewedEvent

SHOWN = 20


def decided_of(connection: Connection, review: Review) -> Decided:
    """The answer to a decision that was taken in this transaction."""
    claim: ReviewedClaim | None = None
    event: ReviewedEvent | None = None
    # What was added and taken back is no more.
    with suppress(InputError):
        if review.subject == "claim":
            claim = one_claim(connection, review.key, review.who)
        elif review.subject == "event":
            event = one_event(connection, review.key, review.who)
    return Decided(review=review, claim=claim, event=event, meter=meter(connection))


def accept_filtered(connection: Connection, asked: AcceptAll, once: str | None) -> Bulk:
    """Accepts the claims of a filter that nobody decided about, or shows what that would do."""
    if known := sent_before(connection, once):
        return Bulk(count=asked.expected or 0, sample=(), done=True, first=known.number)
    ask = filter_of(AskClaims, asked.filter | {"state": "undecided"})
    keys = claim_keys(connection, ask)
    sample = tuple(claim_lines(connection, keys[:SHOWN]).values())
    if asked.dry:
        return Bulk(count=len(keys), sample=sample, done=False)
    if asked.expected is not None and asked.expected != len(keys):
        what = f"by now it is {len(keys):,} claims, not {asked.expected:,}"
        raise RefusedError(409, what, where="the filter", mend="look at it again, then accept")
    made = accept_all(connection, asked.who, keys, None, once)
    return Bulk(count=len(keys), sample=sample, done=True, first=made[0].number if made else None)
