"""Readings → incidents: the events of several reports that tell of one happening.

The events of a report that share days and place are one happening of it; a happening joins the incident whose centre it
is likest to, or begins one. What its words have in common with incidents further down is the theme of the time, and
counts against it. It is held against centres alone, so that no chain of likenesses leads from one incident to
another, and against a bounded number of them, so that adding a report changes only what it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sayso.incidents.linking.happening import Happening, happenings_of
from sayso.incidents.linking.index import Index, MemoryIndex
from sayso.incidents.linking.known import Known, begun, joined
from sayso.incidents.linking.likeness import likeness, theme, weights
from sayso.records import Incident, Reading
from sayso.records.copy import Copy
from sayso.records.incident import Told

__all__ = [
    "Index",
    "Known",
    "Link",
    "MemoryIndex",
    "begun",
    "happenings_of",
    "incident_of",
    "joined",
    "link",
    "link_report",
]


class Link(NamedTuple):
    """A happening of a report and the incident that it belongs to, as it is known now; `reason` is null for the first."""

    happening: Happening
    known: Known
    reason: str | None


def link_report(reading: Reading, index: Index, copies: Sequence[str] = ()) -> list[Link]:
    """Links the happenings of a reading, and tells the index; `copies` are the keys of reports that share its wording."""
    links: list[Link] = []
    copied = {known.key: known for known in index.of_reports(copies)}
    for happening in happenings_of(reading):
        candidates = copied | {known.key: known for known in index.near(happening)}
        taken, counts = {one.known.key for one in links}, index.counts(happening)
        likes = {
            key: like
            for key, known in candidates.items()
            if (like := likeness(happening, known, counts, copied=key in copied))
        }
        least = weights()["limits"]["joins"] + theme(likes.values())
        found = [(like, candidates[key]) for key, like in likes.items() if key not in taken]
        like, known = max(found, key=lambda one: one[0].score, default=(None, None))
        if like and known and like.score >= least:
            links.append(Link(happening, joined(known, happening), like.sentence))
        else:
            links.append(Link(happening, begun(happening), None))
        index.put(links[-1].known, happening)
    return links


def link(readings: Iterable[Reading], copies: Iterable[Copy] = ()) -> tuple[Incident, ...]:
    """The incidents of a collection, in the order in which they began."""
    sharing: Mapping[str, list[str]] = _sharing(copies)
    index = MemoryIndex()
    links: dict[str, list[Link]] = defaultdict(list)
    for reading in sorted(readings, key=lambda reading: (reading.report.published or "~", reading.report.key)):
        for one in link_report(reading, index, sharing.get(reading.report.key, [])):
            links[one.known.key].append(one)
    return tuple(
        incident_of(
            parts[-1].known,
            (told for one in parts for told in one.happening.told),
            {told.event: one.reason for one in parts if one.reason for told in one.happening.told},
        )
        for parts in links.values()
    )


def incident_of(known: Known, told: Iterable[Told], reasons: Mapping[str, str]) -> Incident:
    """The incident that is known so, with what is told of it and why each event was linked."""
    days = known.when
    return Incident(
        key=known.key,
        type=known.type,
        days=(_iso(days[0]), _iso(days[1])) if days else None,
        place=known.centre[0].name if known.centre else None,
        country=known.country,
        told=tuple(told),
        reasons=dict(reasons),
    )


def _sharing(copies: Iterable[Copy]) -> Mapping[str, list[str]]:
    sharing: dict[str, list[str]] = defaultdict(list)
    # A passage in common can be background; more of a report is its news.
    for copy in (copy for copy in copies if copy.kind != "passage"):
        sharing[copy.one].append(copy.two)
        sharing[copy.two].append(copy.one)
    return sharing


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
