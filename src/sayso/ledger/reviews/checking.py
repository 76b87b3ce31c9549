"""Checks what stands decided over again: against the log, and against the readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from sayso.ledger.reviews.applying import REVIEWED, apply, content, is_the_readers, reviewed_reading
from sayso.ledger.reviews.people import given_in
from sayso.ledger.reviews.rows import digest
from sayso.ledger.schema import assigned, decided, log, readings, reports, reviews


def unsound(connection: Connection) -> Iterator[tuple[str, str]]:
    """What does not hold of the reviews: where, and what is wrong; rows in order, then what rests on them."""
    removed = set(connection.execute(select(reports.c.key).where(reports.c.removed.is_not(None))).scalars())
    taken_back, whole = TakenBack(), True
    given: dict[int, Any] = {}
    for row in connection.execute(_rows()):
        if fault := _row(row, removed):
            whole = False
            yield f"review {row.about_number}", fault
        elif whole and row.report not in removed:
            taken_back.take(row)
            if row.action == "assign":
                given[row.number] = row.after
    if not whole:
        return
    for row in connection.execute(
        select(reviews.c.number, reviews.c.report, reviews.c.undone).order_by(reviews.c.number)
    ):
        if row.report not in removed and row.undone != taken_back.by.get(row.number):
            yield f"review {row.number}", "whether it was taken back is not what the log says"
    wanted = given_in(one for number, one in given.items() if number not in taken_back.by)
    if {(row.report, row.who) for row in connection.execute(select(assigned))} != wanted:
        yield "the assignments", "they are not what the log says"
    reviewed = select(readings.c.report).where(readings.c.reader == REVIEWED)
    touched = select(reviews.c.report).where(reviews.c.report.is_not(None))
    for report in sorted({*connection.execute(select(decided.c.report).union(reviewed, touched)).scalars()}):
        yield from _report(connection, report)


def _rows() -> Select[Any]:
    """All rows of the log that are reviews, in order: what the log says, and what stands beside it."""
    told = [log.c[name].label(f"about_{name}") for name in ("number", "who", "action", "subject", "before", "after")]
    # A removal and a merge are about a key alone.
    review = reviews.c.number.is_not(None) | log.c.subject.contains(" ")
    return select(*told, reviews).join_from(log, reviews, isouter=True).where(review).order_by(log.c.number)


def _row(row: Row[Any], removed: set[str]) -> str | None:
    """What is wrong with a review beside its row of the log."""
    if row.number is None:
        return "what it says is gone"
    if (row.about_who, row.about_action, row.about_subject) != (row.who, row.action, f"{row.subject} {row.key}"):
        return "it is not what the log says"
    quoted = digest(row.before), digest(row.after)
    if row.report not in removed and quoted != (row.about_before, row.about_after):
        return "what it was about was changed after it was decided"
    return None


class TakenBack:
    """Which reviews were taken back, by which row: worked out of the rows, one after the other."""

    def __init__(self) -> None:
        self.by: dict[int, int] = {}
        self._about: dict[int, tuple[str, str]] = {}
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._settled: dict[int, list[int]] = {}

    def take(self, row: Row[Any]) -> None:
        """Takes the next row."""
        if row.action == "undo":
            back = row.after["undoes"]
            for number in self._settled.pop(back, ()):
                del self.by[number]
            self.by[back] = row.number
        elif row.action == "settle":
            about = self._about[row.after["settles"]]
            self._settled[row.number] = [number for number in self._rows[about] if number not in self.by]
            self.by |= dict.fromkeys(self._settled[row.number], row.number)
        self._about[row.number] = row.subject, row.key
        self._rows[row.subject, row.key].append(row.number)


def _report(connection: Connection, report: str) -> Iterator[tuple[str, str]]:
    found = apply(connection, report)
    if not found:
        return
    stored = {
        (row.subject, row.key): (row.state, row.number, row.now, row.adrift)
        for row in connection.execute(select(decided).where(decided.c.report == report))
    }
    wanted = {
        key: (one.state, one.number, found.now.get(key), int(key in found.adrift)) for key, one in found.decided.items()
    }
    if stored != wanted:
        yield f"report {report}", "what stands decided of it is not what its reviews say"
    _, there = reviewed_reading(connection, report)
    made = None if is_the_readers(found) else content(found.reading)
    if (content(there) if there else None) != made:
        yield f"report {report}", "its reviewed reading is not what its reviews make of it"
