"""Time expressions and the days of events: `on Sunday`, `4 JAN 90`, `a day earlier`, `three days after the arrests`."""

from __future__ import annotations

from sayso.reading.dates.calendar import Days, When
from sayso.reading.dates.choosing import Dated, dates_of, written_day
from sayso.reading.dates.found import expressions
from sayso.reading.dates.story import Happening

__all__ = ["Dated", "Days", "Happening", "When", "dates_of", "expressions", "written_day"]
