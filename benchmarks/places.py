"""Places against LGL and GeoVirus (end to end), and against the places of the corpus's gold events.

End to end: a place counts as right where its characters overlap those of a gold place (one to one, exact ones first) and
the point given to it lies within 161 km of the gold point. Precision is over places that were given a point, recall over
gold places that have one, demonyms (`Russian`), which LGL marks, included. On the corpus, gold triggers, types and
status are given; a place is right where its words overlap the gold's, or where there is none on both sides.
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus.load import reports
from corpus.markup import Json, locate

from benchmarks.metrics import Tally
from sayso.reading.places import Toponym, find_places, place_of, resolve
from sayso.reading.places.globe import kilometres
from sayso.reading.spans import Mention, mentions
from sayso.reading.tagger import Tagger, shipped
from sayso.records import Report, Span
from sayso.records.event import EventType, Location, Status

ROOT = Path(__file__).resolve().parent.parent
Rows = list[tuple[str, float]]
# 100 miles, the distance of the published figures.
NEAR = 161.0


class GoldPlace(NamedTuple):
    """A gold place of a text."""

    start: int
    end: int
    latitude: float
    longitude: float


class Document(NamedTuple):
    """A text with its gold places."""

    text: str
    places: tuple[GoldPlace, ...]


def lgl(data: Path) -> Iterator[Document]:
    """LGL: 588 articles of local papers, places by GeoNames."""
    for article in ET.parse(_there(data / "geoparsing" / "lgl.xml")).iter("article"):
        places = [
            GoldPlace(
                _number(one, "start"),
                _number(one, "end"),
                float(tag.findtext("lat", "")),
                float(tag.findtext("lon", "")),
            )
            for one in article.iter("toponym")
            if (tag := one.find("gaztag")) is not None
        ]
        yield Document(article.findtext("text", ""), tuple(places))


def geovirus(data: Path) -> Iterator[Document]:
    """GeoVirus: 229 paragraphs of Wikinews; its offsets are counted from one."""
    for article in ET.parse(_there(data / "geoparsing" / "GeoVirus.xml")).iter("article"):
        places = [
            GoldPlace(
                _number(one, "start") - 1,
                _number(one, "end") - 1,
                float(one.findtext("lat", "")),
                float(one.findtext("lon", "")),
            )
            for one in article.iter("location")
        ]
        yield Document(article.findtext("text", ""), tuple(places))


def _there(path: Path) -> Path:
    if not path.exists():
        raise SystemExit(
            f"{path} is missing; take it from github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation"
        )
    return path


def _number(element: ET.Element, name: str) -> int:
    return int(element.findtext(name, ""))


def marked(texts: Sequence[str], *, tagger: Tagger | None = None) -> Iterator[list[Mention]]:
    """What the network marks in each text."""
    reader = tagger or shipped()
    for at in range(0, len(texts), 32):
        yield from mentions(reader.score(texts[at : at + 32]))


@dataclass
class Judged:
    """Places found and resolved, and every fault."""

    spans: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    """(what is wrong, words, words around)."""

    def add(
        self, text: str, found: Sequence[Toponym], located: Sequence[Location | None], gold: Sequence[GoldPlace]
    ) -> None:
        """Judges one text."""
        mine = [(one, place) for one, place in zip(found, located, strict=True) if place]
        left = list(gold)
        overlapping = right = 0
        for one, place in sorted(
            mine, key=lambda pair: not any(pair[0].start == g.start and pair[0].end == g.end for g in gold)
        ):
            match = next((g for g in left if g.start < one.end and one.start < g.end), None)
            if match is None:
                self.faults.append(("spurious", text[one.start : one.end], _around(text, one.start, one.end)))
                continue
            left.remove(match)
            overlapping += 1
            away = kilometres(place.latitude, place.longitude, match.latitude, match.longitude)
            right += away <= NEAR
            if away > NEAR:
                gold_point = f"{match.latitude:.1f} {match.longitude:.1f}"
                self.faults.append(
                    (
                        f"far, {place.name} {place.precision} {place.country} for {gold_point}",
                        text[one.start : one.end],
                        "",
                    )
                )
        self.faults += [("missed", text[g.start : g.end], _around(text, g.start, g.end)) for g in left]
        for tally, good in ((self.spans, overlapping), (self.whole, right)):
            tally.add(found=len(mine), gold=len(gold), right=good)


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", " ")


def judge(documents: Iterable[Document], named: Iterable[Sequence[Mention]] | None = None) -> Judged:
    """Texts read for places; `named` has what the network marked, where that is known already."""
    every = list(documents)
    judged = Judged()
    for document, seen in zip(every, named or marked([one.text for one in every]), strict=True):
        found = find_places(document.text, seen)
        judged.add(document.text, found, resolve(found), document.places)
    return judged


def gold_triggers(text: str, gold: Json) -> list[tuple[int, int, EventType, Status]]:
    """Start, end, type and status of the gold events."""
    return [(*locate(text, event["trigger"]), event["type"], event["status"]) for event in gold["events"]]


@dataclass
class JudgedEvents:
    """Places of gold events."""

    right: int = 0
    all: int = 0
    placed: Tally = field(default_factory=Tally)
    faults: list[tuple[str, Json, str | None]] = field(default_factory=list)

    def add(self, report: Report, gold: Json, found: Sequence[Toponym]) -> None:
        """Judges one report."""
        text = report.text
        triggers = gold_triggers(text, gold)
        filed = report.dateline.place if report.dateline else None
        mine = place_of(text, triggers, found, locations=resolve(found, dateline=filed), dateline=report.dateline)
        for event, place in zip(gold["events"], mine, strict=True):
            good = same_place(text, place, event["place"])
            self.all += 1
            self.right += good
            wanted = event["place"] is not None
            self.placed.add(found=int(place is not None), gold=int(wanted), right=int(good and wanted))
            if not good:
                self.faults.append((report.id, event, place.text if place else None))


def same_place(text: str, place: Span | None, gold: str | Json | None) -> bool:
    """Whether the words are the same or overlap, or both are missing."""
    if place is None or gold is None:
        return place is None and gold is None
    start, end = locate(text, gold)
    mine, theirs = place.text.casefold(), text[start:end].casefold()
    return (place.start < end and start < place.end) or mine in theirs or theirs in mine


def judge_events(path: Path, named: Iterable[Sequence[Mention]] | None = None) -> JudgedEvents:
    """The places of the gold events of a folder, triggers and types given."""
    pairs = list(reports(path))
    judged = JudgedEvents()
    for (report, gold), seen in zip(pairs, named or marked([report.text for report, _ in pairs]), strict=True):
        judged.add(report, gold, find_places(report.text, seen))
    return judged


def on_texts(data: Path) -> Rows:
    """F1 within 161 km, and of the spans alone."""
    rows = []
    for name, documents in (("LGL", lgl(data)), ("GeoVirus", geovirus(data))):
        judged = judge(documents)
        rows += [
            (f"{name}, end to end within 161 km, precision", judged.whole.precision),
            (f"{name}, end to end within 161 km, recall", judged.whole.recall),
            (f"{name}, end to end within 161 km, F1", judged.whole.f1),
            (f"{name}, spans alone, F1", judged.spans.f1),
        ]
    return rows


def on_corpus(path: Path) -> Rows:
    """Per cent of gold events whose place is right."""
    judged = judge_events(path)
    return [
        ("place right, triggers given", 100 * judged.right / judged.all),
        ("events with a place, F1", judged.placed.f1),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds geoparsing/")
    options = parser.parse_args()
    for name, value in on_texts(options.data):
        print(f"{name}: {value:.1f}")
    for part in ("train", "dev"):
        for name, value in on_corpus(ROOT / "corpus" / part):
            print(f"corpus {part}: {name}: {value:.1f}")


if __name__ == "__main__":
    main()
