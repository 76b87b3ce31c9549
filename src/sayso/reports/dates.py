"""Days as datelines and records write them, made ISO days."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?\b"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"

DAY = (
    rf"(?:{_WEEKDAY},?\s+)?(?:"
    + _MONTH.format(1)
    + r"\s*"
    + _DAY.format(1)
    + r"(?:,?\s*(?P<year1>\d{4})\b|,?\s*(?P<short1>['’]?\d{2})\b(?=\s*[(—–-]))?|"
    + _DAY.format(2)
    + r"[ -]?\s*"
    + _MONTH.format(2)
    + r"(?:,?[ -]?\s*(?P<year2>\d{4}|['’]?\d{2})\b)?|"
    + r"(?P<iso>\d{4}-\d{2}-\d{2})\b|"
    + r"(?P<day3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year3>\d{4}|\d{2})\b)"
    + rf"|(?P<weekday>{_WEEKDAY})"
)
"""A pattern for one day, to be used without regard to case; its named groups are what `iso_day` reads.

Days with slashes are left out: 4/3 is March to some and April to others.
"""

_WHOLE = re.compile(DAY, re.IGNORECASE)


def iso_day(written: re.Match[str], near: date | None) -> str | None:
    """The ISO day that a match of `DAY` means; null where it is none or needs a year that nothing tells.

    `near` is the day of publication: a day without a year is taken in the year that brings it nearest, a weekday as the
    last one not after it. Two digits mean 19xx above 50, else 20xx.
    """
    part = {name.rstrip("123"): value for name, value in written.groupdict().items() if value}
    if "iso" in part:
        return _valid(part["iso"])
    if "weekday" in part:
        return _last(WEEKDAYS.index(part["weekday"][:3].lower()), near)
    month = int(part["month"]) if part["month"].isdigit() else MONTHS.index(part["month"][:3].lower()) + 1
    day = int(part["day"])
    year = part.get("year") or part.get("short")
    if year:
        return _valid(f"{_full(year):04}-{month:02}-{day:02}")
    return _nearest(month, day, near) if near else None


def published_day(value: str) -> str | None:
    """An ISO day or time from what a record gives as one; null where it is neither.

    ISO values are kept as given; written days (`4 March 2024`) and the times of feeds and mail are turned into ISO.
    """
    value = value.strip()
    try:
        datetime.fromisoformat(value)
    except ValueError:
        pass
    else:
        return value
    if written := _WHOLE.fullmatch(value):
        return iso_day(written, None)
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def as_date(published: str | None) -> date | None:
    """The day of an ISO day or time; null where there is none."""
    try:
        return datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def _full(year: str) -> int:
    digits = year.lstrip("'’")
    return int(digits) if len(digits) == len("2024") else int(digits) + (1900 if int(digits) > 50 else 2000)


def _valid(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def _nearest(month: int, day: int, near: date) -> str | None:
    years = (near.year, near.year - 1, near.year + 1)
    days = [made for year in years if (made := _valid(f"{year:04}-{month:02}-{day:02}"))]
    return min(days, key=lambda made: abs(date.fromisoformat(made) - near), default=None)


def _last(weekday: int, near: date | None) -> str | None:
    # Stepping back by ordinal keeps the first days of the calendar from overflowing.
    return date.fromordinal(max(1, near.toordinal() - (near.weekday() - weekday) % 7)).isoformat() if near else None
