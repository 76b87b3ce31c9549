"""A ledger as its users meet it: what goes in comes out, what must go goes, and every fault is one sentence."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.exc import OperationalError

import sayso
from sayso import LedgerError
from sayso.incidents.copies.index import ENTRY, NO_DAY
from sayso.ledger import Ledger
from sayso.ledger.chain import append, walk
from sayso.ledger.checking import check
from sayso.ledger.merging import merge
from sayso.ledger.opening import APPLICATION, faults, migrations
from sayso.ledger.schema import VERSION, claims, log, metadata, reports, shingles
from sayso.ledger.storing import store
from sayso.ledger.uptodate import bring_up_to_date, without
from sayso.records import Reading
from tests.readings import read_demo

DEMO = read_demo()


def source_of(reading: Reading) -> bytes:
    return reading.report.text.encode()


def filled(path: Path, readings: list[Reading] = DEMO) -> Ledger:
    ledger = Ledger.open(path, create=True)
    ledger.store((reading, source_of(reading)) for reading in readings)
    bring_up_to_date(ledger)
    return ledger


def faults_of(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return [str(fault) for fault in check(connection, Counter())]


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger:
        assert {reading.report.key: reading for reading in ledger.readings()} == {
            reading.report.key: reading for reading in DEMO
        }
        assert faults_of(ledger) == []


def test_a_reading_is_stored_once_and_a_newer_reader_adds_one(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger:
        assert ledger.store([(DEMO[0], b"again")]) == []
        newer = DEMO[0].model_copy(update={"reader": "sayso 9", "claims": DEMO[0].claims[:1], "events": ()})
        assert ledger.store([(newer, source_of(newer))]) == [newer.report.key]
        [counts] = [reading for reading in ledger.readings() if reading.report.key == newer.report.key]
        assert counts == newer
        assert faults_of(ledger) == []


def test_a_lot_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db", create=True) as ledger:

        def broken() -> Iterator[tuple[Reading, bytes]]:
            yield DEMO[0], b"one"
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            ledger.store(broken())
        assert list(ledger.readings()) == []


def test_a_removed_report_is_gone_from_the_file_and_stays_away(tmp_path: Path) -> None:
    gone = DEMO[2].report
    words = gone.text[40:90].encode()
    with filled(tmp_path / "a.db") as ledger:
        assert without(ledger, gone.id, who="R. Editor", why="court order") == gone.key
        assert words not in (tmp_path / "a.db").read_bytes() + (tmp_path / "a.db-wal").read_bytes()
        assert gone.key not in {reading.report.key for reading in ledger.readings()}
        assert ledger.store([(DEMO[2], source_of(DEMO[2]))]) == []
        assert faults_of(ledger) == []
        with ledger.read() as connection:
            [row] = connection.execute(log.select()).mappings()
            assert (row["who"], row["why"], row["subject"]) == ("R. Editor", "court order", gone.key)
            assert connection.execute(reports.select().where(reports.c.key == gone.key)).one().removed


def test_a_changed_decision_breaks_the_chain_from_there(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger:
        with ledger.write() as connection:
            for name in "abc":
                append(connection, who=name, action="accept", subject="x", after={"act": "deny"})
        with ledger.write() as connection:
            connection.execute(update(log).where(log.c.number == 2).values(why="another"))
        with ledger.read() as connection:
            assert next(walk(connection)) == (2, "it was changed after it was written")
        assert faults_of(ledger) == ["row 2 of the log: it was changed after it was written."]


def test_a_changed_span_is_found(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger:
        with ledger.write() as connection:
            row = connection.execute(claims.select().limit(1)).mappings().one()
            data = row["data"] | {"cue": {"start": 1, "end": 4, "text": "???"}}
            connection.execute(update(claims).where(claims.c.key == row["key"]).values(data=data))
        assert any("`???` at 1:4" in fault for fault in faults_of(ledger))


def test_a_changed_report_is_found(tmp_path: Path) -> None:
    plain = DEMO[0].model_copy(update={"claims": (), "events": (), "actors": ()})
    with filled(tmp_path / "a.db", [plain]) as ledger:
        with ledger.write() as connection:
            data = plain.report.model_dump(mode="json") | {"outlet": "Another"}
            connection.execute(update(reports).values(data=data))
        key = plain.report.key
        assert f"report {key}: its text, outlet, day or address was changed." in faults_of(ledger)


def test_a_merge_brings_everything_once_and_removes_what_was_removed(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", DEMO[:6]) as ours, filled(tmp_path / "b.db", DEMO[4:]) as theirs:
        without(theirs, DEMO[5].report.id, who="R. Editor", why="licence")
        for brings, removes in ((len(DEMO) - 6, 1), (0, 0)):
            with ours.write() as one, theirs.read() as two:
                merged = merge(one, two)
            assert (len(merged.new), len(merged.removed)) == (brings, removes)
        kept = {reading.report.key for reading in ours.readings()}
        assert kept == {reading.report.key for reading in DEMO} - {DEMO[5].report.key}
        assert faults_of(ours) == []


def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger, ledger.read() as connection:
        # The full-text indexes are tables of SQLite's own making.
        own = {"compare_type": True, "include_name": lambda name, *_: "_words" not in str(name)}
        context = MigrationContext.configure(connection, opts=own)
        assert compare_metadata(context, metadata) == []
    assert ScriptDirectory.from_config(migrations()).get_current_head() == VERSION


def test_a_ledger_of_the_third_version_keeps_what_it_knows_copies_by(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(migrations(connection), "0003")
        rows = "INSERT INTO shingles VALUES (-7, 0, 12, 738000, 90), (-7, 1, -9, NULL, 40), (3, 0, 12, 738000, 90)"
        connection.execute(text(rows))
        command.upgrade(migrations(connection), "head")
        kept = connection.execute(select(shingles).order_by(shingles.c.shingle)).all()
    engine.dispose()
    assert [(shingle, np.frombuffer(holders, ENTRY).tolist()) for shingle, holders in kept] == [
        (-7, [(12, 738000, 90), (-9, NO_DAY, 40)]),
        (3, [(12, 738000, 90)]),
    ]


def write_many(path: str, first: int) -> None:
    with Ledger.open(path, create=True) as ledger:
        for at in range(first, first + 20):
            report = DEMO[0].report.model_copy(update={"outlet": f"Outlet {at}"})
            ledger.store([(DEMO[0].model_copy(update={"report": report}), b"x")])


def test_two_processes_add_while_a_third_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path, DEMO[:1]).close()
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(str(path), first)) for first in (0, 100)]
    for writer in writers:
        writer.start()
    with Ledger.open(path, read_only=True) as ledger:
        seen = [0]
        while any(writer.is_alive() for writer in writers):
            with ledger.read() as connection:
                seen.append(connection.execute(reports.select()).all().__len__())
        for writer in writers:
            writer.join()
            assert writer.exitcode == 0
        assert seen == sorted(seen)
        with ledger.read() as connection:
            assert len(connection.execute(reports.select()).all()) == 41
        assert faults_of(ledger) == []


def truncated(path: Path) -> None:
    filled(path).close()
    path.write_bytes(path.read_bytes()[:-5000])


def newer(path: Path) -> None:
    filled(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def another(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE letters (a)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, "there is no ledger; make one with `sayso add`."),
        (lambda path: path.write_text("A report."), "it is no ledger; name a ledger, as `sayso add` makes them."),
        (another, "it is no ledger; name a ledger, as `sayso add` makes them."),
        (truncated, "the file is cut off"),
        (newer, "it was made by a newer Sayso; install the newest version."),
        (lambda path: path.mkdir(), "is a directory; check the path and who may read it."),
    ],
)
def test_what_is_no_ledger_is_said_in_one_sentence(make: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path)
    with pytest.raises(LedgerError) as error:
        sayso.open(path)
    assert str(error.value).startswith(f"{path}: {says}"[: len(str(path)) + 20])
    assert says in str(error.value)


def test_a_ledger_opened_to_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path).close()
    with Ledger.open(path, read_only=True) as ledger, pytest.raises(LedgerError, match="it may not be written"):
        ledger.store([(DEMO[0].model_copy(update={"reader": "another"}), b"x")])


def store_on_full_disk(ledger: Ledger, pairs: list[tuple[Reading, bytes]]) -> None:
    with ledger.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        store(connection, pairs)


def test_a_full_disk_is_said_and_leaves_the_ledger_whole(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", DEMO[:2]) as ledger:
        big = [(DEMO[0].model_copy(update={"reader": f"r{at}"}), bytes(range(256)) * 40) for at in range(60)]
        with pytest.raises(LedgerError, match="the disk is full; make room"):
            store_on_full_disk(ledger, big)
        assert len(list(ledger.readings())) == 2
        assert faults_of(ledger) == []


def test_a_fault_that_nobody_knows_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(OperationalError), faults(tmp_path):
        raise OperationalError("SELECT", {}, Exception("something new"))


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    filled(tmp_path / "a.db").close()
    assert int.from_bytes((tmp_path / "a.db").read_bytes()[68:72]) == APPLICATION
