"""Which place each name stands for: the places of a report help one another, and how many people live there comes last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.reading.places.gazetteer import Gazetteer, Place, shared
from sayso.reading.places.globe import EARTH, kilometres
from sayso.reading.places.lists import words
from sayso.reading.places.names import key
from sayso.reading.places.toponym import Toponym
from sayso.records.event import Location

# Candidates of a name that are weighed, and names that help others, the most frequent first.
MOST_CANDIDATES = 40
MOST_HELPERS = 50
HELPERS_OF_A_NAME = 6
# How much each kind of evidence counts beside the logarithm of the people; set on LGL and the corpus.
PEOPLE = 0.6
OF_KIND = {"country": 7.6, "province": 2.6, "district": 2.6, "town": 0.0, "site": 0.6}
OTHER_NAME = -1.0
CAPITAL = 1.5
COUNTRY, PROVINCE, NEAR, QUALIFIED = 2.5, 2.5, 1.5, 5.0
# Kilometres at which nearness counts for a third.
NEARNESS = 90.0
ROUNDS = 3
# Below this a place without any company is left unknown.
ENOUGH = 2.2


@dataclass(slots=True)
class _Name:
    """A name with its candidates, how often it stands in the text, and the names that stand after it as `X, Y`."""

    places: tuple[Place, ...]
    base: NDArray[np.float64]
    count: int = 1
    by: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    score: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    share: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))


def resolve(
    toponyms: Sequence[Toponym], *, dateline: str | None = None, gazetteer: Gazetteer | None = None
) -> tuple[Location | None, ...]:
    """The place of each toponym of one report, in their order; None where none is likely enough.

    `dateline` is the place where the report was filed: it helps, and is no answer itself.
    """
    known = gazetteer or shared()
    keys = [key(one.name) if _is_name(one.name) else "" for one in toponyms]
    keys = ["" if name in words("vast") else name for name in keys]
    names = _names(toponyms, keys, known)
    filed = key(dateline) if dateline else ""
    if filed and filed not in names and (name := _weighed(known.look_up(dateline or ""))):
        names[filed] = name
    if filed in names:
        names[filed].count += 1
    _settle(names)
    chosen = {name: _chosen(one) for name, one in names.items()}
    return tuple(location_of(place) if (place := chosen.get(name)) else None for name in keys)


def _is_name(written: str) -> bool:
    """Whether words can be a name: in capitals throughout, `HAMLET` is as good as `hamlet`."""
    return any(map(str.isupper, written)) and not (written.isupper() and written.casefold() in words("nouns"))


def _names(toponyms: Sequence[Toponym], keys: list[str], known: Gazetteer) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for one, name in zip(toponyms, keys, strict=True):
        if name in names:
            names[name].count += 1
        elif name and (weighed := _weighed(known.look_up(one.name))):
            names[name] = weighed
    for one, two, inner, outer in zip(toponyms, toponyms[1:], keys, keys[1:], strict=False):
        if two.start - one.end <= 3 and inner != outer and inner in names and outer in names:
            names[inner].by[outer] += 1
            names[outer].of[inner] += 1
    return names


def _weighed(places: tuple[Place, ...]) -> _Name | None:
    if not places:
        return None
    base = np.array([_base(place) for place in places])
    best = np.argsort(-base, kind="stable")[:MOST_CANDIDATES]
    return _Name(tuple(places[at] for at in best), base[best])


def _base(place: Place) -> float:
    people = 0.0 if place.kind in {"country", "district"} else PEOPLE * float(np.log10(max(place.population, 300)))
    capital = CAPITAL * (place.kind == "town" and place.reach > 0)
    return OF_KIND[place.kind] + people + OTHER_NAME * place.other + capital


def _settle(names: dict[str, _Name]) -> None:
    """Lets the names help one another, a few rounds."""
    for one in names.values():
        one.score = one.base
        one.share = _shares(one.base)
    helpers = sorted(names, key=lambda name: -names[name].count)[:MOST_HELPERS]
    for _ in range(ROUNDS):
        countries, provinces, weight = _company(names)
        near = _nearness(names, helpers)
        for name, one in names.items():
            others = max(1.0, weight - _trust(one))
            mine_c: dict[str, float] = defaultdict(float)
            mine_p: dict[str, float] = defaultdict(float)
            for place, share in zip(one.places, one.share, strict=True):
                mine_c[place.country] += share * _trust(one)
                mine_p[place.province] += share * _trust(one)
            helped = [
                COUNTRY * (countries[place.country] - mine_c[place.country]) / others * bool(place.country)
                + PROVINCE * (provinces[place.province] - mine_p[place.province]) / others * bool(place.province)
                for place in one.places
            ]
            one.score = one.base + np.array(helped) + NEAR * near[name] + QUALIFIED * _qualified(one, names)
        for one in names.values():
            one.share = _shares(one.score)


def _shares(score: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.exp(1.5 * (score - score.max()))
    return np.asarray(odds / odds.sum())


def _trust(name: _Name) -> float:
    """How much a name tells of where the report happens: more where it stands often."""
    return float(min(3, name.count) ** 0.5)


def _company(names: dict[str, _Name]) -> tuple[dict[str, float], dict[str, float], float]:
    countries: dict[str, float] = defaultdict(float)
    provinces: dict[str, float] = defaultdict(float)
    for one in names.values():
        for place, share in zip(one.places, one.share, strict=True):
            countries[place.country] += share * _trust(one)
            provinces[place.province] += share * _trust(one)
    return countries, provinces, sum(_trust(one) for one in names.values())


def _nearness(names: dict[str, _Name], helpers: list[str]) -> dict[str, NDArray[np.float64]]:
    """For each candidate how close it is to the likely places of other names, 0 to 1."""
    rows = [
        (place, share * _trust(names[name]), at)
        for at, name in enumerate(helpers)
        for place, share in list(zip(names[name].places, names[name].share, strict=True))[:HELPERS_OF_A_NAME]
        if place.kind in {"town", "district", "site"}
    ]
    if not rows:
        return {name: np.zeros(len(one.places)) for name, one in names.items()}
    places = _vectors([place for place, _, _ in rows])
    weights = np.array([weight for _, weight, _ in rows])
    owners = np.array([owner for _, _, owner in rows])
    numbers = {name: at for at, name in enumerate(helpers)}
    near = {}
    for name, one in names.items():
        cosine = np.clip(_vectors(one.places) @ places.T, -1.0, 1.0)
        close = np.exp(-EARTH * np.arccos(cosine) / NEARNESS) * weights * (owners != numbers.get(name, -1))
        near[name] = np.minimum(1.0, close.sum(axis=1) / 2)
    return near


def _vectors(places: Sequence[Place]) -> NDArray[np.float64]:
    """Points on a globe of radius 1."""
    lat = np.radians([place.latitude for place in places])
    lon = np.radians([place.longitude for place in places])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _qualified(one: _Name, names: dict[str, _Name]) -> NDArray[np.float64]:
    """For each candidate the share of the names around it (`X, Y`) in which it lies, or which lie in it."""
    total = np.zeros(len(one.places))
    for outer, count in one.by.items():
        other = names[outer]
        for at, place in enumerate(one.places):
            inside = [share for big, share in zip(other.places, other.share, strict=True) if contains(big, place)]
            total[at] += count * max(inside, default=0.0)
    for inner in one.of:
        other = names[inner]
        for at, place in enumerate(one.places):
            if place.kind in {"country", "province"} and any(contains(place, small) for small in other.places):
                total[at] += 0.3
    return np.minimum(1.0, total / max(1, one.count) * 2)


@cache
def contains(big: Place, small: Place) -> bool:
    """Whether one place lies in the other, by codes where there are any, else by distance."""
    if big.number == small.number or big.kind in {"town", "site"}:
        return False
    if big.kind == "country":
        return big.country == small.country and small.kind != "country"
    if small.kind in {"country", "province"} or (big.country and big.country != small.country):
        return False
    if big.kind == "province" and big.code == big.province:
        return big.code == small.province
    away = kilometres(big.latitude, big.longitude, small.latitude, small.longitude)
    return away <= max(60, 1.3 * big.reach)


def _chosen(one: _Name) -> Place | None:
    """The likeliest place; None where only an obscure one is there that nothing else speaks for."""
    at = int(one.score.argmax())
    return one.places[at] if one.score[at] >= ENOUGH else None


def location_of(place: Place) -> Location:
    """A place of the gazetteer as an event has it."""
    return Location.model_construct(
        id=f"geonames:{place.code}" if not place.code.startswith("sayso") else place.code,
        name=place.name,
        precision=place.kind,
        country=place.country or None,
        latitude=place.latitude,
        longitude=place.longitude,
    )
