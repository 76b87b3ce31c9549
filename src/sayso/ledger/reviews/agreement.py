"""How far two persons agree, as three numbers by Krippendorff's alpha.

K. Krippendorff, *Content Analysis*, 2018, ch. 12. A unit is what both decided about, adjudications left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import krippendorff
import numpy as np
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


class Agreements(NamedTuple):
    """Agreement in finding spans, in coding what both kept, and in figures.

    *Spans*: each claim and event is a unit, its value rejected or the spans that were kept. *Coding*: of what both kept, each
    coded field (holder, act, manner; type, mode, status, place, date) is a unit. *Figures*: of events that both kept, each kind of
    figure is a unit, its value from low to high. All are nominal: a figure that is off by one is another figure.
    """

    spans: Alpha
    coding: Alpha
    figures: Alpha


def agreements(connection: Connection, one: str, two: str) -> Agreements:
    """How far two persons agree, by their names."""
    pairs = list(decided_by_both(connection, one, two))
    kept = [pair for pair in pairs if _record(pair.one) and _record(pair.two)]
    return Agreements(
        _alpha((_spans(pair.one), _spans(pair.two)) for pair in pairs),
        _alpha(both for pair in kept for both in _coded(pair)),
        _alpha(both for pair in kept for both in _figures(pair)),
    )


def _record(review: Review) -> Any:  # noqa: ANN401 - JSON
    verdict, record = outcome(review)
    return None if verdict == "reject" else record


def _spans(review: Review) -> str:
    record = _record(review)
    return digest([record[name] for name in SPANS[review.subject]]) or "" if record else "rejected"


def _coded(pair: Pair) -> Iterable[tuple[str, str]]:
    one, two = _record(pair.one), _record(pair.two)
    for name in CODES[pair.one.subject]:
        yield f"{name} {digest([one[name]])}", f"{name} {digest([two[name]])}"


def _figures(pair: Pair) -> Iterable[tuple[str, str]]:
    if pair.one.subject != "event":
        return
    said = [
        {figure["kind"]: f"{figure['low']}–{figure['high']}" for figure in _record(review)["casualties"]}
        for review in pair
    ]
    for kind in sorted(said[0].keys() | said[1].keys()):
        yield said[0].get(kind, "none"), said[1].get(kind, "none")


def _alpha(units: Iterable[tuple[str, str]]) -> Alpha:
    both = list(units)
    values = sorted({value for pair in both for value in pair})
    agreed = sum(first == second for first, second in both)
    if len(values) < 2:
        return Alpha(None, len(both), agreed)
    number = {value: at for at, value in enumerate(values)}
    coded = np.array([[number[pair[side]] for pair in both] for side in (0, 1)], dtype=float)
    found = krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal")
    return Alpha(float(found), len(both), agreed)
