"""Where events are told to have happened: one page with a list of the events and a map of the world, without tiles.

The list has every event, the map those whose place is known, as links into the list. Longitude and latitude are drawn as
x and y in tenths of a degree, narrowed as is right in the middle of the events. The borders are Natural Earth's (public
domain), coarse, from assets/borders.json, which docs/borders.py makes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import NamedTuple

from sayso.records.document import asset, document, safe
from sayso.records.event import Event, EventType, Location
from sayso.records.outline import coded, count, heading, particulars_of, route, totals
from sayso.records.reading import Reading

# PLOVER's four kinds of events.
QUADS: dict[str, tuple[EventType, ...]] = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
MIXED = "several kinds"
# A shape each, hollow for words and filled for deeds; round is left to the rings.
SHAPES = {
    "verbal cooperation": "M-5-5h10v10h-10z",
    "material cooperation": "M-5-5h10v10h-10z",
    "verbal conflict": "M0-7l6.5 11.5h-13z",
    "material conflict": "M0-7l6.5 11.5h-13z",
    MIXED: "M0-7l2 5h5l-4 3.5 1.5 5-4.5-3-4.5 3 1.5-5-4-3.5h5z",
}
# How far around a mark a ring shows how exactly the place is known, in pixels of the screen; a site has none.
RINGS = {"town": 11, "district": 16, "province": 22, "country": 28}
WRITER = "in the writer’s own words"
# Where nothing runs that measures the screen, a map of this size is assumed.
WIDTH, HEIGHT = 640, 480
# Of the world around the marks, at least 8 degrees are shown, and a fifth of their extent on each side.
LEAST, MARGIN = 80, 0.2


class View(NamedTuple):
    """A part of the map."""

    left: float
    top: float
    wide: float
    high: float


class Entry(NamedTuple):
    """An event with its name in the page, and the reading that it is from."""

    name: str
    event: Event
    reading: Reading


class Spot(NamedTuple):
    """The events at one point, and the point in tenths of a degree, to the east and to the south."""

    name: str
    x: float
    y: float
    entries: tuple[Entry, ...]

    @property
    def locations(self) -> list[Location]:
        """What the words for the place stand for, each once."""
        return list(dict.fromkeys(one.event.location for one in self.entries if one.event.location))

    @property
    def reach(self) -> int:
        """How far its rings and its shape reach, in pixels."""
        return max(RINGS.get(location.precision, 8) for location in self.locations)

    @property
    def title(self) -> str:
        """The names of the place."""
        return ", ".join(dict.fromkeys(location.name for location in self.locations))


# Without Antarctica.
WORLD = View(-1800, -850, 3600, 1450)


def page(readings: Iterable[Reading]) -> str:
    """One HTML page with the map and the list of the readings' events; nothing in it comes from elsewhere."""
    readings = list(readings)
    spots, unplaced = _sorted_out(readings)
    placed = sum(len(spot.entries) for spot in spots)
    summary = f"{count(len(readings), 'report')}, {totals(readings)}"
    where = f"{placed:,} at {count(len(spots), 'place')} on the map, {len(unplaced):,} beside it"
    body = (
        '<a class="skip" href="#list">To the list of events</a>\n'
        f"<header><h1>Where, and who says so</h1><p>{summary}; {where}</p></header>\n"
        f'<main><section class="map" aria-label="Map">{_map(spots)}{_legend()}</section>\n'
        f'<section id="list" class="list" aria-label="Events by place">{_list(spots, unplaced)}</section></main>\n'
    )
    return document(f"Map of {summary}", body, style=asset("page.css") + asset("map.css"), script=asset("map.js"))


def _sorted_out(readings: Iterable[Reading]) -> tuple[list[Spot], list[Entry]]:
    """The events by their point, the most told of first, and those that have none."""
    found: dict[tuple[float, float], list[Entry]] = defaultdict(list)
    unplaced = []
    for number, reading in enumerate(readings, 1):
        for event in reading.events:
            entry = Entry(f"r{number}-{event.id}", event, reading)
            if point := _point(event.location):
                found[point].append(entry)
            else:
                unplaced.append(entry)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return [Spot(f"p{number}", *at, tuple(told)) for number, (at, told) in enumerate(ordered, 1)], unplaced


def _point(location: Location | None) -> tuple[float, float] | None:
    """Where a place is drawn, to a hundredth of a degree; null where it lies nowhere on earth."""
    if not location or not (abs(location.latitude) <= 90 and abs(location.longitude) <= 180):
        return None
    return round(10 * location.longitude, 1) + 0.0, round(-10 * location.latitude, 1) + 0.0


def _map(spots: Sequence[Spot]) -> str:
    narrowing = _narrowing(spots)
    view = _around([(spot.x * narrowing, spot.y) for spot in spots]) if spots else WORLD
    scale = max(view.wide / WIDTH, view.high / HEIGHT)
    borders = json.loads(asset("borders.json"))
    names = "".join(
        f'<text class="label" data-room="{room * narrowing:.1f}" transform="{_at(x * narrowing, y, scale)}">{safe(name)}</text>'
        for name, x, y, room in borders["names"]
    )
    # Large rings lie under small ones.
    layered = sorted(spots, key=lambda spot: -spot.reach)
    marks = "".join(_mark(spot, _at(spot.x * narrowing, spot.y, scale)) for spot in layered)
    return (
        '<div class="frame"><svg class="world" role="group" aria-label="Map of the events" aria-describedby="help"'
        f' viewBox="{" ".join(f"{side:.1f}" for side in view)}"><defs>{_shapes()}</defs>'
        f'<path class="land" fill-rule="evenodd" transform="scale({narrowing:.4f} 1)" d="{borders["path"]}"/>'
        f'<g aria-hidden="true">{names}</g>{marks}</svg>'
        '<div class="tools" hidden><button type="button" data-key="+" aria-label="Zoom in">+</button>'
        '<button type="button" data-key="-" aria-label="Zoom out">&minus;</button>'
        '<button type="button" data-key="0">All</button></div></div>'
        '<p id="help" class="small">Every event stands in the list; a mark leads to its events there. Drag the map or use '
        "its arrow keys, <kbd>+</kbd> and <kbd>&minus;</kbd>; <kbd>0</kbd> shows all marks, <kbd>Esc</kbd> lets go.</p>"
    )


def _narrowing(spots: Sequence[Spot]) -> float:
    """How much shorter than a degree of latitude a degree of longitude is drawn."""
    if not spots:
        return 1.0
    middle = (min(spot.y for spot in spots) + max(spot.y for spot in spots)) / 2
    return max(cos(radians(middle / 10)), 0.3)


def _around(points: Sequence[tuple[float, float]]) -> View:
    """The part of the map that holds all points with a margin."""
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*points, strict=True))
    wide, high = (max(extent * (1 + 2 * MARGIN), LEAST) for extent in (right - left, bottom - top))
    return View((left + right - wide) / 2, (top + bottom - high) / 2, wide, high)


def _at(x: float, y: float, scale: float) -> str:
    return f"translate({x:.2f} {y:.2f}) scale({scale:.4f})"


def _shapes() -> str:
    return "".join(
        f'<path id="{_slug(name)}" class="shape {_slug(name)}" d="{drawn}"/>' for name, drawn in SHAPES.items()
    )


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _mark(spot: Spot, at: str) -> str:
    known = list(dict.fromkeys(location.precision for location in spot.locations))
    rings = "".join(f'<circle class="ring {one}" r="{RINGS[one]}"/>' for one in known if one in RINGS)
    number = len(spot.entries)
    counted = f'<text class="count" x="6" y="-7">{number if number > 1 else ""}</text>'
    return (
        f'<a class="mark" href="#{spot.name}" transform="{at}" data-count="{number}">'
        f"<title>{safe(spot.title)}: {', '.join(known)}, {count(number, 'event')}</title>"
        f'<circle class="target" r="13"/>{rings}<use href="#{_slug(_quad(spot))}"/>{counted}'
        f'<text class="name" x="{spot.reach + 4}" y="4">{safe(spot.title)}</text></a>'
    )


def _quad(spot: Spot) -> str:
    """The kind of the events at a spot."""
    kinds = {quad for one in spot.entries for quad, types in QUADS.items() if one.event.type in types}
    return kinds.pop() if len(kinds) == 1 else MIXED


def _legend() -> str:
    kinds = "".join(
        f'<li><svg class="key" viewBox="-10 -10 20 20" aria-hidden="true"><use href="#{_slug(name)}"/></svg>{name}</li>'
        for name in SHAPES
    )
    rings = "".join(
        f'<li><svg class="key" viewBox="-32 -32 64 64" aria-hidden="true"><circle class="ring {name}" r="{radius}"/></svg>'
        f"{name}</li>"
        for name, radius in RINGS.items()
    )
    return (
        f'<ul class="key">{kinds}</ul><ul class="key"><li>no ring: site</li>{rings}</ul>'
        '<p class="small">A mark says that somebody tells of an event there, as done, planned or denied; a number, that '
        "there are several. A name with +2 has two more places near it, which part as you zoom in. Rings show how exactly a "
        "place is known, not how far it reaches. Borders are coarse, by Natural Earth; they do not say whose a place is.</p>"
    )


def _list(spots: Iterable[Spot], unplaced: Sequence[Entry]) -> str:
    sections = "".join(
        f'<section id="{spot.name}" tabindex="-1"><h2><a href="#{spot.name}">{safe(spot.title)}</a></h2>'
        f'<p class="small">{safe("; ".join(dict.fromkeys(map(_known, spot.locations))))}</p>{_entries(spot.entries)}</section>'
        for spot in spots
    )
    if unplaced:
        sections += f'<section id="unplaced"><h2>Not on the map</h2>{_entries(unplaced)}</section>'
    return sections or "<p>No events were found.</p>"


def _known(location: Location) -> str:
    return ", ".join(part for part in (location.name, location.precision, location.country) if part)


def _entries(entries: Iterable[Entry]) -> str:
    return f"<ul>{''.join(map(_entry, entries))}</ul>"


def _entry(entry: Entry) -> str:
    name, event, reading = entry
    report = reading.report
    told = next((" → ".join(route(claim)) for claim in reading.claims if claim.id == event.claim), WRITER)
    printed = " · ".join(part for part in (heading(report), report.outlet, report.published) if part)
    return (
        f'<li id="{safe(name)}"><a href="#{safe(name)}"><span class="act">{safe(coded(event))}</span> '
        f"{safe(' · '.join(particulars_of(event)))}</a>"
        f'<span class="told">{safe(told)}</span><span class="small">{safe(printed)}</span></li>'
    )
