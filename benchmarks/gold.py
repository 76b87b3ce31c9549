"""Corpus reports of the annotation guide as Reports, and how the claims of a reading compare with theirs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.markup import locate

from benchmarks.metrics import Relation, Tally, jaccard
from sayso.records import Claim, Report
from sayso.reports.dateline import find_dateline

Json = dict[str, Any]


def reports(path: Path) -> Iterator[tuple[Report, list[Json]]]:
    """Each report of a container (or of a folder of containers) with its gold claims."""
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        for one in json.loads(file.read_text("utf-8"))["reports"]:
            dateline = find_dateline(one["text"], one["published"])
            yield (
                Report(
                    text=one["text"],
                    given_id=one["id"],
                    outlet=one["outlet"],
                    published=one["published"],
                    dateline=dateline,
                ),
                one["claims"],
            )


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


@dataclass
class Judged:
    """Claims found against gold, and what is right of those detected (content Jaccard at least 0.5, one to one)."""

    detected: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    right: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, Claim | None, Json]] = field(default_factory=list)
    """(report, what is wrong, claim, gold): every fault, to be read and sorted."""

    def add(self, report: Report, found: tuple[Claim, ...], gold: list[Json]) -> None:
        """Judges one report."""
        mine = [of_claim(claim) for claim in found]
        theirs = [of_gold(report.text, claim) for claim in gold]
        # Detection looks at the contents; cues break ties, as several claims can share a content.
        scored = sorted(
            (
                (
                    jaccard(one.content, two.content) >= 0.5,
                    _overlap(one.cue, two.cue),
                    jaccard(one.content, two.content),
                    -i,
                    -j,
                )
                for i, one in enumerate(mine)
                for j, two in enumerate(theirs)
            ),
            reverse=True,
        )
        paired: dict[int, int] = {}
        for close, _, _, i, j in scored:
            if close and -i not in paired and -j not in paired.values():
                paired[-i] = -j
        whole = 0
        numbers = {gold[j]["id"]: found[i].id for i, j in paired.items()}
        for i, j in paired.items():
            claim, target = found[i], gold[j]
            checks = {
                "holder": same_party(claim.holder, target["holder"]),
                "relay": same_relay(list(claim.relay), target["relay"]),
                "act": claim.act == target["act"],
                "manner": claim.manner == target["manner"],
                "nesting": claim.inside == (numbers.get(target["inside"], "not found") if "inside" in target else None),
            }
            self.right.update(name for name, good in checks.items() if good)
            self.faults += [(report.id, name, claim, target) for name, good in checks.items() if not good]
            sources = (
                _overlap(mine[i].source, theirs[j].source)
                if mine[i].source and theirs[j].source
                else mine[i].source == theirs[j].source
            )
            whole += bool(_overlap(mine[i].cue, theirs[j].cue) and sources and checks["holder"])
        self.faults += [
            (report.id, "missed", None, target) for j, target in enumerate(gold) if j not in paired.values()
        ]
        self.faults += [(report.id, "spurious", claim, {}) for i, claim in enumerate(found) if i not in paired]
        self.detected.add(found=len(found), gold=len(gold), right=len(paired))
        self.whole.add(found=len(found), gold=len(gold), right=whole)

    def share(self, name: str) -> float:
        """Per cent of the detected claims of which something is right."""
        return 100 * self.right[name] / self.detected.right if self.detected.right else 0.0


def _overlap(one: tuple[tuple[int, int], ...], two: tuple[tuple[int, int], ...]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in two)


__all__ = ["Judged", "of_claim", "of_gold", "reports", "same_party", "same_relay"]
