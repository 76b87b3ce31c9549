"""Origins beside outlets in the reports of FA-KES (Syria until 2016-07), and merges of origins to be read by eye.

`python -m benchmarks.fakes --data DIR` prints a line for each incident that two outlets or more tell of, and then some
merges, chosen by chance with a fixed seed, with the words of both reports. The set's labels are not used.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from training.corpora import found

from sayso.incidents.copies import find_copies
from sayso.incidents.linking import link
from sayso.incidents.standing import stand
from sayso.reading import read_reports
from sayso.records import Incident, Report, Standing
from sayso.records.incident import Merge

SEED, MERGES = 9, 20
# Characters of a report that a person needs to judge what it tells.
SHOWN = 700

Told = list[tuple[Incident, Standing, list[str]]]


def articles(data: Path) -> Iterator[Report]:
    """The articles of the set, each with its outlet and the day of publication."""
    path = found(data / "fakes", "https://zenodo.org/records/2607278") / "fakes_until_2016-07.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Report(
                text=f"{row['article_title']}\n\n{row['article_content']}",
                given_id=row["unit_id"],
                outlet=row["source"],
                published=_day(row["date"]),
            )


def _day(written: str) -> str:
    """The ISO day of one written `7/30/2016`."""
    month, day, year = map(int, written.split("/"))
    return date(year, month, day).isoformat()


def told_by_several(reports: list[Report]) -> Told:
    """The incidents that two outlets or more tell of, with their standing and outlets; those of most outlets first."""
    readings = {reading.report.key: reading for reading in read_reports(reports)}
    copies = find_copies(reading.report for reading in readings.values()).copies
    told: Told = []
    for incident in link(list(readings.values()), copies):
        mine = [readings[key] for key in dict.fromkeys(one.report for one in incident.told)]
        outlets = sorted({reading.report.outlet or "" for reading in mine})
        if len(outlets) > 1:
            told.append((incident, stand(incident, mine, copies), outlets))
    return sorted(told, key=lambda one: (-len(one[2]), one[0].days or ("", ""), one[0].key))


def chosen(told: Told) -> list[tuple[Incident, Merge]]:
    """Some merges between reports of different outlets, by chance."""
    merges = [
        (incident, merge) for incident, standing, _ in told for merge in standing.merges if merge.one != merge.two
    ]
    return random.Random(SEED).sample(merges, min(MERGES, len(merges)))


def _table(told: Told) -> Table:
    table = Table("days", "place", "what", "outlets", "origins", "support", "conflict", title="FA-KES")
    for incident, standing, outlets in told:
        origins = f"{standing.least}" if standing.least == standing.most else f"{standing.least} to {standing.most}"
        days = " to ".join(dict.fromkeys(incident.days or ()))
        facets = " ".join(dict.fromkeys(conflict.facet for conflict in standing.conflict))
        what = f"{len(outlets)}: {', '.join(outlets)}"
        table.add_row(days, incident.place, incident.type, what, origins, standing.support, facets)
    return table


def _words(report: Report) -> str:
    return f"  {report.outlet}, {report.published}: {' '.join(report.text.split())[:SHOWN]}"


def _show(console: Console, merges: list[tuple[Incident, Merge]], reports: Mapping[str, Report]) -> None:
    for number, (incident, merge) in enumerate(merges, 1):
        console.print(f"\n{number}. {merge.rule}: {merge.reason} ({incident.type}, {incident.place})", markup=False)
        console.print(_words(reports[merge.one]), _words(reports[merge.two]), sep="\n", markup=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds fakes/")
    reports = list(articles(parser.parse_args().data))
    told = told_by_several(reports)
    console = Console(width=160)
    console.print(_table(told))
    _show(console, chosen(told), {report.key: report for report in reports})


if __name__ == "__main__":
    main()
