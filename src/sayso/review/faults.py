"""What goes wrong, as the page is told it: every fault is a `Wrong` with a status, and none is a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from sayso.errors import LedgerError, SaysoError
from sayso.ledger.reviews import StaleError
from sayso.records.review import Review
from sayso.review.shapes import Wrong

# What every address can answer besides what was asked for.
RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": Wrong, "description": "it cannot be understood"},
    401: {"model": Wrong, "description": "the token is missing or wrong"},
    403: {"model": Wrong, "description": "it comes from another page, or the ledger may not be written"},
    404: {"model": Wrong, "description": "there is no such thing"},
    409: {"model": Wrong, "description": "somebody else was first"},
    413: {"model": Wrong, "description": "it is too large"},
    421: {"model": Wrong, "description": "it was sent to another host"},
    422: {"model": Wrong, "description": "a value is none of those that it can be"},
    503: {"model": Wrong, "description": "the ledger cannot be used at the moment"},
}

_SAID = {
    401: ("the token is missing or wrong", "open the address that `sayso review` printed"),
    404: ("there is nothing at this address", "look at docs/review.md for what there is"),
    405: ("this address knows no such method", "look at docs/review.md for what there is"),
}


class RefusedError(Exception):
    """A fault with its status; `review` is the newer decision where somebody else was first."""

    def __init__(self, status: int, what: str, *, where: str, mend: str, review: Review | None = None) -> None:
        super().__init__(what)
        self.status = status
        self.wrong = Wrong(what=what, where=where, mend=mend, review=review)


def answer(status: int, wrong: Wrong, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A fault as a response."""
    return JSONResponse(wrong.model_dump(mode="json"), status, headers)


def wrong_of(error: SaysoError) -> Wrong:
    """An error of the program as the page is told it."""
    return Wrong(what=error.what, where=error.where, mend=error.mend)


def say_all(app: FastAPI) -> None:
    """Has an app answer every fault with a `Wrong`."""

    @app.exception_handler(RefusedError)
    def known(_: Request, fault: RefusedError) -> JSONResponse:
        return answer(fault.status, fault.wrong)

    @app.exception_handler(StaleError)
    def stale(_: Request, error: StaleError) -> JSONResponse:
        return answer(409, wrong_of(error).model_copy(update={"review": error.review}))

    @app.exception_handler(SaysoError)
    def of_the_program(_: Request, error: SaysoError) -> JSONResponse:
        return answer(_status(error), wrong_of(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        broken = first["type"] == "json_invalid"
        what = f"it is no JSON ({first['ctx']['error']})" if broken else first["msg"][:1].lower() + first["msg"][1:]
        return answer(400 if broken else 422, Wrong(what=what, where=where, mend="give what the API describes"))

    @app.exception_handler(HTTPException)
    def of_the_server(request: Request, error: HTTPException) -> JSONResponse:
        what, mend = _SAID.get(error.status_code, (str(error.detail), "give what the API describes"))
        return answer(error.status_code, Wrong(what=what, where=request.url.path, mend=mend), error.headers)

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> JSONResponse:
        what = f"the server failed ({type(error).__name__})"
        return answer(500, Wrong(what=what, where=request.url.path, mend="report it with what you did"))


def _status(error: SaysoError) -> int:
    if isinstance(error, LedgerError):
        return 403 if "may not be written" in error.what else 503
    return 404 if error.what.startswith("there is no such") else 422
