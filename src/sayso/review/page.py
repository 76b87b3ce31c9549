"""The page itself: files that Vite built, and `index.html` for every address that the page knows by itself."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from sayso.review.faults import RefusedError
from sayso.review.guard import sentence

STATIC = Path(__file__).parent / "static"
MISSING = "The page was not built into this installation: build it with npm run build in web/, or install a wheel."

page = APIRouter(include_in_schema=False)


@page.get("/{path:path}")
def give(path: str) -> Response:
    """A built file, else the page, which finds out by itself what the address means."""
    if path == "api" or path.startswith("api/"):
        raise RefusedError(404, "there is nothing at this address", where=f"/{path}", mend="look at docs/review.md")
    file = (STATIC / path).resolve()
    if file.is_relative_to(STATIC.resolve()) and file.is_file():
        # What Vite builds has its digest in its name.
        keep = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        return FileResponse(file, headers={"cache-control": keep})
    if path.startswith("assets/"):
        return Response(status_code=404)
    index = STATIC / "index.html"
    if not index.is_file():
        return sentence(MISSING, 503)
    return FileResponse(index, headers={"cache-control": "no-store"})
