"""ACLED's event types as derived from the notes of its analysts, against those that they gave.

`python -m benchmarks.acled --data DIR`; the note's main event is its first one of violence that has a type.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from training.corpora import found

from benchmarks.accuracy import Rows
from sayso.reading import read_reports
from sayso.records import Reading, Report
from sayso.records.acled import Acled, acled
from sayso.records.camps import sectors_of

SAMPLE, SEED = 400, 4
# What is told beside violence counts where no violence has a type.
ORDER = {"Protests": 1, "Strategic developments": 2}


def main_type(reading: Reading) -> Acled | None:
    """The type of the main event of a note: the first one of violence, else of protest, else of anything."""
    sectors = sectors_of(reading.actors)
    types = [made for event in reading.events if (made := acled(event, sectors))]
    return min(types, key=lambda one: ORDER.get(one.event_type, 0), default=None)


def pairs(data: Path, *, sample: int = SAMPLE) -> list[tuple[dict[str, str], Acled | None]]:
    """Notes of a fixed sample with the type derived from each."""
    lines = (found(data / "acledr", "https://acleddata.com") / "events_dev.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in random.Random(SEED).sample(lines, sample)]
    readings = read_reports([Report(text=row["notes"]) for row in rows])
    return [(row, main_type(reading)) for row, reading in zip(rows, readings, strict=True)]


def rows_of(judged: list[tuple[dict[str, str], Acled | None]]) -> Rows:
    """Shares in per cent: notes with a type, event types right of those, sub-event types right of those given."""
    typed = [(row, made) for row, made in judged if made]
    fine = [(row, made) for row, made in typed if made.sub_event_type]
    return [
        ("notes with a type", _share(len(typed), len(judged))),
        (
            "of those, event type right",
            _share(sum(row["event_type"] == made.event_type for row, made in typed), len(typed)),
        ),
        ("notes with a sub-event type", _share(len(fine), len(judged))),
        (
            "of those, sub-event type right",
            _share(sum(row["sub_event_type"] == made.sub_event_type for row, made in fine), len(fine)),
        ),
    ]


def rows(data: Path) -> Rows:
    """The shares of all notes, and of those that ACLED calls neither a protest nor a strategic development."""
    judged = pairs(data)
    violent = [one for one in judged if one[0]["event_type"] not in ORDER]
    return rows_of(judged) + [(f"violence: {name}", value) for name, value in rows_of(violent)]


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds acledr/")
    for name, value in rows(parser.parse_args().data):
        print(f"{name}: {value:.1f}")


if __name__ == "__main__":
    main()
