"""Files dropped in, how far they are, and what others write meanwhile."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from sayso.review.desk import At
from sayso.review.faults import RefusedError
from sayso.review.shapes import Job
from sayso.review.streams import change_stream, job_stream

router = APIRouter()

BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "events, as it goes on"}
}


@router.post("/files", status_code=202, openapi_extra=BODY)
async def take_file(request: Request, desk: At, name: Annotated[str, Query(min_length=1, max_length=255)]) -> Job:
    """Reads a file into the ledger; the body is its bytes, 50 MB at most."""
    desk.must_be_writable()
    job, file = desk.jobs.place(name)
    with file.open("wb") as out:
        async for part in request.stream():
            await run_in_threadpool(out.write, part)
    return desk.jobs.take(job, file)


@router.get("/jobs/{job}", response_class=StreamingResponse, responses=STREAM)
async def follow_job(desk: At, job: str) -> StreamingResponse:
    """How far the reading of a file is: a Job whenever it went on, until it is done or failed."""
    if not desk.jobs.find(job):
        raise RefusedError(404, "there is no such job", where=job, mend="drop the file again")
    return job_stream(desk, job)


@router.get("/changes", response_class=StreamingResponse, responses=STREAM)
async def follow_changes(desk: At) -> StreamingResponse:
    """How many readings and reviews there are, whenever anybody wrote to the ledger: `{"readings": 12, "reviews": 3}`."""
    return change_stream(desk)
