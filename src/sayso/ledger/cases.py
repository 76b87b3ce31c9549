"""Incidents of a ledger with what they rest on: each as its object of the annotation guide, or one in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select

from sayso.errors import InputError
from sayso.ledger.schema import copies, incidents, reports, told
from sayso.ledger.selecting import ClaimFilter, EventFilter, FoundClaim, FoundEvent, find_claims, find_events
from sayso.records import Incident, Report, Standing
from sayso.records.copy import Copy
from sayso.records.incident import FigureVersions, Merge, Told

Json = dict[str, Any]
AT_ONCE = 200


class Case(NamedTuple):
    """An incident with its standing (null until that is worked out), its copies, and the id of each report by its key."""

    incident: Incident
    standing: Standing | None
    copies: tuple[Copy, ...]
    ids: dict[str, str]

    def to_json(self) -> Json:
        """The incident's object of the annotation guide, reports by their ids, and what it rests on beside it."""
        incident, standing = self.incident, self.standing
        return {
            "incident": incident.key,
            "key": incident.key,
            "type": incident.type,
            "days": incident.days,
            "place": incident.place,
            "country": incident.country,
            "reports": list(dict.fromkeys(self.ids[one.report] for one in self.told)),
            "copies": [self._named(together) for together in groups(self.copies)],
            "told": [one.model_dump() | {"report": self.ids[one.report]} for one in self.told],
            "reasons": incident.reasons,
            **(self._of(standing) if standing else _NO_STANDING),
        }

    @property
    def told(self) -> list[Told]:
        """What is told of it, by reports that are in the ledger still."""
        return [one for one in self.incident.told if one.report in self.ids]

    def _of(self, standing: Standing) -> Json:
        origins = [one.model_dump() | {"reports": self._named(one.reports)} for one in standing.origins]
        return {
            "figures": [self._figure(figure) for figure in standing.figures],
            "parties": [party.name for party in standing.parties],
            "sides": {party.name: party.side for party in standing.parties},
            "support": standing.support,
            "conflict": list(dict.fromkeys(conflict.facet for conflict in standing.conflict)),
            "origins": {"least": standing.least, "most": standing.most, "list": origins},
            "merges": [self._merge(merge) for merge in standing.merges],
            "revised": standing.revised,
            "withdrawn": standing.withdrawn,
            "rests_on": {
                "support": {"reason": standing.support_reason, "rests_on": standing.support_rests_on},
                "conflict": [conflict.model_dump() for conflict in standing.conflict],
            },
        }

    def _figure(self, figure: FigureVersions) -> Json:
        versions = [version.model_dump() | {"reports": self._named(version.reports)} for version in figure.versions]
        return figure.model_dump() | {"versions": versions}

    def _merge(self, merge: Merge) -> Json:
        return merge.model_dump() | {"one": self.ids.get(merge.one), "two": self.ids.get(merge.two)}

    def _named(self, keys: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.ids[key] for key in keys if key in self.ids))


_NO_STANDING: Json = {
    "figures": [],
    "parties": [],
    "sides": {},
    "support": None,
    "conflict": [],
    "origins": None,
    "merges": [],
    "revised": [],
    "withdrawn": [],
    "rests_on": None,
}


class FullCase(NamedTuple):
    """An incident with the reports, claims and events that tell of it, by their keys."""

    case: Case
    reports: dict[str, Report]
    claims: dict[str, FoundClaim]
    events: dict[str, FoundEvent]


def all_cases(connection: Connection) -> Iterator[Case]:
    """All incidents by their first day, the undated ones last."""
    return _cases(connection)


def cases_of(connection: Connection, keys: Sequence[str]) -> list[Case]:
    """Incidents by their keys, in this order, as far as they are there and worked out."""
    found = {case.incident.key: case for case in _cases(connection, incidents.c.key.in_(keys))}
    return [found[key] for key in keys if key in found]


def find_case(connection: Connection, name: str) -> FullCase:
    """The incident of a key, of the beginning of a key, or that a report tells of, by the report's id or key.

    InputError where there is none, or more than one.
    """
    (case,) = _cases(connection, incidents.c.key == _key(connection, name))
    chosen = select(reports.c.key, reports.c.data).where(reports.c.key.in_(case.ids))
    texts = {row.key: Report.model_validate(row.data) for row in connection.execute(chosen)}
    claims = ClaimFilter(keys=tuple(one.claim for one in case.told if one.claim))
    events = EventFilter(keys=tuple(one.event for one in case.told))
    return FullCase(
        case,
        texts,
        {found.key: found for found in find_claims(connection, claims)},
        {found.key: found for found in find_events(connection, events)},
    )


def groups(found: Iterable[Copy]) -> list[list[str]]:
    """The keys of reports that are copies of one another, or of others among them: each set once, in order."""
    of: dict[str, list[str]] = {}
    for copy in found:
        one, two = of.setdefault(copy.one, [copy.one]), of.setdefault(copy.two, [copy.two])
        if one is not two:
            one += two
            of |= dict.fromkeys(two, one)
    return list({id(together): together for together in of.values()}.values())


def _key(connection: Connection, name: str) -> str:
    """The key of the one incident that a name means."""
    begins = incidents.c.key.startswith(name, autoescape=True)
    tells = (
        select(told.c.incident)
        .join(reports, reports.c.key == told.c.report)
        .where((reports.c.given_id == name) | (reports.c.key == name), reports.c.removed.is_(None))
    )
    for chosen in (incidents.c.key == name, incidents.c.key.in_(tells), begins):
        keys: Sequence[str] = (
            connection.execute(select(incidents.c.key).where(chosen).order_by(incidents.c.key)).scalars().all()
        )
        if len(keys) == 1:
            return keys[0]
        if keys:
            shown = ", ".join(keys[:5]) + (" …" if len(keys) > 5 else "")
            raise InputError(f"it means {len(keys)} incidents", where=name, mend=f"name one of {shown}")
    raise InputError("there is no such incident", where=name, mend="`sayso incidents` lists them")


def _cases(connection: Connection, *which: ColumnElement[bool]) -> Iterator[Case]:
    order = (incidents.c.first_day.is_(None), incidents.c.first_day, incidents.c.key)
    worked_out = incidents.c.data.is_not(None)
    chosen = select(incidents.c.data, incidents.c.standing).where(worked_out, *which).order_by(*order)
    for rows in connection.execute(chosen, execution_options={"yield_per": AT_ONCE}).partitions():
        yield from _completed(connection, rows)


def _completed(connection: Connection, rows: Sequence[Any]) -> Iterator[Case]:
    made = [Incident.model_validate(row.data) for row in rows]
    telling = select(told.c.report).where(told.c.incident.in_([incident.key for incident in made]))
    ids = _ids(connection, telling)
    pairs = select(copies.c.data).where(copies.c.one.in_(telling), copies.c.two.in_(telling))
    found = [Copy.model_validate(data) for data in connection.execute(pairs.order_by(copies.c.one)).scalars()]
    for incident, row in zip(made, rows, strict=True):
        own = {one.report for one in incident.told} & ids.keys()
        yield Case(
            incident,
            Standing.model_validate(row.standing) if row.standing else None,
            tuple(copy for copy in found if {copy.one, copy.two} <= own),
            {key: ids[key] for key in own},
        )


def _ids(connection: Connection, telling: Select[tuple[str]]) -> dict[str, str]:
    """The ids of reports that were not removed, by their keys."""
    chosen = select(reports.c.key, reports.c.given_id).where(reports.c.key.in_(telling), reports.c.removed.is_(None))
    return {row.key: row.given_id or row.key for row in connection.execute(chosen)}
