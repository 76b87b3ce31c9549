"""An incident by holder: one column for each, and what they say of each facet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.incidents.standing.attested import Attested
from sayso.incidents.standing.sides import Sides
from sayso.records import Span, Standing
from sayso.records.event import EventType, Status
from sayso.records.incident import FACETS, Facet
from sayso.records.outline import NO_OUTLET, NO_SOURCE, counted
from sayso.review.shapes import FacetRow, HolderColumn, Said

WRITER = "the writer"
HAPPENED: dict[Status, str] = {
    "actual": "it happened",
    "denied": "it did not happen",
    "planned": "it is planned",
    "demanded": "it is demanded",
    "possible": "it may have happened",
}
# What is told of the happening itself, not of what came before and after it.
CENTRAL = frozenset({"occurrence", "actor", "target"})

Values = Callable[[Attested], Iterable[str]]


def columns(told: Sequence[Attested], sides: Sides) -> tuple[HolderColumn, ...]:
    """A column for each holder: those of a side first, then others, then nobody named, the writers last.

    Of each kind those who say most come first.
    """
    side = {party.name: party.side for party in sides.parties(told)}
    held: dict[tuple[int, str | None], list[Attested]] = defaultdict(list)
    for one in told:
        name = sides.holder(one)
        rank = 3 if one.claim is None else 2 if name is None else 0 if name in side else 1
        held[rank, name].append(one)
    ordered = sorted(held.items(), key=lambda item: (item[0][0], -len(item[1])))
    return tuple(_column(name, ones, side.get(name or "")) for (_, name), ones in ordered)


def facets(told: Sequence[Attested], kind: EventType, sides: Sides, standing: Standing | None) -> tuple[FacetRow, ...]:
    """What is said of each facet and by whom, with the contradictions that the standing found; `kind` is the central one."""
    reasons: dict[Facet, list[str]] = defaultdict(list)
    for conflict in standing.conflict if standing else ():
        reasons[conflict.facet].append(conflict.reason)
    central = [one for one in told if one.event.type == kind]
    return tuple(
        FacetRow(
            facet=facet,
            contested=facet in reasons,
            reason=" ".join(reasons[facet]) or None,
            said=tuple(_said(central if facet in CENTRAL else told, sides, _VALUES[facet])),
        )
        for facet in FACETS
    )


def _column(name: str | None, ones: list[Attested], side: str | None) -> HolderColumn:
    writer = ones[0].claim is None
    names = (one.report.outlet or NO_OUTLET if writer else one.holder for one in ones)
    return HolderColumn(
        holder=name,
        writer=writer,
        names=tuple(dict.fromkeys(name for name in names if name)),
        side=side,
        claims=tuple(dict.fromkeys(one.claim_key for one in ones if one.claim_key)),
        events=tuple(one.event_key for one in ones),
    )


def _said(told: Iterable[Attested], sides: Sides, values: Values) -> Iterator[Said]:
    """What is said of a facet, what most say first."""
    found: dict[str, list[Attested]] = defaultdict(list)
    for one in told:
        for words in dict.fromkeys(values(one)):
            found[words].append(one)
    for words, ones in sorted(found.items(), key=lambda item: -len(item[1])):
        yield Said(
            words=words,
            holders=tuple(dict.fromkeys(_called(one, sides) for one in ones)),
            rests_on=tuple(dict.fromkeys(key for one in ones for key in one.rests_on)),
        )


def _called(one: Attested, sides: Sides) -> str:
    return WRITER if one.claim is None else sides.holder(one) or NO_SOURCE


def _occurrence(one: Attested) -> Iterator[str]:
    yield HAPPENED[one.event.status]


def _parties(one: Attested, spans: tuple[Span, ...]) -> Iterator[str]:
    """Parties by their fullest names in the report."""
    for span in spans:
        yield next((actor.name for actor in one.reading.actors if span in actor.spans), " ".join(span.text.split()))


def _actor(one: Attested) -> Iterator[str]:
    """Who did it; who denies a deed says who did not."""
    yield from (f"not {name}" if one.denied else name for name in _parties(one, one.event.agent))


def _target(one: Attested) -> Iterator[str]:
    """To whom it was done, where it is told as having been done to somebody."""
    yield from () if one.denied else _parties(one, one.event.patient)


def _place(one: Attested) -> Iterator[str]:
    if one.event.location:
        yield one.event.location.name
    elif one.event.place:
        yield " ".join(one.event.place.text.split())


def _time(one: Attested) -> Iterator[str]:
    if one.event.date:
        yield " – ".join(dict.fromkeys(one.event.date))


_VALUES: dict[Facet, Values] = {
    "occurrence": _occurrence,
    "actor": _actor,
    "target": _target,
    "figure": lambda one: map(counted, one.event.casualties),
    "place": _place,
    "time": _time,
}
