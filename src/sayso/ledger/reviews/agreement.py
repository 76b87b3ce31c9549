"""How far two persons agree, as three numbers by Krippendorff's alpha.

K. Krippendorff, *Content Analysis*, 2018, ch. 12. A unit is what both decided about, adjudications left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection

from sayso.ledger.reviews.people import Pair, decided_by_both
from sayso.ledger.reviews.rows import digest
from sayso.ledger.reviews.state import outcome
from sayso.records.review import Review

SPANS = {"claim": ("source", "cue", "content"), "event": ("trigger", "agent", "patient", "instrument", "place")}
CODES = {"claim": ("holder", "act", "manner"), "event": ("type", "mode", "status", "location", "date")}


class Alpha(NamedTuple):
    """Alpha, null where nothing varies or nothing was decided twice; of how many units, and of these agreed."""

    alpha: float | None
    units: int
    agreed: int


class Unit(NamedTuple):
    """What two persons said of one thing, and what was asked there."""

    field: str
    one: str | None
    two: str | None


class Agreements(NamedTuple):
    """Agreement in finding spans, in coding what both kept, and in figures.

    *Spans*: each claim and event is a unit, its value rejected or the spans that were kept. *Coding*: of what both kept, each
    coded field (holder, act, manner; type, mode, status, place, date) is a unit. *Figures*: of events that both kept, each kind of
    figure that either has is a unit, its values all its numbers from low to high. All are nominal: an end can be open, and has
    no distance then, and a figure that is off by one is another figure.
    """

    spans: Alpha
    coding: Alpha
    figures: Alpha


def agreements(connection: Connection, one: str, two: str) -> Agreements:
    """How far two persons agree, by their names."""
    pairs = list(decided_by_both(connection, one, two))
    kept = [pair for pair in pairs if _record(pair.one) and _record(pair.two)]
    return Agreements(
        alpha_of(Unit("spans", _spans(pair.one), _spans(pair.two)) for pair in pairs),
        alpha_of(unit for pair in kept for unit in _coded(pair)),
        alpha_of(unit for pair in kept for unit in _figures(pair)),
    )


def _record(review: Review) -> Any:  # noqa: ANN401 - JSON
    verdict, record = outcome(review)
    return None if verdict == "reject" else record


def _spans(review: Review) -> str | None:
    record = _record(review)
    return digest([record[name] for name in SPANS[review.subject]]) if record else "rejected"


def _coded(pair: Pair) -> Iterator[Unit]:
    one, two = _record(pair.one), _record(pair.two)
    for name in CODES[pair.one.subject]:
        yield Unit(name, digest(one[name]), digest(two[name]))


def _figures(pair: Pair) -> Iterator[Unit]:
    one, two = _numbers(_record(pair.one)), _numbers(_record(pair.two))
    for kind in sorted(one.keys() | two.keys()):
        yield Unit("figures", digest(sorted(one.get(kind, []))), digest(sorted(two.get(kind, []))))


def _numbers(record: Any) -> dict[str, list[str]]:  # noqa: ANN401 - JSON
    found: dict[str, list[str]] = defaultdict(list)
    for figure in record.get("casualties", ()):
        found[figure["kind"]].append(f"{figure['low']} to {figure['high']}")
    return found


def alpha_of(units: Iterable[Unit]) -> Alpha:
    """Alpha of nominal values.

    What chance would give is worked out of each field by itself: a holder and an act never agree by chance, so that values of
    all fields together would make chance small and alpha large.
    """
    asked: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        asked[unit.field].append(unit)
    number = sum(map(len, asked.values()))
    agreed = sum(unit.one == unit.two for of in asked.values() for unit in of)
    by_chance = sum(len(of) * _disagreeing(of) for of in asked.values())
    return Alpha(1 - (number - agreed) / by_chance if by_chance else None, number, agreed)


def _disagreeing(units: list[Unit]) -> float:
    """How likely two values that are drawn from all that were given are different."""
    given = Counter(value for unit in units for value in (unit.one, unit.two))
    number = given.total()
    return 1 - sum(count * (count - 1) for count in given.values()) / (number * (number - 1))
