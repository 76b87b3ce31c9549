"""The time expressions of a text, in order."""

from __future__ import annotations

import re
from datetime import date

from sayso.reading.dates.calendar import When
from sayso.reading.dates.context import Context, Meaning
from sayso.reading.dates.grammar import beginnings, rules
from sayso.reading.dates.relative import shift_of
from sayso.reading.dates.resolving import RESOLVERS

# Words up to here are what an expression counts from: `three days after [the arrests in Goma]`.
_ANCHOR = re.compile(r"\s{1,3}(?P<words>\w[^.,;:!?\n“”\"()]{1,80})")


def expressions(text: str, written: date | None) -> tuple[When, ...]:
    """Every time expression of a text, in order; none overlaps another.

    `written` is the day on which the text was written: of its dateline, else of its publication. Without it only what
    tells its own year is resolved.
    """
    context = Context(text, written)
    found: list[When] = []
    end = 0
    for beginning in beginnings().finditer(text):
        if beginning.start() < end:
            continue
        one = _longest(context, beginning.start())
        if one:
            found.append(one)
            end = one.end
            if one.kind in {"DATE", "TIME"} and one.days and one.first == one.last:
                context.running = one.first
    return tuple(found)


def _longest(context: Context, start: int) -> When | None:
    """The longest expression that begins at an offset and means something."""
    matches = [(match, name) for name, pattern in rules() if (match := pattern.match(context.text, start))]
    for match, name in sorted(matches, key=lambda pair: -pair[0].end()):
        if name == "counted" and (one := _anchored(match, context)):
            return one
        if meaning := RESOLVERS[name](match, context):
            return _when(match, meaning)
    return None


def _when(match: re.Match[str], meaning: Meaning) -> When:
    first, last = meaning.days or (None, None)
    return When(match.start(), match.end(), meaning.kind, meaning.value, first, last)


def _anchored(match: re.Match[str], context: Context) -> When | None:
    """`three days` of `three days after the arrests`, with what it is counted from."""
    way = match["way"].casefold()
    anchor = _ANCHOR.match(context.text, match.end())
    if way not in {"after", "before"} or not anchor:
        return None
    length = RESOLVERS["duration"](match, context)
    shift = shift_of(match["count"], match["unit"], way)
    return When(
        match.start(),
        match.end("unit"),
        "DURATION",
        length.value if length else None,
        shift=shift,
        anchor=anchor.span("words"),
    )
