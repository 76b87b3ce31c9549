"""How the claims of a reading compare with the gold claims of a report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from corpus.markup import Json, locate

from benchmarks.metrics import Relation, Tally, both_or_neither, by_content, overlap, paired
from sayso.records import Claim, Report


def of_claim(claim: Claim) -> Relation:
    """A claim's stretches."""
    stretches = tuple((piece.start, piece.end) for piece in claim.content)
    return Relation(
        ((claim.source.start, claim.source.end),) if claim.source else (),
        ((claim.cue.start, claim.cue.end),),
        stretches,
    )


def of_gold(text: str, claim: Json) -> Relation:
    """A gold claim's stretches."""
    source = (locate(text, claim["source"]),) if claim["source"] else ()
    return Relation(source, (locate(text, claim["cue"]),), tuple(locate(text, piece) for piece in claim["content"]))


def same_party(one: str | None, two: str | None) -> bool:
    """Whether two names of a holder are the same: case, article, title or rank, brackets and punctuation apart.

    A description without a name in it is the same where one wording only adds to the other (`boatmen`, `two boatmen`).
    """
    if one is None or two is None:
        return one is two
    first, second = _plain(one), _plain(two)
    described = not re.search(r"[A-Z]", two) and bool(first and second)
    return first == second or (
        described and (set(first.split()) <= set(second.split()) or set(second.split()) <= set(first.split()))
    )


TITLES = "mr mrs ms dr prof engineer general colonel lieutenant major captain brigadier sergeant commander comandante father president minister pastor sheikh haji hajj mullah mufti maulana comrade advocate sister bishop"


def _plain(name: str) -> str:
    words = re.sub(r"\([^)]*\)|[“”\"'’‘.,]", "", name.casefold()).split()
    while len(words) > 1 and words[0] in {"the", "a", "an", "its", "his", "her", "their", "our", *TITLES.split()}:
        words = words[1:]
    return " ".join(words)


def same_relay(one: list[str | None], two: list[str | None]) -> bool:
    """Whether two relays have the same stations in order."""
    return len(one) == len(two) and all(same_party(mine, theirs) for mine, theirs in zip(one, two, strict=True))


def matched(report: Report, found: tuple[Claim, ...], gold: list[Json]) -> dict[str, str]:
    """The id of the gold claim that stands for each claim found."""
    _, _, pairs = _pairs(report, found, gold)
    return {found[i].id: gold[j]["id"] for i, j in pairs.items()}


def _pairs(
    report: Report, found: tuple[Claim, ...], gold: list[Json]
) -> tuple[list[Relation], list[Relation], dict[int, int]]:
    mine = [of_claim(claim) for claim in found]
    theirs = [of_gold(report.text, claim) for claim in gold]
    return mine, theirs, paired(mine, theirs, by_content)


@dataclass
class Judged:
    """Claims found against gold, and what is right of those detected (content Jaccard at least 0.5, one to one)."""

    detected: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    right: Counter[str] = field(default_factory=Counter)
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(act found, act in the gold) of those detected."""
    faults: list[tuple[str, str, Claim | None, Json]] = field(default_factory=list)
    """(report, what is wrong, claim, gold): every fault, to be read and sorted."""

    def add(self, report: Report, found: tuple[Claim, ...], gold: list[Json]) -> None:
        """Judges one report."""
        mine, theirs, pairs = _pairs(report, found, gold)
        whole = 0
        numbers = {gold[j]["id"]: found[i].id for i, j in pairs.items()}
        for i, j in pairs.items():
            claim, target = found[i], gold[j]
            checks = {
                "holder": same_party(claim.holder, target["holder"]),
                "relay": same_relay(list(claim.relay), target["relay"]),
                "act": claim.act == target["act"],
                "manner": claim.manner == target["manner"],
                "nesting": claim.inside == (numbers.get(target["inside"], "not found") if "inside" in target else None),
            }
            self.right.update(name for name, good in checks.items() if good)
            self.acts[claim.act, target["act"]] += 1
            self.faults += [(report.id, name, claim, target) for name, good in checks.items() if not good]
            cued = overlap(mine[i].cue, theirs[j].cue)
            self.right["cue"] += cued
            whole += cued and both_or_neither(mine[i].source, theirs[j].source) and checks["holder"]
        self.faults += [(report.id, "missed", None, target) for j, target in enumerate(gold) if j not in pairs.values()]
        self.faults += [(report.id, "spurious", claim, {}) for i, claim in enumerate(found) if i not in pairs]
        self.detected.add(found=len(found), gold=len(gold), right=len(pairs))
        self.whole.add(found=len(found), gold=len(gold), right=whole)

    def share(self, name: str) -> float:
        """Per cent of the detected claims of which something is right."""
        return 100 * self.right[name] / self.detected.right if self.detected.right else 0.0


__all__ = ["Judged", "matched", "of_claim", "of_gold", "same_party", "same_relay"]
