"""The figures of an incident side by side by holder over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.incidents.standing.attested import Attested
from sayso.incidents.standing.people import is_part, scope
from sayso.incidents.standing.sides import Sides
from sayso.records.event import Figure, Kind
from sayso.records.incident import FigureVersions, Version

# What is not told to have happened has no toll, and who is let go is captured no more.
UNCOUNTED = {"planned", "demanded"}


class Counted(NamedTuple):
    """A figure with the attestation that gives it, whom it counts, and whether it is part of another beside it."""

    figure: Figure
    by: Attested
    party: str | None
    scope: str
    part: bool

    @property
    def amount(self) -> tuple[int | None, int | None]:
        """The fewest and the most; None where it leaves them open."""
        return self.figure.low, self.figure.high

    @property
    def interval(self) -> tuple[float, float]:
        """From the fewest to the most that it allows."""
        return (self.figure.low or 0, float("inf") if self.figure.high is None else self.figure.high)


def counted(told: Sequence[Attested], sides: Sides) -> list[Counted]:
    """Every figure of an incident."""
    return [
        Counted(figure, one, sides.holder(one), scope(figure.who), is_part(figure, one.event.casualties))
        for one in told
        if one.event.status not in UNCOUNTED and one.event.type != "RETREAT"
        for figure in one.event.casualties
    ]


def versions(figures: Sequence[Counted]) -> tuple[FigureVersions, ...]:
    """What became of whom, and what each holder says of it, in the order of publication."""
    grouped: dict[tuple[Kind, str], list[Counted]] = defaultdict(list)
    for one in figures:
        grouped[one.figure.kind, one.scope].append(one)
    return tuple(
        FigureVersions(kind=kind, who=_commonest(group), versions=tuple(_by_holder(group)))
        for (kind, _), group in grouped.items()
    )


def _commonest(group: Sequence[Counted]) -> str | None:
    named = Counter(one.figure.who for one in group if one.figure.who)
    return named.most_common(1)[0][0] if named else None


def _by_holder(group: Sequence[Counted]) -> Iterator[Version]:
    same: dict[tuple[str | None, int | None, int | None], list[Counted]] = defaultdict(list)
    for one in group:
        same[one.party, one.figure.low, one.figure.high].append(one)
    before: set[str | None] = set()
    for (party, low, high), ones in same.items():
        yield Version(
            holder=party,
            names=tuple(dict.fromkeys(one.by.holder for one in ones if one.by.holder)),
            low=low,
            high=high,
            reports=tuple(dict.fromkeys(one.by.report_key for one in ones)),
            since=ones[0].by.report.published,
            revised=party is not None and party in before and not all(one.part for one in ones),
            rests_on=tuple(dict.fromkeys(one.by.event_key for one in ones)),
        )
        before.add(party)


def revisions(found: Sequence[FigureVersions]) -> Iterator[str]:
    """A sentence for each number that a holder changed."""
    for figure in found:
        last: dict[str, Version] = {}
        for version in figure.versions:
            if version.holder and version.revised and version.holder in last:
                changed = shown(last[version.holder].low, last[version.holder].high)
                yield (
                    f"{version.holder} changed {changed} to {shown(version.low, version.high)} "
                    f"{figure.who or 'people'} {figure.kind}."
                )
            if version.holder:
                last[version.holder] = version


def shown(low: int | None, high: int | None) -> str:
    """An amount in words for people."""
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if low is None else f"{low} to {high}"
