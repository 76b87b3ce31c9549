"""How a reading looks in a terminal: the claims by holder, with the words that prove them and the events they tell.

Weight and underlining carry the sense, colour only helps, so that it reads the same on a dark and a light ground and
under NO_COLOR; where there is no styling at all (a pipe, a file), the cue stands between ‹ ›.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.records.claim import Claim
from sayso.records.event import Event
from sayso.records.outline import (
    Party,
    Role,
    coded,
    evidence,
    extent,
    happenings,
    heading,
    nested,
    particulars,
    particulars_of,
    parties,
    route,
)
from sayso.records.reading import Reading

HEADING, HOLDER, SMALL, EVENT = "bold", "bold magenta", "dim", "bold"
WRITER = "in the writer's own words"
STYLES: dict[Role | None, str] = {"source": "bold", "cue": "underline magenta"}
ACT_WIDTH = 9
INDENT, DEEPEST = 2, 6
# Characters that would move the cursor, reorder the line or cannot be printed. Joiners of emoji are left out where they
# are printed: terminals disagree on how wide joined ones are, and the lines have to fit.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(reading: Reading, console: Console) -> Iterator[RenderableType]:
    """A reading as what rich prints: a heading, then each holder with its claims."""
    yield Text(plain(heading(reading.report)), style=HEADING)
    yield Text(plain(" · ".join(particulars(reading))), style=SMALL)
    told = happenings(reading)
    rows = _Rows(reading.report.text, nested(reading.claims), told, cue_marks(console))
    for party in parties(reading):
        yield Text()
        way = _usual(party)
        yield _holder(party, way)
        for claim in party.own:
            yield from rows.of(claim, way)
        if party.told:
            yield Padding(_told(party), (0, 0, 0, INDENT))
    if told.get(None):
        yield Text()
        yield Text(WRITER, style=HOLDER)
        for event in told[None]:
            yield Padding(event_line(event), (0, 0, 0, INDENT))
    yield Text()


def printable(text: str) -> str:
    """Words without anything that acts on the terminal."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\N{ZERO WIDTH JOINER}", ""))


def plain(text: str) -> str:
    """Printable words on one line."""
    return printable(" ".join(text.split()))


def arrows(claim: Claim) -> str:
    """The relay of a claim: `Baloch Liberation Army → The Balochistan Post → IANS`."""
    return plain(" → ".join(route(claim)))


def cue_marks(console: Console) -> tuple[str, str]:
    """What stands around a cue: nothing where it is underlined."""
    return ("", "") if console.color_system else ("‹", "›")


def claim_words(text: str, claim: Claim, marks: tuple[str, str]) -> Text:
    """The words of a claim as they stand in the text, the cue between marks."""
    line = Text()
    for words, role in evidence(text, claim):
        before, after = marks if role == "cue" else ("", "")
        line.append(before + printable(words) + after, style=STYLES.get(role, ""))
    return line


def event_line(event: Event) -> Text:
    """An event on one line: its code, then who did what to whom, where, when, how many."""
    line = Text(coded(event), style=EVENT)
    return line.append(f" {plain(' · '.join(particulars_of(event)))}", style="not bold default")


def _usual(party: Party) -> str:
    """The relay that most claims of a party came by; empty where all are told by others."""
    ways = Counter(arrows(claim) for claim in party.own)
    return max(ways, key=ways.__getitem__, default="")


def _holder(party: Party, way: str) -> Text:
    name = plain(party.name)
    return Text(name, style=HOLDER).append(way.removeprefix(name), style="not bold default")


def _told(party: Party) -> Text:
    ids = ", ".join(claim.id for claim in party.told)
    return Text(f"{'also' if party.own else 'see'} {ids}, told by others", style=SMALL)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The claims of one text as rows: the act beside the words, claims told inside a claim indented under it."""

    text: str
    below: dict[str | None, list[Claim]]
    events: dict[str | None, list[Event]]
    marks: tuple[str, str]

    def of(self, claim: Claim, above: str, depth: int = 1) -> Iterator[RenderableType]:
        """The rows of a claim, with its relay where it is another than the one that stands above."""
        row = Table.grid(padding=(0, 1, 0, 0))
        row.add_column(width=ACT_WIDTH, no_wrap=True)
        row.add_column(ratio=1, overflow="fold")
        way = arrows(claim)
        events = map(event_line, self.events.get(claim.id, ()))
        row.add_row(Text(claim.act), Group(*([] if way == above else [Text(way)]), self.words(claim), *events))
        yield Padding(row, (0, 0, 0, INDENT * min(depth, DEEPEST)))
        for inner in self.below.get(claim.id, ()):
            yield from self.of(inner, way, depth + 1)

    def words(self, claim: Claim) -> Text:
        """The words of a claim as they stand in the text, then its id, manner and offsets."""
        start, end = extent(claim)
        line = claim_words(self.text, claim, self.marks)
        return line.append(f"  {claim.id}·{claim.manner}·{start}–{end}", style=SMALL)
