"""Figures against the corpus's gold, and against the deaths that ACLED coded from its analysts' notes."""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from corpus.load import reports
from corpus.markup import Json, locate

from benchmarks.metrics import Tally, overlap
from sayso.reading.figures import FoundFigure, assign, figures
from sayso.records import Report
from sayso.records.event import EventType, Figure

ROOT = Path(__file__).resolve().parent.parent
Rows = list[tuple[str, float]]


class Counted(NamedTuple):
    """A figure as it is compared."""

    kind: str
    low: int | None
    high: int | None
    start: int
    end: int


def of_gold(text: str, event: Json) -> list[Counted]:
    """The figures of a gold event."""
    return [Counted(c["kind"], c["low"], c["high"], *locate(text, c["evidence"])) for c in event["casualties"]]


def of_found(figure: FoundFigure | Figure) -> Counted:
    """A figure that was read."""
    return Counted(figure.kind, figure.low, figure.high, figure.evidence.start, figure.evidence.end)


def same(one: Counted, two: Counted, *, exact: bool = False) -> bool:
    """Kind and bounds are the same, and the evidence shares a character, or is the same."""
    if one[:3] != two[:3]:
        return False
    return one[3:] == two[3:] if exact else overlap([one[3:]], [two[3:]])


def right(found: list[Counted], gold: list[Counted], *, exact: bool = False) -> tuple[list[Counted], list[Counted]]:
    """What is left of found and gold once they have been paired one to one."""
    left = list(gold)
    spurious = []
    for one in found:
        match = next((two for two in left if same(one, two, exact=exact)), None)
        if match:
            left.remove(match)
        else:
            spurious.append(one)
    return spurious, left


class Judged:
    """Three tallies over reports, and every fault."""

    def __init__(self) -> None:
        self.anywhere, self.exact, self.given, self.given_exact = Tally(), Tally(), Tally(), Tally()
        self.faults: list[tuple[Report, str, Counted]] = []

    def add(self, report: Report, gold: Json) -> None:
        """Judges one report: figures found anywhere, and those of each gold event whose trigger is given."""
        found = figures(report.text)
        wanted = sorted(
            {one for event in gold["events"] for one in of_gold(report.text, event)}, key=lambda one: one.start
        )
        read = [of_found(one) for one in found]
        for exact, tally in ((False, self.anywhere), (True, self.exact)):
            spurious, missed = right(read, wanted, exact=exact)
            tally.add(found=len(read), gold=len(wanted), right=len(wanted) - len(missed))
            if not exact:
                self.faults += [(report, "spurious", one) for one in spurious]
                self.faults += [(report, "missed", one) for one in missed]
        triggers: list[tuple[int, int, EventType]] = [
            (*locate(report.text, e["trigger"]), e["type"]) for e in gold["events"]
        ]
        for event, mine in zip(gold["events"], assign(found, triggers), strict=True):
            theirs = of_gold(report.text, event)
            for exact, tally in ((False, self.given), (True, self.given_exact)):
                _, missed = right([of_found(one) for one in mine], theirs, exact=exact)
                tally.add(found=len(mine), gold=len(theirs), right=len(theirs) - len(missed))


def judge(path: Path) -> Judged:
    """The figures of gold reports."""
    judged = Judged()
    for report, gold in reports(path):
        judged.add(report, gold)
    return judged


def on_corpus(path: Path) -> Rows:
    """F1 of figures by kind, low, high and evidence."""
    judged = judge(path)
    return [
        ("figures found anywhere, F1", judged.anywhere.f1),
        ("figures found anywhere, evidence exact, F1", judged.exact.f1),
        ("figures of the right event, triggers given, F1", judged.given.f1),
        ("figures of the right event, evidence exact, F1", judged.given_exact.f1),
    ]


def deaths(data: Path) -> list[Json]:
    """ACLED's events with deaths, each with its analyst's note."""
    path = data / "acledr" / "events_dev.jsonl"
    if not path.exists():
        raise SystemExit(f"{path} is missing; export events with notes from acleddata.com to it")
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row for row in rows if (row["fatalities"] or 0) > 0]


def among(number: int, found: tuple[FoundFigure, ...], *, sums: bool = True) -> bool:
    """Whether a number is one of those killed, or a sum of up to four of the first eight (`two soldiers and a child`)."""
    killed = [one for one in found if one.kind == "killed"]
    if any(number in {one.low, one.high} for one in killed):
        return True
    lows = [one.low for one in killed if one.low][:8]
    return sums and any(sum(some) == number for size in (2, 3, 4) for some in combinations(lows, size))


def on_acled(data: Path) -> Rows:
    """Per cent of the notes whose coded number of deaths is among those read, by ACLED's own convention.

    All events with deaths count, those too whose note tells another number than the coded one, as where a toll is
    split over several events.
    """
    read = [(int(row["fatalities"]), figures(row["notes"], convention="acled")) for row in deaths(data)]
    return [
        ("coded number of deaths among those read", 100 * sum(among(*pair) for pair in read) / len(read)),
        ("the same, sums left out", 100 * sum(among(*pair, sums=False) for pair in read) / len(read)),
    ]


def rows(data: Path) -> Rows:
    """What is measured of figures: on corpus dev, and on ACLED's notes."""
    return on_corpus(ROOT / "corpus" / "dev") + on_acled(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds acledr/")
    parser.add_argument("--faults", type=Path, help="a folder of containers, whose faults are printed")
    options = parser.parse_args()
    if options.faults:
        for report, fault, one in judge(options.faults).faults:
            context = report.text[max(0, one.start - 90) : one.start] + "[[" + report.text[one.start : one.end] + "]]"
            print(
                fault,
                one.kind,
                one.low,
                one.high,
                "|",
                (context + report.text[one.end : one.end + 80]).replace("\n", " "),
            )
        return
    for part in ("train", "dev"):
        for name, value in on_corpus(ROOT / "corpus" / part):
            print(f"corpus {part}: {name}: {value:.1f}")
    for name, value in on_acled(options.data):
        print(f"ACLED notes with deaths: {name}: {value:.1f}")


if __name__ == "__main__":
    main()
