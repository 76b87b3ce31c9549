"""Takes what another ledger holds into this one: reports, readings, failures, and what persons decided there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from sayso.ledger.chain import START, append, last, walk
from sayso.ledger.removing import remove
from sayso.ledger.restoring import numbered
from sayso.ledger.reviews.applying import REVIEWED, reapply, reviewed_among
from sayso.ledger.schema import failures, log, readings, reports, sources
from sayso.ledger.storing import store
from sayso.records import Reading

MERGED = "merge"


class Merged(NamedTuple):
    """What a merge brought: the keys of reports with a new reading, and of those that had to be removed."""

    new: list[str]
    removed: list[str]


def merge(ours: Connection, theirs: Connection) -> Merged:
    """Takes over another ledger, in one transaction of ours; a second time it brings nothing.

    What was removed in either stays removed. The decisions of the other one stand in one row of this one's log, as they
    were chained there.
    """
    new = store(ours, _stored(theirs))
    reapply(ours, reviewed_among(ours, new))
    removed = _remove_too(ours, theirs)
    for row in theirs.execute(select(failures)).mappings():
        ours.execute(insert(failures).values(**row).on_conflict_do_nothing())
    _take_log(ours, theirs)
    return Merged([key for key in new if key not in removed], removed)


def _stored(theirs: Connection) -> Iterator[tuple[Reading, bytes]]:
    """Readings in the order they were made in, each with the bytes of its report."""
    numbers = list(
        theirs.execute(
            select(readings.c.number).where(readings.c.reader != REVIEWED).order_by(readings.c.number)
        ).scalars()
    )
    packed = select(sources.c.bytes).join(reports, reports.c.source == sources.c.digest)
    for _, reading in numbered(theirs, numbers):
        source = theirs.execute(packed.where(reports.c.key == reading.report.key)).scalar_one()
        yield reading, zlib.decompress(source)


def _remove_too(ours: Connection, theirs: Connection) -> list[str]:
    """What was removed there is removed here, and stays away where it never was."""
    removed = select(reports.c.key, reports.c.removed)
    gone = {row.key: row.removed for row in theirs.execute(removed.where(reports.c.removed.is_not(None)))}
    here = {row.key: row.removed for row in ours.execute(removed.where(reports.c.key.in_(gone)))}
    for key, day in gone.items():
        if key not in here:
            ours.execute(insert(reports).values(key=key, added=day, removed=day))
    going = [key for key, day in here.items() if day is None]
    for key in going:
        row = theirs.execute(select(log.c.who, log.c.why).where(log.c.action == "remove", log.c.subject == key)).first()
        who, why = row or ("?", None)
        remove(ours, key, who=who, why=why or "removed in a ledger that was merged")
        ours.execute(update(reports).where(reports.c.key == key).values(removed=gone[key]))
    return going


def _take_log(ours: Connection, theirs: Connection) -> None:
    end = last(theirs)
    taken = ours.execute(select(log.c.subject).where(log.c.action == MERGED, log.c.subject == end)).first()
    if end == START or taken:
        return
    rows = [dict(row) for row in theirs.execute(select(log).order_by(log.c.number)).mappings()]
    held = "holds" if not list(walk(theirs)) else "does not hold"
    append(ours, who="sayso", action=MERGED, subject=end, after=rows, why=f"the log of another ledger, which {held}")
