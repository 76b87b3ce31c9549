"""`sayso check` finds what was changed of the reviews behind the log's back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from sayso.ledger import Ledger
from sayso.ledger.reviews import assign, undo
from sayso.ledger.reviews.applying import reapply
from sayso.ledger.schema import assigned, claims, decided, readings, reviews
from tests.ledger.reviewing import KEY, TEXT, corrected, faults, reading, say, seen, sound, take


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "a.db", create=True) as opened:
        opened.store([(reading(), TEXT.encode())])
        yield opened


def test_a_review_that_was_taken_out_is_missed(ledger: Ledger) -> None:
    say(ledger, "Ada", "reject")
    say(ledger, "Ada", "accept", 1)
    with ledger.write() as connection:
        connection.execute(delete(reviews).where(reviews.c.number == 1))
        reapply(connection, [KEY])
    assert faults(ledger) == ["review 1: what it says is gone."]


def test_a_review_that_was_brought_back_is_found(ledger: Ledger) -> None:
    say(ledger, "Ada", "reject")
    with ledger.write() as connection:
        undo(connection, "Ada")
    sound(ledger)
    with ledger.write() as connection:
        connection.execute(update(reviews).values(undone=None))
        reapply(connection, [KEY])
    assert faults(ledger) == ["review 1: whether it was taken back is not what the log says."]


def test_a_reviewed_reading_that_was_changed_is_found(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", after=corrected(ledger, holder="government"))
    with ledger.write() as connection:
        number = connection.execute(select(readings.c.number).where(readings.c.reader == "reviewed")).scalar_one()
        mine = claims.c.reading == number, claims.c.holder == "government"
        data = connection.execute(select(claims.c.data).where(*mine)).scalar_one()
        connection.execute(
            update(claims).where(*mine).values(data=data | {"holder": "navy", "relay": ["navy", "Wire"]})
        )
    assert faults(ledger) == [f"report {KEY}: its reviewed reading is not what its reviews make of it."]


def test_what_stands_decided_is_worked_out_again(ledger: Ledger) -> None:
    say(ledger, "Ada", "accept")
    with ledger.write() as connection:
        connection.execute(update(decided).values(state="rejected"))
    assert faults(ledger) == [f"report {KEY}: what stands decided of it is not what its reviews say."]


def test_a_report_given_to_somebody_behind_the_log_is_found(ledger: Ledger) -> None:
    with ledger.write() as connection:
        assign(connection, "Cem", ["Ada"], [KEY], None)
    sound(ledger)
    with ledger.write() as connection:
        connection.execute(text("INSERT INTO assigned(report, who) VALUES (:report, 'Ben')"), {"report": KEY})
    assert faults(ledger) == ["the assignments: they are not what the log says."]


def test_what_was_given_twice_is_taken_back_once(ledger: Ledger) -> None:
    with ledger.write() as connection:
        assign(connection, "Cem", ["Ada"], [KEY], None)
        assign(connection, "Cem", ["Ada", "Ben"], [KEY], None)
        undo(connection, "Cem")
        assert connection.execute(select(assigned.c.who)).scalars().all() == ["Ada"]
    sound(ledger)


def test_two_who_decide_apart_and_add_the_same_added_one(ledger: Ledger) -> None:
    with ledger.write() as connection:
        assign(connection, "Cem", ["Ada", "Ben"], [KEY], None)
    made = corrected(ledger, 1, holder="they", cue={"start": 0, "end": 3, "text": "The"})
    first = take(ledger, "Ada", "claim", "add", report=KEY, after=made)
    assert take(ledger, "Ben", "claim", "add", report=KEY, after=made).key == first.key
    assert [one.state for one in seen(ledger).claims] == ["added", "undecided", "undecided"]
    sound(ledger)


def test_what_was_added_and_then_rejected_by_another_is_shown_to_the_third(ledger: Ledger) -> None:
    made = corrected(ledger, 1, holder="they", cue={"start": 0, "end": 3, "text": "The"})
    review = take(ledger, "Ada", "claim", "add", report=KEY, after=made)
    take(ledger, "Ben", "claim", "reject", key=review.key, seen=review.number, why="nobody says so")
    item = seen(ledger).claims[0]
    assert (item.state, item.coded.holder, item.suggested) == ("differs", "they", None)
    take(ledger, "Cem", "claim", "adjudicate", key=item.key, seen=item.seen, after=made)
    assert seen(ledger).claims[0].state == "corrected"
    sound(ledger)
