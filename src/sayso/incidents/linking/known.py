"""What an incident is known by, so that a new report can be held against it without reading the others again."""

from __future__ import annotations

from collections import Counter

from sayso.incidents.linking.happening import CENTRAL, DONE, WIDE, Days, Happening
from sayso.incidents.linking.words import MOST
from sayso.records.base import Record
from sayso.records.event import EventType

MOST_PLACES = 3


class Place(Record):
    """A place of an incident, and in how many reports it stands."""

    id: str
    name: str
    precision: str
    country: str | None
    latitude: float
    longitude: float
    reports: int


class Known(Record):
    """The centre of an incident: what most of its reports have, so that no chain of likenesses leads away from it.

    `days` and `news` hold what each report says (as numbers of days), commonest first; `words` what each word weighs
    over all reports; `parties` and `types` in how many reports each stands.
    """

    key: str
    reports: int
    types: dict[EventType, int]
    days: tuple[tuple[Days, int], ...]
    news: Days | None
    places: tuple[Place, ...]
    country: str | None
    parties: dict[str, int]
    words: dict[str, float]

    @property
    def type(self) -> EventType:
        """The type of the central happening."""
        return min(self.types, key=lambda kind: (kind not in DONE, -self.types[kind], CENTRAL.index(kind)))

    @property
    def when(self) -> Days | None:
        """The days that most reports give; where they differ, the earliest of the commonest."""
        most = max((count for _, count in self.days), default=0)
        return min((days for days, count in self.days if count == most), default=None)

    @property
    def centre(self) -> tuple[Place, ...]:
        """The places that most of its reports give: fine ones before wide ones, and each in half as many as the first."""
        fine = [place for place in self.places if place.precision not in WIDE] or list(self.places)
        return tuple(place for place in fine if 2 * place.reports >= fine[0].reports)[:MOST_PLACES]


def begun(happening: Happening) -> Known:
    """What an incident is known by that begins with a happening."""
    empty = Known(
        key=happening.told[0].event,
        reports=0,
        types={},
        days=(),
        news=None,
        places=(),
        country=None,
        parties={},
        words={},
    )
    return joined(empty, happening)


def joined(known: Known, happening: Happening) -> Known:
    """What an incident is known by once a happening has joined it."""
    count = known.reports
    days = Counter(dict(known.days)) + Counter([happening.days] if happening.days else [])
    places = {place.id: place for place in known.places}
    for spot in happening.spots:
        seen = places[spot.id].reports if spot.id in places else 0
        places[spot.id] = Place(**vars(spot), reports=seen + 1)
    words = {
        word: (known.words.get(word, 0.0) * count + happening.words.get(word, 0.0)) / (count + 1)
        for word in {*known.words, *happening.words}
    }
    return Known(
        key=known.key,
        reports=count + 1,
        types=dict(Counter(known.types) + Counter([happening.type])),
        days=tuple(days.most_common()),
        news=_widest(known.news, happening.news),
        places=tuple(sorted(places.values(), key=lambda place: (-place.reports, place.id))),
        country=known.country or happening.country,
        parties=dict(Counter(known.parties) + Counter(happening.parties)),
        words=dict(sorted(words.items(), key=lambda item: (-item[1], item[0]))[: 2 * MOST]),
    )


def _widest(one: Days | None, two: Days | None) -> Days | None:
    if one is None or two is None:
        return one or two
    return min(one[0], two[0]), max(one[1], two[1])
