"""Incidents in a ledger: the same as in memory, brought up to date as reports come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.load import reading_of, reports
from sqlalchemy import select

from sayso.incidents.copies import find_copies
from sayso.incidents.linking import link
from sayso.ledger import Ledger
from sayso.ledger.cases import all_cases
from sayso.ledger.schema import incidents, marks, told
from sayso.ledger.uptodate import bring_up_to_date, without
from sayso.records import Incident, Reading
from tests.readings import ROOT

GOLD = [reading_of(gold) for _, gold in reports(ROOT / "corpus" / "train" / "aceh-01.json")]
OTHERS = [reading_of(gold) for _, gold in reports(ROOT / "corpus" / "train" / "chad-01.json")]


def filled(path: Path, *lots: list[Reading]) -> Ledger:
    ledger = Ledger.open(path, create=True)
    for lot in lots:
        ledger.store((reading, reading.report.text.encode()) for reading in lot)
        bring_up_to_date(ledger)
    return ledger


def kept(ledger: Ledger) -> list[Incident]:
    with ledger.read() as connection:
        return [case.incident for case in all_cases(connection)]


def reports_of(incident: Incident) -> set[str]:
    return {one.report for one in incident.told}


def by_day(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda reading: (reading.report.published or "~", reading.report.key))


def test_a_ledger_finds_what_memory_finds(tmp_path: Path) -> None:
    readings = by_day([*GOLD, *OTHERS])
    with filled(tmp_path / "a.db", *([reading] for reading in readings)) as ledger:
        found = sorted(kept(ledger), key=lambda incident: incident.key)
    copies = find_copies([reading.report for reading in readings]).copies
    assert found == sorted(link(readings, copies), key=lambda incident: incident.key)


def test_incidents_of_two_wars_stay_apart(tmp_path: Path) -> None:
    keys = {reading.report.key for reading in GOLD}
    with filled(tmp_path / "a.db", by_day([*GOLD, *OTHERS])) as ledger:
        found = kept(ledger)
    assert max(len(reports_of(incident)) for incident in found) > 1
    assert all(reports_of(incident) <= keys or not reports_of(incident) & keys for incident in found)


def test_a_removed_report_leaves_its_incidents(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", by_day(GOLD)) as ledger:
        [gone, *_] = [one.report for incident in kept(ledger) if len(reports_of(incident)) > 1 for one in incident.told]
        without(ledger, gone, who="R. Editor", why="licence")
        assert all(gone not in reports_of(incident) for incident in kept(ledger))
        with ledger.read() as connection:
            stored = connection.execute(select(incidents.c.data, incidents.c.standing)).all()
            assert gone not in str(stored)
            told_of = set(connection.execute(select(told.c.incident)).scalars())
            assert set(connection.execute(select(incidents.c.key)).scalars()) == told_of
            assert set(connection.execute(select(marks.c.incident)).scalars()) <= told_of


def test_a_newer_reading_takes_the_place_of_the_older_in_its_incidents(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", by_day(GOLD)) as ledger:
        before = [reports_of(incident) for incident in kept(ledger)]
        for reading in by_day(GOLD):
            newer = reading.model_copy(update={"reader": "newer"})
            ledger.store([(newer, b"x")])
        bring_up_to_date(ledger)
        assert sorted(map(sorted, before)) == sorted(sorted(reports_of(incident)) for incident in kept(ledger))


@pytest.mark.parametrize("size", [1, 3])
def test_standing_is_that_of_the_reports_there_are(size: int, tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", by_day(GOLD)[:size]) as ledger, ledger.read() as connection:
        for case in all_cases(connection):
            assert case.standing
            assert {key for origin in case.standing.origins for key in origin.reports} <= reports_of(case.incident)
