"""Exports: what other programs read in the files is what stands in the ledger."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from sayso.errors import SaysoError
from sayso.exports import csv as csv_export
from sayso.exports import geojson, jsonl, parquet
from sayso.exports.csv import guarded, unguarded, write_table
from sayso.exports.package import package
from sayso.exports.writing import new
from sayso.ledger.dictionary import fields
from sayso.ledger.frames import frame
from sayso.ledger.rows import ROWS
from sayso.ledger.schema import metadata
from sayso.ledger.tables import TABLES, ClaimRow
from tests.ledger import stored

# What spreadsheets stumble over, and what CSV does.
CELLS = st.text(st.sampled_from("=+-@'\"\t\r\n,;ab é🕊＝0|!"), max_size=12)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{stored.ledger(tmp_path_factory.mktemp('ledger') / 'sayso.db')}")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.fixture(scope="module")
def tables(connection: Connection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "tables"
    counts = csv_export.write(connection, folder)
    assert counts == {"claims": 4, "events": 5, "figures": 3, "reports": 4, "copies": 1, "incidents": 1}
    return folder


def read_back(table: str, text: str) -> list[tuple[object, ...]]:
    """Rows of a CSV as the data dictionary types them."""
    known = fields(TABLES[table])
    header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == [field.name for field in known]
    convert: dict[str, Callable[[str], object]] = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": lambda cell: {"true": True, "false": False}[cell],
        "date": date.fromisoformat,
    }

    def value(cell: str, number: int) -> object:
        field = known[number]
        if not cell:
            return None
        return convert[field.type](unguarded(cell) if field.cell.free else cell)

    return [tuple(value(cell, number) for number, cell in enumerate(line)) for line in lines]


@pytest.mark.parametrize("table", TABLES)
def test_csv_comes_back_as_it_was(connection: Connection, tables: Path, table: str) -> None:
    data = (tables / f"{table}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_back(table, data.decode("utf-8-sig")) == list(map(tuple, ROWS[table](connection)))


@pytest.mark.parametrize("table", TABLES)
def test_polars_reads_the_csv(connection: Connection, tables: Path, table: str) -> None:
    frame = pl.read_csv(tables / f"{table}.csv", try_parse_dates=True)
    assert len(frame) == len(list(ROWS[table](connection)))
    for field in fields(TABLES[table]):
        if field.type == "date" and frame[field.name].null_count() < len(frame):
            assert frame.schema[field.name] == pl.Date


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_any_cell_comes_back_and_none_is_a_formula(cells: list[tuple[str, str]]) -> None:
    blank = ClaimRow(
        "k", "r", "r", None, None, None, "assert", "mixed", None, "c", "w", "h", None, None, None, 0, 1, "0:1"
    )
    rows = [blank._replace(holder=holder or None, content=content or "w") for holder, content in cells]
    file = io.StringIO(newline="")
    assert write_table(file, "claims", rows) == len(rows)
    assert read_back("claims", file.getvalue()) == list(map(tuple, rows))
    frame = pl.read_csv(file.getvalue().encode(), infer_schema=False).fill_null("")
    assert [unguarded(cell) for cell in frame["holder"]] == [row.holder or "" for row in rows]
    for line in csv.DictReader(io.StringIO(file.getvalue(), newline="")):
        assert not line["holder"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(CELLS)
def test_taking_away_the_apostrophe_gives_the_text_back(text: str) -> None:
    kept = guarded(text)
    assert kept is not None
    assert unguarded(kept) == text


def test_codes_and_numbers_are_never_changed(tables: Path) -> None:
    assert "-1.57,29.04" in (tables / "events.csv").read_text("utf-8-sig")
    claims = (tables / "claims.csv").read_text("utf-8-sig")
    assert "'=d," in claims
    assert "'+The Lamp" in claims


def test_the_package_describes_every_file(tables: Path) -> None:
    described = json.loads((tables / "datapackage.json").read_text("utf-8"))
    assert {one["path"] for one in described["resources"]} == {path.name for path in tables.glob("*.csv")}
    for one in described["resources"]:
        names = [field["name"] for field in one["schema"]["fields"]]
        header = next(csv.reader(io.StringIO((tables / one["path"]).read_text("utf-8-sig"))))
        assert names == header
        for key in one["schema"]["foreignKeys"]:
            assert key["fields"] in names
            assert key["reference"]["resource"] in {"", *TABLES}


def test_keys_of_other_tables_are_found_in_them(connection: Connection) -> None:
    rows = {table: list(made(connection)) for table, made in ROWS.items()}
    for one in package("csv", "text/csv")["resources"]:
        for key in one["schema"]["foreignKeys"]:
            other = key["reference"]["resource"] or one["name"]
            known = {getattr(row, key["reference"]["fields"]) for row in rows[other]}
            assert {getattr(row, key["fields"]) for row in rows[one["name"]]} - {None} <= known


def test_parquet_has_days_and_numbers(connection: Connection, tmp_path: Path) -> None:
    parquet.write(connection, tmp_path / "columns")
    events = pl.read_parquet(tmp_path / "columns" / "events.parquet")
    assert [events.schema[name] for name in ("published", "first_day", "latitude", "trigger_start")] == [
        pl.Date,
        pl.Date,
        pl.Float64,
        pl.Int64,
    ]
    assert events.rows() == list(map(tuple, ROWS["events"](connection)))
    assert (tmp_path / "columns" / "datapackage.json").exists()


def test_a_figure_of_more_than_64_bits_leaves_the_rest_whole(connection: Connection) -> None:
    figures = list(ROWS["figures"](connection))
    table = frame("figures", [figures[0]._replace(low=10**30, high=None), *figures[1:]])
    assert table["low"].to_list() == [None, *(figure.low for figure in figures[1:])]
    assert table["evidence"].to_list() == [figure.evidence for figure in figures]


def test_geojson_has_the_shape_of_the_standard(connection: Connection, tmp_path: Path) -> None:
    counts = geojson.write(connection, tmp_path / "events.geojson")
    assert counts == {"events": 2, "without a place and left out": 3}
    made = json.loads((tmp_path / "events.geojson").read_text("utf-8"))
    assert made["type"] == "FeatureCollection"
    assert set(made) == {"type", "features"}
    for one in made["features"]:
        assert one["type"] == "Feature"
        assert one["geometry"] == {"type": "Point", "coordinates": [29.04, -1.57]}
        assert all(value is None or isinstance(value, str | int | float) for value in one["properties"].values())
    dated, undated = made["features"]
    assert dated["properties"]["first_day"] == "2024-03-02"
    assert undated["properties"]["first_day"] is None
    assert dated["id"] != undated["id"]


def test_geojson_of_nothing_is_an_empty_collection(tmp_path: Path) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        geojson.write(connection, tmp_path / "none.geojson")
    engine.dispose()
    assert json.loads((tmp_path / "none.geojson").read_text("utf-8"))["features"] == []


def test_jsonl_is_what_read_prints(connection: Connection, tmp_path: Path) -> None:
    assert jsonl.write(connection, tmp_path / "readings.jsonl") == {"readings": 4}
    lines = (tmp_path / "readings.jsonl").read_text("utf-8").splitlines()
    made = [stored.army(), stored.rebels(), stored.reprint(), stored.elsewhere()]
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(reading.to_json())) for reading in made]


def test_what_is_there_is_not_overwritten(connection: Connection, tables: Path, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="it is there already and is not overwritten; name another, or remove it"):
        csv_export.write(connection, tables)
    (tmp_path / "events.geojson").touch()
    with pytest.raises(SaysoError, match="not overwritten"):
        geojson.write(connection, tmp_path / "events.geojson")


def test_an_empty_folder_is_taken(connection: Connection, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    csv_export.write(connection, tmp_path / "tables")
    assert len(list((tmp_path / "tables").iterdir())) == len(TABLES) + 1


def test_what_fails_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    def half(path: Path) -> None:
        path.write_text("half", "utf-8")
        raise OSError(28, "No space left on device")

    with (
        pytest.raises(SaysoError, match=r"it cannot be written \(No space left on device\)"),
        new(tmp_path / "o") as path,
    ):
        half(path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"it cannot be written \(No such file or directory\)"):
        csv_export.write(connection, tmp_path / "no" / "tables")
