"""Where holders contradict each other, facet by facet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import combinations

from sayso.incidents.standing.attested import Attested
from sayso.incidents.standing.people import fighting
from sayso.incidents.standing.sides import FORCE, Sides
from sayso.incidents.standing.versions import Counted
from sayso.records.event import Event, EventType
from sayso.records.incident import Conflict, Facet

HARM = frozenset({"killed", "wounded", "casualties"})

# Degrees within which two words for one place may be placed: about 100 km.
NEAR = 1.0

Found = Iterator[tuple[tuple[str, ...], Conflict]]
Range = tuple[tuple[float, float], ...]
Values = Callable[[Event], Range | None]


def conflicts(
    told: Sequence[Attested], figures: Sequence[Counted], kind: EventType, sides: Sides
) -> tuple[Conflict, ...]:
    """The first contradiction of each pair of holders on each facet, in the order of the facets."""
    told, figures = _different(told, sides), _different_figures(figures)
    central = [one for one in told if one.event.type == kind]
    hit = [one for one in figures if one.by.event.type == kind]
    every = [
        *_occurrence(central, sides),
        *_actor(central, sides),
        *_target(told, sides),
        *_figure(figures, sides),
        *_apart("place", hit, sides, _places),
        *_apart("time", hit, sides, _days),
    ]
    first: dict[tuple[str, ...], Conflict] = {}
    for pair, conflict in every:
        first.setdefault(pair, conflict)
    return tuple(first.values())


def _different(told: Sequence[Attested], sides: Sides) -> list[Attested]:
    """What is attested without what says the same as something before it: it would contradict the same, later."""
    first: dict[Hashable, Attested] = {}
    for one in told:
        event = one.event
        who = _name(one, sides), sides.spoken_for(one), sides.agents(one), one.claim is None or one.claim.act
        figures = tuple((figure.kind, figure.who, figure.low, figure.high) for figure in event.casualties)
        patients = tuple(span.text for span in event.patient)
        first.setdefault((*who, event.type, event.mode, event.status, figures, patients), one)
    return list(first.values())


def _different_figures(figures: Sequence[Counted]) -> list[Counted]:
    """Figures without those that say the same as one before: the same of the same by the same, where and when too."""
    first: dict[Hashable, Counted] = {}
    for one in figures:
        event = one.by.event
        said = one.party, one.figure.kind, one.scope, one.part, one.interval
        first.setdefault((*said, event.type, event.mode, event.status, event.date, event.location), one)
    return list(first.values())


def _occurrence(told: Sequence[Attested], sides: Sides) -> Found:
    """Somebody denies that it happened, and somebody else says that it did."""
    for denial in told:
        if not _denies(denial) or _of_losses(denial) or sides.spoken_for(denial) in sides.agents(denial):
            continue
        against = [one for one in told if _like(one, denial) and sides.holder(one) != sides.holder(denial)]
        if against and not _blames(told, denial, sides):
            yield _conflict("occurrence", "{} denies that it happened; {} says that it did.", sides, denial, against[0])


def _actor(told: Sequence[Attested], sides: Sides) -> Found:
    """A side to which a deed is laid denies that it did it, or lays it to another."""
    for one in told:
        side = sides.spoken_for(one)
        if not side or one.event.status not in {"actual", "denied"}:
            continue
        laid = [
            other
            for other in told
            if _like(other, one) and side in sides.agents(other) and sides.spoken_for(other) != side
        ]
        if _denies(one) and not _of_losses(one) and (side in sides.agents(one) or _blames(told, one, sides)):
            against = laid or [other for other in told if _like(other, one) and sides.spoken_for(other) != side]
            if against:
                yield _conflict("actor", "{} denies to have done it; {} tells of it.", sides, one, against[0])
        elif (
            laid
            and one.event.mode
            and one.event.status == "actual"
            and (doers := sides.agents(one))
            and side not in doers
        ):
            yield _conflict("actor", "{} lays it to others; {} lays it to them.", sides, one, laid[0])


def _target(told: Sequence[Attested], sides: Sides) -> Found:
    """Those whom a side hit are fighters to it, and no others; to somebody else they are no fighters."""
    civil = [one for one in told if one.event.status == "actual" and False in _hit(one)]
    for one in told:
        side = sides.spoken_for(one)
        if not side or not (_spares(one) or (True in _hit(one) and side in sides.agents(one))):
            continue
        for other in civil:
            laid = side in sides.agents(other) or (
                not sides.agents(other) and one.event.mode == other.event.mode is not None
            )
            if laid and _like(other, one) and sides.spoken_for(other) != side:
                yield _conflict("target", "{} says that fighters were hit; {} that others were.", sides, one, other)


def _hit(one: Attested) -> set[bool]:
    """Whether those killed or wounded in an event fight (True) or do not (False), as far as its words say."""
    figures = [figure.who for figure in one.event.casualties if figure.kind in HARM and figure.high != 0]
    kinds = {fighting(who) for who in figures or [span.text for span in one.event.patient]}
    return {kind for kind in kinds if kind is not None} if one.event.type == "ASSAULT" else set()


def _spares(one: Attested) -> bool:
    """Whether an event says that nobody was hit who does not fight."""
    return any(
        fighting(figure.who) is False and figure.high == 0 and figure.kind in HARM for figure in one.event.casualties
    )


def _figure(figures: Sequence[Counted], sides: Sides) -> Found:
    """Two holders give numbers of one scope that share none, neither as a part of another."""
    grouped: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for one in figures:
        if not one.part and one.party:
            grouped[one.figure.kind, one.scope].append(one)
    for scope, group in grouped.items():
        for one, two in combinations(group, 2):
            if one.party != two.party and disjoint(one, two):
                words = f"{{}} says {_quoted(one)}, {{}} {_quoted(two)}."
                yield _conflict("figure", words, sides, one.by, two.by, *scope)


def _quoted(one: Counted) -> str:
    words = one.figure.evidence.text.replace("{", "(").replace("}", ")")
    return f"“{words}” ({one.figure.kind})"


def disjoint(one: Counted, two: Counted) -> bool:
    """Whether no number fits both figures."""
    (low, high), (other_low, other_high) = one.interval, two.interval
    return high < other_low or other_high < low


def _apart(facet: Facet, figures: Sequence[Counted], sides: Sides, values: Values) -> Found:
    """Two holders count those hit by deeds of one mode, and nothing that they say of where or when it was fits together."""
    by_holder: dict[tuple[str, str, str], dict[str, list[Attested]]] = defaultdict(lambda: defaultdict(list))
    for one in figures:
        event = one.by.event
        if one.party and event.mode and event.status == "actual" and values(event):
            by_holder[one.figure.kind, one.scope, event.mode][one.party].append(one.by)
    for scope, told in by_holder.items():
        for ones, others in combinations(told.values(), 2):
            if all(not _fit(values(one.event), values(other.event)) for one in ones for other in others):
                reason = f"What {{}} says of the {facet} does not fit what {{}} says."
                yield _conflict(facet, reason, sides, ones[0], others[0], *scope)


def _days(event: Event) -> Range | None:
    """The days of an event, as numbers, a day to spare on both sides: a night has two dates."""
    if not event.date:
        return None
    first, last = (date.fromisoformat(day).toordinal() for day in event.date)
    return ((first - 1, last),)


def _places(event: Event) -> Range | None:
    """Where an event took place as degrees, with the distance within which words for one place lie to spare."""
    at = event.location
    if not at or at.precision not in {"site", "town"}:
        return None
    return ((at.latitude - NEAR, at.latitude), (at.longitude - NEAR, at.longitude))


def _fit(one: Range | None, two: Range | None) -> bool:
    return all(low <= high_ and low_ <= high for (low, high), (low_, high_) in zip(one or (), two or (), strict=True))


def _denies(one: Attested) -> bool:
    return one.denied and one.claim is not None and one.claim.act == "deny" and one.event.type in FORCE


def _of_losses(one: Attested) -> bool:
    """Whether a denial is of a number alone: `no soldier was killed`."""
    return any(figure.high == 0 for figure in one.event.casualties)


def _like(one: Attested, other: Attested) -> bool:
    """Whether an event is told as having happened that is of the kind of another."""
    modes = {one.event.mode, other.event.mode}
    return one.event.status == "actual" and one.event.type == other.event.type and (len(modes) == 1 or None in modes)


def _blames(told: Sequence[Attested], denial: Attested, sides: Sides) -> bool:
    """Whether the side of a denial tells of the deed all the same, and lays it to somebody else."""
    side = sides.spoken_for(denial)
    return any(
        _like(one, denial) and sides.spoken_for(one) == side and one.claim and one.claim.act == "accuse" for one in told
    )


def _name(one: Attested, sides: Sides) -> str:
    return sides.holder(one) or one.report.outlet or one.report.id


def _conflict(
    facet: Facet, reason: str, sides: Sides, one: Attested, two: Attested, *scope: str
) -> tuple[tuple[str, ...], Conflict]:
    """A contradiction, and what it has in common with others that say no more: facet, scope and the two."""
    names = [_name(told, sides) for told in (one, two)]
    rests_on = tuple(dict.fromkeys((*one.rests_on, *two.rests_on)))
    return (facet, *scope, *sorted(names)), Conflict(facet=facet, reason=reason.format(*names), rests_on=rests_on)
