"""Decisions: each is in the ledger before it is answered, and one that is sent again counts once."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.ledger.reviews import Decision, decide, undo
from sayso.review.desk import At
from sayso.review.routes.keys import Once
from sayso.review.screens.deciding import accept_filtered, decided_of
from sayso.review.shapes import AcceptAll, Bulk, Decide, Decided, Undo

router = APIRouter(prefix="/reviews")


@router.post("", status_code=201)
def decide_one(desk: At, asked: Decide, once: Once = None) -> Decided:
    """Decides about a claim or an event."""
    with desk.write() as connection:
        return decided_of(connection, decide(connection, Decision(**asked.model_dump()), once))


@router.post("/undo")
def take_back(desk: At, asked: Undo, once: Once = None) -> Decided:
    """Takes back the last decision of a person that still stands, or all of them since one, the last first."""
    with desk.write() as connection:
        return decided_of(connection, undo(connection, asked.who, once, since=asked.since))


@router.post("/bulk")
def accept_many(desk: At, asked: AcceptAll, once: Once = None) -> Bulk:
    """Accepts all that is undecided within a filter, or shows what that would do."""
    if asked.dry:
        with desk.read() as connection:
            return accept_filtered(connection, asked, once)
    with desk.write() as connection:
        return accept_filtered(connection, asked, once)
