"""The figures of a text, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.reading.figures.amounts import Convention, tokens
from sayso.reading.figures.links import resolve
from sayso.reading.figures.people import Counted, Fate, Scene
from sayso.reading.sentences import Sentences, Stretch
from sayso.records.event import Figure, Kind
from sayso.records.span import Span


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number of people with what became of them, as a `Figure` has it.

    `fate` are the words that say what became of them (`killed`, `the toll`), `sentence` the stretch that both stand in.
    """

    kind: Kind
    who: str
    low: int | None
    high: int | None
    evidence: Span
    fate: Span
    sentence: Stretch

    def figure(self) -> Figure:
        """The record that an event keeps."""
        return Figure(kind=self.kind, who=self.who, low=self.low, high=self.high, evidence=self.evidence)


def figures(text: str, *, convention: Convention = "sayso") -> tuple[FoundFigure, ...]:
    """The people counted in a text and what became of them, in the order of their numbers.

    Parts stand beside their total (`33 died, nine of them children`), sums are one figure for each kind of people
    (`two policemen and three civilians`). A denial of any is 0 to 0. Vague amounts have the bounds of the convention.
    """
    found: list[FoundFigure] = []
    sentences, line, at = Sentences(text), tokens(text), 0
    for start in sentences.starts:
        sentence, first = sentences.at(start), at
        while at < len(line) and line[at].start < sentence[1]:
            at += 1
        scene = Scene(text, line[first:at], convention)
        found += [_found(scene, counted, fate, sentence) for counted, fate in resolve(scene)]
    return tuple(found)


def _found(scene: Scene, counted: Counted, fate: Fate, sentence: Stretch) -> FoundFigure:
    line, number = scene.words, counted.number
    known = counted.head is not None and scene.is_known(counted.head)
    last = counted.last if known or counted.partitive or counted.inner else number.last
    end = max(line[last - 1].end, number.end)
    # `no one was hit` denies deaths too; one who was hit lives.
    kind: Kind = "killed" if "undergone" in fate.roles and number.high == 0 else fate.kind
    return FoundFigure(
        kind=kind,
        who=line[counted.head].low if counted.head is not None and known else "people",
        low=number.low,
        high=number.high,
        evidence=Span.of(scene.text, *_quoted(scene.text, number.start, end)),
        fate=Span.of(scene.text, line[fate.first].start, line[fate.last - 1].end),
        sentence=sentence,
    )


def _quoted(text: str, start: int, end: int) -> Stretch:
    """A stretch with the quotation marks right around it, and without one that opens outside of it."""
    if text[end - 1] in "”’" and not set("“‘'") & set(text[start:end]):
        end -= 1
    if text[start - 1 : start] in {"“", "‘"} and text[end : end + 1] in {"”", "’"}:
        return start - 1, end + 1
    return start, end
