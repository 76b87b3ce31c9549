"""JSON records: what is taken of them, and what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import RecordError
from sayso.records import Dateline, Reading, Report, Span
from sayso.reports import Found, Notice, read_bytes

TEXT = "GOMA (LRW) - Four soldiers were killed, the army said.\r\n\r\n A group said that it did it. "
SEED = Path(__file__).parents[2] / ".." / "shared" / "seed"


def read(value: object) -> list[Found]:
    return list(read_bytes(json.dumps(value).encode(), origin="records.json", kind="json"))


def read_one(**keys: object) -> Report:
    (report,) = read({"text": TEXT} | keys)
    assert isinstance(report, Report)
    return report


def test_a_record_is_taken_as_it_is() -> None:
    report = read_one(
        id="kivu-01-a",
        outlet="Lake Region Wire",
        published="2024-03-04",
        title="Four killed",
        url="https://example.org/a",
        byline="Asma Reki",
        language="en-GB",
        claims=[{"id": 5}],
        events="none",
        genre="wire",
    )
    assert report == Report(
        text=TEXT,
        given_id="kivu-01-a",
        outlet="Lake Region Wire",
        published="2024-03-04",
        title="Four killed",
        address="https://example.org/a",
        byline="Asma Reki",
        language="en",
        dateline=Dateline(
            place="Goma", agency="LRW", place_span=Span.of(TEXT, 0, 4), agency_span=Span.of(TEXT, 6, 9), end=13
        ),
        origin="records.json:1",
    )


def test_what_is_null_or_empty_is_not_given() -> None:
    assert read_one(id="", outlet=None, published="", title="", url=None, dateline=None) == read_one()


def test_a_number_can_be_an_id() -> None:
    assert read_one(id=17).id == "17"


def test_a_given_dateline_wins() -> None:
    dateline = read_one(dateline={"place": "Goma", "date": "2024-03-04", "agency": None, "more": 1}).dateline
    assert dateline is not None
    assert (dateline.place, dateline.date, dateline.agency) == ("Goma", "2024-03-04", "LRW")
    assert dateline.place_span == Span.of(TEXT, 0, 4)


def test_an_empty_dateline_is_none() -> None:
    (report,) = read({"text": "The army said so.", "dateline": {"place": None}})
    assert isinstance(report, Report)
    assert report.dateline is None


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-03-04", "2024-03-04"),
        ("2024-03-04T08:00:00Z", "2024-03-04T08:00:00Z"),
        ("2024-03-04 08:00", "2024-03-04 08:00"),
        ("4 March 2024", "2024-03-04"),
        ("March 4, 2024", "2024-03-04"),
        ("Monday, 4 March 2024", "2024-03-04"),
        ("04.03.2024", "2024-03-04"),
        ("Mon, 04 Mar 2024 08:00:00 +0500", "2024-03-04T08:00:00+05:00"),
    ],
)
def test_days_are_made_iso(published: str, day: str) -> None:
    assert read_one(published=published).published == day


@pytest.mark.parametrize("published", ["4 March", "2024-13-40", "yesterday", "3/4/2024", "31 February 2024", "\x00"])
def test_what_is_no_day_is_left_out_and_said(published: str) -> None:
    report, notice = read({"text": TEXT, "published": published})
    assert isinstance(report, Report)
    assert report.published is None
    assert isinstance(notice, Notice)
    assert str(notice).startswith("records.json:1: `published` is left out")


def test_the_container_gives_its_reports_and_says_which_are_none() -> None:
    container = {"reports": [{"text": TEXT}, {"title": "none"}, "none", {"text": TEXT, "id": []}], "incidents": []}
    report, *faults = read(container)
    assert isinstance(report, Report)
    assert [str(fault) for fault in faults] == [
        "records.json:1 $.reports[1]: `text` is missing; give `text` and the keys beside it as strings.",
        "records.json:1 $.reports[2]: the record is no object; give `text` and the keys beside it as strings.",
        "records.json:1 $.reports[3]: `id` is no string; give `text` and the keys beside it as strings.",
    ]
    assert all(isinstance(fault, RecordError) for fault in faults)


def test_what_is_printed_can_be_read_again() -> None:
    report = read_one(id="a", outlet="Wire", published="2024-03-04", url="https://example.org/a")
    (again,) = read(Reading(report=report, reader="none").to_json())
    assert again == report


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside the project")
def test_the_seed_is_read_with_its_dateline() -> None:
    (report,) = read_bytes((SEED / "report.json").read_bytes(), origin="report.json")
    (plain,) = read_bytes((SEED / "report.txt").read_bytes(), origin="report.txt")
    assert isinstance(report, Report)
    assert isinstance(plain, Report)
    assert report.dateline is not None
    assert plain.dateline is not None
    assert report.text[report.dateline.end :].startswith("Various armed organisations")
    assert report.dateline.place_span == plain.dateline.place_span
    assert (report.dateline.date, plain.dateline.date) == ("2026-02-01", None)


@given(st.text(), st.dictionaries(st.sampled_from(["id", "published", "language", "dateline"]), st.text() | st.none()))
def test_text_is_kept_letter_for_letter(text: str, keys: dict[str, str | None]) -> None:
    for found in read({"text": text} | keys):
        assert not isinstance(found, Report) or found.text == text
