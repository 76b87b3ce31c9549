"""The borders of the map page: `python -m docs.borders countries-110m.json` writes src/sayso/records/assets/borders.json.

The input is the countries at 1:110,000,000 of Natural Earth 4.1 (public domain) as TopoJSON, from the npm package
world-atlas 2.0.2. The output is one SVG path in tenths of a degree, x to the east and y to the south, and for each
country its name with the point of its largest piece that is farthest from a border, and how far that is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

BORDERS = Path(__file__).parent.parent / "src" / "sayso" / "records" / "assets" / "borders.json"
SOURCE = "Natural Earth 4.1, 1:110m countries, public domain; by world-atlas 2.0.2 and docs/borders.py"
# Points tried along each side of a piece to find the one farthest from its border.
GRID = 48

# Once round the world, in tenths of a degree.
ROUND = 3600

Ring = list[tuple[int, int]]


def main(path: Path) -> None:
    """Write the borders that stand in a file of TopoJSON."""
    world = json.loads(path.read_text("utf-8"))
    arcs = [decoded(arc, world["transform"]) for arc in world["arcs"]]
    rings: list[Ring] = []
    names = []
    for country in world["objects"]["countries"]["geometries"]:
        own = [ring for one in rings_of(country) if len(ring := unrolled(joined(one, arcs))) > 2]
        rings += [copy for ring in own for copy in copies(ring)]
        names.append((country["properties"]["name"], *middle(max(own, key=area))))
    made = {"source": SOURCE, "path": "".join(map(drawn, rings)), "names": sorted(names)}
    BORDERS.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc of differences as points in tenths of a degree."""
    (scale_x, scale_y), (x, y) = transform["scale"], transform["translate"]
    points = accumulate(arc, lambda one, step: [one[0] + step[0], one[1] + step[1]])
    return [(round(10 * (x + scale_x * across)), round(-10 * (y + scale_y * up))) for across, up in points]


def rings_of(country: dict[str, Any]) -> Iterator[list[int]]:
    """The numbers of the arcs of each ring of a country."""
    for polygon in [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]:
        yield from polygon


def joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring from its arcs; a negative number is an arc turned round."""
    return [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]


def unrolled(ring: Ring) -> Ring:
    """A ring that goes on over the antimeridian, where it jumped; around a pole it is closed along the edge.

    Points that rounding made one are one.
    """
    steps = [((u - x + ROUND // 2) % ROUND - ROUND // 2, v - y) for (x, y), (u, v) in pairwise(ring)]
    moves = [step for step in steps if step != (0, 0)]
    made = list(accumulate(moves, lambda point, step: (point[0] + step[0], point[1] + step[1]), initial=ring[0]))
    if made[0] == made[-1]:
        return made
    pole = ROUND // 4 if made[0][1] > 0 else -ROUND // 4
    return [*made, (made[-1][0], pole), (made[0][0], pole), made[0]]


def copies(ring: Ring) -> Iterator[Ring]:
    """A ring at each place where a part of it lies on the map."""
    for shift in (-ROUND, 0, ROUND):
        moved = [(x + shift, y) for x, y in ring]
        if min(moved)[0] < ROUND // 2 and max(moved)[0] > -ROUND // 2:
            yield moved


def area(ring: Ring) -> float:
    """The area within a ring."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2


def middle(ring: Ring) -> tuple[int, int, int]:
    """The point within a ring that is farthest from it, and the distance."""
    corners = np.array(ring, dtype=float)
    start, step = corners[:-1], np.diff(corners, axis=0)
    sides = [np.linspace(low, high, GRID) for low, high in zip(corners.min(0), corners.max(0), strict=True)]
    points = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 1, 2)
    along = np.clip(((points - start) * step).sum(-1) / (step**2).sum(-1), 0, 1)
    apart = np.linalg.norm(points - start - along[..., None] * step, axis=-1).min(-1)
    above = (start[:, 1] > points[..., 1]) != (start[:, 1] + step[:, 1] > points[..., 1])
    flat = np.where(step[:, 1] == 0, 1, step[:, 1])
    crossed = above & (points[..., 0] < start[:, 0] + (points[..., 1] - start[:, 1]) / flat * step[:, 0])
    best = int(np.where(crossed.sum(-1) % 2 == 1, apart, -1).argmax())
    x, y = points[best, 0]
    return (round(x) + ROUND // 2) % ROUND - ROUND // 2, round(y), round(apart[best])


def drawn(ring: Ring) -> str:
    """A ring as a closed piece of an SVG path, in steps."""
    (x, y), rest = ring[0], ring[:-1]
    steps = [(u - s, v - t) for (s, t), (u, v) in pairwise(rest)]
    return f"M{x} {y}l{' '.join(f'{across} {down}' for across, down in steps)}z".replace(" -", "-")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
