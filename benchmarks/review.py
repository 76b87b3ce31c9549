"""How long the server takes for each screen of the review page, over a ledger of so many reports.

The reports are those of the corpus by other names and on other days, read once. Linking that many takes an hour, so the
incidents of each round are those of the first one, with its keys: written as linking writes them, not found again. The
ledger is kept beside other temporary files and taken up again by the next run of the same count.

`python -m benchmarks.review --count 100000` prints the median and the 95th percentile of each screen in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from corpus.load import reports
from sqlalchemy import Column, Connection, Table, func, insert, select, update

from sayso.ledger import Ledger
from sayso.ledger.reviews import Decision, decide, undo
from sayso.ledger.schema import claims, copies, incidents, readings, told
from sayso.ledger.schema import reports as table_of_reports
from sayso.ledger.storing import now
from sayso.ledger.uptodate import bring_up_to_date
from sayso.reading import read_reports
from sayso.records import Reading
from sayso.records.keys import claim_keys, event_keys
from sayso.review.asking import AskActors, AskClaims, AskEvents, AskIncidents, AskLog, AskQueue, AskReports
from sayso.review.screens.actors import actors
from sayso.review.screens.claims import claims as claims_page
from sayso.review.screens.deciding import decided_of
from sayso.review.screens.elsewhere import elsewhere
from sayso.review.screens.events import events as events_page
from sayso.review.screens.incident import incident_page
from sayso.review.screens.incidents import incidents as incidents_page
from sayso.review.screens.kept import forget
from sayso.review.screens.log import log_page
from sayso.review.screens.overview import overview
from sayso.review.screens.people import people
from sayso.review.screens.queue import queue
from sayso.review.screens.report import report_page
from sayso.review.screens.reports import reports as reports_page

ROOT = Path(__file__).resolve().parent.parent
SEED = 11
TIMES = 15
_NAME = re.compile(r"(?<=\b[A-Z])[a-z]{3,}")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d")
_KEY = re.compile(r"\b[0-9a-f]{16,24}\b")


def made(path: Path, count: int) -> None:
    """Makes a ledger of so many reports and a few more, in whole rounds of the corpus."""
    first = list(read_reports([report for report, _ in reports(ROOT / "corpus" / "dev")]))
    unfinished = path.with_suffix(".part")
    for old in unfinished.parent.glob(unfinished.name + "*"):
        old.unlink()
    with Ledger.open(unfinished, create=True) as ledger:
        ledger.store((reading, reading.report.text.encode()) for reading in first)
        bring_up_to_date(ledger)
        with ledger.read() as connection:
            linked = [_rows(connection, table) for table in (incidents, told, copies)]
        chance = random.Random(SEED)
        for turn in range(1, -(-count // len(first))):
            days = chance.randrange(-4000, 4000)
            lot = [_other(reading, turn, days) for reading in first]
            ledger.store((reading, reading.report.text.encode()) for reading in lot)
            with ledger.write() as connection:
                _link(connection, linked, _keys(first, lot), turn, days)
            if turn % 100 == 0:
                print(f"{turn * len(first):,} reports", flush=True)
        ledger.forget()
    unfinished.rename(path)


def _rows(connection: Connection, table: Table) -> list[str]:
    return [json.dumps(dict(row)) for row in connection.execute(select(table)).mappings()]


def _other(reading: Reading, turn: int, days: int) -> Reading:
    data = json.loads(_renamed(reading.model_dump_json(), turn, days))
    data["report"]["given_id"] += f"-{turn}"
    return Reading.model_validate(data)


def _renamed(text: str, turn: int, days: int) -> str:
    """The letters of capitalised words turned, all but the first; ISO days moved: everything keeps its length."""

    def moved(day: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(day[0]) + timedelta(days)).isoformat()
        except (ValueError, OverflowError):
            return day[0]

    return _DAY.sub(moved, _NAME.sub(lambda word: "".join(_turned(sign, turn) for sign in word[0]), text))


def _turned(sign: str, turn: int) -> str:
    return chr((ord(sign) - 97 + turn) % 26 + 97) if sign.isascii() else sign


def _keys(first: Sequence[Reading], lot: Sequence[Reading]) -> dict[str, str]:
    """The keys of a round by those of the first one."""
    found = {}
    for one, two in zip(first, lot, strict=True):
        found[one.report.key] = two.report.key
        for keys in (claim_keys, event_keys):
            mine = keys(two)
            found |= {key: mine[name] for name, key in keys(one).items()}
    return found


def _link(connection: Connection, linked: list[list[str]], keys: dict[str, str], turn: int, days: int) -> None:
    for table, rows in zip((incidents, told, copies), linked, strict=True):
        other = [_KEY.sub(lambda key: keys.get(key[0], key[0]), row) for row in rows]
        connection.execute(insert(table), [json.loads(_renamed(row, turn, days)) for row in other])
    connection.execute(update(readings).where(readings.c.linked.is_(None)).values(linked=now()))


Screen = Callable[[Connection], object]


def screens(connection: Connection) -> dict[str, Screen]:
    """Each screen as a function of a connection, as the page asks for it; about rows that the ledger has."""
    holder, outlet = _commonest(connection, claims.c.holder), _commonest(connection, table_of_reports.c.outlet)
    rare = connection.execute(
        select(claims.c.holder)
        .where(claims.c.holder.is_not(None))
        .group_by(claims.c.holder)
        .order_by(func.count(), claims.c.holder)
        .limit(1)
    ).scalar_one()
    word = connection.execute(select(table_of_reports.c.data).limit(1)).scalar_one()["text"].split()[0]
    report = connection.execute(select(table_of_reports.c.key).limit(1)).scalar_one()
    incident = connection.execute(select(incidents.c.key).order_by(incidents.c.reports.desc()).limit(1)).scalar_one()
    claim = connection.execute(select(claims.c.key).limit(1)).scalar_one()
    asked: dict[str, tuple[Callable[..., object], Any]] = {
        "claims": (claims_page, AskClaims()),
        "claims of a common holder": (claims_page, AskClaims(holder=holder)),
        "claims of a rare holder": (claims_page, AskClaims(holder=rare)),
        "claims by a part of a holder's name": (claims_page, AskClaims(holder="gov")),
        "claims of an act": (claims_page, AskClaims(act="deny")),
        "claims of an outlet": (claims_page, AskClaims(outlet=outlet)),
        "claims with a common word": (claims_page, AskClaims(q="killed")),
        "claims with a rare word": (claims_page, AskClaims(q=word)),
        "claims with a common word of an act": (claims_page, AskClaims(q="said", act="deny")),
        "claims of a manner by holder": (claims_page, AskClaims(manner="direct", sort="holder")),
        "claims that are undecided": (claims_page, AskClaims(state="undecided")),
        "claims that are accepted": (claims_page, AskClaims(state="accepted")),
        "claims that are contested": (claims_page, AskClaims(reason="contested")),
        "events": (events_page, AskEvents()),
        "events of a type": (events_page, AskEvents(type="ASSAULT")),
        "events of a rare type and status": (events_page, AskEvents(type="CONSULT", status="planned")),
        "events of a country": (events_page, AskEvents(country="COD")),
        "events of a week": (events_page, AskEvents(since="2024-03-01", until="2024-03-07")),
        "events with a word": (events_page, AskEvents(q="attack")),
        "events of a relation": (events_page, AskEvents(relation="attacks")),
        "incidents": (incidents_page, AskIncidents()),
        "incidents of a type with conflict": (incidents_page, AskIncidents(type="ASSAULT", conflict="figure")),
        "incidents with a word": (incidents_page, AskIncidents(q="attack")),
        "reports": (reports_page, AskReports()),
        "reports with a word": (reports_page, AskReports(q="government")),
        "reports of an outlet": (reports_page, AskReports(outlet=outlet)),
        "queue": (queue, AskQueue(who="Ada")),
        "queue of the unsure": (queue, AskQueue(who="Ada", reason="unsure")),
        "queue of events": (queue, AskQueue(who="Ada", kind="event")),
        "actors": (actors, AskActors()),
        "actors of a holder": (actors, AskActors(holder=holder)),
    }
    found: dict[str, Screen] = {name: partial(_asked, make, ask) for name, (make, ask) in asked.items()}
    return found | {
        "overview": overview,
        "report": lambda at: report_page(at, report),
        "incident": lambda at: incident_page(at, incident),
        "claim elsewhere": lambda at: elsewhere(at, claim),
        "log": lambda at: log_page(at, AskLog(), None),
        "people": people,
    }


def _asked(make: Callable[..., object], ask: object, connection: Connection) -> object:
    return make(connection, ask)


def _commonest(connection: Connection, column: Column[Any]) -> str:
    counted = select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc())
    name: str = connection.execute(counted.limit(1)).scalar_one()
    return name


def measured(ledger: Ledger, *, fresh: bool) -> Iterator[tuple[str, float, float]]:
    """Of each screen the median and the 95th percentile in milliseconds; `fresh`: right after something was written."""
    with ledger.read() as connection:
        named = screens(connection)
    for name, screen in named.items():
        taken = []
        for _ in range(TIMES):
            if fresh:
                forget()
            start = time.perf_counter()
            with ledger.read() as connection:
                screen(connection)
            taken.append(1000 * (time.perf_counter() - start))
        yield name, statistics.median(taken), sorted(taken)[int(0.95 * TIMES)]


def decisions(ledger: Ledger) -> Iterator[tuple[str, float, float]]:
    """What a decision takes with all that is answered to it, and taking it back."""
    with ledger.read() as connection:
        keys = list(connection.execute(select(claims.c.key).limit(TIMES)).scalars())
    for name in ("accept", "undo"):
        taken = []
        for key in keys:
            start = time.perf_counter()
            with ledger.write() as connection:
                asked = Decision(who="Ada", subject="claim", action="accept", key=key)
                decided_of(connection, decide(connection, asked) if name == "accept" else undo(connection, "Ada"))
            taken.append(1000 * (time.perf_counter() - start))
        yield name, statistics.median(taken), sorted(taken)[int(0.95 * len(taken))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    path = Path(tempfile.gettempdir()) / f"sayso-review-{options.count}.db"
    if not path.exists():
        made(path, options.count)
    with Ledger.open(path) as ledger:
        for title, rows in (
            ("after something was written", measured(ledger, fresh=True)),
            ("again", measured(ledger, fresh=False)),
            ("decisions", decisions(ledger)),
        ):
            print(f"{title:46}  median     p95")
            for name, median, worst in rows:
                print(f"  {name:42} {median:7.1f} {worst:7.1f}", flush=True)


if __name__ == "__main__":
    main()
