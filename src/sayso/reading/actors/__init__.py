"""The parties of a report: names, acronyms, aliases and descriptions of one become one Actor."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.actors.folding import fold
from sayso.reading.actors.gathering import Gathered
from sayso.reading.actors.registry import Registry
from sayso.reading.actors.resolving import Scene
from sayso.reading.spans import Mention
from sayso.records import Actor, Claim, Event, Report

__all__ = ["Registry", "actors", "party"]


def actors(
    report: Report,
    claims: Sequence[Claim],
    events: Sequence[Event],
    mentions: Sequence[Mention],
    *,
    registry: Registry | None = None,
) -> tuple[Actor, ...]:
    """The parties that speak, act or suffer in a report, in the order of the text.

    They are those of the holders and sources of its claims and the agents and patients of its events; pronouns, numbers
    and things have none. `registry` is the shipped one unless another is given.
    """
    gathered = Gathered(Scene.of(report, events, mentions, registry or Registry.shipped()))
    for claim in claims:
        if claim.holder:
            gathered.speaks(claim.holder, claim.holder_span, claim.source)
    for span in (span for event in events for span in (*event.agent, *event.patient)):
        gathered.acts(span)
    return gathered.actors()


def party(actor: Actor) -> str:
    """One string for one party in all reports of a ledger: its entry's name, else its folded name and country.

    Empty for people and for descriptions, who are nobody's party beyond their report: two of them are never taken for one.
    """
    if actor.entry:
        return actor.entry
    described = actor.name[:1].islower() and not actor.country
    if actor.kind == "people" or actor.of or described:
        return ""
    return f"{fold(actor.name)}, {actor.country}" if actor.country else fold(actor.name)
