"""Reports: the table, its download, and one of them in full."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from sayso.review.asking import AskReports, SaveReports
from sayso.review.desk import At
from sayso.review.download import FILE, download
from sayso.review.routes.keys import Key, Who
from sayso.review.screens import saved
from sayso.review.screens.report import report_page
from sayso.review.screens.reports import reports as reports_of
from sayso.review.shapes import Page, ReportLine, ReportPage

router = APIRouter(prefix="/reports")


@router.get("")
def reports(desk: At, ask: Annotated[AskReports, Query()]) -> Page[ReportLine]:
    """Some rows of the table, with its facets."""
    with desk.read() as connection:
        return reports_of(connection, ask)


@router.get("/download", response_class=StreamingResponse, responses=FILE)
def download_reports(desk: At, ask: Annotated[SaveReports, Query()]) -> StreamingResponse:
    """All rows of the filter as a file, with the fields of `sayso export`."""
    return download(desk, "reports", ask.format, lambda connection: saved.reports(connection, ask))


@router.get("/{key}")
def report(desk: At, key: Key, who: Who = None) -> ReportPage:
    """One report with all that was coded from it."""
    with desk.read() as connection:
        return report_page(connection, key, who)
