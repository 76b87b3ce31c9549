"""What one report tells of one happening: its events that share a day and a place, and what they can be known by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.incidents.linking.words import words_of
from sayso.reading.actors import party
from sayso.reading.sentences import Sentences
from sayso.records import Event, Location, Reading
from sayso.records.event import EventType
from sayso.records.incident import Told
from sayso.records.keys import claim_keys, event_keys
from sayso.reports.dates import as_date

Days = tuple[int, int]
"""First and last day, counted as Python counts them."""

# What is done, as against what is said: the happenings that incidents are about. The others join one of these.
DONE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "RETREAT", "AID"})
# Of the types of a happening the most violent one is the central one.
CENTRAL: tuple[EventType, ...] = (
    "ASSAULT", "PROTEST", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "AID", "CONSULT", "AGREE", "CONCEDE",
    "COOPERATE", "THREATEN", "REJECT", "ACCUSE", "REQUEST", "SUPPORT",
)  # fmt: skip
WIDE = frozenset({"country", "province"})
# A report tells of what was in the days before it, unless it says otherwise.
NEWS = 4


@dataclass(frozen=True)
class Spot:
    """A place by the gazetteer, as far as linking needs it."""

    id: str
    name: str
    precision: str
    country: str | None
    latitude: float
    longitude: float

    @staticmethod
    def of(location: Location) -> Spot:
        """The spot of a location."""
        return Spot(
            location.id, location.name, location.precision, location.country, location.latitude, location.longitude
        )


@dataclass(frozen=True)
class Happening:
    """The events of one report that tell of one happening.

    `days` is null where nothing says when, and `said` is whether words say so; `news` are the days that the report can be the news of. `words` has a weight
    for each word around the events, by how rare it is; `parties` are strings as `party` gives them.
    """

    report: str
    told: tuple[Told, ...]
    type: EventType
    days: Days | None
    said: bool
    news: Days | None
    spots: tuple[Spot, ...]
    country: str | None
    parties: frozenset[str]
    words: Mapping[str, float] = field(repr=False)
    share: float = 1.0
    """The part of the report's events that it has."""


def happenings_of(reading: Reading) -> list[Happening]:
    """The happenings that a reading tells of, the central one first; none where it has no event."""
    events = _in_order(reading)
    if not events:
        return []
    groups = _grouped(reading, events)
    claims, keys = claim_keys(reading), event_keys(reading)
    country = _country(events)
    made = []
    for group in sorted(groups, key=len, reverse=True):
        spots = _spots(group)
        told = (Told(report=reading.report.key, event=keys[one.id], claim=claims.get(one.claim or "")) for one in group)
        made.append(
            Happening(
                report=reading.report.key,
                told=tuple(told),
                type=_central(group),
                days=_days(group),
                said=any(event.date_span for event in group if event.type in DONE),
                news=_news(reading),
                spots=tuple(spot for spot, _ in spots.most_common(4)),
                country=next((spot.country for spot, _ in spots.most_common() if spot.country), country),
                parties=frozenset(_parties(reading, group)),
                words=_words(reading, group, alone=len(groups) == 1),
                share=len(group) / len(events),
            )
        )
    return made


def _spots(group: Sequence[Event]) -> Counter[Spot]:
    """The places of a group, the wide ones (a country, a province) only where there is none within."""
    spots = Counter(Spot.of(event.location) for event in group if event.location)
    fine = Counter({spot: count for spot, count in spots.items() if spot.precision not in WIDE})
    return fine or spots


def _in_order(reading: Reading) -> list[Event]:
    """Events, those that are done before those that are said, so that these find what they speak of."""
    return sorted(reading.events, key=lambda event: (event.type not in DONE, event.trigger.start))


def _grouped(reading: Reading, events: Sequence[Event]) -> list[list[Event]]:
    """Events that share days and place. What has neither, and what is said, belongs to the largest group near it."""
    groups: list[list[Event]] = []
    loose = []
    for event in events:
        if event.type not in DONE or not (event.date or event.location):
            loose.append(event)
            continue
        fits = [group for group in groups if _fits(event, group)]
        if fits:
            max(fits, key=len).append(event)
        else:
            groups.append([event])
    if not groups:
        return [loose]
    groups = _without_crumbs(groups)
    for event in loose:
        near = max(groups, key=lambda group: (_fits(event, group), _near(reading, event, group), len(group)))
        near.append(event)
    return groups


def _without_crumbs(groups: list[list[Event]]) -> list[list[Event]]:
    """A lone event one day beside a larger group at the same place is the same happening, dated less well."""
    kept: list[list[Event]] = []
    for group in sorted(groups, key=len, reverse=True):
        fits = [other for other in kept if len(group) == 1 and _fits(group[0], other, slack=1)]
        if fits:
            fits[0].extend(group)
        else:
            kept.append(group)
    return kept


def _fits(event: Event, group: Sequence[Event], *, slack: int = 0) -> bool:
    """Whether an event can be of a group: days that overlap, and one place or none."""
    days, others = _days([event]), _days(group)
    if days and others and (days[0] > others[1] + slack or others[0] > days[1] + slack):
        return False
    places = {other.location.id for other in group if other.location}
    wide = {other.location.precision for other in group if other.location} | {
        event.location and event.location.precision
    }
    return not event.location or not places or event.location.id in places or bool(wide & WIDE)


def _near(reading: Reading, event: Event, group: Sequence[Event]) -> bool:
    """Whether an event stands in the same paragraph as one of a group."""
    text = reading.report.text
    return any("\n" not in text[slice(*sorted((event.trigger.start, other.trigger.start)))] for other in group)


def _central(group: Sequence[Event]) -> EventType:
    counted = Counter(event.type for event in group)
    return min(counted, key=lambda kind: (kind not in DONE, -counted[kind], CENTRAL.index(kind)))


def _days(group: Sequence[Event]) -> Days | None:
    """The days that most of a group's own events can have been on."""
    dated = [event for event in group if event.date and event.type in DONE] or [event for event in group if event.date]
    spans = Counter((_day(event.date[0]), _day(event.date[1])) for event in dated if event.date)
    return spans.most_common(1)[0][0] if spans else None


def _day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


def _news(reading: Reading) -> Days | None:
    line = reading.report.dateline
    day = as_date(line.date if line and line.date else reading.report.published)
    return (day.toordinal() - NEWS, day.toordinal()) if day else None


def _country(events: Sequence[Event]) -> str | None:
    """The country that most places of a report are in."""
    counted = Counter(event.location.country for event in events if event.location and event.location.country)
    return counted.most_common(1)[0][0] if counted else None


def _parties(reading: Reading, group: Sequence[Event]) -> Iterator[str]:
    spans = [span for event in group for span in (*event.agent, *event.patient)]
    claims = {event.claim for event in group}
    spans += [claim.source for claim in reading.claims if claim.id in claims and claim.source]
    for actor in reading.actors:
        if any(words.overlaps(span) for words in actor.spans for span in spans) and (name := party(actor)):
            yield name


def _words(reading: Reading, group: Sequence[Event], *, alone: bool) -> Mapping[str, float]:
    """The words of the sentences around a group's triggers; the whole text where the report tells of nothing else."""
    text = reading.report.text
    if alone:
        return words_of(text)
    sentences = Sentences(text)
    parts = {sentences.at(event.trigger.start) for event in group}
    return words_of(" ".join(text[start:end] for start, end in sorted(parts)))
