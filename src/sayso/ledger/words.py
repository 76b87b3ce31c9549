"""The words of claims and events, by SQLite's full-text index: filled with each reading, emptied where one goes.

A row's number is that of its reading, with its place in the reading in the lower bits, so that a reading's rows are a
stretch of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from sqlite3 import sqlite_version_info

from sqlalchemy import Connection, text

from sayso.records import Reading, Span
from sayso.records.keys import claim_keys, event_keys

BITS = 20
# Later ones can be told to take words out of the file at once; others keep them until the index is made anew.
SECURE = sqlite_version_info >= (3, 42)
TABLES = {
    "claim_words": ("holder", "source", "cue", "content"),
    "event_words": ("trigger", "agent", "patient", "place"),
}
_TERM = re.compile(r'"([^"]+)"|(\w+)')


def make(connection: Connection) -> None:
    """Makes the indexes, empty."""
    for table, columns in TABLES.items():
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5(key UNINDEXED, {', '.join(columns)},"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        if SECURE:
            connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('secure-delete', 1)")  # noqa: S608


def put(connection: Connection, number: int, reading: Reading) -> None:
    """Takes in the words of a reading."""
    claims, events = claim_keys(reading), event_keys(reading)
    said: list[tuple[str | None, ...]] = [
        (claims[one.id], one.holder, one.source.text if one.source else None, one.cue.text, _joined(one.content))
        for one in reading.claims
    ]
    happened: list[tuple[str | None, ...]] = [
        (
            *(events[one.id], one.trigger.text, _joined(one.agent), _joined(one.patient)),
            f"{one.location.name if one.location else ''} {one.place.text if one.place else ''}",
        )
        for one in reading.events
    ]
    for (table, columns), rows in zip(TABLES.items(), (said, happened), strict=True):
        if rows:
            marks = ", ".join("?" * (len(columns) + 2))
            connection.exec_driver_sql(
                f"INSERT INTO {table}(rowid, key, {', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - own names
                [((number << BITS) | at, *row) for at, row in enumerate(rows)],
            )


def take_out(connection: Connection, number: int) -> None:
    """Takes out the words of a reading."""
    for table in TABLES:
        connection.execute(
            text(f"DELETE FROM {table} WHERE rowid >= :first AND rowid < :last"),  # noqa: S608 - own names
            {"first": number << BITS, "last": (number + 1) << BITS},
        )


def forget(connection: Connection) -> None:
    """Sees to it that what was taken out stands nowhere in the file any more."""
    if not SECURE:
        for table in TABLES:
            connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - own names


def query(words: str) -> str | None:
    """What a person typed as a query of the index: phrases in quotation marks, the last word as its beginning; None of no word."""
    terms = [(phrase, word) for phrase, word in _TERM.findall(words)]
    if not terms:
        return None
    quoted = [f'"{phrase or word}"' for phrase, word in terms]
    open_ = bool(terms[-1][1]) and not words.endswith((" ", '"'))
    return " ".join(quoted) + ("*" if open_ else "")


def _joined(spans: Iterable[Span]) -> str:
    return " … ".join(span.text for span in spans)
