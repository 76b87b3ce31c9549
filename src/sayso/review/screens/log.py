"""The log: every decision, the newest first, and whether the chain holds."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, func, select

from sayso.ledger.chain import walk
from sayso.ledger.reviews import log_rows
from sayso.ledger.schema import log
from sayso.review.asking import AskLog
from sayso.review.shapes import Log


class Chain:
    """Whether the chain of a ledger holds; walked again only after something was written."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._walked: tuple[int, tuple[int, str] | None] | None = None

    def broken(self, connection: Connection, version: int) -> tuple[int, str] | None:
        """The first row that does not hold, and what is wrong with it; `version` is another one after each write."""
        with self._lock:
            if not self._walked or self._walked[0] != version:
                self._walked = version, next(walk(connection), None)
            return self._walked[1]


def log_page(connection: Connection, ask: AskLog, broken: tuple[int, str] | None) -> Log:
    """Rows of the log, the newest first, of one person where that is asked."""
    rows = log_rows(connection, before=ask.before, limit=ask.limit + 1, who=ask.who)
    shown = rows[: ask.limit]
    wanted = [log.c.who == ask.who] if ask.who else []
    return Log(
        rows=tuple(shown),
        total=connection.execute(select(func.count()).select_from(log).where(*wanted)).scalar_one(),
        next=shown[-1].number if len(rows) > len(shown) else None,
        holds=broken is None,
        broken=broken[0] if broken else None,
        what=broken[1] if broken else None,
    )
