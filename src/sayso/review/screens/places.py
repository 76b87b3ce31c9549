"""Places of the gazetteer, to choose one for an event."""

from __future__ import annotations

from sayso.reading.places.gazetteer import shared
from sayso.reading.places.resolving import location_of
from sayso.records.event import Location

MOST = 20


def places(name: str) -> list[Location]:
    """The places that have a name, the most populous first."""
    return [location_of(place) for place in shared().look_up(name)[:MOST]]
