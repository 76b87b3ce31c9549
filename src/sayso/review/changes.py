"""What anybody writes to the ledger, seen within a second."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Lock
from time import monotonic

from sqlalchemy import func, select

from sayso.ledger import Ledger
from sayso.ledger.reviews.applying import REVIEWED
from sayso.ledger.schema import log, readings
from sayso.records.base import Record

EVERY = 1.0


class Changed(Record):
    """How many readings and reviews the ledger has; `version` is another one whenever anything was written."""

    version: int
    readings: int
    reviews: int


class Changes:
    """Looks at most once a second, however many pages ask."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._stack, self._lock = ledger, ExitStack(), Lock()
        self._version = self._stack.enter_context(ledger.watch())
        self._looked = 0.0
        self._last = self._counted(0)

    def close(self) -> None:
        """Looks no more."""
        with self._lock:
            self._stack.close()

    def now(self) -> Changed:
        """How it stood within the last second."""
        with self._lock:
            if monotonic() - self._looked >= EVERY:
                self._looked = monotonic()
                version = self._version()
                if version != self._last.version:
                    self._last = self._counted(version)
            return self._last

    def _counted(self, version: int) -> Changed:
        with self._ledger.read() as connection:
            # A reviewed reading comes of a decision: nothing came in.
            newest = select(func.max(readings.c.number)).where(readings.c.reader != REVIEWED)
            numbers = select(newest.scalar_subquery(), select(func.max(log.c.number)).scalar_subquery())
            read, decided = connection.execute(numbers).one()
        return Changed(version=version, readings=read or 0, reviews=decided or 0)
