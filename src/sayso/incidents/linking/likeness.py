"""How alike a happening is to an incident: by day, place, parties, wording, type and copying, and never by figures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any, NamedTuple

from sayso.incidents.linking.happening import DONE, Happening, Spot
from sayso.incidents.linking.known import Known, Place
from sayso.incidents.linking.words import alike
from sayso.reading.places.globe import kilometres

# The incidents from the fourth to the tenth by wording, whose likeness is that of a theme: three can be one happening told apart.
OTHERS = slice(3, 10)
# Two texts that have so much in common are as like as two of one happening; more is one text, which copies tell.
WORDED = 0.35
# An incident of more reports than this is like much of its time.
LARGE = 4
# A range of more days (`since 2011`) does not show that two are of one day.
VAGUE = 14
FINE = frozenset({"site", "town"})
# So far apart, two towns are neighbours; and so far, they are not the same part of a country.
NEIGHBOURS, AFAR = 30.0, 120.0


class Likeness(NamedTuple):
    """What speaks for a happening being an incident: the sum of `reasons` by name, each with what it weighs."""

    score: float
    reasons: dict[str, float]

    @property
    def sentence(self) -> str:
        """The strongest reasons in one sentence."""
        strong = sorted((name for name, weight in self.reasons.items() if weight > 0), key=lambda n: -self.reasons[n])
        return f"It has {', '.join(says()[name] for name in strong[:3])}." if strong else "It is the likest of all."


def weights() -> dict[str, dict[str, float]]:
    """What each reason weighs, and where likeness ends; weights.toml says where the numbers come from."""
    return {name: _read()[name] for name in ("weights", "limits")}


def says() -> dict[str, str]:
    """How each reason is said."""
    said: dict[str, str] = _read()["says"]
    return said


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))


def likeness(happening: Happening, known: Known, counts: Mapping[str, int], *, copied: bool) -> Likeness | None:
    """How alike the two are; None where they cannot be one, months apart.

    `counts` says of how many incidents of the time each word is a mark. `copied` is whether a report of the incident shares its wording with the happening's.
    """
    apart = _apart(happening, known)
    if apart is not None and apart > weights()["limits"]["days"]:
        return None
    reasons = {name: weights()["weights"][name] * value for name, value in _reasons(happening, known, counts, apart)}
    if copied:
        reasons["copy"] = weights()["weights"]["copy"]
    return Likeness(sum(reasons.values()) + weights()["weights"]["base"], reasons)


def theme(likes: Iterable[Likeness]) -> float:
    """What a happening's words have in common with one more incident of the time, whichever: no evidence for any of them."""
    words = sorted((like.reasons["words"] for like in likes), reverse=True)[OTHERS]
    return weights()["weights"]["theme"] * sum(words) / (OTHERS.stop - OTHERS.start)


def _reasons(
    happening: Happening, known: Known, counts: Mapping[str, int], apart: int | None
) -> Iterator[tuple[str, float]]:
    vague = any(days and days[1] - days[0] > VAGUE for days in (happening.days, known.when))
    yield "no-day" if vague and not apart else _day(apart, said=happening.said and known.when is not None), 1.0
    yield _place(happening.spots[:2], known.centre), 1.0
    if happening.country and known.country and happening.country != known.country:
        yield "other-country", 1.0
    shared = happening.parties & known.parties.keys()
    if shared:
        yield "parties", min(2.0, float(len(shared)))
    elif happening.parties and known.parties:
        yield "other-parties", 1.0
    yield "words", min(WORDED, alike(happening.words, known.words, counts))
    if happening.type == known.type:
        yield "type", 1.0
    elif happening.type not in DONE:
        yield "said", 1.0
    if known.reports > LARGE:
        yield "large", log2(known.reports / LARGE)


def _apart(happening: Happening, known: Known) -> int | None:
    """How many days lie between the two; by what they can be the news of where one says no day."""
    mine, theirs = happening.days or happening.news, known.when or known.news
    if mine is None or theirs is None:
        return None
    return max(0, mine[0] - theirs[1], theirs[0] - mine[1])


def _day(apart: int | None, *, said: bool) -> str:
    """How two days lie to each other; `said` is whether words say so, and not the report's own day alone."""
    if apart is None:
        return "no-day"
    if apart <= 1:
        return ("next-day" if apart else "day") if said else "news"
    if apart <= 4:
        return "same-week" if said else "news-after"
    return ("same-month" if said else "news-after") if apart <= 20 else "long-after"


def _place(mine: tuple[Spot, ...], theirs: tuple[Place, ...]) -> str:
    """How the likest two of their places lie to each other."""
    if not mine or not theirs:
        return "no-place"
    order = ("place", "neighbours", "within", "near", "far")
    return min((_between(one, two) for one in mine for two in theirs), key=order.index)


def _between(one: Spot, two: Place) -> str:
    if one.id == two.id:
        return "place" if one.precision not in {"country", "province"} else "within"
    away = kilometres(one.latitude, one.longitude, two.latitude, two.longitude)
    if not {one.precision, two.precision} <= FINE:
        reach = {"district": 60.0, "province": 250.0}
        within = max(reach.get(one.precision, 0.0), reach.get(two.precision, 0.0))
        return "within" if "country" in {one.precision, two.precision} or away <= within else "far"
    return "neighbours" if away <= NEIGHBOURS else "near" if away <= AFAR else "far"
