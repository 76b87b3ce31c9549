"""What several reports tell of one happening: who says what, from how many origins, and where they contradict."""

from __future__ import annotations

from typing import Literal, get_args

from sayso.records.base import Record
from sayso.records.copy import Passage
from sayso.records.event import EventType, Kind

Support = Literal["unattributed", "one-origin", "one-side", "independent", "acknowledged"]
Facet = Literal["occurrence", "actor", "target", "figure", "place", "time"]
Rule = Literal["D1", "D2", "D3", "D4", "D5", "person"]
SUPPORTS: tuple[Support, ...] = get_args(Support)
FACETS: tuple[Facet, ...] = get_args(Facet)


class Told(Record):
    """An event as a report tells it: the keys of both, and the key of the claim it stands in (null: the writer's voice)."""

    report: str
    event: str
    claim: str | None


class Incident(Record):
    """The events of several readings that tell of one happening.

    `key` is the key of the event that came first; `type` is that of the central happening; `days` the first and the last
    ISO day that it can have been; `place` what the gazetteer calls it. `told` are its events in the order of reports;
    `reasons` say of each event but the first why it was linked (by event key, one sentence).
    """

    key: str
    type: EventType
    days: tuple[str, str] | None
    place: str | None
    country: str | None
    told: tuple[Told, ...]
    reasons: dict[str, str]


class Merge(Record):
    """Two attestations that have one origin, by a named rule of dependence, with the passages that show it.

    `one` and `two` are keys of reports; D5 is weak and counts for the lower end of the range alone; `person`
    is a reviewer who joined them.
    """

    rule: Rule
    one: str
    two: str
    reason: str
    passages: tuple[Passage, ...] = ()


class Judgement(Record):
    """What a person says of two reports of an incident, by their keys: of one origin (`join`) or not (`split`)."""

    action: Literal["split", "join"]
    one: str
    two: str
    who: str
    why: str


class Origin(Record):
    """A witness, body or desk that cannot be led back to another one: who, and the reports that have it from there.

    `side` is the party of the incident on whose side it stands, null where it stands on none.
    """

    name: str | None
    reports: tuple[str, ...]
    side: str | None


class Version(Record):
    """What one holder says of one figure: `low` to `high` in these reports, on these days of publication.

    `names` are what the reports call the holder; `rests_on` are the keys of the events that say so; `revised` is whether
    the holder gave another number before.
    """

    holder: str | None
    names: tuple[str, ...] = ()
    low: int | None
    high: int | None
    reports: tuple[str, ...]
    since: str | None
    revised: bool
    rests_on: tuple[str, ...]


class FigureVersions(Record):
    """One figure of an incident (what became of whom) side by side by holder."""

    kind: Kind
    who: str | None
    versions: tuple[Version, ...]


class Conflict(Record):
    """A facet on which holders contradict each other, in one sentence, with the keys of the claims and events it rests on."""

    facet: Facet
    reason: str
    rests_on: tuple[str, ...]


class Party(Record):
    """A holder that itself takes part in the happening or belongs to a side of it."""

    name: str
    side: str


class Standing(Record):
    """What supports and what contradicts an incident, worked out by named rules; there is no score.

    `least` and `most` are the number of origins with all merges and with D5 left out. `support_rests_on` are keys of claims.
    `revised` and `withdrawn` say in a sentence each what a holder or an outlet took back.
    """

    incident: str
    least: int
    most: int
    origins: tuple[Origin, ...]
    merges: tuple[Merge, ...]
    parties: tuple[Party, ...]
    support: Support
    support_reason: str
    support_rests_on: tuple[str, ...]
    conflict: tuple[Conflict, ...]
    figures: tuple[FigureVersions, ...]
    revised: tuple[str, ...]
    withdrawn: tuple[str, ...]
