"""A party that a report names: one entry for its names, acronyms, aliases and descriptions."""

from __future__ import annotations

from typing import Literal, get_args

from sayso.records.base import Record
from sayso.records.span import Span

# PLOVER's sectors of actors, and the kinds of those that belong to no one country.
Sector = Literal[
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "IMG", "ISM", "JRN", "JUD", "LAB", "LEG", "MED", "MIL",
    "MNC", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
]  # fmt: skip
ActorKind = Literal[
    "state", "government", "armed forces", "police", "armed group", "body", "outlet", "office", "people"
]
SECTORS: tuple[Sector, ...] = get_args(Sector)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


class Actor(Record):
    """One party of a report.

    `name` is the fullest name that the report gives it, as holders are named; `entry` is the name of its entry in the
    registry, null for a party that the registry does not know; `country` is ISO 3166 alpha-3; `spans` are all words for
    it, in the order of the text. What belongs to a party (`its fighters`, `a rebel commander`) is an actor of its own
    with the party's id in `of`.
    """

    id: str
    name: str
    entry: str | None
    kind: ActorKind | None
    sector: Sector | None
    country: str | None
    spans: tuple[Span, ...]
    of: str | None = None
