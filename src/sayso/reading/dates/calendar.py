"""Days, months, weeks and years as ranges of days, without leaving the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Days = tuple[date, date]
# Days of a part of a month: `early March`, `mid-March`, `late March`.
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
# The first month of a season, as on the northern half of the globe.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: `text[start:end]`, with its TIMEX3 kind and value, and the first and last day it can mean.

    What cannot be resolved has value None or one with `X` in it, and no days. `shift` and `anchor` are those of an
    expression that counts from an event (`three days after the arrests`): so many days, and the stretch of what they
    are counted from.
    """

    start: int
    end: int
    kind: Kind
    value: str | None = None
    first: date | None = None
    last: date | None = None
    shift: int | None = None
    anchor: tuple[int, int] | None = None

    @property
    def days(self) -> Days | None:
        """Its first and last day, where both are known."""
        return (self.first, self.last) if self.first and self.last else None


def day(year: int, month: int, number: int) -> date | None:
    """A day, None where the calendar has none such."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shifted(start: date | None, days: int) -> date | None:
    """So many days later, None beyond the calendar."""
    if start is None or not 1 <= start.toordinal() + days <= date.max.toordinal():
        return None
    return date.fromordinal(start.toordinal() + days)


def span_of_months(year: int, month: int, count: int = 1) -> Days | None:
    """From the first of a month to the end of the last of so many."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day(year, month, 1)
    after = day(year + (month - 1 + count) // 12, (month - 1 + count) % 12 + 1, 1)
    last = shifted(after, -1) if after else date.max if year == date.max.year else None
    return (first, last) if first and last else None


def span_of_years(year: int, count: int = 1) -> Days | None:
    """From New Year to the end of the last of so many years."""
    return span_of_months(year, 1, 12 * count)


def week_of(start: date | None, weeks: int = 0) -> Days | None:
    """Monday to Sunday of the week that a day is in, or so many weeks later."""
    monday = shifted(start, 7 * weeks - start.weekday()) if start else None
    sunday = shifted(monday, 6)
    return (monday, sunday) if monday and sunday else None


def week_value(monday: date) -> str:
    """ISO's name of a week: `2004-W47`."""
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def last_weekday(weekday: int, near: date | None) -> date | None:
    """The last such day of the week not after a day."""
    return shifted(near, -((near.weekday() - weekday) % 7)) if near else None


def months_later(start: date, months: int) -> date | None:
    """The same day so many months later, or the last one of a shorter month."""
    month = span_of_months(start.year, start.month + months)
    return day(month[0].year, month[0].month, min(start.day, month[1].day)) if month else None
