"""What can be the name of a place or of a sender in a dateline, by its words alone."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from sayso.reports.dates import DAY

_RULES = tomllib.loads(files("sayso.reports").joinpath("data/datelines.toml").read_text("utf-8"))
_INSIDE = frozenset(_RULES["inside_names"].split())
_NO_PLACES = frozenset(_RULES["no_places"].split())
_ALL_THE_SAME = frozenset(name.casefold() for name in _RULES["places_all_the_same"])
_NOWHERE = frozenset(_RULES["nowhere"])
_STATIONS = frozenset(_RULES["stations"].split())
_AGENCIES = frozenset(_RULES["agencies"].split())
_ABBREVIATIONS = frozenset(_RULES["abbreviations"])

_MOST_WORDS = 5
# A longer word with a stop at its end is no abbreviation as `Calif.` is, but the last before the report's own.
_ABBREVIATED = 6
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W_])|\.)*")
_BETWEEN = re.compile(r" {1,2}| ?/ ?")
_STOP = re.compile(rf"{DAY}|no date\b", re.IGNORECASE)
# One letter before an apostrophe is a particle (`N'Djamena`), several are not (`Sana'a`).
_NAME_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*|[^\W\d_]")

Stretch = tuple[int, int]


def name_at(text: str, start: int) -> Stretch | None:
    """The run of capitalised words that begins at an offset and could be a name: `Rio de Janeiro`, `Goma/Kinshasa`."""
    end, position = start, start
    for count in range(_MOST_WORDS):
        word = _WORD.match(text, position)
        if not word or _STOP.match(text, position):
            break
        if _begins_high(word[0]):
            ends = len(word[0]) > _ABBREVIATED and word[0].find(".") == len(word[0]) - 1
            end = word.end() - ends
            if ends:
                break
        elif count == 0 or word[0] not in _INSIDE:
            break
        between = _BETWEEN.match(text, word.end())
        if not between:
            break
        position = between.end()
    return (start, end) if end > start else None


def can_be_place(name: str) -> bool:
    """Whether no word of a name speaks against a place."""
    folded = name.casefold()
    if name.upper() in _NOWHERE or folded in _ALL_THE_SAME:
        return True
    first, *others = re.split(r"[ /]+", folded)
    return first.rstrip(".") not in _NO_PLACES and not any(word in _NO_PLACES - _INSIDE for word in others)


def is_nowhere(name: str) -> bool:
    """Whether these words stand where a monitor knew no place."""
    return name.upper() in _NOWHERE


def is_agency(tag: str) -> bool:
    """Whether the tag, or each of several (`AP/Reuters`), is a known agency's."""
    return all(part.strip().upper() in _AGENCIES for part in re.split(r"[/,]", tag))


def station_in(name: str) -> int | None:
    """Offset of the first word that tells a broadcaster or an agency in a name; null where there is none."""
    for word in re.finditer(r"\S+", name):
        if word[0].casefold() in _STATIONS or (word[0].isupper() and word[0] in _AGENCIES):
            return word.start()
    return None


def is_generic(station: str) -> bool:
    """Whether these words tell a kind of broadcaster alone (`DOMESTIC SERVICE`)."""
    return all(word in _STATIONS for word in station.casefold().split())


def as_name(place: str) -> str:
    """A place in capitals as a name is written (`SAN SALVADOR` is San Salvador), any other as it is."""
    if not place.isupper() or place in _ABBREVIATIONS:
        return place

    def cased(word: re.Match[str]) -> str:
        # In small letters the Turkish İ is i with a dot of its own, which no name is written with.
        lower = word[0].lower().replace("i\u0307", "i")
        return lower if word.start() and lower in _INSIDE else lower[0].upper() + lower[1:]

    return _NAME_WORD.sub(cased, place)


def _begins_high(word: str) -> bool:
    """Whether a word begins as names do: with a capital, or with the Arabic article (`al-Hasakah`)."""
    article, hyphen, rest = word.partition("-")
    return word[0].isupper() or (
        bool(hyphen) and article in {"al", "el", "as", "ad", "an", "ar", "ash", "at", "az"} and rest[0].isupper()
    )
