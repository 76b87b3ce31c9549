"""Accuracy of a reader: on PolNeAR dev, on the project's own corpus, on one real report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.load import reports
from training import corpora

from benchmarks.gold import Judged, of_claim
from benchmarks.metrics import Relation, Tally, exact_spans, relations
from sayso.reading import read_reports
from sayso.reading.tagger import Tagger
from sayso.records import Claim, Report

Rows = list[tuple[str, float]]


def outermost(claims: Iterable[Claim]) -> list[Relation]:
    """The claims that stand in no other one: PolNeAR marks no others."""
    return [of_claim(claim) for claim in claims if claim.inside is None]


def on_polnear(
    data: Path, *, tagger: Tagger | None = None, rules: Callable[[str], list[Relation]] | None = None
) -> Rows:
    """Exact-span F1 of each role, and F1 of whole relations; by the reader, or by plain rules where some are given."""
    documents = list(corpora.polnear(data, "dev"))
    if rules:
        found = [rules(document.text) for document in documents]
    else:
        readings = read_reports([Report(text=document.text) for document in documents], tagger=tagger)
        found = [outermost(reading.claims) for reading in readings]
    spans: dict[str, Tally] = {}
    wholes: dict[str, Tally] = {}
    for mine, document in zip(found, documents, strict=True):
        gold = [Relation(claim.source, claim.cue, claim.content) for claim in document.claims or ()]
        exact_spans(mine, gold, spans)
        relations(mine, gold, wholes)
    rows = [(f"exact span, {role}", tally.f1) for role, tally in spans.items()]
    return rows + [(f"whole relation, {kind}", tally.f1) for kind, tally in wholes.items()]


def judge(path: Path, *, tagger: Tagger | None = None) -> Judged:
    """Readings of gold reports (a file or a folder of containers) against their claims."""
    pairs = list(reports(path))
    judged = Judged()
    for reading, (report, gold) in zip(
        read_reports([report for report, _ in pairs], tagger=tagger), pairs, strict=True
    ):
        judged.add(report, reading.claims, gold["claims"])
    return judged


def rows_of(judged: Judged) -> Rows:
    """What a judgement says, as rows."""
    rows = [
        ("claims detected, precision", judged.detected.precision),
        ("claims detected, recall", judged.detected.recall),
        ("claims detected, F1", judged.detected.f1),
        ("whole claims, F1", judged.whole.f1),
    ]
    return rows + [
        (f"of those detected, {name} right", judged.share(name))
        for name in ("holder", "relay", "act", "nesting", "manner")
    ]
