"""Claims: the table, its download, and one of them in full."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from sayso.review.asking import AskClaims, SaveClaims
from sayso.review.desk import At
from sayso.review.download import FILE, download
from sayso.review.routes.keys import Key, Who
from sayso.review.screens import saved
from sayso.review.screens.claims import claims as claims_of
from sayso.review.screens.elsewhere import elsewhere as told_elsewhere
from sayso.review.screens.reviewed import one_claim
from sayso.review.shapes import ClaimLine, Elsewhere, Page, ReviewedClaim

router = APIRouter(prefix="/claims")


@router.get("")
def claims(desk: At, ask: Annotated[AskClaims, Query()]) -> Page[ClaimLine]:
    """Some rows of the table, with its facets."""
    with desk.read() as connection:
        return claims_of(connection, ask)


@router.get("/download", response_class=StreamingResponse, responses=FILE)
def download_claims(desk: At, ask: Annotated[SaveClaims, Query()]) -> StreamingResponse:
    """All rows of the filter as a file, with the fields of `sayso export`."""
    return download(desk, "claims", ask.format, lambda connection: saved.claims(connection, ask))


@router.get("/{key}")
def claim(desk: At, key: Key, who: Who = None) -> ReviewedClaim:
    """One claim with what was decided of it."""
    with desk.read() as connection:
        return one_claim(connection, key, who)


@router.get("/{key}/elsewhere")
def elsewhere(desk: At, key: Key) -> list[Elsewhere]:
    """Where else the claim is told."""
    with desk.read() as connection:
        return told_elsewhere(connection, key)
