"""Actors of gold reports: which words are taken for one party, and how many parties get a country or an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from corpus.load import claims_of, events_of, reports

from benchmarks.accuracy import Rows
from sayso.reading.actors import actors
from sayso.reading.actors.words import words
from sayso.reading.phrases import bare, is_name
from sayso.records import Actor, Claim, Span

Clusters = Mapping[str, str]


def rows(path: Path) -> Rows:
    """B³ of holders' mentions with the gold holder given and with the source's own words, and how many names are known."""
    given, worded, known = [], [], []
    for report, gold in reports(path):
        claims, events = claims_of(gold), events_of(gold)
        found = actors(report, claims, events, ())
        mine = [claim for claim in claims if claim.holder and claim.source]
        truth = {claim.id: claim.holder or "" for claim in mine}
        given += b_cubed(truth, _clusters(mine, found))
        bare_claims = [claim.model_copy(update={"holder": claim.source.text}) for claim in mine if claim.source]
        worded += b_cubed(truth, _clusters(bare_claims, actors(report, bare_claims, events, ())))
        for span in (span for event in events for span in (*event.agent, *event.patient)):
            parts = bare(span.text).split()
            one = _actor(span, found)
            if (
                parts
                and parts[0].casefold() not in words("pronouns")
                and is_name(parts[0])
                and is_name(parts[-1])
                and not (one and one.kind == "people")
            ):
                known.append(bool(one and (one.entry or one.country)))
    return [
        ("holders clustered, B³ F1, holders given", 100 * _f1(given)),
        ("holders clustered, B³ F1, by the words of the source", 100 * _f1(worded)),
        ("named agents and patients with country or entry, per cent", 100 * sum(known) / max(1, len(known))),
    ]


def b_cubed(gold: Clusters, found: Clusters) -> list[tuple[float, float]]:
    """Precision and recall of each mention: the share of its cluster that is right, and of its party that is there."""
    parties, clusters = _members(gold), _members(found)
    scores = []
    for mention, party in gold.items():
        same = clusters[found[mention]] & parties[party]
        scores.append((len(same) / len(clusters[found[mention]]), len(same) / len(parties[party])))
    return scores


def _members(labels: Clusters) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for mention, label in labels.items():
        members[label].add(mention)
    return members


def _f1(scores: list[tuple[float, float]]) -> float:
    precision = sum(one for one, _ in scores) / len(scores)
    recall = sum(one for _, one in scores) / len(scores)
    return 2 * precision * recall / (precision + recall)


def _clusters(claims: list[Claim], found: tuple[Actor, ...]) -> dict[str, str]:
    """The actor of each claim's source; a source without one stands alone."""
    return {claim.id: one.id if claim.source and (one := _actor(claim.source, found)) else claim.id for claim in claims}


def _actor(span: Span, found: tuple[Actor, ...]) -> Actor | None:
    return next((one for one in found if span in one.spans), None)
