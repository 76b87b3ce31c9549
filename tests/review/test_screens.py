"""The tables, the queue and the overview: the right rows, facets that add up, pages that neither skip nor repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.ledger.removing import remove
from sayso.ledger.reviews import Decision, assign, decide
from sayso.ledger.schema import edges, parties, relations
from sayso.records import Claim
from sayso.records.doubts import claim_doubts, event_doubts
from sayso.records.review import Action
from sayso.review.asking import AskActors, AskClaims, AskEvents, AskIncidents, AskQueue, AskReports
from sayso.review.screens.actors import actors
from sayso.review.screens.claims import claim_keys, claims
from sayso.review.screens.events import event_keys, events
from sayso.review.screens.incidents import incidents
from sayso.review.screens.overview import overview
from sayso.review.screens.queue import queue
from sayso.review.screens.reports import report_keys, reports
from tests.ledger import stored
from tests.readings import read_demo

Table = tuple[Callable[[Connection, Any], Any], type[Any], list[str]]
DEMO = read_demo()
TABLES: dict[str, Table] = {
    "claims": (claims, AskClaims, ["published", "-published", "outlet", "-holder", "holder", "act"]),
    "events": (events, AskEvents, ["published", "-published", "outlet", "-place", "type", "country", "days", "-days"]),
    "reports": (reports, AskReports, ["published", "-published", "outlet", "-outlet"]),
    "incidents": (incidents, AskIncidents, ["days", "-days", "reports", "-least"]),
}
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger with the sample reports besides."""
    made = stored.ledger(tmp_path_factory.mktemp("screens") / "a.db")
    with Ledger.open(made) as ledger:
        ledger.store((reading, reading.report.text.encode()) for reading in DEMO)
    return made


@pytest.fixture(scope="module")
def whole(path: Path) -> Iterator[Connection]:
    with Ledger.open(path) as ledger, ledger.read() as connection:
        yield connection


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(stored.ledger(tmp_path / "a.db")) as ledger:
        yield ledger


def ids(page: Any) -> list[str]:  # noqa: ANN401 - a page of any table
    return [getattr(row, "report_id", None) or row.id for row in page.rows]


def say(ledger: Ledger, who: str, action: Action, key: str, why: str | None = None) -> None:
    with ledger.write() as connection:
        decide(connection, Decision(who=who, subject="claim", action=action, key=key, why=why))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["c", "b", "a", "=d"]),
        ({"holder": "Congolese army"}, ["c", "a"]),
        ({"holder": "congol"}, ["c", "a"]),
        ({"holder": "ongolese"}, []),
        ({"act": "deny"}, ["=d"]),
        ({"manner": "indirect", "act": "accuse"}, ["a"]),
        ({"outlet": "LAMP"}, ["c", "=d"]),
        ({"outlet": "Radio Écho"}, ["b"]),
        ({"report": "a"}, ["a"]),
        ({"q": "killed sold"}, ["c", "b", "a"]),
        ({"q": '"three soldiers"'}, ["c", "a"]),
        ({"q": "soldiers", "holder": "M-30 Movement"}, ["b"]),
        ({"since": "2024-03-05"}, ["c", "b"]),
        ({"until": "2024-03-04"}, ["a"]),
        ({"reason": "contested"}, ["c", "b", "a"]),
        ({"state": "accepted"}, []),
        ({"state": "undecided"}, ["c", "b", "a", "=d"]),
        ({"sort": "published"}, ["=d", "a", "b", "c"]),
        ({"sort": "act", "until": "2024-12-31"}, ["a", "b", "c"]),
    ],
)
def test_claims_of_a_filter(small: Ledger, asked: dict[str, str], found: list[str]) -> None:
    with small.read() as connection:
        page = claims(connection, AskClaims.model_validate(asked))
        assert ids(page) == found
        assert page.total == len(found)
        assert len(claim_keys(connection, AskClaims.model_validate(asked))) == len(found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["c", "b", "b", "a", "=d"]),
        ({"place": "Saké"}, ["b", "a"]),
        ({"place": "sak"}, ["b", "a"]),
        ({"type": "PROTEST"}, ["=d"]),
        ({"agent": "Mouvement du 30 Mars"}, ["a"]),
        ({"agent": "rebels"}, ["c", "a"]),
        ({"mode": "firearms"}, ["b"]),
        ({"q": "shells"}, ["b"]),
        ({"since": "2024-03-03"}, ["b", "a"]),
        ({"until": "2024-03-02"}, ["a"]),
        ({"holder": "M-30 Movement"}, ["b"]),
    ],
)
def test_events_of_a_filter(small: Ledger, asked: dict[str, str], found: list[str]) -> None:
    with small.read() as connection:
        assert ids(events(connection, AskEvents.model_validate(asked))) == found
        assert len(event_keys(connection, AskEvents.model_validate(asked))) == len(found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["c", "b", "a", "=d"]),
        ({"q": "villagers"}, ["=d"]),
        ({"q": "title of b"}, ["b"]),
        ({"outlet": "lamp"}, ["c", "=d"]),
        ({"since": "2024-03-05", "until": "2024-03-05"}, ["b"]),
        ({"state": "undecided"}, ["c", "b", "a", "=d"]),
        ({"state": "unread"}, []),
        ({"sort": "outlet"}, ["=d", "a", "b", "c"]),
    ],
)
def test_reports_of_a_filter(small: Ledger, asked: dict[str, str], found: list[str]) -> None:
    with small.read() as connection:
        page = reports(connection, AskReports.model_validate(asked))
        assert sorted(ids(page)) == sorted(found) if "sort" in asked else ids(page) == found
        assert len(report_keys(connection, AskReports.model_validate(asked))) == len(found)


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 1), ({"q": "sake"}, 1), ({"q": "goma"}, 0), ({"conflict": "figure", "signed": False}, 1), ({"signed": True}, 0),
     ({"since": "2024-03-04"}, 0), ({"support": "acknowledged", "country": "COD"}, 1), ({"conflict": "place"}, 0)],
)  # fmt: skip
def test_incidents_of_a_filter(small: Ledger, asked: dict[str, Any], count: int) -> None:
    with small.read() as connection:
        page = incidents(connection, AskIncidents.model_validate(asked))
    assert (page.total, len(page.rows)) == (count, count)
    assert all(row.location and row.location.name == "Saké" for row in page.rows)


@QUIET
@given(st.sampled_from(sorted(TABLES)), st.data(), st.integers(1, 9))
def test_pages_neither_skip_nor_repeat(whole: Connection, name: str, data: st.DataObject, limit: int) -> None:
    table, shape, sorts = TABLES[name]
    sort = data.draw(st.sampled_from([None, *sorts]))
    every = [row.key for row in table(whole, shape(sort=sort, limit=500)).rows]
    found: list[str] = []
    after = None
    while True:
        page = table(whole, shape(sort=sort, limit=limit, after=after))
        found += [row.key for row in page.rows]
        after = page.next
        if not after:
            break
    assert found == every
    assert len(set(found)) == len(found) == page.total


@QUIET
@given(st.sampled_from(sorted(TABLES)), st.text(max_size=20) | st.text('"*():^-+ aANDORT\0', max_size=12))
def test_any_text_can_be_looked_for(whole: Connection, name: str, typed: str) -> None:
    table, shape, _ = TABLES[name]
    page = table(whole, shape(q=typed))
    assert page.total >= len(page.rows) or page.more_than
    for column in {"claims": ["holder", "outlet"], "events": ["place", "agent", "holder"]}.get(name, []):
        table(whole, shape.model_validate({column: typed}))


@QUIET
@given(st.sampled_from(sorted(TABLES)), st.text(max_size=30))
def test_a_cursor_that_is_none_is_refused(whole: Connection, name: str, after: str) -> None:
    table, shape, _ = TABLES[name]
    if after:
        with pytest.raises(InputError, match="no place in this table"):
            table(whole, shape(after=after))


def test_facets_add_up(whole: Connection) -> None:
    page = claims(whole, AskClaims(limit=500))
    for name, choices in page.facets.items():
        counted = Counter(getattr(row, name) for row in page.rows)
        assert all(counted[choice.value] == choice.count for choice in choices)
        assert sum(choice.count for choice in choices) == page.total or len(choices) == 12


def test_what_is_removed_appears_nowhere(small: Ledger) -> None:
    with small.write() as connection:
        remove(connection, "a", who="R. Editor", why="court order")
    with small.read() as connection:
        for table, shape, _ in (TABLES[name] for name in ("claims", "events", "reports")):
            assert "a" not in ids(table(connection, shape()))
        assert claims(connection, AskClaims(q="accuse OR raid")).total == 0
        assert overview(connection).counts.removed == 1
        assert not connection.execute(select(edges).where(edges.c.agent == "Mouvement du 30 Mars")).first()
        assert not connection.execute(select(parties).where(parties.c.name == "Mouvement du 30 Mars")).first()
        assert all(count > 0 for count in connection.execute(select(relations.c["count"])).scalars())
    small.forget()
    content = small.path.read_bytes().lower()
    assert not [words for words in (b"mouvement du 30 mars", b"said on monday", b"monday") if words in content]


def test_what_is_decided_is_seen_at_once(small: Ledger) -> None:
    with small.read() as connection:
        first, *rest = queue(connection, AskQueue(who="Ada")).items
        assert overview(connection).meter.claims_decided == 0
    say(small, "Ada", "accept", first.key)
    with small.read() as connection:
        assert [item.key for item in queue(connection, AskQueue(who="Ada")).items] == [item.key for item in rest]
        assert overview(connection).meter.claims_decided == 1
        assert claims(connection, AskClaims(state="accepted")).total == 1
        assert reports(connection, AskReports(state="done")).total == 1


def test_the_queue_has_the_contested_first_and_what_was_put_off_last(small: Ledger) -> None:
    with small.read() as connection:
        found = queue(connection, AskQueue(who="Ada"))
        assert [item.reason for item in found.items] == ["contested"] * 3 + ["unseen"]
        assert (found.waiting["contested"], found.waiting["unseen"]) == (3, 4)
        assert len(queue(connection, AskQueue(who="Ada", kind="event")).items) == 5
        assert [item.reason for item in queue(connection, AskQueue(who="Ada", holder="congolese")).items] == [
            "contested"
        ] * 2
    (first, *_) = found.items
    say(small, "Ada", "later", first.key)
    with small.read() as connection:
        assert queue(connection, AskQueue(who="Ada", reason="later")).items[0].key == first.key


def test_two_who_were_given_the_same_decide_apart_and_a_third_adjudicates(small: Ledger) -> None:
    with small.write() as connection:
        assign(connection, "Ada", ["Ada", "Ben"], report_keys(connection, AskReports(q="villagers")), None)
    with small.read() as connection:
        first = queue(connection, AskQueue(who="Ada")).items[0]
        assert queue(connection, AskQueue(who="Ben")).items[0].key == first.key
        assert first.key not in {item.key for item in queue(connection, AskQueue(who="Cleo")).items}
    say(small, "Ada", "accept", first.key)
    with small.read() as connection:
        assert queue(connection, AskQueue(who="Ben")).items[0].key == first.key
    say(small, "Ben", "reject", first.key, why="it is no claim")
    with small.read() as connection:
        assert first.key not in {item.key for item in queue(connection, AskQueue(who="Ada")).items}
        assert queue(connection, AskQueue(who="Ada")).waiting["differs"] == 1


def test_who_does_what_to_whom(whole: Connection) -> None:
    found = actors(whole, AskActors())
    assert found.edges
    for edge in found.edges:
        asked = AskEvents(agent=edge.agent, patient=edge.patient, relation=edge.relation, limit=500)
        assert {*edge.events} == {row.key for row in events(whole, asked).rows}
        assert sum(choice.count for choice in edge.told_by) == edge.count
    names = {name for edge in found.edges for name in (edge.agent, edge.patient)}
    assert {node.name for node in found.nodes} == names
    assert actors(whole, AskActors(limit=1)).left_out == len(found.edges) - 1
    holder = next((choice.value for edge in found.edges for choice in edge.told_by if choice.value), None)
    assert not holder or actors(whole, AskActors(holder=holder)).edges


def test_what_is_open_is_said() -> None:
    claims_of = [claim for reading in DEMO for claim in reading.claims]
    assert all(sentence.endswith(".") for claim in claims_of for sentence in claim_doubts(claim))
    nobody = claims_of[0].model_copy(update={"holder": None})
    assert list(claim_doubts(Claim.model_validate(nobody.model_dump())))
    assert all(
        sentence.endswith(".") for reading in DEMO for event in reading.events for sentence in event_doubts(event)
    )
