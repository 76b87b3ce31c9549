"""The function that reads the matches of each rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.reading.dates import absolute, relative
from sayso.reading.dates.context import Context, Meaning

RESOLVERS: dict[str, Callable[[re.Match[str], Context], Meaning | None]] = {
    "iso": absolute.iso, "slashed": absolute.slashed, "day": absolute.whole_day, "days": absolute.days_to, "weekdays": absolute.weekdays_to, "weekday": absolute.weekday,
    "monthday": absolute.monthday, "month": absolute.month, "months": absolute.months_to, "season": absolute.season, "year": absolute.year, "years": absolute.years_to,
    "decade": absolute.decade, "quarter": relative.quarter, "period": relative.period, "daypart": relative.daypart, "overnight": relative.overnight, "today": relative.today,
    "beside": relative.beside, "counted": relative.counted, "duration": relative.duration, "clock": relative.clock, "set": relative.repeated, "reference": relative.reference,
    "day_named": absolute.named,
}  # fmt: skip
