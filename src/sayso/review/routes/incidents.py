"""Incidents: the table, its download, and one of them in full."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, StreamingResponse

from sayso.ledger.reviews import Judged, judge_link, judge_origins
from sayso.ledger.reviews import sign_off as sign_off_
from sayso.ledger.reviews.rows import sent_before
from sayso.review.asking import AskIncidents, SaveIncidents
from sayso.review.desk import At
from sayso.review.dossier import dossier as dossier_of
from sayso.review.download import FILE, download
from sayso.review.routes.keys import Key, Once
from sayso.review.screens import saved
from sayso.review.screens.deciding import decided_of
from sayso.review.screens.incident import incident_page
from sayso.review.screens.incidents import incidents as incidents_of
from sayso.review.shapes import Decided, IncidentLine, IncidentPage, JudgeLink, JudgeOrigins, Page, Sign

DOSSIER: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}, "description": "the dossier, to be saved"}
}


router = APIRouter(prefix="/incidents")


@router.get("")
def incidents(desk: At, ask: Annotated[AskIncidents, Query()]) -> Page[IncidentLine]:
    """Some rows of the table, with its facets."""
    with desk.read() as connection:
        return incidents_of(connection, ask)


@router.get("/download", response_class=StreamingResponse, responses=FILE)
def download_incidents(desk: At, ask: Annotated[SaveIncidents, Query()]) -> StreamingResponse:
    """All rows of the filter as a file, with the fields of `sayso export`."""
    return download(desk, "incidents", ask.format, lambda connection: saved.incidents(connection, ask))


@router.get("/{key}")
def incident(desk: At, key: Key) -> IncidentPage:
    """One incident in full."""
    with desk.read() as connection:
        return incident_page(connection, key)


@router.get("/{key}/dossier", response_class=HTMLResponse, responses=DOSSIER)
def dossier(desk: At, key: Key) -> HTMLResponse:
    """An incident as one file of HTML that stands on its own."""
    with desk.read() as connection:
        made = dossier_of(connection, key)
    return HTMLResponse(made, headers={"Content-Disposition": f'attachment; filename="incident-{key}.html"'})


@router.post("/{key}/origins")
def origins(desk: At, key: Key, asked: JudgeOrigins, once: Once = None) -> Decided:
    """Splits or joins the origins of two reports."""
    with desk.write() as connection:
        judged = Judged(asked.who, asked.seen, asked.why, once)
        review = sent_before(connection, once) or judge_origins(
            connection, key, asked.action, (asked.one, asked.two), judged
        )
        return decided_of(connection, review)


@router.post("/{key}/links")
def links(desk: At, key: Key, asked: JudgeLink, once: Once = None) -> Decided:
    """Links an event to the incident, or takes it out."""
    with desk.write() as connection:
        judged = Judged(asked.who, asked.seen, asked.why, once)
        review = sent_before(connection, once) or judge_link(connection, key, asked.action, asked.event, judged)
        return decided_of(connection, review)


@router.post("/{key}/sign-off")
def sign_off(desk: At, key: Key, asked: Sign, once: Once = None) -> Decided:
    """Signs the incident off."""
    with desk.write() as connection:
        judged = Judged(asked.who, asked.seen, None, once)
        review = sent_before(connection, once) or sign_off_(connection, key, asked.standard, asked.note, judged)
        return decided_of(connection, review)
