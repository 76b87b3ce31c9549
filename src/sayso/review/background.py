"""What rests on a decision is worked out beside the page, so that the answer need not wait for it."""

from __future__ import annotations

import logging
from threading import Event, Thread

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.uptodate import bring_up_to_date

log = logging.getLogger(__name__)


class Background:
    """One thread that brings a ledger up to date; asked for several times at once, it does it once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._wanted, self._stopped = Event(), False
        self._thread = Thread(target=self._work, name="up to date", daemon=True)
        self._thread.start()

    def nudge(self) -> None:
        """Asks for it."""
        self._wanted.set()

    def stop(self) -> None:
        """Ends after what is being done; the next start goes on from there."""
        self._stopped = True
        self._wanted.set()
        self._thread.join()

    def _work(self) -> None:
        while self._wanted.wait() and not self._stopped:
            self._wanted.clear()
            try:
                bring_up_to_date(self._ledger)
            except LedgerError as fault:
                log.warning("%s", fault)
