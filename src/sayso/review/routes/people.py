"""Who decides, over what, how far it is, and what waits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from sayso.ledger.reviews import assign as assign_
from sayso.ledger.reviews.agreement import agreements
from sayso.ledger.reviews.rows import sent_before
from sayso.records.event import Location
from sayso.review.asking import AskActors, AskLog, AskQueue, AskReports, AskTwo, Words, filter_of
from sayso.review.desk import At
from sayso.review.routes.keys import Once
from sayso.review.screens.actors import actors as actors_of
from sayso.review.screens.log import log_page
from sayso.review.screens.me import me as me_of
from sayso.review.screens.overview import overview as overview_of
from sayso.review.screens.people import differences as differences_of
from sayso.review.screens.people import people as people_of
from sayso.review.screens.places import places as places_of
from sayso.review.screens.queue import queue as queue_of
from sayso.review.screens.reports import report_keys
from sayso.review.shapes import Actors, Agreement, Alpha, Assign, Difference, Log, Me, Overview, People, Queue

router = APIRouter()


@router.get("/me")
def me(desk: At) -> Me:
    """What the page is opened over."""
    with desk.read() as connection:
        return me_of(connection, desk.path.name, read_only=desk.read_only)


@router.get("/overview")
def overview(desk: At) -> Overview:
    """What the ledger holds, where and when, and what waits for review."""
    with desk.read() as connection:
        return overview_of(connection)


@router.get("/queue")
def queue(desk: At, ask: Annotated[AskQueue, Query()]) -> Queue:
    """What to decide next, the most useful first."""
    with desk.read() as connection:
        return queue_of(connection, ask)


@router.get("/actors")
def actors(desk: At, ask: Annotated[AskActors, Query()]) -> Actors:
    """The parties and what is told to stand between them."""
    with desk.read() as connection:
        return actors_of(connection, ask)


@router.get("/log")
def log(desk: At, ask: Annotated[AskLog, Query()]) -> Log:
    """Rows of the log, the newest first, and whether the chain holds."""
    version = desk.changes.now().version
    with desk.read() as connection:
        return log_page(connection, ask, desk.chain.broken(connection, version))


@router.get("/people")
def people(desk: At) -> People:
    """Who reviews, and what was given to whom."""
    with desk.read() as connection:
        return people_of(connection)


@router.get("/differences")
def differences(desk: At, ask: Annotated[AskTwo, Query()]) -> list[Difference]:
    """What two persons decided differently."""
    with desk.read() as connection:
        return differences_of(connection, ask.one, ask.two)


@router.get("/agreement")
def agreement(desk: At, ask: Annotated[AskTwo, Query()]) -> Agreement:
    """How far two persons agree."""
    with desk.read() as connection:
        found = agreements(connection, ask.one, ask.two)
    return Agreement(
        one=ask.one, two=ask.two, **{name: Alpha(**part._asdict()) for name, part in found._asdict().items()}
    )


@router.get("/places")
def places(q: Words) -> list[Location]:
    """Places of the gazetteer that have this name, the most populous first."""
    return places_of(q)


@router.post("/assignments")
def assign(desk: At, given: Assign, once: Once = None) -> People:
    """Gives reports to persons."""
    with desk.write() as connection:
        if not sent_before(connection, once):
            keys = report_keys(connection, filter_of(AskReports, given.filter))
            assign_(connection, given.who, given.to, keys, once)
        return people_of(connection)
