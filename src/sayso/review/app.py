"""The application: the API over one ledger, the page, and what guards both."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from sayso import __version__
from sayso.review.desk import Desk
from sayso.review.faults import say_all
from sayso.review.guard import Guard
from sayso.review.page import page
from sayso.review.routes import api

# The token, in the three ways in which it is taken.
_SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sayso-PORT"},
    "address": {"type": "apiKey", "in": "query", "name": "token"},
}


class App(FastAPI):
    """An application whose description says that everything needs the token."""

    def openapi(self) -> dict[str, Any]:
        """The description of the API, made once."""
        made = super().openapi()
        made["components"]["securitySchemes"] = _SECURITY
        made["security"] = [{name: []} for name in _SECURITY]
        return made


def make_app(desk: Desk | None, *, token: str, port: int) -> FastAPI:
    """The application for a ledger that is open (None where only its description is wanted)."""
    app = App(
        title="Sayso",
        version=__version__,
        description="What reports say and on whose word, and what persons decided about it. Of this machine alone.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        generate_unique_id_function=_name,
    )
    app.state.desk = desk
    app.include_router(api)
    app.include_router(page)
    app.add_middleware(Guard, token=token, port=port)
    say_all(app)
    return app


def _name(route: APIRoute) -> str:
    return route.name
