"""What has been read of a dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sayso.records import Dateline, Span
from sayso.reports.dates import iso_day
from sayso.reports.places import Stretch, as_name, is_nowhere


@dataclass(frozen=True)
class Parts:
    """The parts of a dateline, as offsets, and where they end."""

    end: int
    place: Stretch | None = None
    day: re.Match[str] | None = None
    agency: Stretch | None = None
    undated: bool = False

    @property
    def dated(self) -> bool:
        """Whether there is a day, or a note that there is none."""
        return self.undated or self.day is not None

    def made(self, text: str, near: date | None) -> Dateline:
        """The dateline of these parts of a text; `near` completes a day without a year."""
        place = Span.of(text, *self.place) if self.place else None
        if place and is_nowhere(place.text):
            place = None
        agency = Span.of(text, *self.agency) if self.agency else None
        return Dateline(
            place=as_name(place.text) if place else None,
            date=iso_day(self.day, near) if self.day else None,
            agency=agency.text if agency else None,
            place_span=place,
            date_span=Span.of(text, *self.day.span()) if self.day else None,
            agency_span=agency,
            end=self.end,
        )
