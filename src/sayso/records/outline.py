"""A reading arranged for a person: a heading, the claims by holder, and each text cut at the borders of its spans."""

from __future__ import annotations

import re
import textwrap
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from sayso.records.claim import Claim
from sayso.records.event import Event, Figure
from sayso.records.reading import Reading
from sayso.records.report import Report

Role = Literal["paragraph", "content", "source", "cue"]
# What encloses what where two parts stand on the same characters; a paragraph encloses all.
RANKS: dict[Role, int] = {"paragraph": 0, "content": 1, "source": 2, "cue": 3}
HEADING = 80
# Of what stands between the parts of a claim, as much is shown as keeps the sentence whole.
BETWEEN = 40
NO_SOURCE = "no source named"
NO_OUTLET = "outlet unknown"


class Party(NamedTuple):
    """A holder with its claims: those that stand on their own, and those told inside a claim of another holder."""

    holder: str | None
    own: tuple[Claim, ...]
    told: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """The holder, or the words for a claim without a source."""
        return self.holder or NO_SOURCE


class Part(NamedTuple):
    """Characters `start` to `end` in the role that they play for a claim; `depth` is how far the claim is nested."""

    start: int
    end: int
    role: Role
    claim: str = ""
    depth: int = 0

    @property
    def order(self) -> tuple[bool, int, int, int, int, str]:
        """Where the part comes in nesting: paragraphs outermost, then the longer around the shorter."""
        return self.role != "paragraph", self.start, -self.end, self.depth, RANKS[self.role], self.claim


class Piece(NamedTuple):
    """Characters `start` to `end` between two neighbouring borders, and the parts around them, outermost first."""

    start: int
    end: int
    around: tuple[Part, ...]


def heading(report: Report) -> str:
    """The title, else the first line of the text, shortened, else the id."""
    first = report.text.lstrip().partition("\n")[0]
    return report.title or textwrap.shorten(first, HEADING, placeholder="…") or report.id


def particulars(reading: Reading) -> list[str]:
    """What came with a report, and how much was found in it: a few words each."""
    report = reading.report
    place = report.dateline.place if report.dateline else None
    found = [reading.unread] if reading.unread else [totals([reading])]
    return [part for part in (report.outlet, report.published, place, report.id, *found) if part]


def totals(readings: Iterable[Reading]) -> str:
    """How many claims by how many holders, and how many events, in words: `14 claims by 5 holders, 20 events`."""
    readings = list(readings)
    claims = [claim for reading in readings for claim in reading.claims]
    events = sum(len(reading.events) for reading in readings)
    told = f"{count(len(claims), 'claim')} by {count(len({claim.holder for claim in claims}), 'holder')}"
    return f"{told}, {count(events, 'event')}" if events else told


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 claim`, `1,204 claims`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def route(claim: Claim) -> list[str]:
    """The names of a claim's relay, from its holder to the outlet; words of their own where one is unknown."""
    holder, *steps = claim.relay
    return [holder or NO_SOURCE, *(step or NO_OUTLET for step in steps)]


def nested(claims: Iterable[Claim]) -> dict[str | None, list[Claim]]:
    """Claims by the id of the claim that they stand in; null for those that stand on their own."""
    claims = list(claims)
    known = {claim.id for claim in claims}
    found: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.inside if claim.inside in known else None].append(claim)
    return found


def happenings(reading: Reading) -> dict[str | None, list[Event]]:
    """Events by the id of the claim that tells them; null for those in the writer's own voice."""
    found: dict[str | None, list[Event]] = defaultdict(list)
    for event in reading.events:
        found[event.claim].append(event)
    return found


def coded(event: Event) -> str:
    """The code of an event: `ASSAULT firearms`, with its status where it is not told as having happened."""
    status = "" if event.status == "actual" else event.status
    return " ".join(part for part in (event.type, event.mode, status) if part)


def particulars_of(event: Event) -> list[str]:
    """What an event's words say of it, in the order who to whom, with what, where, when, how many."""
    agent, patient, instrument = (
        ", ".join(re.sub(r"\s+", " ", span.text) for span in spans)
        for spans in (event.agent, event.patient, event.instrument)
    )
    who = f"{agent or '…'} → {patient or '…'}" if agent or patient else ""
    days = "–".join(dict.fromkeys(event.date)) if event.date else ""
    numbers = [counted(figure) for figure in event.casualties]
    place = event.place.text if event.place else ""
    return [part for part in (event.trigger.text, who, instrument, place, days, *numbers) if part]


def counted(figure: Figure) -> str:
    """A number of people with what became of them: `15 to 20 soldiers killed`, `at least 24 wounded`."""
    kind = "killed or wounded" if figure.kind == "casualties" else figure.kind
    return " ".join(part for part in (amount(figure.low, figure.high), figure.who, kind) if part)


def amount(low: int | None, high: int | None) -> str:
    """A number in words: `15`, `15 to 20`, `at least 24`, `up to 20`."""
    if low is None:
        return "an unknown number" if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def parties(reading: Reading) -> list[Party]:
    """The holders of a reading in the order of their first claims."""
    own: dict[str | None, list[Claim]] = {claim.holder: [] for claim in reading.claims}
    told: dict[str | None, list[Claim]] = {holder: [] for holder in own}
    below = nested(reading.claims)

    def gather(claim: Claim, teller: str | None) -> None:
        for inner in below.get(claim.id, ()):
            if inner.holder != teller:
                told[inner.holder].append(inner)
            gather(inner, teller)

    for claim in below.get(None, ()):
        own[claim.holder].append(claim)
        gather(claim, claim.holder)
    return [Party(holder, tuple(own[holder]), tuple(told[holder])) for holder in own]


def parts(claim: Claim, depth: int = 0) -> list[Part]:
    """The source, cue and contents of a claim."""
    found = [Part(claim.cue.start, claim.cue.end, "cue", claim.id, depth)]
    found += [Part(piece.start, piece.end, "content", claim.id, depth) for piece in claim.content]
    if claim.source:
        found.append(Part(claim.source.start, claim.source.end, "source", claim.id, depth))
    return found


def extent(claim: Claim) -> tuple[int, int]:
    """First and last (excluded) character of a claim."""
    found = parts(claim)
    return min(part.start for part in found), max(part.end for part in found)


def evidence(text: str, claim: Claim) -> Iterator[tuple[str, Role | None]]:
    """The words of a claim in the order of the text, each with its role, null for what stands between.

    Runs of white space become one blank, and much between two parts an ellipsis.
    """
    for piece in cut(parts(claim), *extent(claim)):
        role = max((part.role for part in piece.around), key=RANKS.__getitem__, default=None)
        words = re.sub(r"\s+", " ", text[piece.start : piece.end])
        yield (words if role or len(words) <= BETWEEN else " … "), role


def depths(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims each claim stands in."""
    below = nested(claims)
    found: dict[str, int] = {}
    level, depth = below.get(None, []), 0
    while level:
        found |= {claim.id: depth for claim in level}
        level, depth = [inner for claim in level for inner in below.get(claim.id, ())], depth + 1
    return found


def cut(around: Iterable[Part], start: int, end: int) -> Iterator[Piece]:
    """The characters `start` to `end` cut at every border of the parts, without gap or overlap."""
    edges: dict[int, tuple[list[Part], list[Part]]] = defaultdict(lambda: ([], []))
    for part in around:
        edges[part.start][0].append(part)
        edges[part.end][1].append(part)
    open_parts: list[Part] = []
    last = start
    for border in sorted({*edges, end}):
        if border > last:
            yield Piece(last, border, tuple(open_parts))
            last = border
        for part in edges[border][1]:
            open_parts.remove(part)
        for part in edges[border][0]:
            insort(open_parts, part, key=lambda one: one.order)
