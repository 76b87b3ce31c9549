"""Events found beside the gold events of the corpus.

An event is found where its type is right and its trigger shares a character with the gold one's; with agent and patient
where, besides, each of the two is empty on both sides, or every span of one side shares a character with one of the other.
A figure is right where a report's gold has one of the same kind and bounds whose evidence shares a character with its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from corpus.load import reports
from corpus.markup import Json, locate

from benchmarks import figures
from benchmarks.accuracy import Rows
from benchmarks.gold import matched
from benchmarks.metrics import Tally, overlap
from sayso.reading import read_reports
from sayso.reading.tagger import Tagger
from sayso.records import Report, Span
from sayso.records.event import Event

Stretches = tuple[tuple[int, int], ...]


def of_gold(text: str, spans: list[str | Json]) -> Stretches:
    """Gold spans as stretches."""
    return tuple(locate(text, span) for span in spans)


def of_spans(spans: tuple[Span, ...]) -> Stretches:
    """Spans as stretches."""
    return tuple((span.start, span.end) for span in spans)


def agree(mine: Stretches, theirs: Stretches) -> bool:
    """Whether two lists are both empty, or each span of one overlaps one of the other."""
    return all(any(overlap((one,), (two,)) for two in theirs) for one in mine) and all(
        any(overlap((one,), (two,)) for two in mine) for one in theirs
    )


@dataclass
class JudgedEvents:
    """Events found against gold, and what is right of those found."""

    triggers: Tally = field(default_factory=Tally)
    found: Tally = field(default_factory=Tally)
    parties: Tally = field(default_factory=Tally)
    figures: Tally = field(default_factory=Tally)
    right: Counter[str] = field(default_factory=Counter)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[tuple[str, str, Event | None, Json]] = field(default_factory=list)
    """(report, what is wrong, event, gold): every fault, to be read and sorted."""

    def add(
        self, report: Report, mine: tuple[Event, ...], gold: list[Json], claims: dict[str | None, str | None]
    ) -> None:
        """Judges one report; `claims` has the gold claim that stands for each claim of the reading."""
        text, left = report.text, list(enumerate(gold))
        found = parties = triggers = 0
        for event in mine:
            span = ((event.trigger.start, event.trigger.end),)
            near = [one for one in left if overlap(span, (locate(text, one[1]["trigger"]),))]
            triggers += bool(near)
            same = [one for one in near if one[1]["type"] == event.type]
            if not same:
                self.faults.append((report.id, "type" if near else "spurious", event, near[0][1] if near else {}))
                self.types[event.type, near[0][1]["type"] if near else "-"] += 1
                continue
            target = same[0][1]
            left.remove(same[0])
            found += 1
            checks = {
                "agent": agree(of_spans(event.agent), of_gold(text, target["agent"])),
                "patient": agree(of_spans(event.patient), of_gold(text, target["patient"])),
                "place": _place(text, event, target),
                "date": (list(event.date) if event.date else None) == target["date"],
                "status": event.status == target["status"],
                "mode": (event.mode or "") == target.get("mode", ""),
                "claim": claims.get(event.claim, "unmatched") == target["claim"],
            }
            parties += checks["agent"] and checks["patient"]
            self.right.update(name for name, good in checks.items() if good)
            self.faults += [(report.id, name, event, target) for name, good in checks.items() if not good]
        self.faults += [(report.id, "missed", None, target) for _, target in left]
        counted = [figures.of_found(figure) for event in mine for figure in event.casualties]
        theirs = [figure for event in gold for figure in figures.of_gold(text, event)]
        spurious, _ = figures.right(counted, theirs)
        self.figures.add(found=len(counted), gold=len(theirs), right=len(counted) - len(spurious))
        for tally, right in ((self.triggers, triggers), (self.found, found), (self.parties, parties)):
            tally.add(found=len(mine), gold=len(gold), right=right)

    def share(self, name: str) -> float:
        """Per cent of the found events of which something is right."""
        return 100 * self.right[name] / self.found.right if self.found.right else 0.0


def _place(text: str, event: Event, target: Json) -> bool:
    """Whether the place's words are the same or overlap, or both are missing."""
    if event.place is None or target["place"] is None:
        return event.place is None and target["place"] is None
    words = text[slice(*locate(text, target["place"]))]
    return words.casefold() in event.place.text.casefold() or event.place.text.casefold() in words.casefold()


def judge(path: Path, *, tagger: Tagger | None = None) -> JudgedEvents:
    """Events of gold reports (a file or a folder of containers) against their own."""
    pairs = list(reports(path))
    judged = JudgedEvents()
    for reading, (report, gold) in zip(
        read_reports([report for report, _ in pairs], tagger=tagger), pairs, strict=True
    ):
        claims: dict[str | None, str | None] = {None: None}
        claims.update(matched(report, reading.claims, gold["claims"]))
        judged.add(report, reading.events, gold["events"], claims)
    return judged


def rows_of(judged: JudgedEvents) -> Rows:
    """What a judgement says, as rows."""
    rows = [
        ("triggers alone, F1", judged.triggers.f1),
        ("events by type and trigger, precision", judged.found.precision),
        ("events by type and trigger, recall", judged.found.recall),
        ("events by type and trigger, F1", judged.found.f1),
        ("events with agent and patient, F1", judged.parties.f1),
        ("figures, F1", judged.figures.f1),
    ]
    return rows + [
        (f"of those found, {name} right", judged.share(name))
        for name in ("agent", "patient", "place", "date", "status", "mode", "claim")
    ]
