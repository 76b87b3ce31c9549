"""What expressions mean that count from the day of writing, or from the day that the text spoke of last."""

from __future__ import annotations

import re
from datetime import date

from sayso.reading.dates.calendar import (
    Days,
    months_later,
    shifted,
    span_of_months,
    span_of_years,
    week_of,
    week_value,
)
from sayso.reading.dates.context import (
    Context,
    Meaning,
    edge_of,
    part_of_day,
    single,
    time_of_day,
    with_hours,
)
from sayso.reading.dates.words import meanings, number_of

_QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_DAYS_OF_UNIT = {"D": 1, "NI": 1, "W": 7, "FN": 14, "WE": 7}
_MONTHS_OF_UNIT = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def quarter(found: re.Match[str], context: Context) -> Meaning:
    """`the third quarter of 2009`."""
    told = found.groupdict().get("year")
    number = _QUARTERS.get(found["number"].casefold()) or (int(found["number"][1]) if found["number"][0] in "Qq" else 0)
    if told and told[:4].isdecimal():
        year: int | None = int(told)
    else:
        year = context.written.year if context.written else None
        if year and told:
            year += {"last": -1, "next": 1}.get(told.split()[0].casefold(), 0)
        elif year and context.written and number * 3 > context.written.month + 2:
            year -= 1
    if year is None or (not number and not context.written):
        return Meaning("DATE")
    if not number and context.written:
        number = (context.written.month - 1) // 3
        year, number = (year, number) if number else (year - 1, 4)
    return Meaning("DATE", f"{year:04}-Q{number}", span_of_months(year, 3 * number - 2, 3))


def period(found: re.Match[str], context: Context) -> Meaning | None:
    """`last week`, `the same month`, `the end of this year`."""
    part = found.groupdict()
    unit = meanings("units")[found["unit"].casefold()]
    this = (part.get("this") or "").strip().casefold().removeprefix("the ")
    if unit not in {"W", "WE", "M", "Q", "Y", "DE", "NI"} or found["unit"].endswith("s"):
        return None
    past = part.get("past")
    beside = this in {"previous", "preceding", "following", "same", "that"} or bool(past) or not this
    base = (context.running if beside else None) or context.written
    step = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "preceding": -1,
        "final": 0,
        "next": 1,
        "coming": 1,
        "following": 1,
    }.get(this, 0)
    step -= past in {"previous", "before", "earlier", "ago"}
    if base is None:
        return Meaning("DATE")
    if unit == "WE" and base.weekday() < 5 and this in {"", "this"} and not past and not context.future(found.start()):
        step = -1  # `at the weekend`, told in the week, was the last one.
    made = _unit_beside(base, unit, step, context)
    return made._replace(days=edge_of(made.days, part.get("edge")))


def _unit_beside(base: date, unit: str, step: int, context: Context) -> Meaning:
    """The unit that a day is in, or one before or after."""
    if unit == "NI":
        made = shifted(base, step)
        return Meaning("TIME", f"{made}TNI", (made, made)) if made else Meaning("TIME")
    if unit == "W":
        week = week_of(base, step)
        return Meaning("DATE", week_value(week[0]), _so_far(week, context, step)) if week else Meaning("DATE")
    if unit == "WE":
        week = week_of(base, step)
        saturday = shifted(week[0], 5) if week else None
        return (
            Meaning("DATE", f"{week_value(week[0])}-WE", (saturday, week[1])) if week and saturday else Meaning("DATE")
        )
    if unit == "M":
        months = span_of_months(base.year, base.month + step)
        value = f"{months[0].year:04}-{months[0].month:02}" if months else None
        return Meaning("DATE", value, _so_far(months, context, step))
    if unit == "Q":
        months = span_of_months(base.year, (base.month - 1) // 3 * 3 + 1 + 3 * step, 3)
        return Meaning("DATE", f"{months[0].year:04}-Q{months[0].month // 3 + 1}" if months else None, months)
    year = base.year + (10 if unit == "DE" else 1) * step
    years = span_of_years(year) if unit == "Y" else span_of_years(year // 10 * 10, 10)
    return Meaning("DATE", f"{year:04}" if unit == "Y" else f"{year // 10:03}", _so_far(years, context, step))


def _so_far(days: Days | None, context: Context, step: int) -> Days | None:
    """What is told of this week or month has happened by the day of writing."""
    written = context.written
    if days and written and step == 0 and days[0] <= written <= days[1]:
        return days[0], written
    return days


def daypart(found: re.Match[str], context: Context) -> Meaning:
    """`this morning`, `that night`, `at dawn`; the last has a value and no days of its own."""
    this = re.sub(r"\s+", " ", found["this"].casefold()).removeprefix("the ")
    steps = {"last": -1, "yesterday": -1, "tomorrow": 1, "this": 0}
    if this in steps:
        made = shifted(context.written, steps[this])
    else:
        made = shifted(context.running or context.written, {"previous": -1, "following": 1, "next": 1}.get(this, 0))
    sure = this not in {"", "the"}
    value = "T" + part_of_day(found["part"])
    return Meaning("TIME", f"{made}{value}" if made else None, (made, made) if made and sure else None)


def overnight(_: re.Match[str], context: Context) -> Meaning:
    """The night before the day spoken of last."""
    base = context.running or context.written
    made = shifted(base, -1)
    return Meaning("TIME", f"{made}TNI", (made, base)) if made and base else Meaning("TIME")


def today(found: re.Match[str], context: Context) -> Meaning:
    """`today`, `yesterday`, `the day before yesterday`."""
    word = re.sub(r"\s+", " ", (found["today"] or found["today2"]).casefold())
    step = {"yesterday": -1, "tomorrow": 1}.get(word, -2 if "before" in word else 0)
    made = with_hours(single(shifted(context.written, step)), found)
    if word == "tonight" and made.value:
        return Meaning("TIME", made.value[:10] + "TNI", made.days)
    return made


def beside(found: re.Match[str], context: Context) -> Meaning:
    """`the previous day`, `the day before`, `that day`: counted from the day that the text spoke of last."""
    this = (found["this"] or "").casefold()
    step = (
        -1
        if re.search("previous|preceding|before|^earlier$", this)
        else 1
        if re.search("following|next|^after$", this)
        else 0
    )
    if "other" in this:
        return Meaning("DATE", "PAST_REF")
    return single(shifted(context.running or context.written, step))


def counted(found: re.Match[str], context: Context) -> Meaning | None:  # noqa: PLR0911
    """`two weeks ago`, `a day earlier`, `three days after …`."""
    unit, amount = meanings("units")[found["unit"].casefold()], number_of(found["count"])
    way = re.sub(r"\s+", " ", found["way"].casefold())
    if unit == "TS" or (unit == "NI" and way == "on"):
        return None
    length = _length(amount, unit)
    back = way in {"ago", "earlier", "before", "previously"}
    base = context.written if way in {"ago", "hence", "from now", "on"} else context.running or context.written
    if amount is None or base is None:
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    sign = -1 if back else 1
    if unit in {"TH", "TM"}:
        hours = amount / (1 if unit == "TH" else 60)
        made = shifted(base, sign * round(hours / 24))
        return Meaning(
            "TIME" if hours < 24 else "DATE", made.isoformat() if made else length, (made, made) if made else None
        )
    if unit in _DAYS_OF_UNIT:
        return single(shifted(base, sign * round(amount * _DAYS_OF_UNIT[unit])))
    moved = months_later(base, sign * round(amount * _MONTHS_OF_UNIT[unit]))
    if not moved:
        return Meaning("DATE", length)
    if unit in {"M", "Q"}:
        return Meaning("DATE", f"{moved.year:04}-{moved.month:02}", span_of_months(moved.year, moved.month))
    return Meaning("DATE", f"{moved.year:04}", span_of_years(moved.year))


def shift_of(count: str, unit: str, way: str) -> int | None:
    """So many days after an event (negative: before it); None where that is not sure to a day."""
    amount, letter = number_of(count), meanings("units")[unit.casefold()]
    if amount is None:
        return None
    if letter in {"TH", "TM"}:
        days = round(amount / (24 if letter == "TH" else 1440))
    elif letter in _DAYS_OF_UNIT:
        days = round(amount * _DAYS_OF_UNIT[letter])
    else:
        return None
    return days if way == "after" else -days


def _length(amount: float | None, unit: str) -> str:
    amount = None if amount is None else amount * {"FN": 2, "DE": 10, "CE": 100}.get(unit, 1)
    letter = {"FN": "W", "DE": "Y", "CE": "Y", "NI": "D", "WE": "WE", "Q": "Q"}.get(unit, unit)
    shown = "X" if amount is None else f"{amount:g}"
    return f"PT{shown}{letter[1]}" if letter in {"TS", "TM", "TH"} else f"P{shown}{letter}"


def duration(found: re.Match[str], context: Context) -> Meaning | None:
    """`three days`, `the past five days`, `years`."""
    part = found.groupdict()
    if plain := part.get("plain"):
        return Meaning("DURATION", _length(None, meanings("units")[plain.split()[-1].casefold()]))
    unit = meanings("units")[found["unit"].casefold()]
    if part.get("single"):
        return Meaning("DURATION", _length(1, unit))
    if unit == "TS" and found["count"].casefold() in {"a", "an"}:
        return None
    amount = number_of(found["count"])
    many = (part.get("many") or "").casefold().removeprefix("the ")
    days = None
    if many in {"past", "last"} and amount and context.written and unit in _DAYS_OF_UNIT:
        first = shifted(context.written, -round(amount * _DAYS_OF_UNIT[unit]))
        days = (first, context.written) if first else None
    return Meaning("DURATION", _length(amount, unit), days)


def clock(found: re.Match[str], context: Context) -> Meaning | None:
    """`18:00 UTC`, `6.40 p.m.`, `17.40` at the head of a line."""
    base = context.running or context.written
    if re.fullmatch(r"\d{1,2}\.\d\d", found["clock"]) and found.string[
        max(0, found.start() - 1) : found.start()
    ] not in {"", "\n"}:
        return None
    value = time_of_day(found["clock"])
    return Meaning("TIME", f"{base}{value}" if base else None)


def repeated(found: re.Match[str], _: Context) -> Meaning:
    """`daily`, `every week`."""
    return Meaning("SET", meanings("sets")[re.sub(r"\s+", " ", found["set"].casefold())])


def reference(found: re.Match[str], _: Context) -> Meaning:
    """`now`, `recently`: no day."""
    return Meaning("DATE", meanings("references")[re.sub(r"[\s-]+", " ", found["reference"].casefold())])
