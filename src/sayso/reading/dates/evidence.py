"""The days that an event can have been, and what in the text speaks for each: the names that `weights.json` weighs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date

from sayso.reading.dates.calendar import When, shifted
from sayso.reading.dates.story import AUXILIARIES, SAID, WORD, Choice, Happening, Story

Add = Callable[..., None]
_DEFINITE = re.compile(r"\b(?:the|this|that|['’]s)\s", re.IGNORECASE)
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
# The head of a text has so many characters; words further apart than this are no neighbours.
_HEAD_END, _WIDEST = 200, 300


def evidence(story: Story, index: int) -> dict[Choice, list[str]]:
    """Every choice for the days of an event, with the names of what speaks for it."""
    one = story.happenings[index]
    found: dict[Choice, list[str]] = {None: ["null"]}

    def add(days: Choice, *names: str) -> None:
        if days is None or days[0] <= days[1]:
            found.setdefault(days, []).extend(names)

    _from_writing(story, add)
    _from_words(story, one, add)
    _from_others(story, index, add)
    for days, names in found.items():
        names.extend(_shape(days, story.written))
    return {days: [*names, *_crossed(names, story, one)] for days, names in found.items()}


def _from_writing(story: Story, add: Add) -> None:
    written = story.written
    if not written:
        return
    for back in range(4):
        if made := shifted(written, -back):
            add(
                (made, made),
                f"w{back}",
                f"w{back} {story.setting}",
                f"w{back} {story.latest}",
                f"w{back} {story.setting} {story.latest}",
            )
    for back in (1, 2, 7):
        if made := shifted(written, -back):
            add((made, written), f"w{back}..", f"w{back}.. {story.setting}")


def _from_words(story: Story, one: Happening, add: Add) -> None:
    """What the time expressions around an event say."""
    sentence = story.sentences.at(one.start)
    whens = [when for when in story.near(one.start) if when.days]
    before = [when for when in whens if when.start < one.start][::-1]
    after = [when for when in whens if when.start >= one.start]
    beside = {"<": 0, ">": 0}
    for side, row in (("<", before), (">", after)):
        for rank, when in enumerate(row):
            inside = sentence[0] <= when.start < sentence[1]
            beside[side] |= inside
            names = [f"word {side}{min(rank, 3)} {'same' if inside else 'other'}"]
            if inside:
                names += _inside(story, one, when, side)
            elif side == "<":
                names += _behind(story.text, one, when)
            _add_when(story, when, [*names, *(["head of the text"] if when.start < _HEAD_END else [])], add)
            if inside:
                _add_neighbours(when, side, add)
    add(None, f"words inside {beside['<']}{beside['>']}")


def _add_when(story: Story, when: When, names: list[str], add: Add) -> None:
    """The days of an expression, and all the days from then on."""
    add(when.days, *names)
    if when.days and story.written and when.days[1] <= story.written != when.days[0]:
        add((when.days[0], story.written), *(f"since {name}" for name in names))


def _add_neighbours(when: When, side: str, add: Add) -> None:
    """The day before and the day after."""
    if when.kind in {"DATE", "TIME"} and when.first and when.first == when.last:
        for back in (-1, 1):
            if made := shifted(when.first, back):
                add((made, made), f"beside {back} {side}")


def _lead(text: str, when: When) -> str:
    return str((WORD.findall(text[max(0, when.start - 12) : when.start]) or ["-"])[-1]).casefold()


def _inside(story: Story, one: Happening, when: When, side: str) -> list[str]:
    """How an expression of the same sentence stands to an event."""
    start, end = (when.end, one.start) if side == "<" else (one.end, when.start)
    gap = story.text[start : min(end, start + _WIDEST)]
    edges = max(one.start, when.start), min(one.end, when.end)
    between = bisect_left(story.begun, edges[0]) - bisect_left(story.begun, edges[1])
    names = [
        f"in {side} triggers between {min(abs(between), 2)}",
        f"in {side} comma {',' in gap} said {bool(SAID.search(gap))}",
        f"in {side} lead {_lead(story.text, when)}",
        f"in {side} gap {min(len(gap) // 12, 6)}",
    ]
    if side == "<" and re.match(r"['’]s\b", gap) and len(gap) < 30:
        names.append("possessive")
    if re.search(r"[;“”]", gap):
        names.append(f"in {side} parted")
    return names


def _behind(text: str, one: Happening, when: When) -> list[str]:
    """How far back an expression of an earlier sentence stands."""
    apart = text.count("\n\n", when.end, one.start) if one.start - when.end < 4000 else 9
    said = _lead(text, when) == "on" and bool(SAID.search(text[max(0, when.start - 30) : when.start]))
    return [f"back {min(apart, 3)}", f"back said {said}"]


def _from_others(story: Story, index: int, add: Add) -> None:
    """The days that are told of the other events, and those that are counted from them."""
    one = story.happenings[index]
    add(story.attached[index], "attached")
    _from_row(story, index, ("before", range(index - 1, max(-1, index - 25), -1)), add)
    _from_row(story, index, ("behind", range(index + 1, min(len(story.happenings), index + 12))), add)
    _around(story, story.main, "main", add)
    if story.main and one.type == "ASSAULT":
        add(story.main, f"main the {bool(_DEFINITE.search(story.text[max(0, one.start - 16) : one.start + 4]))}")
    for rank, (days, count) in enumerate(story.assaults):
        add(days, f"assaults {rank} {min(count, 4)} of {len(story.assaults)}")
    if story.first:
        add(story.first, "first attached")
    if stated := bisect_left(story.stated, one.end, key=lambda when: when.start):
        add(story.stated[stated - 1].days, "stated before", f"stated before {stated == len(story.stated)}")
    if story.stated:
        add(story.stated[0].days, "stated first")
    _counted(story, index, add)


def _from_row(story: Story, index: int, row: tuple[str, range], add: Add) -> None:
    """The days told of the events on one side of an event: of the nearest one of each kind."""
    one, stem = story.happenings[index], story.stems[index]
    sentence = story.sentences.at(one.start)
    way, places = row
    seen: set[str] = set()
    for place in places:
        other, days = story.happenings[place], story.attached[place]
        if not days:
            continue
        names = [way, f"{way} {'same' if sentence[0] <= other.start < sentence[1] else 'other'}", f"{way} {other.type}"]
        names += [f"{way} of the type"] if other.type == one.type else []
        names += [f"{way} of the type and status"] if other[2:] == one[2:] else []
        names += [f"{way} of the word"] if stem == story.stems[place] else []
        new = [name for name in names if name not in seen]
        seen.update(new)
        if new:
            add(days, *new)


def _counted(story: Story, index: int, add: Add) -> None:
    """Days counted from an event: `freed on Sunday, three days after the arrest`."""
    one = story.happenings[index]
    sentence = story.sentences.at(one.start)
    bases = {days for days in (story.main, *story.attached[max(0, index - 4) : index + 4]) if days}
    if story.written:
        bases.add((story.written, story.written))
    for when in story.near(one.start):
        if when.shift is None or not sentence[0] <= when.start < sentence[1]:
            continue
        side = "<" if when.start < one.start else ">"
        held = when.anchor and when.anchor[0] <= one.start < when.anchor[1]
        for base in bases:
            for name, step in (("counted", when.shift), ("counted back", -when.shift)):
                first, last = shifted(base[0], step), shifted(base[1], step)
                if first and last:
                    add((first, last), f"{name} {side} {held} {'main' if base == story.main else 'other'}")


def _around(story: Story, main: Choice, name: str, add: Add) -> None:
    """The day of the main happening, and what is told to have been since, before or a day after."""
    if not main:
        return
    add(main, name)
    if main[0] != main[1]:
        add((main[0], main[0]), f"{name} first")
        add((main[1], main[1]), f"{name} last")
    written = story.written
    if written and main[0] <= written:
        for back in (0, 1):
            last = shifted(written, -back)
            if last and main[0] <= last:
                add((main[0], last), f"{name} to w{back}", f"{name} to w{back} {story.setting}")
                after = shifted(main[1], 1)
                if after and after <= last:
                    add((after, last), f"after {name} to w{back}", f"after {name} to w{back} {story.setting}")
    for step in (-1, 1):
        if made := shifted(main[0 if step < 0 else 1], step):
            add((made, made), f"{name} {step:+}")


def _shape(days: Choice, written: date | None) -> list[str]:
    if not days:
        return []
    length = (days[1] - days[0]).days
    names = [
        f"length {'1' if not length else '2' if length == 1 else 'week' if length < 8 else 'month' if length < 32 else 'long'}"
    ]
    if written:
        ago = (written - days[1]).days
        names.append(
            f"ago {'ahead' if ago < 0 else ago if ago < 3 else 'week' if ago < 8 else 'month' if ago < 40 else 'long'}"
        )
    return names


def _crossed(names: Sequence[str], story: Story, one: Happening) -> list[str]:
    """Each name together with what kind of event it is, and how it is worded."""
    text = story.text
    before = [word.casefold() for word in WORD.findall(text[max(0, one.start - 24) : one.start])][-2:]
    trigger = [word.casefold() for word in WORD.findall(text[one.start : one.end])][:2] or ["-"]
    helper = next((word for word in [trigger[0], *reversed(before)] if word in AUXILIARIES), "-")
    ending = next((tail for tail in ("ing", "ed", "en", "s") if trigger[-1].endswith(tail)), "-")
    group = "spoken" if one.type in _SPOKEN else one.type if one.type == "ASSAULT" else "other"
    kinds = (f"{group} {one.status}", f"{one.type} {one.status}", f"{one.status} {helper} {ending}")
    return [f"{kind}|{name}" for name in dict.fromkeys(names) for kind in kinds]
