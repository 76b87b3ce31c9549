"""What the page is opened over."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso import __version__
from sayso.ledger.reviews import reviewers
from sayso.review.shapes import Me


def me(connection: Connection, ledger: str, *, read_only: bool) -> Me:
    """The ledger's file name, whether it may be written, and who has decided in it so far."""
    return Me(ledger=ledger, version=__version__, read_only=read_only, reviewers=tuple(reviewers(connection)))
