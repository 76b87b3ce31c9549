"""The words of reports, claims and events, by SQLite's full-text index: filled with each reading, emptied where one goes.

A row's number is that of its reading, with its place in the text in the lower bits, so that a reading's rows are a
stretch of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from sqlite3 import sqlite_version_info
from typing import Any

from sqlalchemy import Connection, Integer, Select, Text, bindparam, literal_column, select, text
from sqlalchemy import table as named

from sayso.records import Claim, Event, Reading, Report, Span
from sayso.records.keys import claim_keys, event_keys

BITS = 20
REPORTS = "report_words"
_OF_REPORT = ("given_id", "outlet", "title", "text")
# Later ones can be told to take words out of the file at once; others keep them until the index is made anew.
SECURE = sqlite_version_info >= (3, 42)
TABLES = {
    "claim_words": ("holder", "source", "cue", "content"),
    "event_words": ("holder", "trigger", "agent", "patient", "instrument", "place"),
}
_WORD = re.compile(r"\w")
_TERM = re.compile(r'"([^"]+)"|(\w+)')


def make(connection: Connection) -> None:
    """Makes the indexes, empty."""
    for name, columns in TABLES.items():
        _make(connection, name, f"key UNINDEXED, {', '.join(columns)}")
    # The words of a report are long, and stand in it.
    _make(connection, REPORTS, f"{', '.join(_OF_REPORT)}, content = ''")


def put_report(connection: Connection, number: int, report: Report) -> None:
    """Takes in the words of a report under the number of its first reading."""
    _report(connection, "rowid", number, report)


def take_out_report(connection: Connection, number: int, report: Report) -> None:
    """Takes out the words of a report, which have to be those that were taken in."""
    _report(connection, f"{REPORTS}, rowid", number, report, "delete")


def claims_in_order(reading: Reading) -> list[Claim]:
    """The claims of a reading as they stand in the text."""
    return sorted(reading.claims, key=lambda one: (one.cue.start, len(one.id), one.id))


def events_in_order(reading: Reading) -> list[Event]:
    """The events of a reading as they stand in the text."""
    return sorted(reading.events, key=lambda one: (one.trigger.start, len(one.id), one.id))


def put(connection: Connection, number: int, reading: Reading) -> None:
    """Takes in the words of a reading."""
    claims, events = claim_keys(reading), event_keys(reading)
    holders = {one.id: one.holder for one in reading.claims}
    said: list[tuple[str | None, ...]] = [
        (claims[one.id], one.holder, one.source.text if one.source else None, one.cue.text, _joined(one.content))
        for one in claims_in_order(reading)
    ]
    happened: list[tuple[str | None, ...]] = [
        (
            *(events[one.id], holders.get(one.claim or ""), one.trigger.text),
            *(_joined(spans) for spans in (one.agent, one.patient, one.instrument)),
            f"{one.location.name if one.location else ''} {one.place.text if one.place else ''}",
        )
        for one in events_in_order(reading)
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
    for table in (REPORTS, *(() if SECURE else TABLES)):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - own names


def numbers(name: str, wanted: str) -> Select[Any]:
    """The numbers of the rows of an index that a query finds."""
    match = literal_column(name).op("MATCH")(bindparam("words", wanted, unique=True))
    return select(literal_column(f"{name}.rowid", Integer).label("number")).select_from(named(name)).where(match)


def keys(name: str, wanted: str, most: int) -> Select[Any]:
    """The keys of the newest rows of an index that a query finds."""
    found = numbers(name, wanted).with_only_columns(literal_column(f"{name}.key", Text).label("key"))
    return found.order_by(literal_column(f"{name}.rowid").desc()).limit(most)


def query(words: str, column: str | None = None) -> str:
    """What a person typed as a query of the index, of one column where that is named.

    Phrases stand in quotation marks; the last word is the beginning of one. Of no word it finds nothing.
    """
    # A null character would end the query in the middle of a phrase.
    found = _TERM.findall(words.replace("\0", " "))
    terms = [(phrase, word) for phrase, word in found if word or _WORD.search(phrase)]
    if not terms:
        return '""'
    quoted = " ".join(f'"{phrase or word}"' for phrase, word in terms)
    open_ = "*" if terms[-1][1] and not words.endswith((" ", '"')) else ""
    return f"{{{column}}} : ({quoted}{open_})" if column else quoted + open_


def _joined(spans: Iterable[Span]) -> str:
    return " … ".join(span.text for span in spans)


def _make(connection: Connection, name: str, columns: str) -> None:
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, tokenize = 'unicode61 remove_diacritics 2')"
    )
    if SECURE:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")  # noqa: S608


def _report(connection: Connection, names: str, number: int, report: Report, *command: str) -> None:
    row = (*command, number, *(getattr(report, name) for name in _OF_REPORT))
    marks = ", ".join("?" * len(row))
    columns = f"{names}, {', '.join(_OF_REPORT)}"
    connection.exec_driver_sql(f"INSERT INTO {REPORTS}({columns}) VALUES ({marks})", row)  # noqa: S608 - own names
