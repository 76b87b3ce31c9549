"""What expressions mean that name a day, a month or a year."""

from __future__ import annotations

import re
from datetime import date

from sayso.reading.dates.calendar import (
    SEASONS,
    day,
    last_weekday,
    months_later,
    shifted,
    span_of_months,
    span_of_years,
)
from sayso.reading.dates.context import (
    Context,
    Meaning,
    day_range,
    edge_of,
    single,
    with_hours,
    year_of_month,
)
from sayso.reading.dates.words import any_of, meanings, words
from sayso.reports.dates import MONTHS, WEEKDAYS

_BEFORE_YEAR = re.compile(rf"(?:\b{any_of(words('before_year'))}|[(,–—-]|['’]s)\s*$", re.IGNORECASE)
_BEFORE_MONTH = re.compile(rf"\b{any_of(words('before_month'))}\s+$", re.IGNORECASE)
_BEFORE_SEASON = re.compile(r"\b(?:in|since|until|by|of)(?:\s+the)?\s+$", re.IGNORECASE)
_COUNTED = re.compile(rf"\s{{1,3}}{any_of(words('counted'))}\b", re.IGNORECASE)
_UNSURE = re.compile(r"(?:may|march|mar|sat|sun|mon|wed|fall|spring|second|dec|jan|fri)\b", re.IGNORECASE)


def _full_year(written: str) -> int:
    digits = written.lstrip("'’‘")
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) > 50 else 2000)


def _month_number(written: str) -> int:
    return MONTHS.index(written[:3].casefold()) + 1


def _day_number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _nearest(month: int, number: int, context: Context, start: int) -> date | None:
    """A day without a year: the last one, or the next where the text looks ahead or the next is much nearer."""
    written = context.written
    if not written:
        return None
    near = [made for year in range(-4, 5) if (made := day(written.year + year, month, number))]
    past = max((one for one in near if one <= written), default=None)
    ahead = min((one for one in near if one >= written), default=None)
    if not past or not ahead:
        return past or ahead
    if context.future(start):
        return ahead if (written - past).days > 20 or (ahead - written).days < 60 else past
    return ahead if (ahead - written).days * 3 < (written - past).days else past


def _unsure(found: re.Match[str], name: str) -> bool:
    """Whether a short or lower-case word is no month or weekday here."""
    word = found[name]
    if word[0].islower():
        return True
    if not _UNSURE.fullmatch(word.rstrip(".")) and len(word.rstrip(".")) > 3:
        return False
    alone = found.start(name) == found.start() and found.end(name) == found.end()
    if name == "month" and word.casefold() in {"may", "march"}:
        return alone and not _BEFORE_MONTH.search(found.string, max(0, found.start() - 12), found.start())
    return (
        alone
        and not word.endswith(".")
        and not _BEFORE_MONTH.search(found.string, max(0, found.start() - 12), found.start())
    )


def iso(found: re.Match[str], _: Context) -> Meaning:
    """`2024-03-04`."""
    year, month, number = map(int, found["iso"].split("-"))
    made = single(day(year, month, number))
    return Meaning("TIME", re.sub(" ", "T", found[0]), made.days) if len(found[0]) > 10 and made.days else made


def slashed(found: re.Match[str], context: Context) -> Meaning:
    """Day and month in either order with slashes, the one nearer to the day of writing; day first with full stops."""
    one, two, year = int(found["one"]), int(found["two"]), _full_year(found["year"])
    readings = [day(year, two, one), day(year, one, two)][: 2 if found["mark"] == "/" else 1]
    days = [made for made in readings if made]
    near = context.written
    return single(min(days, key=lambda made: abs((made - near).days) if near else 0, default=None))


def whole_day(found: re.Match[str], context: Context) -> Meaning:
    """`4 March 2024`, `March 4`, `4 JAN 90`."""
    month, number = _month_number(found["month"]), _day_number(found["day"])
    if found["year"]:
        made = day(_full_year(found["year"]), month, number)
    else:
        made = _nearest(month, number, context, found.start())
        if not made and day(2000, month, number):
            return Meaning("DATE", f"XXXX-{month:02}-{number:02}")
    return with_hours(single(made), found)


def days_to(found: re.Match[str], context: Context) -> Meaning:
    """From one day to another."""
    part = found.groupdict()
    month, month2 = _month_number(part["month"]), _month_number(part.get("month2") or part["month"])
    year = part.get("year2") or part.get("year")
    number, number2 = _day_number(part["day"]), _day_number(part["day2"])
    last = day(_full_year(year), month2, number2) if year else _nearest(month2, number2, context, found.start())
    first = day(last.year - (month > month2), month, number) if last else None
    return day_range(first, last)


def weekdays_to(found: re.Match[str], context: Context) -> Meaning:
    """`from Monday to Wednesday`."""
    first, last = (WEEKDAYS.index(found[name][:3].casefold()) for name in ("weekday", "weekday2"))
    if context.future(found.start()) and context.written:
        begin = shifted(last_weekday(first, context.written), 7)
        return day_range(begin, shifted(begin, (last - first) % 7))
    end = last_weekday(last, context.written)
    return day_range(shifted(end, -((last - first) % 7)) if end else None, end)


def weekday(found: re.Match[str], context: Context) -> Meaning | None:
    """`on Sunday`: the last one up to the day of writing, or the next where the text looks ahead."""
    if _unsure(found, "weekday"):
        return None
    number = WEEKDAYS.index(found["weekday"][:3].casefold())
    this = (found["this"] or "").strip().casefold().removeprefix("the ")
    if this in {"previous", "preceding", "following", "same", "that"}:
        base = context.running or context.written
        step = {"previous": -1, "preceding": -1, "following": 1}.get(this, 0)
        near = shifted(base, step if step < 0 else 7 if step else 0)
    elif this in {"next", "coming"} or (this != "last" and context.future(found.start())):
        near = shifted(context.written, 7)
    else:
        near = shifted(context.written, -1) if this == "last" else context.written
    made = last_weekday(number, near)
    if not made:
        return Meaning("DATE", f"XXXX-WXX-{number + 1}")
    return with_hours(single(made), found)


def monthday(found: re.Match[str], context: Context) -> Meaning | None:
    """`the 8th`, of this month or the last."""
    near = context.written
    if not near or found.string[found.end() : found.end() + 1] == "-":
        return None
    made = day(near.year, near.month, _day_number(found["day"]))
    if made and made > near:
        before = months_later(near.replace(day=1), -1)
        made = day(before.year, before.month, _day_number(found["day"])) if before else None
    return single(made) if made else None


def month(found: re.Match[str], context: Context) -> Meaning | None:
    """`in December`, `early March 2024`."""
    if _unsure(found, "month"):
        return None
    number = _month_number(found["month"])
    this = (found["this"] or "").strip().casefold().removeprefix("the ")
    year = _full_year(found["year"]) if found["year"] else year_of_month(number, this, context, found.start())
    if year is None:
        return Meaning("DATE", f"XXXX-{number:02}")
    days = span_of_months(year, number)
    return Meaning("DATE", f"{year:04}-{number:02}", edge_of(days, found["edge"]))


def months_to(found: re.Match[str], context: Context) -> Meaning:
    """`between March and May`."""
    first, last = _month_number(found["month"]), _month_number(found["month2"])
    year = _full_year(found["year"]) if found["year"] else year_of_month(last, "", context, found.start())
    days = span_of_months(year - (first > last), first, (last - first) % 12 + 1) if year else None
    return day_range(*days) if days else Meaning("DURATION")


def season(found: re.Match[str], context: Context) -> Meaning | None:
    """`last summer`."""
    name = meanings("seasons")[found["season"].casefold()]
    this = (found["this"] or "").strip().casefold().removeprefix("the ")
    verb = found["season"].casefold() in {"fall", "spring"} and not this and not found["year"]
    if verb and not _BEFORE_SEASON.search(found.string, max(0, found.start() - 12), found.start()):
        return None
    year = int(found["year"]) if found["year"] else year_of_month(SEASONS[name], this, context, found.start())
    if year is None:
        return Meaning("DATE", f"XXXX-{name}")
    return Meaning("DATE", f"{year:04}-{name}", span_of_months(year, SEASONS[name], 3))


def year(found: re.Match[str], context: Context) -> Meaning | None:
    """`in 1983`."""
    text, number = context.text, _full_year(found["year"])
    if _COUNTED.match(text, found.end()):
        return None
    before = text[max(0, found.start() - 12) : found.start()]
    if not found["edge"] and not _BEFORE_YEAR.search(before):
        return None
    if found["decade"]:
        return Meaning("DATE", f"{number // 10:03}", span_of_years(number, 10))
    return Meaning("DATE", f"{number:04}", span_of_years(number))


def years_to(found: re.Match[str], _: Context) -> Meaning:
    """`from 2009 to 2011`."""
    first, last = int(found["year"]), int(found["year2"])
    days = span_of_years(first, last - first + 1) if last >= first else None
    return Meaning("DURATION", f"P{last - first}Y", days)


def decade(found: re.Match[str], _: Context) -> Meaning:
    """`the 1990s`."""
    number = int(found["decade"])
    number += 1900 if number < 100 else 0
    return Meaning("DATE", f"{number // 10:03}", span_of_years(number, 10))


def named(found: re.Match[str], context: Context) -> Meaning:
    """`Christmas Eve`."""
    name = re.sub(r"\s+", " ", found["named"].casefold())
    month, number = (
        (1, 1)
        if name.endswith("year's day")
        else (12, 31)
        if name.startswith("new")
        else (12, 24 if "eve" in name else 26 if "boxing" in name else 25)
    )
    if name == "new year day":
        month, number = 1, 1
    return single(_nearest(month, number, context, found.start()))
