"""How far two annotators of the same reports agree: `python -m corpus.agree` prints a table.

The first annotation is the one that counts (corpus/train and corpus/dev), the second was made of the bare text without
sight of the first (corpus/second). What is marked is compared by F1, which is the same from either side; what is said
of it, in per cent of what both marked.

Claims are paired one to one by their contents (Jaccard index of the characters at least 0.5), events by their type and a
character of the trigger, figures by kind, low, high and a character of the evidence. Places, agents and patients agree
where they share a character, have the same wording, or are both absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.gold import Judged
from benchmarks.metrics import Stretch, Tally, both_or_neither, jaccard, overlap, paired

from corpus.load import claims_of, report_of, reports
from corpus.markup import Json, locate

HERE = Path(__file__).resolve().parent
PARTS = ("train", "dev")


class Spans(NamedTuple):
    """Some spans of a report: where they are, and how they are worded."""

    stretches: list[Stretch]
    wording: set[str]


@dataclass
class Agreement:
    """What two annotators marked, and what they say alike of what both marked."""

    reports: int = 0
    claims: Judged = field(default_factory=Judged)
    events: Tally = field(default_factory=Tally)
    alike: Counter[str] = field(default_factory=Counter)
    """Of the events paired: how many have the same mode, status, date, place, agent, patient."""
    figures: Tally = field(default_factory=Tally)

    def add(self, first: Json, second: Json) -> None:
        """Compares two annotations of one report; ValueError where they are of different texts."""
        if first["text"] != second["text"]:
            raise ValueError(f"{first['id']}: the two annotations have different texts; annotate the text again.")
        self.reports += 1
        self.claims.add(report_of(first), claims_of(second), first["claims"])
        text, mine, theirs = first["text"], second["events"], first["events"]
        pairs = paired(mine, theirs, lambda one, two: by_trigger(text, one, two))
        self.events.add(found=len(mine), gold=len(theirs), right=len(pairs))
        for i, j in pairs.items():
            self.alike.update(what_agrees(text, mine[i], theirs[j]))
        found, gold = figures(mine), figures(theirs)
        same = paired(found, gold, lambda one, two: by_figure(text, one, two))
        self.figures.add(found=len(found), gold=len(gold), right=len(same))


def figures(events: list[Json]) -> list[Json]:
    """The figures of all events."""
    return [count for event in events for count in event["casualties"]]


def spans(text: str, event: Json, role: str) -> Spans:
    """The spans of one role of an event."""
    marked = event[role] if isinstance(event[role], list) else [event[role]] if event[role] else []
    stretches = [locate(text, span) for span in marked]
    return Spans(stretches, {text[start:end].casefold() for start, end in stretches})


def same_spans(text: str, one: Json, two: Json, role: str) -> bool:
    """Whether two events have the same in a role, or both nothing."""
    mine, theirs = spans(text, one, role), spans(text, two, role)
    return both_or_neither(mine.stretches, theirs.stretches) or bool(mine.wording & theirs.wording)


def by_trigger(text: str, one: Json, two: Json) -> tuple[float, ...] | None:
    """How well two events pair; of two with the same words for a trigger, the one with the same agent."""
    mine, theirs = spans(text, one, "trigger").stretches, spans(text, two, "trigger").stretches
    if one["type"] != two["type"] or not overlap(mine, theirs):
        return None
    return jaccard(mine, theirs), same_spans(text, one, two, "agent")


def what_agrees(text: str, one: Json, two: Json) -> Iterator[str]:
    """In what two events of a pair are the same."""
    yield from (key for key in ("mode", "status", "date") if one.get(key) == two.get(key))
    yield from (role for role in ("place", "agent", "patient") if same_spans(text, one, two, role))


def by_figure(text: str, one: Json, two: Json) -> tuple[float, ...] | None:
    """How well two figures pair."""
    mine, theirs = [locate(text, one["evidence"])], [locate(text, two["evidence"])]
    same = all(one[key] == two[key] for key in ("kind", "low", "high"))
    return (jaccard(mine, theirs),) if same and overlap(mine, theirs) else None


def kappa(counts: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa, 1 where all agree, 0 where they agree as often as chance would have it; 0 for no counts at all."""
    total = counts.total()
    one, two = Counter[str](), Counter[str]()
    for (first, second), count in counts.items():
        one[first] += count
        two[second] += count
    chance = sum(one[label] * two[label] for label in one) / total**2 if total else 1.0
    seen = sum(count for (first, second), count in counts.items() if first == second)
    return (seen / total - chance) / (1 - chance) if chance < 1 else float(total > 0)


def measure(corpus: Path = HERE) -> Agreement:
    """Compares every report of `second` with its first annotation; ValueError where it has none."""
    first = {gold["id"]: gold for part in PARTS for _, gold in reports(corpus / part)}
    agreement = Agreement()
    for _, second in reports(corpus / "second"):
        if second["id"] not in first:
            raise ValueError(f"{second['id']}: only the second annotation is there; name a report of train or dev.")
        agreement.add(first[second["id"]], second)
    return agreement


def rows(agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """What was compared, how far it agrees, and out of how many."""

    def found(name: str, tally: Tally) -> tuple[str, str, str]:
        return name, f"{tally.f1:.1f}", f"{tally.gold} and {tally.found}"

    claims, events = agreement.claims, agreement.events
    yield found("claims, F1", claims.detected)
    yield found("claims with source, cue and holder, F1", claims.whole)
    for name in ("cue", "holder", "relay", "act", "manner", "nesting"):
        yield f"  {name}, per cent", f"{claims.share(name):.1f}", f"{claims.detected.right} pairs"
    yield "  act, Cohen's kappa", f"{kappa(claims.acts):.2f}", f"{claims.detected.right} pairs"
    yield found("events, F1", events)
    for name in ("mode", "status", "date", "place", "agent", "patient"):
        share = 100 * agreement.alike[name] / events.right if events.right else 0.0
        yield f"  {name}, per cent", f"{share:.1f}", f"{events.right} pairs"
    yield found("figures, F1", agreement.figures)


def main() -> None:
    """Prints the table."""
    agreement = measure()
    print(f"{agreement.reports} reports, first and second annotation")
    for name, value, total in rows(agreement):
        print(f"{name:<40}{value:>6}   {total}")


if __name__ == "__main__":
    main()
