"""Events: the table, its download, and one of them in full."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from sayso.review.asking import AskEvents, SaveEvents
from sayso.review.desk import At
from sayso.review.download import FILE, download
from sayso.review.routes.keys import Key, Who
from sayso.review.screens import saved
from sayso.review.screens.events import events as events_of
from sayso.review.screens.reviewed import one_event
from sayso.review.shapes import EventLine, Page, ReviewedEvent

router = APIRouter(prefix="/events")


@router.get("")
def events(desk: At, ask: Annotated[AskEvents, Query()]) -> Page[EventLine]:
    """Some rows of the table, with its facets."""
    with desk.read() as connection:
        return events_of(connection, ask)


@router.get("/download", response_class=StreamingResponse, responses=FILE)
def download_events(desk: At, ask: Annotated[SaveEvents, Query()]) -> StreamingResponse:
    """All rows of the filter as a file, with the fields of `sayso export`."""
    return download(desk, "events", ask.format, lambda connection: saved.events(connection, ask))


@router.get("/{key}")
def event(desk: At, key: Key, who: Who = None) -> ReviewedEvent:
    """One event with what was decided of it."""
    with desk.read() as connection:
        return one_event(connection, key, who)
