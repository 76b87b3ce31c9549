"""What cannot be resolved stays words without a value: reports whose dates, places or numbers make no sense."""

from __future__ import annotations

import json

import pytest

import sayso
from sayso import Reading, Report
from sayso.reading.figures import Convention
from sayso.records import Event

ATTACK = "Gunmen attacked a convoy near Quetta on {day}, killing {number} soldiers."


def attack(
    day: str = "Sunday", number: str = "three", published: str | None = "2024-03-04", figures: Convention = "sayso"
) -> Event:
    """The one assault of a report."""
    reading = sayso.read(Report(text=ATTACK.format(day=day, number=number), published=published), figures=figures)
    assert _shown(reading)
    (found,) = [event for event in reading.events if event.type == "ASSAULT" and event.trigger.text == "attacked"]
    return found


def _shown(reading: Reading) -> str:
    return json.dumps(reading.to_json()) + reading._repr_html_()


@pytest.mark.parametrize(
    ("day", "published", "days", "words"),
    [
        ("Sunday", None, None, "Sunday"),
        ("Sunday", "some day", None, "Sunday"),
        ("Sunday", "2199-03-04", ("2199-03-03", "2199-03-03"), "Sunday"),
        ("3 May 2199", "2024-03-04", ("2199-05-03", "2199-05-03"), "3 May 2199"),
        ("30 February", "2024-03-04", None, "30 February"),
        ("30 February", None, None, "30 February"),
    ],
)
def test_days_that_do_not_exist_or_lie_ahead(
    day: str, published: str | None, days: tuple[str, str] | None, words: str
) -> None:
    event = attack(day, published=published)
    assert event.date_span
    assert (event.date, event.date_span.text) == (days, words)


@pytest.mark.parametrize(
    "head",
    [
        "QUETTA, March 4 (LRW) - KARACHI, March 5 (XNA) - ",
        "QUETTA, March 4 (LRW) -\nKARACHI, March 5 (XNA) - ",
        "QUETTA/KARACHI, March 4 (LRW/XNA) - ",
    ],
)
def test_two_datelines(head: str) -> None:
    text = head + ATTACK.format(day="Sunday", number="three")
    (event,) = [one for one in sayso.read(Report(text=text, published="2024-03-06")).events if one.casualties]
    assert event.place
    assert (event.place.start >= len(head), event.date) == (True, ("2024-03-03", "2024-03-03"))


@pytest.mark.parametrize(
    ("number", "low", "words"),
    [
        ("1,00,000", 100_000, "1,00,000 soldiers"),
        ("two hundred and", 200, "two hundred"),
        ("1" + "0" * 30, 10**30, "1" + "0" * 30 + " soldiers"),
    ],
)
def test_numbers_that_are_odd(number: str, low: int, words: str) -> None:
    (figure,) = attack(number=number).casualties
    assert (figure.low, figure.high, figure.evidence.text) == (low, low, words)


@pytest.mark.parametrize("number", ["10^30", "1e30", "9" * 5_000])
def test_numbers_that_are_none(number: str) -> None:
    assert attack(number=number).casualties == ()


@pytest.mark.parametrize(("figures", "low", "high"), [("sayso", 24, None), ("acled", 12, 12), ("ucdp", 24, None)])
def test_the_convention_is_the_readers_choice(figures: Convention, low: int, high: int | None) -> None:
    (figure,) = attack(number="dozens of", figures=figures).casualties
    assert (figure.low, figure.high) == (low, high)
