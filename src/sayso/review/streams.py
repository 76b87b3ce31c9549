"""Server-sent events: how far a file is, and what others write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from sayso.records.base import Record
from sayso.review.desk import Desk

OFTEN, SELDOM = 0.1, 1.0


def job_stream(desk: Desk, job: str) -> StreamingResponse:
    """A Job whenever it went on, until it is through."""
    return _stream(
        desk, lambda: desk.jobs.find(job), OFTEN, lambda now: getattr(now, "stage", "") in {"done", "failed"}
    )


def change_stream(desk: Desk) -> StreamingResponse:
    """What the ledger has whenever it was written."""
    return _stream(desk, desk.changes.now, SELDOM, lambda _: False)


def _stream(
    desk: Desk, look: Callable[[], Record | None], every: float, is_last: Callable[[Record], bool]
) -> StreamingResponse:
    async def events() -> AsyncIterator[str]:
        before = None
        while not desk.closing.is_set():
            now = await run_in_threadpool(look)
            if now is None:
                return
            if now != before:
                yield f"data: {now.model_dump_json()}\n\n"
                before = now
            if is_last(now):
                return
            await _pause(desk, every)

    return StreamingResponse(events(), media_type="text/event-stream")


async def _pause(desk: Desk, seconds: float) -> None:
    """Waits, but not longer than the server is up."""
    while seconds > 0 and not desk.closing.is_set():
        await asyncio.sleep(min(seconds, OFTEN))
        seconds -= OFTEN
