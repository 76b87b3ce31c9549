"""The readings of a ledger as JSONL: one a line, as `sayso read --json` prints it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.exports.writing import new
from sayso.ledger.restoring import find_readings

if TYPE_CHECKING:
    from sqlalchemy import Connection


def write(connection: Connection, out: Path) -> dict[str, int]:
    """Write all readings into a new file; gives their number.

    SaysoError where the file is there already or cannot be written.
    """
    count = 0
    with new(out) as path, path.open("w", encoding="utf-8") as file:
        for reading in find_readings(connection):
            file.write(json.dumps(reading.to_json(), ensure_ascii=False) + "\n")
            count += 1
    return {"readings": count}
