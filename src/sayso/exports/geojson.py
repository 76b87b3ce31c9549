"""The events of a ledger on the map: one GeoJSON FeatureCollection (RFC 7946) of points, as QGIS opens it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.exports.writing import new
from sayso.ledger.rows import event_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.ledger.tables import EventRow


def write(connection: Connection, out: Path) -> dict[str, int]:
    """Write the events that have a place into a new file; gives the number of these, and of those left out.

    SaysoError where the file is there already or cannot be written.
    """
    counts = {"events": 0, "without a place and left out": 0}
    with new(out) as path, path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for row in event_rows(connection):
            if row.latitude is None:
                counts["without a place and left out"] += 1
                continue
            file.write((",\n" if counts["events"] else "\n") + json.dumps(feature(row), ensure_ascii=False))
            counts["events"] += 1
        file.write("\n]}\n")
    return counts


def feature(row: EventRow) -> dict[str, Any]:
    """A placed event as a feature: a point, longitude first, and the fields of its row."""
    properties = row._asdict()
    point = [properties.pop("longitude"), properties.pop("latitude")]
    return {
        "type": "Feature",
        "id": row.key,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {
            name: value.isoformat() if isinstance(value, date) else value for name, value in properties.items()
        },
    }
