"""Standing: figure versions by holder, support, and facets of conflict of the corpus' incidents.

The reports of each incident are given by gold. Its `told` are the events of those reports that are not over before the
commonest day of their assaults (background is older; captures, flight and words come later), or have no day. Readings are the
gold's own (`gold readings`), so that the rules are judged alone, or the reader's (`as read`).

A version is right where a gold version has the same low and high and a holder of the same name, by the name that one of
the reports gives it: the gold knows a holder of two reports by both of its names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.load import containers, reading_of
from corpus.markup import Json

from benchmarks.accuracy import Rows
from benchmarks.gold import same_party
from benchmarks.metrics import Tally
from sayso.incidents.copies import find_copies
from sayso.incidents.standing import stand
from sayso.reading import read_reports
from sayso.reading.tagger import Tagger
from sayso.records import Incident, Reading, Standing
from sayso.records.event import Event, EventType
from sayso.records.incident import Told
from sayso.records.keys import claim_keys, event_keys

Said = tuple[str | None, int | None, int | None]


@dataclass
class Judged:
    """Standings against gold incidents."""

    versions: Tally = field(default_factory=Tally)
    facets: Tally = field(default_factory=Tally)
    by_facet: dict[str, Tally] = field(default_factory=dict)
    supports: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(found, gold)."""
    faults: list[tuple[str, str, object]] = field(default_factory=list)
    """(incident, what is wrong, which): every fault, to be read and sorted."""

    def add(self, found: Standing, gold: Json) -> None:
        """Judges one incident."""
        name = gold["incident"]
        mine, theirs = said_of(found), _said_of_gold(gold)
        right = [one for one in mine if any(_same(one, other) for other in theirs)]
        missed = [one for one in theirs if not any(_same(other, one) for other in mine)]
        self.versions.add(found=len(mine), gold=len(theirs), right=min(len(right), len(theirs) - len(missed)))
        self.faults += [(name, "version missed", one) for one in missed]
        self.faults += [(name, "version spurious", one) for one in mine if one not in right]
        self.supports[found.support, gold["support"]] += 1
        if found.support != gold["support"]:
            self.faults.append((name, f"support {found.support} for {gold['support']}", found.support_reason))
        facets = {conflict.facet for conflict in found.conflict}
        self.facets.add(found=len(facets), gold=len(gold["conflict"]), right=len(facets & {*gold["conflict"]}))
        for facet in facets | {*gold["conflict"]}:
            has, should = facet in facets, facet in gold["conflict"]
            self.by_facet.setdefault(facet, Tally()).add(found=has, gold=should, right=has and should)
            if has != should:
                reasons = [conflict.reason for conflict in found.conflict if conflict.facet == facet]
                self.faults.append((name, f"{facet} {'missed' if should else 'spurious'}", reasons))

    @property
    def supported(self) -> float:
        """Per cent of the incidents whose support is right."""
        right = sum(count for (mine, theirs), count in self.supports.items() if mine == theirs)
        return 100 * right / max(1, self.supports.total())


def said_of(found: Standing) -> set[Said]:
    """Who says which number, by the names that the reports give the holders."""
    return {
        (name, version.low, version.high)
        for figure in found.figures
        for version in figure.versions
        for name in version.names or (None,)
    }


def _said_of_gold(gold: Json) -> set[Said]:
    return {
        (version["holder"], version["low"], version["high"])
        for figure in gold["figures"]
        for version in figure["versions"]
    }


def _same(one: Said, gold: Said) -> bool:
    return one[1:] == gold[1:] and same_party(one[0], gold[0])


def incident_of(name: str, readings: Sequence[Reading]) -> Incident:
    """The incident that some reports tell of: their events from the commonest day of assaults on."""
    dated = [event for reading in readings for event in reading.events if event.date and event.status == "actual"]
    central: EventType = "ASSAULT" if any(event.type == "ASSAULT" for event in dated) else "COERCE"
    days = Counter(event.date for event in dated if event.type == central and event.date)
    first = min(days, key=lambda one: (-days[one], one)) if days else None
    told = [
        Told(report=reading.report.key, event=keys[event.id], claim=claims.get(event.claim or ""))
        for reading in readings
        for keys, claims in [(event_keys(reading), claim_keys(reading))]
        for event in reading.events
        if not (first and event.date) or _belongs(event, first)
    ]
    return Incident(key=name, type=central, days=first, place=None, country=None, told=tuple(told), reasons={})


def _belongs(event: Event, days: tuple[str, str]) -> bool:
    """Whether an event can be of an incident of some days: whatever is not over before the first."""
    return event.date is not None and event.date[1] >= days[0]


def judge(incidents: Iterable[tuple[Json, Sequence[Reading]]]) -> Judged:
    """Gold incidents, each with the readings of its reports."""
    judged = Judged()
    for gold, readings in incidents:
        copies = find_copies([reading.report for reading in readings]).copies
        judged.add(stand(incident_of(gold["incident"], readings), readings, copies), gold)
    return judged


def of_gold(path: Path) -> list[tuple[Json, list[Reading]]]:
    """Each gold incident of a folder with the gold readings of its reports."""
    return [
        (incident, [reading_of(gold) for gold in container["reports"] if gold["id"] in incident["reports"]])
        for container in containers(path)
        for incident in container.get("incidents", ())
    ]


def of_reader(path: Path, *, tagger: Tagger | None = None) -> list[tuple[Json, list[Reading]]]:
    """Each gold incident of a folder with what the reader makes of its reports."""
    return [
        (incident, list(read_reports([reading.report for reading in readings], tagger=tagger)))
        for incident, readings in of_gold(path)
    ]


def rows_of(judged: Judged, of: str) -> Rows:
    """What a judgement says, as rows."""
    return [
        (f"figure versions F1, {of}", judged.versions.f1),
        (f"support right, {of}", judged.supported),
        (f"conflict facets F1, {of}", judged.facets.f1),
    ]


def rows(path: Path, *, tagger: Tagger | None = None) -> Rows:
    """All rows of a folder of containers: of gold readings, and of what the reader reads."""
    return rows_of(judge(of_gold(path)), "gold readings") + rows_of(judge(of_reader(path, tagger=tagger)), "as read")


__all__ = ["Judged", "incident_of", "judge", "of_gold", "of_reader", "rows", "rows_of"]
