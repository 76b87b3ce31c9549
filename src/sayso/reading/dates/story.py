"""A text as its events are dated: what its words tell of the days of each event beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sayso.reading.dates.calendar import Days, When, shifted
from sayso.reading.sentences import Sentences
from sayso.records.event import EventType, Status

Choice = Days | None
SAID = re.compile(
    r"\b(?:said|told|says|announced|reported|stated|declared|claimed|confirmed|statement|added|according)\b"
)
WORD = re.compile(r"[^\W\d_]+")
AUXILIARIES = frozenset(
    [
        "had",
        "has",
        "have",
        "having",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "will",
        "would",
        "shall",
        "could",
        "may",
        "might",
        "can",
        "to",
        "not",
        "never",
        "the",
        "a",
        "an",
        "this",
        "that",
        "of",
        "his",
        "her",
        "its",
        "their",
    ]
)
# So many expressions before and after an event, and so many at the head of the text, are looked at.
_BEFORE, _AFTER, _HEAD = 8, 4, 6
# Words of one stem share so many letters.
_STEM = 5


class Happening(NamedTuple):
    """An event to be dated: the place of its trigger, its type and status."""

    start: int
    end: int
    type: EventType
    status: Status


@dataclass(slots=True)
class Story:
    """A text with what is known of its days and of the events that it tells."""

    text: str
    whens: Sequence[When]
    written: date | None
    datelined: bool
    happenings: Sequence[Happening]
    sentences: Sentences = field(init=False)
    starts: list[int] = field(init=False)
    begun: list[int] = field(init=False)
    stated: list[When] = field(init=False)
    attached: list[Choice] = field(init=False)
    """The days that the words beside each event tell, None where they tell none."""
    main: Choice = field(init=False)
    assaults: list[tuple[Choice, int]] = field(init=False)
    """The days that most of its assaults have, and how many."""
    first: Choice = field(init=False)
    stems: list[str] = field(init=False)
    setting: str = field(init=False)
    latest: str = field(init=False)
    """How far back the last day lies that the text tells of, in words."""

    def __post_init__(self) -> None:
        self.sentences = Sentences(self.text)
        self.starts = [when.start for when in self.whens]
        self.begun = [one.start for one in self.happenings]
        self.stated = [when for when in self.whens if when.days and _stated(self.text, when)]
        self.stems = [stem_of(self.text[one.start : one.end]) for one in self.happenings]
        self.attached = [_attached(self, one) for one in self.happenings]
        _count_from(self)
        assaults: Counter[Choice] = Counter(
            days
            for one, days in zip(self.happenings, self.attached, strict=True)
            if one.type == "ASSAULT" and one.status == "actual" and days
        )
        self.main = assaults.most_common(1)[0][0] if assaults else None
        self.assaults = assaults.most_common(4)
        self.first = next((days for days in self.attached if days), None)
        self.setting = "dated" if self.datelined else "undated"
        told = [when.last for when in self.whens if when.days and when.first == when.last and when.start > 60]
        lags = [(self.written - last).days for last in told if last and self.written and last <= self.written]
        self.latest = f"lag {min(*lags, 4)}" if len(lags) > 1 else f"lag {min(lags[0], 4)}" if lags else "no lag"

    def near(self, at: int) -> list[When]:
        """The expressions around an offset, and those at the head of the text."""
        place = bisect_left(self.starts, at)
        numbers = {
            *range(min(_HEAD, len(self.whens))),
            *range(max(0, place - _BEFORE), min(len(self.whens), place + _AFTER)),
        }
        return [self.whens[number] for number in sorted(numbers)]


def _stated(text: str, when: When) -> bool:
    """Whether an expression tells when something was said: `said on Sunday`, `on Sunday, the army announced`."""
    return bool(
        SAID.search(text[max(0, when.start - 16) : when.start])
        or (
            re.match(r"\s+(?:by|in|that|to)\b", text[when.end : when.end + 8])
            and SAID.search(text[max(0, when.start - 40) : when.start])
        )
    )


def _attached(story: Story, one: Happening) -> Choice:
    sentence = story.sentences.at(one.start)
    place = bisect_left(story.starts, one.start)
    best: tuple[int, Choice] = (90, None)
    for when in story.whens[max(0, place - 3) : place + 4]:
        if not when.days or not sentence[0] <= when.start < sentence[1]:
            continue
        left, right = (when.end, one.start) if when.start < one.start else (one.end, when.start)
        between = abs(bisect_left(story.begun, right) - bisect_left(story.begun, left + 1))
        said = _stated(story.text, when) and not SAID.search(story.text[one.start : one.end])
        cost = max(0, right - left) // 2 + 40 * between + 70 * said
        best = min(best, (cost, when.days), key=lambda pair: pair[0])
    return best[1]


def _count_from(story: Story) -> None:
    """Days of the events that others are counted from: of the arrest in `freed on Sunday, three days after the arrest`."""
    for when in story.whens:
        if when.shift is None or not when.anchor:
            continue
        inside = range(*(bisect_left(story.begun, edge) for edge in when.anchor))
        sentence = story.sentences.at(when.start)
        place = bisect_left(story.begun, when.start) - 1
        base = story.attached[place] if place >= 0 and story.begun[place] >= sentence[0] else None
        if not base and story.written:
            base = (story.written, story.written)
        if base and inside:
            first, last = shifted(base[0], -when.shift), shifted(base[1], -when.shift)
            if first and last:
                story.attached[inside[0]] = (first, last)


def stem_of(words: str) -> str:
    """The first letters of the first word of a trigger that is no auxiliary."""
    last = WORD.findall(words)
    content = [word.casefold() for word in last if word.casefold() not in AUXILIARIES] or ["-"]
    return str(content[0])[:_STEM]
