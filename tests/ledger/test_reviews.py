"""What persons decide: each decision a row that stays, and what counts worked out of them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from alembic import command
from corpus.load import reading_of, reports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text

from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.ledger.chain import walk
from sayso.ledger.opening import APPLICATION, migrations
from sayso.ledger.reviews import (
    Decision,
    Judged,
    StaleError,
    accept_all,
    assign,
    decide,
    decided_by_both,
    items,
    judge_link,
    judge_origins,
    log_rows,
    sign_off,
    undo,
)
from sayso.ledger.reviews.judging import changed_since
from sayso.ledger.schema import decided, incidents, log, told
from sayso.ledger.schema import reviews as reviews_
from sayso.ledger.uptodate import bring_up_to_date, without
from sayso.records.review import Action
from tests.ledger.reviewing import KEY, TEXT, claim, corrected, counting, faults, reading, say, seen, sound
from tests.readings import ROOT

GOLD = [reading_of(gold) for _, gold in reports(ROOT / "corpus" / "train" / "aceh-01.json")]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "a.db", create=True) as opened:
        opened.store([(reading(), TEXT.encode())])
        yield opened


def test_accepting_changes_nothing_but_the_state(ledger: Ledger) -> None:
    before = counting(ledger)
    review = say(ledger, "Ada", "accept")
    assert (review.who, review.action, review.number, review.before) == ("Ada", "accept", 1, review.after)
    assert [item.state for item in seen(ledger).claims] == ["accepted", "undecided"]
    assert counting(ledger) == before
    sound(ledger)


def test_a_correction_counts_and_the_suggestion_stays(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", after=corrected(ledger, holder="government", relay=["government", "Wire"]))
    item = seen(ledger).claims[0]
    assert (item.coded.holder, item.state) == ("government", "corrected")
    assert item.suggested
    assert item.suggested.holder == "army"
    assert counting(ledger) == [("government", "said on"), ("spokesman", "denied")]
    sound(ledger)


def test_the_holder_begins_the_relay(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", after=corrected(ledger, holder="government"))
    assert seen(ledger).claims[0].coded.relay == ("government", "Wire")
    sound(ledger)


def test_a_corrected_span_keeps_its_history(ledger: Ledger) -> None:
    at = TEXT.index("🕊️")
    piece = {"start": at, "end": at + 2, "text": TEXT[at : at + 2]}
    say(ledger, "Ada", "correct", 1, after=corrected(ledger, 1, content=[piece]))
    item = seen(ledger).claims[1]
    assert item.coded.content[0].text == "🕊️"
    say(ledger, "Ada", "accept", 1)
    assert [one.action for one in seen(ledger).claims[1].reviews] == ["correct", "accept"]
    assert seen(ledger).claims[1].coded.content[0].text == "🕊️"
    sound(ledger)


def test_what_is_rejected_counts_no_more_and_what_it_held_stays(ledger: Ledger) -> None:
    say(ledger, "Ada", "reject")
    assert counting(ledger) == [("spokesman", "denied")]
    first, second = seen(ledger).claims
    assert (first.state, first.coded.holder) == ("rejected", "army")
    assert second.coded.inside is None
    sound(ledger)


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"action": "reject", "why": " "}, "no reason"),
        ({"action": "accept", "who": " "}, "nobody is named"),
        ({"action": "accept", "key": "0" * 16}, "no such claim"),
        ({"action": "correct", "after": {"id": "c1"}}, "its source: field required"),
        ({"action": "adjudicate"}, "no two persons differ"),
        ({"action": "settle", "settles": 7}, "no such decision"),
        ({"action": "add", "key": None, "after": {}}, "no such report"),
    ],
)
def test_what_cannot_be_decided_says_why(ledger: Ledger, asked: dict[str, object], what: str) -> None:
    given = {"who": "Ada", "subject": "claim", "key": seen(ledger).claims[0].key} | asked
    with pytest.raises(InputError, match=what), ledger.write() as connection:
        decide(connection, Decision(**given))  # type: ignore[arg-type]
    with ledger.read() as connection:
        assert not connection.execute(select(log)).all()


def test_a_span_that_does_not_stand_there_is_refused(ledger: Ledger) -> None:
    cue = {"start": 0, "end": 4, "text": "said"}
    with pytest.raises(InputError, match="does not stand at 0:4"):
        say(ledger, "Ada", "correct", after=corrected(ledger, cue=cue))


def test_adding_and_taking_back(ledger: Ledger) -> None:
    made = claim("x", "they said", "It is", "they").model_dump(mode="json")
    with ledger.write() as connection:
        decide(connection, Decision("Ada", "claim", "add", report=KEY, after=made))
    assert [item.state for item in seen(ledger).claims] == ["undecided", "undecided", "added"]
    assert ("they", "they said") in counting(ledger)
    sound(ledger)
    with ledger.write() as connection:
        undo(connection, "Ada")
    assert len(seen(ledger).claims) == 2
    assert len(counting(ledger)) == 2
    sound(ledger)


def test_undo_takes_back_one_after_the_other(ledger: Ledger) -> None:
    say(ledger, "Ada", "reject")
    say(ledger, "Ada", "accept", 1)
    for states in (["rejected", "undecided"], ["undecided", "undecided"]):
        with ledger.write() as connection:
            undo(connection, "Ada")
        assert [item.state for item in seen(ledger).claims] == states
    with pytest.raises(InputError, match="nothing to take back"), ledger.write() as connection:
        undo(connection, "Ada")
    sound(ledger)


def test_the_same_decision_sent_again_counts_once(ledger: Ledger) -> None:
    key = seen(ledger).claims[0].key
    for _ in range(2):
        with ledger.write() as connection:
            review = decide(connection, Decision("Ada", "claim", "accept", key), once="abcdefgh")
        assert review.number == 1
    with ledger.read() as connection:
        assert len(log_rows(connection, before=None, limit=9, who=None)) == 1


def test_who_did_not_see_a_newer_decision_is_told(ledger: Ledger) -> None:
    say(ledger, "Ada", "reject")
    with pytest.raises(StaleError) as caught:
        say(ledger, "Ben", "accept", seen=0)
    assert (caught.value.review.who, caught.value.review.action) == ("Ada", "reject")
    say(ledger, "Ben", "reject")
    assert seen(ledger).claims[0].state == "rejected"


def test_two_who_were_given_a_report_decide_apart_and_a_third_adjudicates(ledger: Ledger) -> None:
    with ledger.write() as connection:
        assign(connection, "Cem", ["Ada", "Ben"], [KEY], None)
    say(ledger, "Ada", "correct", after=corrected(ledger, holder="government"))
    assert seen(ledger, "Ben").claims[0].coded.holder == "army"
    assert seen(ledger, "Ben").claims[0].reviews == ()
    say(ledger, "Ben", "accept", seen=0)
    assert [one.who for one in seen(ledger, "Ben").claims[0].reviews] == ["Ada", "Ben"]
    item = seen(ledger).claims[0]
    assert (item.state, item.coded.holder) == ("differs", "army")
    with ledger.read() as connection:
        assert [(pair.one.action, pair.two.action) for pair in decided_by_both(connection, "Ada", "Ben")] == [
            ("correct", "accept")
        ]
    with pytest.raises(InputError, match="third"):
        say(ledger, "Ada", "adjudicate")
    say(ledger, "Cem", "adjudicate", after=corrected(ledger, holder="government"))
    assert (seen(ledger).claims[0].state, seen(ledger).claims[0].coded.holder) == ("corrected", "government")
    sound(ledger)


def test_a_newer_reader_keeps_every_decision(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", after=corrected(ledger, holder="government"))
    say(ledger, "Ada", "reject", 1)
    same = claim("c7", "said on", "rebels had killed three soldiers", "army")
    moved = claim("c8", "denied", "spokesman", "spokesman")
    ledger.store([(reading("model 2", same, moved), TEXT.encode())])
    found = seen(ledger)
    assert [(item.coded.holder, item.state) for item in found.claims] == [
        ("government", "corrected"),
        ("spokesman", "undecided"),
    ]
    (adrift,) = found.adrift
    assert (adrift.state, adrift.review.action, adrift.candidates) == ("moved", "reject", (found.claims[1].key,))
    sound(ledger)
    with ledger.write() as connection:
        asked = Decision("Ben", "claim", "settle", adrift.candidates[0], settles=adrift.review.number)
        decide(connection, asked)
    assert seen(ledger).claims[1].state == "rejected"
    assert not seen(ledger).adrift
    sound(ledger)
    with ledger.write() as connection:
        undo(connection, "Ben")
    assert [one.state for one in seen(ledger).adrift] == ["moved"]
    sound(ledger)


def test_what_a_newer_reader_lost_is_an_orphan_until_it_is_dropped(ledger: Ledger) -> None:
    say(ledger, "Ada", "accept", 1)
    ledger.store([(reading("model 2", reading().claims[0]), TEXT.encode())])
    (orphan,) = seen(ledger).adrift
    assert (orphan.state, orphan.candidates) == ("orphaned", ())
    with ledger.write() as connection:
        decide(connection, Decision("Ada", "claim", "settle", settles=orphan.review.number))
    assert not seen(ledger).adrift
    sound(ledger)


def test_accepting_many_at_once(ledger: Ledger) -> None:
    keys = [item.key for item in seen(ledger).claims]
    with ledger.write() as connection:
        assert len(accept_all(connection, "Ada", keys, None, None)) == 2
    assert {item.state for item in seen(ledger).claims} == {"accepted"}
    sound(ledger)


def test_a_removed_report_takes_what_reviews_quote_of_it(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", after=corrected(ledger, holder="government"))
    without(ledger, KEY, who="Ada", why="by order")
    with ledger.read() as connection:
        assert [row.before for row in connection.execute(select(reviews_.c.before))] == [None]
        assert not list(walk(connection))
    sound(ledger)
    assert b"rebels had killed" not in ledger.path.read_bytes()


def test_check_names_a_review_that_was_changed(ledger: Ledger) -> None:
    say(ledger, "Ada", "accept")
    with ledger.write() as connection:
        connection.execute(text("UPDATE reviews SET after = '{}'"))
    assert faults(ledger) == ["review 1: what it was about was changed after it was decided."]


ACTIONS = st.tuples(
    st.sampled_from(["Ada", "Ben", "Cem"]),
    st.sampled_from(["accept", "correct", "reject", "later", "undo"]),
    st.integers(0, 1),
    st.sampled_from(["army", "government"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTIONS, max_size=8))
def test_whatever_is_decided_the_ledger_is_sound(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Action, int, str]]
) -> None:
    with Ledger.open(tmp_path_factory.mktemp("any") / "a.db", create=True) as ledger:
        ledger.store([(reading(), TEXT.encode())])
        for who, action, at, holder in steps:
            try:
                if action == "undo":
                    with ledger.write() as connection:
                        undo(connection, who)
                else:
                    after = corrected(ledger, at, holder=holder) if action == "correct" else None
                    say(ledger, who, action, at, after=after)
            except InputError:
                assert action == "undo"
        sound(ledger)
        with ledger.read() as connection:
            assert len(log_rows(connection, before=None, limit=99, who=None)) <= len(steps)
            assert connection.execute(select(decided.c.adrift)).scalars().all().count(1) == 0


KILLED = """
import os, sys
from sayso.ledger import Ledger
from sayso.ledger.reviews import Decision, decide
with Ledger.open(sys.argv[1]) as ledger, ledger.write() as connection:
    decide(connection, Decision("Ada", "claim", "reject", sys.argv[2], why="wrong"))
    os.kill(os.getpid(), 9)
"""


def test_killed_in_the_middle_of_a_decision_nothing_of_it_is_there(ledger: Ledger) -> None:
    key = seen(ledger).claims[0].key
    done = subprocess.run([sys.executable, "-c", KILLED, str(ledger.path), key], check=False)
    assert done.returncode == -9
    assert [item.state for item in seen(ledger).claims] == ["undecided", "undecided"]
    sound(ledger)


def test_a_ledger_of_the_first_version_is_brought_up(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(migrations(connection), "0001")
    engine.dispose()
    with closing(connect(path)) as old:
        old.execute("ATTACH ? AS new", (str(ledger.path),))
        for table in ("sources", "reports", "readings", "claims"):
            columns = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO main.{table}({columns}) SELECT {columns} FROM new.{table}")
        old.execute(f"PRAGMA main.application_id = {APPLICATION}")
        old.commit()
    with Ledger.open(path) as opened:
        assert counting(opened) == counting(ledger)
        say(opened, "Ada", "accept")
        sound(opened)
        with opened.read() as connection:
            found = text("SELECT key FROM claim_words WHERE claim_words MATCH 'soldiers'")
            assert connection.execute(found).scalars().all() == [seen(opened).claims[0].key]


# --- incidents -------------------------------------------------------------------------------------------------------


@pytest.fixture
def told_often(tmp_path: Path) -> Iterator[tuple[Ledger, str]]:
    """A ledger of several reports, and its incident that most of them tell of."""
    with Ledger.open(tmp_path / "b.db", create=True) as ledger:
        ledger.store((one, one.report.text.encode()) for one in GOLD)
        bring_up_to_date(ledger)
        with ledger.read() as connection:
            keys = connection.execute(select(told.c.incident)).scalars().all()
        yield ledger, Counter(keys).most_common(1)[0][0]


def standing(ledger: Ledger, key: str) -> dict[str, object]:
    with ledger.read() as connection:
        found = connection.execute(select(incidents.c.standing).where(incidents.c.key == key)).scalar_one()
    assert isinstance(found, dict)
    return found


def test_an_event_that_is_unlinked_stays_out_until_it_is_taken_back(told_often: tuple[Ledger, str]) -> None:
    ledger, key = told_often

    def telling() -> set[str]:
        with ledger.read() as connection:
            return set(connection.execute(select(told.c.event).where(told.c.incident == key)).scalars())

    event = max(telling())
    with ledger.write() as connection:
        judge_link(connection, key, "unlink", event, Judged("Ada", 0, "another raid"))
    bring_up_to_date(ledger)
    assert event not in telling()
    with ledger.write() as connection:
        undo(connection, "Ada")
    bring_up_to_date(ledger)
    assert event in telling()
    sound(ledger)


def test_an_event_that_was_unlinked_stays_out_though_it_is_corrected(told_often: tuple[Ledger, str]) -> None:
    ledger, key = told_often
    with ledger.read() as connection:
        event, report = connection.execute(
            select(told.c.event, told.c.report).where(told.c.incident == key).order_by(told.c.place.desc())
        ).first() or ("", "")
        found = items(connection, report)
    assert found
    item = next(one for one in found.events if one.key == event)
    with ledger.write() as connection:
        judge_link(connection, key, "unlink", event, Judged("Ada", 0, "another raid"))
        trigger = item.coded.trigger
        shorter = {"start": trigger.start, "end": trigger.end - 1, "text": trigger.text[:-1]}
        after = item.coded.model_dump(mode="json") | {"trigger": shorter}
        decide(connection, Decision("Ada", "event", "correct", event, after=after))
    bring_up_to_date(ledger)
    with ledger.read() as connection:
        now = connection.execute(select(decided.c.now).where(decided.c.key == event)).scalar_one()
        telling = connection.execute(select(told.c.event).where(told.c.incident == key)).scalars().all()
    assert now != event
    assert not {now, event} & set(telling)
    sound(ledger)


def test_a_judgement_says_what_the_rules_said(told_often: tuple[Ledger, str]) -> None:
    ledger, key = told_often
    merges = standing(ledger, key)["merges"]
    assert isinstance(merges, list)
    with ledger.write() as connection:
        judged = Judged(" Ada  Lee ", 0, "own reporter")
        review = judge_origins(connection, key, "split", (merges[0]["one"], merges[0]["two"]), judged)
    assert review.who == "Ada Lee"
    assert merges[0]["rule"] in review.before["rules"]


def test_origins_are_split_and_joined_by_a_person(told_often: tuple[Ledger, str]) -> None:
    ledger, key = told_often
    before = standing(ledger, key)
    merges = before["merges"]
    assert isinstance(merges, list)
    firm = next(one for one in merges if one["rule"] != "D5")
    with ledger.write() as connection:
        judge_origins(connection, key, "split", (firm["one"], firm["two"]), Judged("Ada", 0, "own reporter"))
    bring_up_to_date(ledger)
    after = standing(ledger, key)
    assert isinstance(after["merges"], list)
    assert {firm["one"], firm["two"]} not in [{one["one"], one["two"]} for one in after["merges"]]
    with ledger.write() as connection:
        judge_origins(connection, key, "join", (firm["one"], firm["two"]), Judged("Ada", 9, "one desk"))
    bring_up_to_date(ledger)
    joined = standing(ledger, key)["merges"]
    assert isinstance(joined, list)
    assert "Ada joined them: one desk" in [one["reason"] for one in joined if one["rule"] == "person"]
    sound(ledger)


def test_a_sign_off_knows_whether_the_incident_changed(told_often: tuple[Ledger, str]) -> None:
    ledger, key = told_often
    with ledger.write() as connection:
        signed = sign_off(connection, key, "Airwars: fair", "two sides", Judged("Ada", 0))
    with ledger.read() as connection:
        assert not changed_since(connection, signed)
        event = connection.execute(select(told.c.event).where(told.c.incident == key)).scalars().all()[-1]
    with ledger.write() as connection:
        judge_link(connection, key, "unlink", event, Judged("Ada", 1, "another raid"))
    bring_up_to_date(ledger)
    with ledger.read() as connection:
        assert changed_since(connection, signed)
