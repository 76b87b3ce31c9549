"""Time expressions and the days of events."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.dates import Happening, dates_of, expressions, written_day
from sayso.records import Dateline, Report

# A Monday.
WRITTEN = date(2024, 3, 4)


def only(text: str, written: date | None = WRITTEN) -> tuple[str, str | None, str | None, str | None]:
    """The words, value and days of the one expression of a text."""
    (one,) = expressions(text, written)
    first, last = (str(one.first), str(one.last)) if one.days else (None, None)
    return text[one.start : one.end], one.value, first, last


@pytest.mark.parametrize(
    ("text", "words", "value", "first", "last"),
    [
        ("It fell on 2 March 2024.", "2 March 2024", "2024-03-02", "2024-03-02", "2024-03-02"),
        ("It fell on March 2, 2024.", "March 2, 2024", "2024-03-02", "2024-03-02", "2024-03-02"),
        ("It fell on the 2nd of March.", "the 2nd of March", "2024-03-02", "2024-03-02", "2024-03-02"),
        ("It fell on 2024-03-02.", "2024-03-02", "2024-03-02", "2024-03-02", "2024-03-02"),
        ("LUANDA 4 JAN 90 ANGOP", "4 JAN 90", "1990-01-04", "1990-01-04", "1990-01-04"),
        ("It fell on 15/2/24.", "15/2/24", "2024-02-15", "2024-02-15", "2024-02-15"),
        ("It fell on Saturday, 2 March.", "Saturday, 2 March", "2024-03-02", "2024-03-02", "2024-03-02"),
        ("It fell on Sunday.", "Sunday", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("It fell on Monday.", "Monday", "2024-03-04", "2024-03-04", "2024-03-04"),
        ("It fell before dawn on Friday.", "dawn on Friday", "2024-03-01TMO", "2024-03-01", "2024-03-01"),
        ("It fell before 9 a.m. on Friday.", "9 a.m. on Friday", "2024-03-01T09:00", "2024-03-01", "2024-03-01"),
        ("They must leave before Friday.", "Friday", "2024-03-08", "2024-03-08", "2024-03-08"),
        ("They must leave by 8 March.", "8 March", "2024-03-08", "2024-03-08", "2024-03-08"),
        ("It will fall on Friday.", "Friday", "2024-03-08", "2024-03-08", "2024-03-08"),
        ("It fell on Sunday night.", "Sunday night", "2024-03-03TNI", "2024-03-03", "2024-03-03"),
        ("It fell late on Friday.", "late on Friday", "2024-03-01", "2024-03-01", "2024-03-01"),
        ("It fell overnight.", "overnight", "2024-03-03TNI", "2024-03-03", "2024-03-04"),
        ("It fell yesterday.", "yesterday", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("It fell last week.", "last week", "2024-W09", "2024-02-26", "2024-03-03"),
        ("It fell at the weekend.", "the weekend", "2024-W09-WE", "2024-03-02", "2024-03-03"),
        ("It fell this month.", "this month", "2024-03", "2024-03-01", "2024-03-04"),
        ("It fell two weeks ago.", "two weeks ago", "2024-02-19", "2024-02-19", "2024-02-19"),
        ("It fell a year ago.", "a year ago", "2023", "2023-01-01", "2023-12-31"),
        ("It has burned since December.", "December", "2023-12", "2023-12-01", "2023-12-31"),
        ("It fell in early February.", "early February", "2024-02", "2024-02-01", "2024-02-10"),
        ("It fell in 1983.", "1983", "1983", "1983-01-01", "1983-12-31"),
        ("It fell in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("It fell between 1 and 3 March.", "between 1 and 3 March", "2024-03-01/2024-03-03", "2024-03-01", "2024-03-03"),
        ("It burned from Wednesday to Friday.", "from Wednesday to Friday", "2024-02-28/2024-03-01", "2024-02-28", "2024-03-01"),
        ("The talks took three days.", "three days", "P3D", None, None),
        ("It fell on 30 February.", "30 February", None, None, None),
        ("It falls on 3 May 2199.", "3 May 2199", "2199-05-03", "2199-05-03", "2199-05-03"),
        ("On March 3, 2130 people fled.", "March 3", "2024-03-03", "2024-03-03", "2024-03-03"),
    ],
)  # fmt: skip
def test_what_an_expression_means(
    text: str, words: str, value: str | None, first: str | None, last: str | None
) -> None:
    assert only(text) == (words, value, first, last)


@pytest.mark.parametrize(
    "text", ["It fell on Sunday.", "It fell last week.", "It fell on 4 March.", "It fell yesterday."]
)
def test_without_a_day_of_writing_the_words_stay_without_days(text: str) -> None:
    (one,) = expressions(text, None)
    assert one.days is None


@pytest.mark.parametrize("text", ["2000 people fled.", "They may march on.", "He sat down.", "It cost $1999."])
def test_what_is_no_time(text: str) -> None:
    assert expressions(text, WRITTEN) == ()


def test_a_day_is_counted_from_the_day_spoken_of() -> None:
    _, before = expressions("They met on 2 February. A day earlier the bridge fell.", WRITTEN)
    assert before.value == "2024-02-01"


def test_an_expression_says_what_it_is_counted_from() -> None:
    text = "He spoke three days after the arrests in Goma."
    (one,) = expressions(text, WRITTEN)
    assert (text[one.start : one.end], one.shift) == ("three days", 3)
    assert one.anchor
    assert text[slice(*one.anchor)] == "the arrests in Goma"


@pytest.mark.parametrize("written", [date.min, date.max])
def test_the_ends_of_the_calendar(written: date) -> None:
    text = "last year, next year, yesterday, tomorrow, 9999 years ago, on Sunday, last week, next week, in December, overnight"
    assert expressions(text, written)


WORDS = st.sampled_from(
    [
        "on",
        "Sunday",
        "3",
        "March",
        "1990",
        "the",
        "day",
        "after",
        "before",
        "two",
        "weeks",
        "ago",
        "last",
        "next",
        "30",
        "February",
        "night",
        "of",
        "-",
        "/",
        ":",
        ",",
        ".",
        "\n",
        "early",
        "1,000",
        "99",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)), st.none() | st.dates())
def test_any_text_gives_spans_in_order(text: str, written: date | None) -> None:
    found = expressions(text, written)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert all(one.days is None or one.days[0] <= one.days[1] for one in found)


def test_a_long_text_takes_no_long_time() -> None:
    text = "The army said on Sunday that two days after 3 March the  the  the year began. " * 2600
    begun = time.process_time()
    expressions(text, WRITTEN)
    assert time.process_time() - begun < 2


def happening(text: str, words: str, kind: str = "ASSAULT", status: str = "actual") -> Happening:
    start = text.index(words)
    return Happening(start, start + len(words), kind, status)  # type: ignore[arg-type]


def test_the_day_of_an_event_is_that_of_its_words() -> None:
    text = "GOMA, March 4 (LRW) - Rebels attacked a convoy on Saturday, the army said on Monday."
    report = Report(text=text, published="2024-03-04", dateline=Dateline(place="Goma", date="2024-03-04", end=22))
    (dated,) = dates_of(report, [happening(text, "attacked")])
    assert dated
    assert dated.days == (date(2024, 3, 2), date(2024, 3, 2))
    assert dated.when
    assert text[dated.when.start : dated.when.end] == "Saturday"


def test_what_is_demanded_has_no_day() -> None:
    text = "On Sunday the mayor urged the rebels to free the hostages."
    report = Report(text=text, published="2024-03-04")
    assert dates_of(report, [happening(text, "free", "RETREAT", "demanded")]) == [None]


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        ("Rebels attacked a convoy on Saturday.", None, "Saturday"),
        ("Rebels attacked a convoy on Saturday.", "some day", "Saturday"),
        ("Rebels attacked a convoy on 30 February.", "2024-03-04", "30 February"),
    ],
)
def test_words_that_mean_no_day_are_kept_without_one(text: str, published: str | None, words: str) -> None:
    (dated,) = dates_of(Report(text=text, published=published), [happening(text, "attacked")])
    assert dated
    assert dated.when
    assert (dated.days, text[dated.when.start : dated.when.end]) == (None, words)


def test_a_report_without_a_day_or_words_for_one() -> None:
    text = "Rebels attacked a convoy."
    assert dates_of(Report(text=text), [happening(text, "attacked")]) == [None]
    assert written_day(Report(text=text, published="some day")) is None


@pytest.mark.parametrize(
    ("published", "expected"), [("2199-03-04", date(2199, 3, 3)), ("9999-12-31", date(9999, 12, 26))]
)
def test_a_report_from_the_future_is_read_from_its_own_day(published: str, expected: date) -> None:
    text = "Rebels attacked a convoy on Sunday."
    (dated,) = dates_of(Report(text=text, published=published), [happening(text, "attacked")])
    assert dated
    assert dated.days == (expected, expected)


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_place_of_a_trigger(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = dates_of(Report(text=text, published="2024-03-04"), [Happening(start, end, "ASSAULT", "actual")] * 2)
    assert len(found) == 2


def test_the_events_of_a_long_text_take_no_long_time() -> None:
    text = "The army said on Sunday that rebels attacked Goma two days after 3 March. " * 700
    starts = range(0, len(text), 74)
    happenings = [Happening(start + 36, start + 44, "ASSAULT", "actual") for start in starts]
    begun = time.process_time()
    dates_of(Report(text=text, published="2024-03-04"), happenings)
    assert time.process_time() - begun < 8
