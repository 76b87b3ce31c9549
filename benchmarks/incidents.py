"""Incidents found beside those of the corpus, and how linking and adding grow with a ledger.

Two reports are a right pair where an incident of the gold has both; an incident found with one report alone makes no
pair. B³ is taken over all reports of a folder, those of no incident included: of each, how many of the reports that are
linked to it are rightly so, and how many of those that should be are.

`python -m benchmarks.incidents --data DIR` measures scale too: it takes an hour for 100,000 reports.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import string
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, cycle, islice
from pathlib import Path

from corpus.load import containers, reports

from benchmarks.accuracy import Rows
from benchmarks.metrics import Tally
from sayso.incidents.copies import find_copies
from sayso.incidents.linking import link
from sayso.ledger import Ledger
from sayso.ledger.uptodate import bring_up_to_date
from sayso.reading import read_reports
from sayso.reading.tagger import Tagger
from sayso.records import Reading

Groups = Mapping[str, set[str]]
"""The incidents of each report, by its id."""

ROOT = Path(__file__).resolve().parent.parent
SEED = 11


def of_gold(path: Path) -> Groups:
    """The incidents of each report of a folder of containers."""
    groups: dict[str, set[str]] = defaultdict(set)
    for container in containers(path):
        for incident in container.get("incidents", []):
            for report in incident["reports"]:
                groups[report].add(incident["incident"])
    return groups


def of_readings(readings: Sequence[Reading]) -> Groups:
    """The incidents of each report that linking finds."""
    ids = {reading.report.key: reading.report.id for reading in readings}
    groups: dict[str, set[str]] = defaultdict(set)
    for incident in link(readings, find_copies([reading.report for reading in readings]).copies):
        for told in incident.told:
            groups[ids[told.report]].add(incident.key)
    return groups


def linked(mine: Groups, gold: Groups, ids: Sequence[str]) -> Rows:
    """Pairs of reports and B³, each as per cent."""
    pairs = Tally()
    for one, two in combinations(ids, 2):
        found, right = (bool(groups.get(one, set()) & groups.get(two, set())) for groups in (mine, gold))
        pairs.add(found=found, gold=right, right=found and right)
    precision, recall = (
        100 * sum(len(one & two) / len(one) for one, two in _around(first, second, ids)) / len(ids)
        for first, second in ((mine, gold), (gold, mine))
    )
    return [
        ("pairs of reports, precision", pairs.precision),
        ("pairs of reports, recall", pairs.recall),
        ("pairs of reports, F1", pairs.f1),
        ("reports, B³ F1", 2 * precision * recall / (precision + recall)),
    ]


def _around(first: Groups, second: Groups, ids: Sequence[str]) -> Iterator[tuple[set[str], set[str]]]:
    """Of each report those that are with it in two groupings, itself included."""
    for one in ids:
        yield tuple(  # type: ignore[misc]
            {two for two in ids if two == one or groups.get(one, set()) & groups.get(two, set())}
            for groups in (first, second)
        )


def rows(path: Path, *, tagger: Tagger | None = None) -> Rows:
    """What linking makes of the readings of gold reports."""
    given = [report for report, _ in reports(path)]
    readings = list(read_reports(given, tagger=tagger))
    return linked(of_readings(readings), of_gold(path), [report.id for report in given])


def sample() -> list[Reading]:
    """Readings of the whole corpus."""
    return list(read_reports(report for part in ("train", "dev") for report, _ in reports(ROOT / "corpus" / part)))


def many(readings: Sequence[Reading], count: int) -> Iterator[Reading]:
    """So many readings, made of a few by other names, places, days and figures; every report is another one.

    Names keep their lengths, so that all spans hold: in each round the letters of a capitalised word but the first are
    others. Days are moved by up to eleven years.
    """
    chance = random.Random(SEED)
    small = string.ascii_lowercase
    letters = str.maketrans(small, small)
    for number, reading in enumerate(islice(cycle(readings), count)):
        turn = number // len(readings)
        if turn and number % len(readings) == 0:
            letters = str.maketrans(small, "".join(chance.sample(small, len(small))))
        yield _other(reading, turn, letters, chance.randrange(-4000, 4000)) if turn else reading


def _other(reading: Reading, turn: int, letters: dict[int, int], days: int) -> Reading:
    def renamed(text: str) -> str:
        return re.sub(r"(?<=\b[A-Z])[a-z]{3,}", lambda word: word[0].translate(letters), text)

    def moved(day: str | None) -> str | None:
        return (date.fromisoformat(day[:10]) + timedelta(days)).isoformat() if day else None

    data = reading.model_dump(mode="json")
    report = data["report"]
    text = renamed(report["text"])
    report |= {"text": text, "given_id": f"{report['given_id']}-{turn}", "published": moved(report["published"])}
    if report["dateline"]:
        report["dateline"]["date"] = moved(report["dateline"]["date"])
    for event in data["events"]:
        event["date"] = event["date"] and [moved(day) for day in event["date"]]
        if event["location"]:
            event["location"] |= {"id": f"{event['location']['id']}-{turn}", "country": None}
        for figure in event["casualties"]:
            figure |= {end: figure[end] and figure[end] + turn for end in ("low", "high")}
    _renew(data, text, renamed)
    return Reading.model_validate(data)


def _renew(value: object, text: str, renamed: object) -> None:
    """Every span's words from the new text, and every name as it is called there."""
    assert callable(renamed)
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            value["text"] = text[value["start"] : value["end"]]
        for key, part in value.items():
            if key in {"holder", "name"} and isinstance(part, str):
                value[key] = renamed(part)
            elif key == "relay":
                value[key] = [step and renamed(step) for step in part]
            else:
                _renew(part, text, renamed)
    elif isinstance(value, list):
        for part in value:
            _renew(part, text, renamed)


def scale(readings: Sequence[Reading], counts: Sequence[int]) -> Rows:
    """Seconds to link so many readings that are stored, for each thousand, the memory at its peak, and one more."""
    found: Rows = []
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "scale.db", create=True) as ledger:
        source, done = many(readings, counts[-1] + 1), 0
        for count in counts:
            began, taken = time.monotonic(), 0.0
            while done < count:
                lot = list(islice(source, min(512, count - done)))
                ledger.store((reading, b"") for reading in lot)
                start = time.monotonic()
                bring_up_to_date(ledger)
                taken += time.monotonic() - start
                done += len(lot)
            found.append(
                (
                    f"linking up to {count:,} readings, seconds a thousand",
                    1000 * taken / (count - _before(counts, count)),
                )
            )
            print(f"{count:,}: {time.monotonic() - began:.0f} s", flush=True)
        start = time.monotonic()
        ledger.store((reading, b"") for reading in source)
        bring_up_to_date(ledger)
        found.append(("one more, stored, linked and committed, seconds", time.monotonic() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*found, ("peak memory, MiB", peak)]


def _before(counts: Sequence[int], count: int) -> int:
    return max((one for one in counts if one < count), default=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    options = parser.parse_args()
    for name, value in scale(sample(), options.counts):
        print(f"{name}: {value:.2f}")


if __name__ == "__main__":
    main()
