"""How monitors of broadcasts head what they write down: `[Bogota Radio Cadena in Spanish 1130 GMT 12 Mar 89]`."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reports.dates import DAY
from sayso.reports.parts import Parts
from sayso.reports.places import is_generic, station_in

_DAY = re.compile(DAY, re.IGNORECASE)
# In brackets, or a line of its own or up to a dash.
_LINE = re.compile(
    r"\[(?P<bracketed>[^\[\]\r\n]{5,120})\]\s*|(?P<line>[^\[\]\r\n]{5,120}?)(?:[^\S\r\n]*--\s*|[^\S\r\n]*[\r\n]\s*)"
)
_LANGUAGE = r"[\s,]+in\s+[A-Z][\w-]+(?:\s+(?:to|for)\s+[A-Z]\w+(?: [A-Z]\w+)?)?"
_HOUR = r"[\s,]+\d{4}\s+(?:GMT|HRS|UTC)"
_BROADCAST = re.compile(rf"(?P<language>{_LANGUAGE})?(?P<hour>{_HOUR})?(?:\s+on)?[\s,]*\Z", re.IGNORECASE)
# What stands before the words themselves: [TEXT], [SPEECH] [PRESIDENT ALFREDO CRISTIANI] [TEXT].
_EDITORS = re.compile(r"(?:\[(?:[^\]a-z]{1,200}|(?:Full )?Text|Excerpts?|Report|Passage omitted)\]\s*)*")


def monitored(head: str, start: int) -> Parts | None:
    """Place, station and day of a broadcast whose monitor's line begins at an offset; null where there is none."""
    line = _LINE.match(head, start)
    if not line:
        return None
    begin, end = line.span("line" if line["bracketed"] is None else "bracketed")
    day = _DAY.search(head, begin, end)
    broadcast = _BROADCAST.search(head[begin : day.start()]) if day else None
    if not day or not broadcast or head[day.end() : end].strip(" ,."):
        return None
    sender = head[begin : begin + broadcast.start()]
    station = station_in(sender)
    plain = line["bracketed"] is None
    if (plain and not broadcast["hour"]) or (station is None and not broadcast["language"]):
        return None
    parts = Parts(after_editors(head, line.end()), day=day)
    return _with_sender(parts, begin, sender, station)


def after_editors(head: str, start: int) -> int:
    """Where the words begin after an editor's tags."""
    editors = _EDITORS.match(head, start)
    return editors.end() if editors else start


def _with_sender(parts: Parts, begin: int, sender: str, station: int | None) -> Parts:
    """`KABUL RADIO` is the station's whole name, `Bogota Radio Cadena` a place and the station in it."""
    name = sender if station is None else sender[:station]
    place = (begin + name.startswith("("), begin + len(name.rstrip(" ,)"))) if name else None
    if station is None:
        return replace(parts, place=place)
    whole = begin if is_generic(sender[station:]) else begin + station
    return replace(parts, place=place, agency=(whole, begin + len(sender)))
