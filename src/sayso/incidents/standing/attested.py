"""What is attested of an incident: each event that its reports tell, with the report and the claim it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.records import Claim, Event, Incident, Reading, Report
from sayso.records.keys import claim_keys, event_keys


@dataclass(frozen=True)
class Attested:
    """One event as a report tells it; `claim` and its key are None in the writer's own voice."""

    reading: Reading
    report_key: str
    event: Event
    event_key: str
    claim: Claim | None
    claim_key: str | None

    @property
    def report(self) -> Report:
        """The report that tells it."""
        return self.reading.report

    @property
    def holder(self) -> str | None:
        """Who is answerable, as the report names it; None in the writer's own voice and where nobody is named."""
        return self.claim.holder if self.claim else None

    @property
    def denied(self) -> bool:
        """Whether it is told not to have happened."""
        return self.event.status == "denied"

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The keys of its claim and of itself."""
        return (self.claim_key, self.event_key) if self.claim_key else (self.event_key,)


def attested(incident: Incident, readings: Sequence[Reading]) -> tuple[Attested, ...]:
    """The events told of an incident, by day of publication, then in the order of their reports and texts."""
    wanted = {(told.report, told.event) for told in incident.told}
    ordered = sorted(readings, key=lambda reading: reading.report.published or "9999")
    return tuple(one for reading in ordered for one in _of(reading) if (one.report_key, one.event_key) in wanted)


def _of(reading: Reading) -> Iterator[Attested]:
    claims = {claim.id: claim for claim in reading.claims}
    key, keys, of_claims = reading.report.key, event_keys(reading), claim_keys(reading)
    for event in reading.events:
        claim = claims.get(event.claim or "")
        yield Attested(reading, key, event, keys[event.id], claim, of_claims[claim.id] if claim else None)


def enclosing(one: Attested) -> tuple[Claim, ...]:
    """The claims that hold the claim of an event, from within."""
    claims = {claim.id: claim for claim in one.reading.claims}
    found: list[Claim] = []
    inside = one.claim.inside if one.claim else None
    while inside in claims and claims[inside] not in found:
        found.append(claims[inside])
        inside = claims[inside].inside
    return tuple(found)
