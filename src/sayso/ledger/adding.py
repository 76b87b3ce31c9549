"""Adds reports to a ledger: what is known is passed over, the rest is read on all cores and stored in order.

Every lot is one transaction, in the order of the inputs; a run that was stopped at any moment and is begun again ends
with the ledger of an undisturbed one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from sayso.errors import InputError, LedgerError
from sayso.incidents.copies import Wording
from sayso.ledger.ledger import Ledger
from sayso.ledger.merging import merge
from sayso.ledger.opening import is_ledger
from sayso.ledger.reviews.applying import reapply, reviewed_among
from sayso.ledger.schema import failures
from sayso.ledger.storing import known, now, removed, store
from sayso.ledger.uptodate import bring_up_to_date, link_new
from sayso.reading import read_reports, reader
from sayso.reading.tagger import cores, shipped
from sayso.records import Reading, Report
from sayso.reports import Notice, Taken, take_inputs

# Reports that are read and stored together.
LOT = 64
# Lots that are read ahead of the one that is stored next, for each worker.
AHEAD = 2

Read = Callable[[list[Report]], Callable[[], list[Reading]]]


class Added(NamedTuple):
    """How many reports were added, were known already, and failed."""

    new: int
    known: int
    failed: int


class Lot(NamedTuple):
    """What was taken together from the inputs: reports to read with their bytes, what is known of them, what failed."""

    taken: list[Taken]
    size: int
    known: int
    failed: list[tuple[str, InputError]]
    entries: list[str]


def add(
    ledger: Ledger,
    what: Iterable[str | Path],
    *,
    allow_private: bool = False,
    say: Callable[[object], None] = lambda _: None,
    step: Callable[[int, int], None] = lambda _reports, _bytes: None,
    linking: Callable[[], None] = lambda: None,
) -> Added:
    """Adds the reports of files, folders, patterns, addresses and other ledgers, and brings the ledger up to date.

    What cannot be read is kept as a failure with its reason, and is told to `say`, as is what a person should know
    besides. `step` is told of each lot that is stored: how many reports and bytes; `linking` when all are. LedgerError where the ledger
    cannot be written.
    """
    entries = list(what)
    others = [entry for entry in entries if is_ledger(entry)]
    inputs = [entry for entry in entries if entry not in others]
    new = passed = failed = 0
    wordings: dict[str, Wording] = {}
    for entry in others:
        new += _merged(ledger, Path(entry))
    lots = _lots(ledger, inputs, allow_private=allow_private, say=say)
    for lot, readings in _read(lots):
        with ledger.write() as connection:
            stored = store(connection, zip(readings, (one.source for one in lot.taken), strict=True))
            reapply(connection, reviewed_among(connection, stored))
            _keep_failures(connection, lot)
        new, passed, failed = new + len(stored), passed + lot.known, failed + len(lot.failed)
        passed += len(readings) - len(stored)
        # While this process links, the others read on.
        link_new(ledger, readings, wordings)
        step(len(readings) + lot.known + len(lot.failed), lot.size)
    linking()
    bring_up_to_date(ledger)
    return Added(new, passed, failed)


def failed_entries(ledger: Ledger) -> list[str]:
    """What to name to try again all that failed and has not been read since."""
    with ledger.read() as connection:
        rows = select(failures.c.entry).where(failures.c.settled.is_(None)).order_by(failures.c.entry).distinct()
        return list(connection.execute(rows).scalars())


def _merged(ledger: Ledger, path: Path) -> int:
    if path.resolve() == ledger.path.resolve():
        raise LedgerError("a ledger cannot be added to itself", where=str(path), mend="name another one")
    with Ledger.open(path, read_only=True) as other, other.read() as theirs, ledger.write() as ours:
        merged = merge(ours, theirs)
    if merged.removed:
        ledger.forget()
    return len(merged.new)


def _lots(
    ledger: Ledger, inputs: list[str | Path], *, allow_private: bool, say: Callable[[object], None]
) -> Iterator[Lot]:
    """The inputs in lots; of each, the reports that the ledger does not know."""
    taken = take_inputs(inputs, allow_private=allow_private)
    name = reader()
    while part := list(islice(taken, LOT)):
        found = [one for _, one in part if isinstance(one, Taken)]
        faults = [(entry, one) for entry, one in part if isinstance(one, InputError)]
        for _, one in part:
            if isinstance(one, Notice | InputError):
                say(one)
        with ledger.read() as connection:
            there = known(connection, (one.report.key for one in found), name)
            gone = removed(connection, there)
        for one in found:
            if one.report.key in gone:
                say(Notice(gone[one.report.key], one.report.id))
        unread = {one.report.key: one for one in found if one.report.key not in there}
        yield Lot(
            list(unread.values()),
            sum(len(one.source) for one in found),
            len(found) - len(unread),
            faults,
            [entry for entry, _ in part],
        )


def _read(lots: Iterator[Lot]) -> Iterator[tuple[Lot, list[Reading]]]:
    """The lots with their readings, in order. A single lot is read here: to start workers takes a second and more."""
    first, second = next(lots, None), next(lots, None)
    if first is None:
        return
    if second is None:
        yield first, list(read_reports(one.report for one in first.taken))
        return
    ahead: deque[tuple[Lot, Callable[[], list[Reading]]]] = deque()
    with _workers() as read:
        for lot in chain((first, second), lots):
            ahead.append((lot, read([one.report for one in lot.taken])))
            if len(ahead) > AHEAD * cores():
                yield _done(*ahead.popleft())
        while ahead:
            yield _done(*ahead.popleft())


def _done(lot: Lot, readings: Callable[[], list[Reading]]) -> tuple[Lot, list[Reading]]:
    return lot, readings()


@contextmanager
def _workers() -> Iterator[Read]:
    """Reads in one process for each core, each with one thread: the rules beside the network use all cores too."""
    workers = ProcessPoolExecutor(cores(), mp_context=get_context("spawn"))

    def read(reports: list[Report]) -> Callable[[], list[Reading]]:
        future: Future[list[Reading]] = workers.submit(_read_here, reports)
        return future.result

    try:
        yield read
    except BrokenProcessPool as fault:
        raise LedgerError(
            "a process that reads was ended from outside", where="sayso add", mend="run the same command again to go on"
        ) from fault
    finally:
        workers.shutdown(wait=True, cancel_futures=True)


def _read_here(reports: list[Report]) -> list[Reading]:
    """What a worker does with a lot."""
    return list(read_reports(reports, tagger=shipped(1)))


def _keep_failures(connection: Connection, lot: Lot) -> None:
    """Keeps what failed; what failed before at the same entry and was read now is settled."""
    at = now()
    gone = {taken.report.origin for taken in lot.taken}
    settled = update(failures).where(failures.c.settled.is_(None), failures.c.origin.in_(gone)).values(settled=at)
    connection.execute(settled)
    for entry, fault in lot.failed:
        row = {"what": fault.what, "mend": fault.mend, "entry": entry, "tried": at, "settled": None}
        kept = insert(failures).values(origin=fault.where, **row)
        connection.execute(kept.on_conflict_do_update(index_elements=["origin"], set_=row))
