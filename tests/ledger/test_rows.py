"""Rows of a ledger: which come out, what stands in them, and that their offsets prove their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from sqlalchemy import Connection, create_engine, select, text

import sayso
from sayso.ledger import frames
from sayso.ledger.dictionary import fields, meaning
from sayso.ledger.rows import ROWS, claim_row, event_row, figure_rows
from sayso.ledger.schema import events
from sayso.ledger.selecting import (
    ClaimFilter,
    EventFilter,
    FoundClaim,
    FoundEvent,
    Source,
    find_claims,
    find_events,
    folded,
)
from sayso.ledger.tables import TABLES
from sayso.records import Reading
from tests.ledger import stored
from tests.readings import TEXTS, happened, readings, told


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored.ledger(tmp_path_factory.mktemp("ledger") / "sayso.db")


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as opened:
        yield opened
        opened.rollback()
    engine.dispose()


@pytest.mark.parametrize(
    ("wanted", "reports"),
    [
        (ClaimFilter(), ["a", "b", "c", "=d"]),
        (ClaimFilter(holder="CONGOLÉSE"), ["a", "c"]),
        (ClaimFilter(holder="%"), []),
        (ClaimFilter(act="admit"), ["b"]),
        (ClaimFilter(manner="indirect"), ["a", "b", "c", "=d"]),
        (ClaimFilter(manner="direct"), []),
        (ClaimFilter(report="b"), ["b"]),
        (ClaimFilter(report=stored.rebels().report.key), ["b"]),
        (ClaimFilter(outlet="radio echo"), ["b"]),
        (ClaimFilter(since="2024-03-05"), ["b", "c"]),
        (ClaimFilter(until="2024-03-04"), ["a"]),
        (ClaimFilter(since="2024-03-04", until="2024-03-04"), ["a"]),
        (ClaimFilter(text="RAID on"), ["a", "c"]),
        (ClaimFilter(text="raid", outlet="lamp"), ["c"]),
        (ClaimFilter(keys=()), []),
    ],
)
def test_claims_are_filtered(connection: Connection, wanted: ClaimFilter, reports: list[str]) -> None:
    assert [found.source.id for found in find_claims(connection, wanted)] == reports


@pytest.mark.parametrize(
    ("wanted", "triggers"),
    [
        (EventFilter(), ["raid", "killed", "Shells fell", "raid", "marched"]),
        (EventFilter(type="PROTEST"), ["marched"]),
        (EventFilter(mode="firearms"), ["killed"]),
        (EventFilter(status="denied"), []),
        (EventFilter(place="sake"), ["raid", "Shells fell"]),
        (EventFilter(country="COD"), ["raid", "Shells fell"]),
        (EventFilter(agent="mars"), ["raid"]),
        (EventFilter(agent="REBELS"), ["raid", "raid"]),
        (EventFilter(agent="rebels", patient="soldiers"), ["raid"]),
        (EventFilter(holder="army"), ["raid", "raid"]),
        (EventFilter(since="2024-03-03"), ["raid", "killed"]),
        (EventFilter(until="2024-03-02"), ["raid"]),
        (EventFilter(report="=d"), ["marched"]),
    ],
)
def test_events_are_filtered(connection: Connection, wanted: EventFilter, triggers: list[str]) -> None:
    assert [found.event.trigger.text for found in find_events(connection, wanted)] == triggers


def test_a_removed_report_is_left_out(connection: Connection) -> None:
    connection.execute(
        text("UPDATE reports SET removed = '2024-04-01T00:00:00Z', data = NULL, reading = NULL WHERE given_id = 'a'")
    )
    for table, rows in ROWS.items():
        if table not in {"copies", "incidents"}:
            assert "a" not in [row.report for row in rows(connection)], table
    assert list(ROWS["copies"](connection)) == []
    assert [row.reports for row in ROWS["incidents"](connection)] == [2]


def test_an_event_has_its_holder_its_incident_and_the_parties_it_names(connection: Connection) -> None:
    (found, *_) = find_events(connection)
    row = event_row(found)
    assert (row.holder, row.agent, row.agent_names, row.agent_countries) == (
        "Congolese army",
        "rebels",
        "Mouvement du 30 Mars",
        "COD",
    )
    assert row.patient_names is None
    assert row.incident == connection.execute(select(events.c.key).where(events.c.place == "Saké")).scalars().first()
    assert (row.published, row.first_day, row.last_day) == (date(2024, 3, 4), date(2024, 3, 2), date(2024, 3, 3))


def test_a_report_counts_its_newest_reading(connection: Connection) -> None:
    (first, *_) = ROWS["reports"](connection)
    assert (first.report, first.claims, first.events, first.reader) == ("a", 1, 1, "by hand")
    assert (first.published, first.published_at) == (date(2024, 3, 4), "2024-03-04T10:00:00Z")


def test_incidents_and_copies(connection: Connection) -> None:
    (incident,) = ROWS["incidents"](connection)
    assert (incident.reports, incident.events, incident.claims) == (3, 4, 3)
    assert (incident.least, incident.most, incident.support, incident.conflict) == (2, 3, "acknowledged", "figure")
    assert (incident.revised, incident.withdrawn) == (True, False)
    (copy,) = ROWS["copies"](connection)
    assert (copy.kind, copy.passages, copy.same, copy.origin) == ("whole", 1, 11, copy.one)


@given(readings())
def test_offsets_of_a_claim_prove_its_words(reading: Reading) -> None:
    written = reading.report.text
    for claim in reading.claims:
        row = claim_row(FoundClaim("k", None, Source("r", "r", None, "long ago"), claim))
        assert row.published is None
        assert written[row.cue_start : row.cue_end] == row.cue
        assert row.source is None or written[row.source_start : row.source_end] == row.source
        pieces = [tuple(map(int, piece.split(":"))) for piece in row.content_at.split()]
        assert " … ".join(written[start:end] for start, end in pieces) == row.content


@pytest.mark.parametrize("reading", [told(), happened()])
def test_offsets_of_an_event_prove_its_words(reading: Reading) -> None:
    written = reading.report.text
    for event in reading.events:
        found = FoundEvent("k", None, None, (), Source("r", "r", None, None), event, ())
        row = event_row(found)
        assert written[row.trigger_start : row.trigger_end] == row.trigger
        assert row.place is None or written[row.place_start : row.place_end] == row.place
        for figure in figure_rows(found):
            assert written[figure.evidence_start : figure.evidence_end] == figure.evidence


@given(TEXTS)
def test_folding_knows_no_case_and_is_done_once(words: str) -> None:
    assert folded(folded(words)) == folded(words)
    assert folded(words.upper()) in {folded(words), folded(words.upper())}


def test_folding_knows_no_accents() -> None:
    assert folded("Élysée ŁÓDŹ Straße") == "elysee łodz strasse"


@pytest.mark.parametrize("table", TABLES)
def test_a_frame_has_the_types_of_the_dictionary(connection: Connection, table: str) -> None:
    frame = frames.whole(connection, table)
    known = fields(TABLES[table])
    assert frame.columns == [field.name for field in known]
    assert len(frame) == len(list(ROWS[table](connection)))
    for field in known:
        assert frame.schema[field.name] == frames.DTYPES[field.type]
        assert not field.required or frame[field.name].null_count() == 0, field.name
        assert not field.values or set(frame[field.name].drop_nulls()) <= set(field.values), field.name


def test_a_frame_becomes_one_of_pandas(connection: Connection) -> None:
    frame = frames.whole(connection, "figures").to_pandas()
    assert list(frame["low"]) == [3, 21, 3]
    assert frames.whole(connection, "events").schema["first_day"] == pl.Date


def test_the_library_gives_frames(path: Path) -> None:
    with sayso.open(path) as ledger:
        assert ledger.claims()["holder"].to_list() == ["Congolese army", "M-30 Movement", "Congolese army", "=1+1"]
        assert (len(ledger.events()), len(ledger.figures()), len(ledger.reports())) == (5, 3, 4)
        assert (len(ledger.copies()), len(ledger.incidents())) == (1, 1)
        assert list(ledger.readings()) == [stored.army(), stored.rebels(), stored.reprint(), stored.elsewhere()]


def test_an_empty_ledger_gives_empty_frames() -> None:
    assert frames.frame("events", []).schema["latitude"] == pl.Float64


@pytest.mark.parametrize("table", TABLES)
def test_every_field_says_what_it_means(table: str) -> None:
    assert meaning(TABLES[table]).endswith(".")
    for field in fields(TABLES[table]):
        assert field.cell.meaning
        assert field.cell.refers is None or field.cell.refers in TABLES
