"""Which of two reports has its wording from the other, where that can be shown."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from sayso.incidents.copies.wording import Wording
from sayso.reading.relays import same
from sayso.records import Span
from sayso.records.copy import Credit
from sayso.reports.dates import as_date

# All but so much of the earlier one stands in the later one.
CONTAINED = 0.9
_DAY = len("2024-03-04")


class Direction(NamedTuple):
    """Where the wording comes from: the key of the report, or null; why; and the credits that show it."""

    origin: str | None
    reason: str
    credits: tuple[Credit, ...] = ()


def direction(one: Wording, two: Wording, shares: tuple[float, float]) -> Direction:
    """Which of two reports the wording that they share comes from; `two` is not the earlier one.

    It comes from the earlier one only where the later one credits its outlet or agency, or contains it wholly with
    edits, and where no agency is credited that both have it from.
    """
    earlier, later = one.report, two.report
    if not before(earlier.published, later.published):
        return Direction(None, "Which one was published first is not known.")
    if earlier.outlet and same(earlier.outlet, later.outlet):
        return Direction(None, f"Both are of {earlier.outlet}, which may have them from elsewhere.")
    if credited := _credited(earlier.outlet, one, two):
        return credited
    if shares[0] >= CONTAINED and not two.credits:
        return Direction(earlier.key, "It was published first, and the later report contains nearly all of it.")
    reason = "The later report neither credits the earlier one nor contains nearly all of it."
    return Direction(None, reason, two.credits)


def _credited(outlet: str | None, one: Wording, two: Wording) -> Direction | None:
    """What the credits of the later report show; None where they name neither the earlier one nor what it names."""
    credited = tuple(credit for credit in two.credits if credit.agency and same(credit.agency, outlet))
    if credited:
        reason = f"It was published first, and the later report credits {outlet}."
        return Direction(one.report.key, reason, credited)
    common = tuple(credit for credit in two.credits if any(_is_same(credit, other) for other in one.credits))
    if common:
        return Direction(None, f"Both credit {common[0].agency}, and may have it from there.", common)
    if named := _named(outlet, two.report.text):
        reason = f"It was published first, and the later report names {outlet}."
        return Direction(one.report.key, reason, (named,))
    return None


def _is_same(one: Credit, other: Credit) -> bool:
    return one.agency is not None and same(one.agency, other.agency)


def _named(outlet: str | None, text: str) -> Credit | None:
    """Where a text names an outlet."""
    found = re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text) if outlet else None
    return Credit(kind="named", agency=outlet, span=Span.of(text, *found.span())) if found else None


def before(one: str | None, two: str | None) -> bool:
    """Whether one ISO day or time is surely before another."""
    first, second = as_date(one), as_date(two)
    if not one or not two or not first or not second:
        return False
    if first != second or min(len(one), len(two)) == _DAY:
        return first < second
    times = datetime.fromisoformat(one), datetime.fromisoformat(two)
    return (times[0].tzinfo is None) == (times[1].tzinfo is None) and times[0] < times[1]
