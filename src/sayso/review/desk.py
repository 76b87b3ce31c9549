"""What the server works at: one ledger that is open, and what goes on over it while the page is answered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event
from typing import Annotated, Self

from fastapi import Depends, Request
from sqlalchemy import Connection

from sayso.ledger import Ledger
from sayso.review.background import Background
from sayso.review.changes import Changes
from sayso.review.faults import RefusedError
from sayso.review.jobs import Jobs
from sayso.review.screens.log import Chain


class Desk:
    """A ledger that is open for the page; a context manager that closes it.

    `closing` is set when the server ends, so that what is streamed ends too.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = Ledger.open(path, create=not self.read_only, read_only=self.read_only)
        self.background = Background(self.ledger)
        self.jobs = Jobs(path)
        self.changes = Changes(self.ledger)
        self.chain = Chain()
        self.closing = Event()

    def __enter__(self) -> Self:
        if not self.read_only:
            # A decision whose work was cut off is gone on with.
            self.background.nudge()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.background.stop()
        self.jobs.stop()
        self.changes.close()
        self.ledger.close()

    @property
    def read_only(self) -> bool:
        """Whether the ledger's file may not be written, as its mode is now."""
        try:
            return not self.path.stat().st_mode & 0o222 or not os.access(self.path, os.W_OK)
        except FileNotFoundError:
            return False

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that reads."""
        return self.ledger.read()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes, after which what rests on it is brought up to date beside the page."""
        self.must_be_writable()
        with self.ledger.write() as connection:
            yield connection
        self.background.nudge()

    def must_be_writable(self) -> None:
        """RefusedError 403 where the ledger may not be written."""
        if self.read_only:
            what = "the ledger may not be written, and nothing was changed"
            raise RefusedError(403, what, where=self.path.name, mend="ask for the right to write it, or copy it")


def desk_of(request: Request) -> Desk:
    """The desk of the server that was asked."""
    desk: Desk = request.app.state.desk
    return desk


At = Annotated[Desk, Depends(desk_of)]
