"""A small ledger for tests: three invented reports of one raid, told differently, and one of something else."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Table, insert

from sayso.ledger import Ledger
from sayso.ledger.linked import looked_up
from sayso.ledger.schema import copies, incidents, told
from sayso.records import Act, Actor, Claim, Event, Figure, Incident, Location, Reading, Report, Span, Standing
from sayso.records.base import Record
from sayso.records.copy import Copy, Passage
from sayso.records.incident import Conflict, FigureVersions, Merge, Origin, Party, Told, Version
from sayso.records.keys import claim_keys, event_keys

SAKE = Location(id="1", name="Saké", precision="town", country="COD", latitude=-1.57, longitude=29.04)


class Written:
    """A report with what a hand finds in it."""

    def __init__(self, name: str, outlet: str, published: str | None, text: str) -> None:
        self.report = Report(text=text, given_id=name, outlet=outlet, published=published, title=f"Title of {name}")
        self.claims: list[Claim] = []
        self.events: list[Event] = []

    def at(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span.of(self.report.text, start, start + len(words))

    def claim(self, source: str, cue: str, content: list[str], way: list[str | None], act: Act = "assert") -> None:
        self.claims.append(
            Claim(
                id=f"c{len(self.claims) + 1}",
                source=self.at(source),
                cue=self.at(cue),
                content=tuple(map(self.at, content)),
                holder=way[0],
                holder_span=None,
                relay=(*way, self.report.outlet),
                relay_spans=(None,) * (len(way) + 1),
                act=act,
                manner="indirect",
                inside=None,
            )
        )

    def event(self, trigger: str, claim: str | None, **more: object) -> None:
        given: dict[str, object] = {
            "type": "ASSAULT",
            "mode": None,
            "agent": (),
            "patient": (),
            "instrument": (),
            "place": None,
            "location": None,
            "date": None,
            "date_span": None,
            "casualties": (),
            "status": "actual",
        }
        given |= {"id": f"e{len(self.events) + 1}", "trigger": self.at(trigger), "claim": claim}
        self.events.append(Event.model_validate(given | more))

    def figure(self, evidence: str, low: int | None, high: int | None) -> Figure:
        return Figure(kind="killed", who="soldiers", low=low, high=high, evidence=self.at(evidence))

    def reading(self, *actors: Actor) -> Reading:
        claims, events = tuple(self.claims), tuple(self.events)
        return Reading(report=self.report, reader="by hand", claims=claims, events=events, actors=actors)


def army() -> Reading:
    made = Written(
        "a",
        "Lake Wire",
        "2024-03-04T10:00:00Z",
        "The army said on Monday that rebels had killed three soldiers in a raid on Sake.",
    )
    made.claim(
        "The army", "said", ["that rebels had killed three soldiers in a raid on Sake"], ["Congolese army"], "accuse"
    )
    made.event(
        "raid",
        "c1",
        agent=(made.at("rebels"),),
        patient=(made.at("soldiers"),),
        place=made.at("Sake"),
        location=SAKE,
        date=("2024-03-02", "2024-03-03"),
        casualties=(made.figure("three soldiers", 3, 3),),
    )
    rebels = Actor(
        id="a1", name="Mouvement du 30 Mars", entry=None, kind="armed group", sector="REB", country="COD",
        spans=(made.at("rebels"),),
    )  # fmt: skip
    return made.reading(rebels)


def rebels() -> Reading:
    made = Written(
        "b",
        "Radio Écho",
        "2024-03-05",
        "“Our men killed at least 21 soldiers,” the M-30 said,\n“and left.” Shells fell on Sake.",
    )
    made.claim(
        "the M-30", "said", ["“Our men killed at least 21 soldiers,”", "“and left.”"], ["M-30 Movement", "AFP"], "admit"
    )
    made.event(
        "killed",
        "c1",
        mode="firearms",
        agent=(made.at("Our men"),),
        patient=(made.at("soldiers"),),
        date=("2024-03-03", "2024-03-03"),
        casualties=(made.figure("at least 21 soldiers", 21, None),),
    )
    made.event("Shells fell", None, mode="heavy-weapons", place=made.at("Sake"), location=SAKE)
    return made.reading()


def reprint() -> Reading:
    made = Written("c", "The Lamp", "2024-03-06", "Rebels had killed three soldiers in a raid on Sake, the army said.")
    made.claim(
        "the army", "said", ["Rebels had killed three soldiers in a raid on Sake"], ["Congolese army", "Lake Wire"]
    )
    made.event("raid", "c1", agent=(made.at("Rebels"),), casualties=(made.figure("three soldiers", 3, 3),))
    return made.reading()


def elsewhere() -> Reading:
    made = Written("=d", "+The Lamp", None, '=1+1, a trader, denied "all". Villagers marched.')
    made.claim("=1+1, a trader", "denied", ['"all"'], ["=1+1"], "deny")
    made.event("marched", None, type="PROTEST", mode="demo", agent=(made.at("Villagers"),))
    return made.reading()


def raid(one: Reading, two: Reading, three: Reading) -> tuple[Incident, Standing]:
    """The incident that the first three tell of, and what a hand finds to support it."""
    tells = tuple(
        Told(
            report=reading.report.key,
            event=event_keys(reading)[event.id],
            claim=claim_keys(reading).get(event.claim or ""),
        )
        for reading in (one, two, three)
        for event in reading.events
    )
    keys = [reading.report.key for reading in (one, two, three)]
    incident = Incident(
        key=tells[0].event,
        type="ASSAULT",
        days=("2024-03-02", "2024-03-03"),
        place="Saké",
        country="COD",
        told=tells,
        reasons={tells[1].event: "the same town and days."},
    )
    claim = {told.report: told.claim or "" for told in tells if told.claim}
    said = Version(
        holder="Congolese army",
        low=3,
        high=3,
        reports=(keys[0], keys[2]),
        since="2024-03-04",
        revised=False,
        rests_on=(tells[0].event,),
    )
    versions = (
        said,
        said.model_copy(
            update={"holder": "M-30 Movement", "low": 21, "high": None, "reports": (keys[1],), "since": "2024-03-05"}
        ),
        said.model_copy(update={"low": 5, "high": 9, "reports": (keys[2],), "since": "2024-03-06", "revised": True}),
    )
    passage = Passage(kind="wording", one=one.events[0].trigger, two=three.events[0].trigger, same=1)
    standing = Standing(
        incident=incident.key,
        least=2,
        most=3,
        origins=(
            Origin(name="Congolese army", reports=(keys[0], keys[2]), side="Congolese army"),
            Origin(name="M-30 Movement", reports=(keys[1],), side="M-30 Movement"),
        ),
        merges=(
            Merge(
                rule="D2", one=keys[0], two=keys[2], reason="both have it from the Congolese army", passages=(passage,)
            ),
        ),
        parties=(
            Party(name="Congolese army", side="Congolese army"),
            Party(name="M-30 Movement", side="M-30 Movement"),
        ),
        support="acknowledged",
        support_reason="the M-30 Movement says so itself, and so does the Congolese army",
        support_rests_on=tuple(claim.values()),
        conflict=(
            Conflict(facet="figure", reason="3 and at least 21 soldiers killed", rests_on=tuple(claim.values())),
        ),
        figures=(FigureVersions(kind="killed", who="soldiers", versions=versions),),
        revised=("the Congolese army said 3, then 5 to 9",),
        withdrawn=(),
    )
    return incident, standing


def copy(one: Reading, two: Reading) -> Copy:
    passage = Passage(kind="wording", one=one.claims[0].content[0], two=two.claims[0].content[0], same=11)
    return Copy(
        one=one.report.key, two=two.report.key, kind="whole", passages=(passage,), shares=(0.9, 1.0),
        origin=one.report.key, reason="it names Lake Wire", credits=(),
    )  # fmt: skip


def ledger(path: Path) -> Path:
    """The ledger of the four, at a path, with two readings of the first: of an older reader and of the one that counts."""
    made = army(), rebels(), reprint()
    older = made[0].model_copy(update={"reader": "older"})
    incident, standing = raid(*made)
    with Ledger.open(path, create=True) as opened:
        opened.store((reading, reading.report.text.encode()) for reading in (older, *made, elsewhere()))
        with opened.write() as connection:
            known = {"known": {}, "stale": 0} | looked_up(incident, standing, made)
            _put(connection, incidents, incident, standing=standing.model_dump(mode="json"), **known)
            for place, one in enumerate(incident.told):
                _put(connection, told, one, incident=incident.key, place=place, contested=1)
            _put(connection, copies, copy(made[0], made[2]))
    return path


def _put(connection: Connection, table: Table, record: Record, **given: object) -> None:
    """A record as a row: its fields that the table has as columns, and what is given besides."""
    data = record.model_dump(mode="json")
    row = {column.name: data[column.name] for column in table.columns if column.name in data}
    connection.execute(insert(table).values(row | ({"data": data} if "data" in table.columns else {}) | given))
