"""The days of events: of all that the text lets each be, the likeliest by a linear model.

The model (`weights.json`, learnt by `training/dates.py` from the project's own corpus) weighs what `evidence` names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.reading.dates.calendar import Days, When
from sayso.reading.dates.evidence import evidence
from sayso.reading.dates.found import expressions
from sayso.reading.dates.story import Choice, Happening, Story
from sayso.records import Report
from sayso.reports.dates import as_date

Weights = Mapping[str, float]


class Dated(NamedTuple):
    """The first and the last day that an event can have been, and the expression that says so, if one does.

    No days where the expression has none: `30 February`, or `on Sunday` of a report without a day.
    """

    days: Days | None
    when: When | None


def written_day(report: Report) -> date | None:
    """The day that a report was written: of its dateline, else of its publication."""
    dated = as_date(report.dateline.date) if report.dateline else None
    return dated or as_date(report.published)


def dates_of(
    report: Report, happenings: Sequence[Happening], whens: Sequence[When] | None = None
) -> list[Dated | None]:
    """The days of each event of a report, in the order given; None where the report does not tell them.

    `whens` are the report's time expressions, where they have been found already.
    """
    if whens is None:
        whens = expressions(report.text, written_day(report))
    order = sorted(range(len(happenings)), key=lambda index: happenings[index])
    story = story_of(report, [happenings[index] for index in order], whens)
    chosen = decoded(story, _weights())
    made: list[Dated | None] = [None] * len(happenings)
    for index, days in zip(order, chosen, strict=True):
        if when := _unresolved(story, happenings[index]):
            made[index] = Dated(None, when)
        elif days:
            made[index] = Dated(days, _telling(story, happenings[index], days))
    return made


def story_of(report: Report, happenings: Sequence[Happening], whens: Sequence[When]) -> Story:
    """What is known of a report before its events are dated; `happenings` in the order of the text."""
    datelined = bool(report.dateline and as_date(report.dateline.date))
    return Story(report.text, whens, written_day(report), datelined, happenings)


def decoded(story: Story, weights: Weights) -> list[Choice]:
    """The days of every event of a story."""
    return [_likeliest(evidence(story, index), weights) for index in range(len(story.happenings))]


def _likeliest(choices: Mapping[Choice, Sequence[str]], weights: Weights) -> Choice:
    return max(choices, key=lambda choice: sum(weights.get(name, 0.0) for name in dict.fromkeys(choices[choice])))


def _unresolved(story: Story, one: Happening) -> When | None:
    """The expression without days that alone tells in an event's sentence when it was; None where there is another."""
    start, end = story.sentences.at(one.start)
    told = [when for when in story.near(one.start) if start <= when.start < end and when.kind in {"DATE", "TIME"}]
    if one.status != "actual" or any(when.days or not (when.value or "X").startswith("X") for when in told):
        return None
    return min(told, key=lambda when: abs(when.start - one.start), default=None)


def _telling(story: Story, one: Happening, days: tuple[date, date]) -> When | None:
    """The nearest expression that means these days, or the one that they begin with."""
    near = sorted(story.near(one.start), key=lambda when: abs(when.start - one.start))
    same = (when for when in near if when.days == days)
    begins = (when for when in near if when.first == days[0])
    return next(same, None) or next(begins, None)


@cache
def _weights() -> Weights:
    raw: dict[str, float] = json.loads(files("sayso.reading.dates").joinpath("weights.json").read_text("utf-8"))
    return raw
