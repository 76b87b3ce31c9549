"""A happening as one claim, or the writer, tells it; coded by PLOVER."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sayso.records.base import Record
from sayso.records.span import Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["actual", "denied", "planned", "demanded", "possible"]
Kind = Literal["killed", "wounded", "casualties", "captured", "missing", "displaced"]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
FIGURE_KINDS: tuple[Kind, ...] = get_args(Kind)

# PLOVER's modes, each with the types that have it.
MODES: dict[EventType, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip


class Figure(Record):
    """A number of people with what became of them: `low` to `high`, either null where the words leave it open."""

    kind: Kind
    who: str | None
    low: int | None
    high: int | None
    evidence: Span


class Location(Record):
    """What the words for a place stand for, by the gazetteer.

    `precision` is site, town, district, province or country; degrees are WGS 84; `country` is ISO 3166 alpha-3.
    """

    id: str
    name: str
    precision: Literal["site", "town", "district", "province", "country"]
    country: str | None
    latitude: float
    longitude: float


class Event(Record):
    """Who did what to whom, where, when, how many, according to whom.

    `claim` is the id of the innermost claim that it stands in or whose cue is its trigger, null in the writer's own
    voice; `date` has the first and the last ISO day it can have been, `date_span` the words that say so.
    """

    id: str
    type: EventType
    mode: str | None
    trigger: Span
    agent: tuple[Span, ...]
    patient: tuple[Span, ...]
    instrument: tuple[Span, ...]
    place: Span | None
    location: Location | None
    date: tuple[str, str] | None
    date_span: Span | None
    casualties: tuple[Figure, ...]
    claim: str | None
    status: Status

    def to_json(self) -> dict[str, Any]:
        """Its object of the annotation guide, with offsets; mode and instrument are left out where there is none."""
        return self.model_dump(
            mode="json", exclude={name for name in ("mode", "instrument") if not getattr(self, name)}
        )
