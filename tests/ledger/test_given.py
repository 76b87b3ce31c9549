"""What a person gives to count: refused in one sentence where it cannot, and never half of it kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.ledger.reviews import assign
from sayso.ledger.schema import log
from sayso.ledger.uptodate import bring_up_to_date
from tests.ledger.reviewing import (
    KEY,
    TEXT,
    claim,
    corrected,
    event,
    mended,
    reading,
    say,
    say_of_event,
    seen,
    sound,
    span,
    take,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "a.db", create=True) as opened:
        opened.store([(reading("model 1", events=(event("e1", "killed", "c1"),)), TEXT.encode())])
        yield opened


def untouched(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert not connection.execute(select(log)).all()
    sound(ledger)


def figure(low: int | None, high: int | None) -> dict[str, object]:
    evidence = span("three").model_dump(mode="json")
    return {"kind": "killed", "who": None, "low": low, "high": high, "evidence": evidence}


PLACE = {"id": "x", "name": "x", "precision": "town", "country": None, "latitude": 0.0}


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"date": ["2024-13-45", "2024-13-45"]}, "no days"),
        ({"date": ["20240304", "20240304"]}, "no days"),
        ({"date": ["2024-03-04", "2024-03-01"]}, "no days"),
        ({"casualties": [figure(5, 3)]}, "from 5 to 3"),
        ({"casualties": [figure(-1, None)]}, "from -1 to None"),
        ({"casualties": [figure(None, 10**30)]}, "to 10000"),
        ({"mode": "aerial", "type": "AID"}, "AID has no mode aerial"),
        ({"claim": "c99"}, "no claim of the report"),
        ({"location": PLACE | {"longitude": 1000.0}}, "no point on the earth"),
        ({"location": PLACE | {"longitude": float("nan")}}, "no point on the earth"),
        (
            {"casualties": [figure(1, 1) | {"evidence": {"start": 0, "end": 5, "text": "three"}}]},
            "does not stand at 0:5",
        ),
    ],
)
def test_an_event_that_cannot_be_is_refused(ledger: Ledger, more: dict[str, object], what: str) -> None:
    with pytest.raises(InputError, match=what):
        say_of_event(ledger, "Ada", "correct", after=mended(ledger) | more)
    untouched(ledger)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"content": []}, "no content"),
        ({"holder": " "}, "a name in it is empty"),
        ({"inside": "c7"}, "no claim of the report"),
        ({"cue": {"start": -5, "end": -1, "text": TEXT[-5:-1]}}, "does not stand at -5:-1"),
        ({"cue": {"start": 3, "end": 3, "text": ""}}, "does not stand at 3:3"),
        ({"holder": "\ud83d"}, "half a character"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(ledger: Ledger, more: dict[str, object], what: str) -> None:
    with pytest.raises(InputError, match=what):
        say(ledger, "Ada", "correct", after=corrected(ledger) | more)
    untouched(ledger)


def test_a_reason_that_cannot_be_written_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="half a character"):
        say(ledger, "Ada", "reject", why="\udc00")
    untouched(ledger)


def test_who_assigns_has_a_name(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="nobody is named"), ledger.write() as connection:
        assign(connection, " ", ["Ada"], [KEY], None)
    untouched(ledger)


def test_two_claims_never_come_to_stand_inside_each_other(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", 0, after=corrected(ledger, 0, inside="c2"))
    inside = {one.id: one.inside for one in seen(ledger).reading.claims}
    assert list(inside.values()).count(None) >= 1
    bring_up_to_date(ledger)
    sound(ledger)


def test_events_go_with_a_claim_that_is_rejected_and_come_back(ledger: Ledger) -> None:
    say(ledger, "Ada", "reject")
    assert seen(ledger).reading.events == ()
    say(ledger, "Ada", "accept")
    assert [one.trigger.text for one in seen(ledger).reading.events] == ["killed"]
    sound(ledger)


def test_an_event_of_an_added_claim_goes_with_it(ledger: Ledger) -> None:
    made = claim("x", "they said", "It is", "they").model_dump(mode="json")
    review = take(ledger, "Ada", "claim", "add", report=KEY, after=made)
    added = next(one.coded.id for one in seen(ledger).claims if one.state == "added")
    take(ledger, "Ada", "event", "add", report=KEY, after=event("x", "It is", added).model_dump(mode="json"))
    assert [one.claim for one in seen(ledger).reading.events] == ["c1", added]
    take(ledger, "Ada", "claim", "reject", key=review.key, why="not said")
    assert [one.claim for one in seen(ledger).reading.events] == ["c1"]
    sound(ledger)


def test_claims_in_the_same_words_are_decided_one_by_one(tmp_path: Path) -> None:
    one = claim("c1", "said on", "rebels had killed three soldiers", "army")
    twin = one.model_copy(update={"id": "c3", "holder": "navy", "relay": ("navy", "Wire")})
    with Ledger.open(tmp_path / "twins.db", create=True) as ledger:
        ledger.store([(reading("model 1", one, twin), TEXT.encode())])
        say(ledger, "Ada", "reject", 0)
        say(ledger, "Ada", "accept", 1)
        assert [(found.coded.holder, found.state) for found in seen(ledger).claims] == [
            ("army", "rejected"),
            ("navy", "accepted"),
        ]
        sound(ledger)


def test_a_claim_is_found_though_another_was_moved_onto_its_words(ledger: Ledger) -> None:
    say(ledger, "Ada", "correct", 0, after=corrected(ledger, 1, id="c1", inside=None, holder="navy"))
    other = next(one for one in seen(ledger).claims if one.coded.id == "c2")
    take(ledger, "Ada", "claim", "accept", key=other.key)
    assert {one.coded.id: one.state for one in seen(ledger).claims} == {"c1": "corrected", "c2": "accepted"}
    sound(ledger)
