"""The incidents of a ledger: found by their words, joined and left by reports, worked out anew where one did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from sayso.incidents.linking import Known, Link, begun, happenings_of, incident_of, joined, link_report
from sayso.incidents.linking.happening import Happening
from sayso.incidents.linking.index import CANDIDATES, REACH, days_of
from sayso.incidents.linking.index import marks as marks_of
from sayso.incidents.standing import stand
from sayso.ledger.among import among, as_text, wanted
from sayso.ledger.restoring import find_readings_of
from sayso.ledger.reviews.judging import judgements, links
from sayso.ledger.schema import copies, incidents, marks, told
from sayso.records import Incident, Location, Reading, Standing
from sayso.records.copy import Copy
from sayso.records.incident import Told
from sayso.records.keys import claim_keys, event_keys

# Incidents that are worked out anew in one transaction.
TOGETHER = 64

_TIME = or_(marks.c.first.is_(None), and_(marks.c.first <= bindparam("until"), marks.c.last >= bindparam("since")))
# Those that began together rest on the same reports, which are then read together.
_STALE = select(incidents.c.key).where(incidents.c.stale == 1).order_by(literal_column("rowid")).limit(TOGETHER)
_NEAR = (
    select(marks.c.incident)
    .where(among(marks.c.word), _TIME)
    .group_by(marks.c.incident)
    .order_by(func.count().desc(), marks.c.incident)
    .limit(CANDIDATES)
)
_COUNTS = select(marks.c.word, func.count()).where(among(marks.c.word), _TIME).group_by(marks.c.word)
_OF_REPORTS = select(told.c.incident).where(among(told.c.report)).distinct().order_by(told.c.incident)
_KNOWN = select(incidents.c.key, as_text(incidents.c.known).label("known")).where(among(incidents.c.key))
_TOLD = select(told).where(among(told.c.incident)).order_by(told.c.incident, told.c.place)
_COPIES = (
    select(copies.c.two, as_text(copies.c.data))
    .where(among(copies.c.one))
    .order_by(case({"whole": 0, "partial": 1}, value=copies.c.kind, else_=2), copies.c.one, copies.c.two)
)
_SHARING = union(
    select(copies.c.two).where(copies.c.one == bindparam("report"), copies.c.kind != "passage"),
    select(copies.c.one).where(copies.c.two == bindparam("report"), copies.c.kind != "passage"),
)


class Incidents:
    """An index of incidents over a ledger, good for one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def near(self, happening: Happening) -> Iterable[Known]:
        """At most `CANDIDATES` incidents of its time that share words with it, those that share most first."""
        found = self._connection.execute(_NEAR, wanted(marks_of(happening.words), **_reach(happening)))
        return self._known(found.scalars().all())

    def counts(self, happening: Happening) -> Mapping[str, int]:
        """Of how many incidents of its time each of its words is a mark."""
        rows = self._connection.execute(_COUNTS, wanted(happening.words, **_reach(happening))).all()
        return {word: count for word, count in rows}  # noqa: C416 - rows are no pairs to mypy

    def of_reports(self, reports: Sequence[str]) -> Iterable[Known]:
        """The incidents that some reports tell of."""
        return self._known(self._connection.execute(_OF_REPORTS, wanted(reports)).scalars().all()) if reports else ()

    def put(self, known: Known, happening: Happening) -> None:
        """Takes in an incident, in place of what was known of it, with the happening that joined it."""
        self.keep(known)
        del happening

    def keep(self, known: Known) -> None:
        """Writes what is known of an incident, and the words that it is found by."""
        row = {
            "type": known.type,
            "place": known.centre[0].name if known.centre else None,
            "country": known.country,
            "known": known.model_dump(mode="json"),
            "stale": 1,
        }
        kept = upsert(incidents).values(key=known.key, **row)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["key"], set_=row))
        self._mark(known)

    def _mark(self, known: Known) -> None:
        """Writes the words that an incident is found by, and its days; only those rows that change."""
        words, (first, last) = set(marks_of(known.words)), days_of(known) or (None, None)
        mine = marks.c.incident == known.key
        had = {row.word: (row.first, row.last) for row in self._connection.execute(select(marks).where(mine)).all()}
        if gone := [word for word, days in had.items() if word not in words or days != (first, last)]:
            self._connection.execute(delete(marks).where(mine, among(marks.c.word)), wanted(gone))
        new = [word for word in words if had.get(word) != (first, last)]
        if new:
            row = {"incident": known.key, "first": first, "last": last}
            self._connection.execute(insert(marks), [{"word": word, **row} for word in sorted(new)])

    def _known(self, keys: Sequence[str]) -> list[Known]:
        found = {
            key: Known.model_validate_json(known) for key, known in self._connection.execute(_KNOWN, wanted(keys)).all()
        }
        return [found[key] for key in keys]


def take_in(connection: Connection, reading: Reading) -> None:
    """Links a reading that is stored, in place of an older one of the same report."""
    leave(connection, reading.report.key)
    for one in link_report(reading, Incidents(connection), _sharing(connection, reading.report.key)):
        _tell(connection, one)
    _judge(connection, reading)


def _judge(connection: Connection, reading: Reading) -> None:
    """Links and unlinks what a person said of the events of a report."""
    report, keys = reading.report.key, event_keys(reading)
    stories = {keys[event.id]: event for event in reading.events}
    for (event, incident), said in links(connection, [report]).items():
        mine = told.c.event == event, told.c.incident == incident
        if said.action == "unlink":
            if connection.execute(delete(told).where(*mine)).rowcount:
                _known_anew(connection, incident)
            continue
        there = connection.execute(select(incidents.c.key).where(incidents.c.key == incident)).first()
        if there and event in stories and not connection.execute(select(told.c.event).where(*mine)).first():
            place = connection.execute(select(func.count()).where(told.c.incident == incident)).scalar_one()
            claim = claim_keys(reading).get(stories[event].claim or "")
            reason = f"{said.who} linked it{f': {said.why}' if said.why else '.'}"
            row = {"event": event, "incident": incident, "report": report, "claim": claim}
            connection.execute(insert(told).values(**row, place=place, reason=reason))
            connection.execute(update(incidents).where(incidents.c.key == incident).values(stale=1))


def leave(connection: Connection, report: str) -> None:
    """Takes a report out of its incidents; one that nobody tells of any more is gone."""
    rows = select(told.c.incident).where(told.c.report == report).distinct()
    left = list(connection.execute(rows).scalars())
    connection.execute(delete(told).where(told.c.report == report))
    for key in left:
        _known_anew(connection, key)


def refresh(connection: Connection) -> bool:
    """Works out anew some of the incidents that a report joined or left; False where none is left to do."""
    keys = connection.execute(_STALE).scalars().all()
    telling: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_TOLD, wanted(keys)).all():
        telling[row.incident].append(row)
    reports = {row.report: None for rows in telling.values() for row in rows}
    found = {reading.report.key: reading for reading in find_readings_of(connection, list(reports))}
    judged = judgements(connection, keys)
    for known in connection.execute(_KNOWN, wanted(keys)).all():
        rows = telling[known.key]
        among_them = {row.report: None for row in rows}
        incident = incident_of(
            Known.model_validate_json(known.known),
            (Told(report=row.report, event=row.event, claim=row.claim) for row in rows),
            {row.event: row.reason for row in rows if row.reason},
        )
        mine = [found[report] for report in among_them if report in found]
        standing = stand(incident, mine, _copies(connection, among_them), judged.get(known.key, ()))
        _write(connection, incident, standing, mine)
    return bool(keys)


def _write(connection: Connection, incident: Incident, standing: Standing, found: Sequence[Reading]) -> None:
    """Writes an incident and its standing."""
    connection.execute(
        update(incidents)
        .where(incidents.c.key == incident.key)
        .values(
            data=incident.model_dump(mode="json"),
            standing=standing.model_dump(mode="json"),
            stale=0,
            **looked_up(incident, standing, found),
        )
    )
    contested = int(bool(standing.conflict))
    mine = told.c.incident == incident.key, told.c.contested != contested
    connection.execute(update(told).where(*mine).values(contested=contested))


def looked_up(incident: Incident, standing: Standing, found: Sequence[Reading]) -> dict[str, Any]:
    """The columns that a table and a map of incidents are made from."""
    first, last = incident.days or (None, None)
    where = _location(incident, found)
    return {
        "first_day": first,
        "last_day": last,
        "reports": len(found),
        "outlets": len({reading.report.outlet for reading in found}),
        "claims": len({one.claim for one in incident.told if one.claim}),
        "least": standing.least,
        "most": standing.most,
        "support": standing.support,
        "conflict": "".join(f" {facet} " for facet in dict.fromkeys(one.facet for one in standing.conflict)),
        "revised": int(bool(standing.revised)),
        "withdrawn": int(bool(standing.withdrawn)),
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "precision": where.precision if where else None,
    }


def _location(incident: Incident, found: Sequence[Reading]) -> Location | None:
    """Where the place of an incident is, as the first of its events has it that names it so."""
    told_ = {one.event for one in incident.told}
    for reading in found:
        keys = event_keys(reading)
        for event in reading.events:
            if keys[event.id] in told_ and event.location and event.location.name == incident.place:
                return event.location
    return None


def _tell(connection: Connection, one: Link) -> None:
    key = one.known.key
    start = connection.execute(select(func.count()).where(told.c.incident == key)).scalar_one()
    rows: list[dict[str, Any]] = [
        {
            "event": part.event,
            "incident": key,
            "report": part.report,
            "claim": part.claim,
            "place": place,
            "reason": one.reason,
        }
        for place, part in enumerate(one.happening.told, start)
    ]
    connection.execute(insert(told), rows)


def _known_anew(connection: Connection, key: str) -> None:
    """What an incident is known by after a report left it, from those that still tell of it."""
    rows = connection.execute(select(told.c.report, told.c.event).where(told.c.incident == key).order_by(told.c.place))
    events: dict[str, set[str]] = {}
    for report, event in rows:
        events.setdefault(report, set()).add(event)
    if not events:
        connection.execute(delete(marks).where(marks.c.incident == key))
        connection.execute(delete(incidents).where(incidents.c.key == key))
        return
    known = None
    for reading in find_readings_of(connection, list(events)):
        for happening in happenings_of(reading):
            if any(part.event in events[reading.report.key] for part in happening.told):
                known = joined(known, happening) if known else begun(happening)
    if known:
        Incidents(connection).keep(known.model_copy(update={"key": key}))


def _reach(happening: Happening) -> dict[str, int]:
    """The days that an incident can have been on which a happening may be of; any where it has none itself."""
    when = happening.days or happening.news
    first, last = (when[0] - REACH, when[1] + REACH) if when else (0, date.max.toordinal())
    return {"since": first, "until": last}


def _sharing(connection: Connection, report: str) -> list[str]:
    """The reports that share more than a passage with one."""
    return sorted(connection.execute(_SHARING, {"report": report}).scalars())


def _copies(connection: Connection, reports: Collection[str]) -> Iterator[Copy]:
    """The copies among some reports, one after the other: those of most of a report first."""
    if len(reports) > 1:
        for two, data in connection.execute(_COPIES, wanted(reports)):
            if two in reports:
                yield Copy.model_validate_json(data)
