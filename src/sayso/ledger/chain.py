"""The log of what persons decided: each row holds the digest of the row before it, so that none can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, insert, select

from sayso.ledger.schema import log
from sayso.ledger.storing import now

START = "0" * 64
_SIGNED = ("at", "who", "action", "subject", "before", "after", "why", "previous")


def append(
    connection: Connection,
    *,
    who: str,
    action: str,
    subject: str,
    why: str | None = None,
    before: Any = None,  # noqa: ANN401 - what a decision was about can be any JSON
    after: Any = None,  # noqa: ANN401
) -> str:
    """Adds a decision at the end of the chain; gives its digest. `before` and `after` are JSON."""
    row = {
        "at": now(),
        "who": who,
        "action": action,
        "subject": subject,
        "before": before,
        "after": after,
        "why": why,
        "previous": last(connection),
    }
    digest = _digest(row)
    connection.execute(insert(log).values(**row, digest=digest))
    return digest


def last(connection: Connection) -> str:
    """The digest of the last row, `START` where there is none."""
    return connection.execute(select(log.c.digest).order_by(log.c.number.desc()).limit(1)).scalar() or START


def walk(connection: Connection) -> Iterator[tuple[int, str]]:
    """Rows that do not hold, by their number, each with what is wrong; the first one breaks those after it."""
    previous = START
    for row in connection.execute(select(log).order_by(log.c.number)).mappings():
        if row["previous"] != previous:
            yield row["number"], "it does not follow the row before it"
        if row["digest"] != _digest(row):
            yield row["number"], "it was changed after it was written"
        previous = row["digest"]


def _digest(row: Any) -> str:  # noqa: ANN401 - a dict or a database's row
    parts = json.dumps([row[name] for name in _SIGNED], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(parts.encode("ascii")).hexdigest()
