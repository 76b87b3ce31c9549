"""Time expressions against MEANTIME's, and the days of events against the corpus's gold."""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.load import reports
from corpus.markup import Json, locate
from training.corpora import found

from benchmarks.metrics import Tally
from sayso.reading.dates import Happening, dates_of, expressions, written_day
from sayso.reading.dates.choosing import story_of
from sayso.reading.dates.evidence import evidence
from sayso.reading.dates.story import Choice
from sayso.records import Report
from sayso.reports.dates import as_date, published_day

ROOT = Path(__file__).resolve().parent.parent
Rows = list[tuple[str, float]]
# MEANTIME marks the headline, the line of the date and the first sentences of each document.
LAST_SENTENCE = 5


class Marked(NamedTuple):
    """A TIMEX3 of the gold: `start` to `end`, and its value."""

    start: int
    end: int
    value: str


def meantime(data: Path) -> Iterator[tuple[str, str, date | None, list[Marked]]]:
    """Name, text, day of creation and time expressions of each document, cut after the sentences that are marked."""
    folder = found(data / "meantime", "http://www.newsreader-project.eu/results/data/wikinews")
    for path in sorted((folder / "intra_cross-doc_annotation").glob("*/*.xml")):
        root = ET.parse(path).getroot()
        text, places, last = "", {}, "0"
        for token in root.iter("token"):
            sentence = token.get("sentence", "0")
            if int(sentence) > LAST_SENTENCE:
                break
            text += "" if not text else "\n\n" if sentence != last else " "
            last = sentence
            places[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
            text += token.text or ""
        marks, created = [], None
        for mark in root.iterfind("Markables/TIMEX3"):
            value = mark.get("value") or ""
            anchors = sorted(
                places[key] for anchor in mark.iterfind("token_anchor") if (key := anchor.get("t_id")) in places
            )
            if anchors:
                marks.append(Marked(anchors[0][0], anchors[-1][1], value))
                if mark.get("functionInDocument") == "CREATION_TIME":
                    # Its value is mistyped in one document.
                    words = text[slice(*marks[-1][:2])].replace(" ,", ",")
                    created = as_date(published_day(words)) or created
        yield path.stem, text, created, marks


class Judged:
    """Three tallies in the manner of TempEval-3, and every fault."""

    def __init__(self) -> None:
        self.relaxed, self.strict, self.value = Tally(), Tally(), Tally()
        self.faults: list[str] = []

    def add(self, name: str, text: str, created: date | None, gold: list[Marked]) -> None:
        """Judges one document: each expression found is paired with one of the gold that it shares a character with."""
        mine = expressions(text, created)
        left = sorted(gold)
        relaxed = strict = value = 0

        def show(fault: str, start: int, end: int, note: str) -> None:
            context = f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 40]}"
            self.faults.append(f"{name[:6]} {fault} {note} | " + context.replace("\n\n", " ¶ "))

        for one in mine:
            near = [mark for mark in left if mark.start < one.end and one.start < mark.end]
            exact = [mark for mark in near if mark[:2] == (one.start, one.end)]
            match = next(iter(exact or near), None)
            if not match:
                show("spurious", one.start, one.end, f"{one.value}")
                continue
            left.remove(match)
            relaxed += 1
            strict += bool(exact)
            value += match.value == (one.value or "")
            if not exact:
                show("inexact", one.start, one.end, f"gold: {text[match.start : match.end]}")
            if match.value != one.value:
                show("value", one.start, one.end, f"{one.value}, gold {match.value}")
        for mark in left:
            show("missed", mark.start, mark.end, mark.value)
        for tally, right in ((self.relaxed, relaxed), (self.strict, strict), (self.value, value)):
            tally.add(found=len(mine), gold=len(gold), right=right)


def judge_meantime(data: Path) -> Judged:
    """MEANTIME's English documents."""
    judged = Judged()
    for document in meantime(data):
        judged.add(*document)
    return judged


def on_meantime(data: Path) -> Rows:
    """F1 of relaxed spans, of strict spans, and of spans with the right value."""
    judged = judge_meantime(data)
    return [
        ("MEANTIME TIMEX3, relaxed F1", judged.relaxed.f1),
        ("MEANTIME TIMEX3, strict F1", judged.strict.f1),
        ("MEANTIME TIMEX3, value F1", judged.value.f1),
    ]


def happenings_of(report: Report, gold: Json) -> tuple[list[Happening], list[Choice]]:
    """The gold events of a report in the order of the text, and their days."""
    events = sorted(gold["events"], key=lambda event: locate(report.text, event["trigger"]))
    found = [Happening(*locate(report.text, event["trigger"]), event["type"], event["status"]) for event in events]
    days = [
        (date.fromisoformat(event["date"][0]), date.fromisoformat(event["date"][1])) if event["date"] else None
        for event in events
    ]
    return found, days


def on_corpus(path: Path) -> Rows:
    """Per cent of the gold events, their trigger, type and status given, with the right days, or rightly none.

    Many gold days stand in other reports of the same incident and not in the event's own: the last row leaves out the
    events whose days nothing in the report or its day of writing yields.
    """
    exact, shared, told, total = 0, 0, 0, 0
    for report, gold in reports(path):
        happenings, days = happenings_of(report, gold)
        whens = expressions(report.text, written_day(report))
        story = story_of(report, happenings, whens)
        for index, (mine, theirs) in enumerate(zip(dates_of(report, happenings, whens), days, strict=True)):
            found = mine.days if mine else None
            total += 1
            exact += found == theirs
            shared += found == theirs or bool(found and theirs and found[0] <= theirs[1] and theirs[0] <= found[1])
            told += theirs in evidence(story, index)
    return [
        ("dates right", 100 * exact / total),
        ("dates that share a day, or rightly none", 100 * shared / total),
        ("dates right, of those that the report can yield", 100 * exact / told),
    ]


def rows(data: Path) -> Rows:
    """Everything that is measured of dates."""
    return on_meantime(data) + [
        (f"corpus {part}: {name}", value)
        for part in ("dev", "train")
        for name, value in on_corpus(ROOT / "corpus" / part)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds meantime/")
    parser.add_argument("--faults", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    if options.faults:
        print("\n".join(sorted(judge_meantime(options.data).faults, key=lambda fault: fault.split()[1])))
        return
    for name, value in rows(options.data):
        print(f"{name}: {value:.1f}")


if __name__ == "__main__":
    main()
