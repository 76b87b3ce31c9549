"""What a text is read against, and what every kind of time expression needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sayso.reading.dates.calendar import THIRDS, Days, Kind, day
from sayso.reading.dates.words import any_of, meanings, words

# So far back stands the word that tells that a day is to come.
_CLAUSE = 70
_CLAUSE_END = re.compile(r"[.;:!?\n“”\"]")
_FUTURE = re.compile(rf"\b(?:{any_of(words('future', 'cues'))})\b", re.IGNORECASE)
_AHEAD = re.compile(rf"\b{any_of(words('ahead', 'cues'))}\s+(?:the\s+)?$", re.IGNORECASE)
# `Before dawn on Wednesday` ends at an hour of that day, and tells nothing of whether it is to come.
_HOUR = re.compile(rf"{any_of(meanings('parts'))}\b|\d{{1,2}}(?:[:.]\d\d|\s?[ap]\.?m\b|\s?o['’]clock)", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:{any_of(words('past', 'cues'))})\b", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?\s?([ap])?", re.IGNORECASE)


class Meaning(NamedTuple):
    """Kind, value and days of an expression; `shift` where it counts days from an event."""

    kind: Kind
    value: str | None = None
    days: Days | None = None
    shift: int | None = None


@dataclass(slots=True)
class Context:
    """A text, the day it was written, and the day that it spoke of last."""

    text: str
    written: date | None
    running: date | None = field(default=None)

    def future(self, start: int) -> bool:
        """Whether the clause up to an expression tells of what is to come."""
        clause = _CLAUSE_END.split(self.text[max(0, start - _CLAUSE) : start])[-1]
        hits = list(_FUTURE.finditer(clause))
        if _AHEAD.search(clause) and not _HOUR.match(self.text, start):
            return True
        return bool(hits) and not _PAST.search(clause, hits[-1].end())


def single(found: date | None) -> Meaning:
    """One day as a DATE; without value where the calendar has none such."""
    return Meaning("DATE", found.isoformat() if found else None, (found, found) if found else None)


def day_range(first: date | None, last: date | None) -> Meaning:
    """From one day to another, where both are sure and in order."""
    if not first or not last or first > last:
        return Meaning("DURATION")
    return Meaning("DURATION", f"{first}/{last}", (first, last))


def with_hours(meaning: Meaning, found: re.Match[str]) -> Meaning:
    """A day with the part of it or the hour that is told."""
    told = found.groupdict()
    part = told.get("before") or told.get("after")
    if meaning.value is None:
        return meaning
    if part:
        return Meaning("TIME", meaning.value + "T" + part_of_day(part), meaning.days)
    if clock := told.get("clock") or told.get("clock2"):
        return Meaning("TIME", meaning.value + time_of_day(clock), meaning.days)
    return meaning


def part_of_day(written: str) -> str:
    """TIMEX3's letters of a part of the day."""
    return meanings("parts")[re.sub(r"[\s-]+", " ", written.casefold())] if written else ""


def time_of_day(clock: str) -> str:
    """`T18:00Z` of `6 p.m. UTC`."""
    plain = clock.casefold()
    ones = words("ones")
    if found := _CLOCK.match(plain):
        hour, minute = int(found[1]), found[2] or "00"
        if len(found[1]) == 2 and not found[2] and len(plain) > 4 and plain[2:4].isdecimal():
            minute = plain[2:4]
        hour += 12 if found[3] == "p" and hour < 12 else 0
        hour = 0 if found[3] == "a" and hour == 12 else hour
    else:
        hour, minute = ones.index(plain.split()[0]), "00"
    zone = "Z" if re.search(r"utc|gmt|z\b", plain) else ""
    return f"T{hour:02}:{minute}{zone}"


def edge_of(days: Days | None, edge: str | None) -> Days | None:
    """The beginning, middle or end of a month or year, where the words say so."""
    if not days or not edge:
        return days
    third = _edge(edge)
    first, last = days
    if (last - first).days < 32 and first.day == 1:
        start, end = THIRDS[third]
        return day(first.year, first.month, start) or first, day(first.year, first.month, min(end, last.day)) or last
    return days


def _edge(written: str) -> str:
    plain = written.casefold()
    return "early" if re.search(r"early|beginning|start", plain) else "mid" if re.search("mid", plain) else "late"


def year_of_month(number: int, this: str, context: Context, start: int) -> int | None:
    """The year of a month told without one: the last such month, or the next where the text looks ahead."""
    written = context.written
    if not written:
        return None
    if this in {"next", "coming"} or context.future(start):
        return written.year + (number < written.month)
    return written.year - (number > written.month or (this == "last" and number == written.month))
