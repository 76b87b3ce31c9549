"""What was worked out of a ledger, kept until anything in it changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from sayso.ledger.schema import failures, incidents, log, readings

Made = TypeVar("Made")
MOST = 256

_kept: WeakKeyDictionary[Engine, OrderedDict[Hashable, Any]] = WeakKeyDictionary()
_lock = Lock()


def stamp(connection: Connection) -> tuple[Any, ...]:
    """Another one after anything was read, decided, linked, worked out anew or tried in vain."""
    parts = (
        select(func.max(readings.c.number)),
        select(func.max(log.c.number)),
        select(func.count()).where(readings.c.linked.is_(None)).select_from(readings),
        select(func.count()).where(incidents.c.stale == 1).select_from(incidents),
        select(func.max(failures.c.tried)),
        select(func.max(failures.c.settled)),
    )
    return tuple(connection.execute(select(*(part.scalar_subquery() for part in parts))).one())


def kept(connection: Connection, name: Hashable, make: Callable[[], Made]) -> Made:
    """What a function makes, made once for a state of the ledger; `name` tells it from others."""
    with _lock:
        mine = _kept.setdefault(connection.engine, OrderedDict())
    now = stamp(connection)
    found = mine.get(name)
    if found is None or found[0] != now:
        found = now, make()
        with _lock:
            mine[name] = found
            mine.move_to_end(name)
            while len(mine) > MOST:
                mine.popitem(last=False)
    made: Made = found[1]
    return made


def forget() -> None:
    """Keeps nothing any more."""
    with _lock:
        _kept.clear()
