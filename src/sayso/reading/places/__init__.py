"""Places: found in a text, resolved to where they lie, and given to the events that happened there."""

from sayso.reading.places.assigning import place_of
from sayso.reading.places.finding import find_places
from sayso.reading.places.resolving import resolve
from sayso.reading.places.toponym import Toponym

__all__ = ["Toponym", "find_places", "place_of", "resolve"]
