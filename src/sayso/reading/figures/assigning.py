"""Which event each figure results from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sayso.reading.figures.found import FoundFigure
from sayso.reading.figures.lists import words
from sayso.records.event import EventType, Figure, Kind

# Start and end of an event's trigger, and the event's type.
Trigger = tuple[int, int, EventType]
# The types of event that people's fates result from, the likeliest first.
EVENTS: dict[Kind, tuple[EventType, ...]] = {
    "killed": ("ASSAULT", "COERCE"),
    "wounded": ("ASSAULT", "COERCE", "AID"),
    "casualties": ("ASSAULT", "COERCE"),
    "captured": ("ASSAULT", "COERCE", "RETREAT", "AID"),
    "missing": ("ASSAULT", "COERCE", "SANCTION"),
    "displaced": ("SANCTION", "ASSAULT", "AID", "RETREAT"),
}
RELEASE: tuple[EventType, ...] = ("RETREAT", "AID", "COERCE", "ASSAULT")
# So many characters of distance outweigh one place in the order of types.
STEP = 60
# No fate is told in more characters.
LONGEST = 80


def assign(found: Sequence[FoundFigure], triggers: Sequence[Trigger]) -> list[list[Figure]]:
    """The figures of each event, in the order of the triggers.

    A figure goes to one event at most: to one of its own sentence and of a type that such a fate results from; to the
    one whose trigger tells the fate, else to the nearest.
    """
    assigned: list[list[Figure]] = [[] for _ in triggers]
    order = sorted(range(len(triggers)), key=lambda index: triggers[index])
    starts = [triggers[index][0] for index in order]
    fates = sorted((one.fate.start, one.fate.end, one.kind) for one in found)
    told = [_told(fates, triggers[index]) for index in order]
    for one in found:
        near = range(bisect_left(starts, one.sentence[0]), bisect_left(starts, one.sentence[1]))
        costs = [
            (cost, place) for place in near if (cost := _cost(one, triggers[order[place]], told[place])) is not None
        ]
        if costs:
            assigned[order[min(costs)[1]]].append(one.figure())
    return assigned


def _told(fates: Sequence[tuple[int, int, Kind]], trigger: Trigger) -> set[Kind]:
    """The kinds of fate that the words of a trigger tell."""
    first, last = (bisect_left(fates, edge, key=lambda fate: fate[0]) for edge in (trigger[0] - LONGEST, trigger[1]))
    return {kind for _, end, kind in fates[first:last] if trigger[0] < end}


def _cost(one: FoundFigure, trigger: Trigger, told: set[Kind]) -> int | None:
    """How far an event is from being the one that a figure results from; None where it cannot be."""
    start, end, kind = trigger
    if kind not in EVENTS[one.kind]:
        return None
    if start < one.fate.end and one.fate.start < end:
        return -1
    released = one.kind == "captured" and "-".join(one.fate.text.casefold().split()) in words("grammar", "released")
    likely = RELEASE if released else EVENTS[one.kind]
    first, last = min(one.fate.start, one.evidence.start), max(one.fate.end, one.evidence.end)
    # A trigger that tells of captures is not what people died of.
    other = 2 * STEP if told and one.kind not in told and "captured" in told | {one.kind} else 0
    return max(0, start - last, first - end) + STEP * likely.index(kind) + other
