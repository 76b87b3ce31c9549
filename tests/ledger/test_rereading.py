"""A newer reader's ids, spans and omissions: what a person decided stays with the words that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.ledger.reviews import StaleError, undo
from sayso.ledger.uptodate import bring_up_to_date
from sayso.records import Event, Reading
from tests.ledger.reviewing import (
    ARMY,
    KEY,
    SPOKESMAN,
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

THEY = claim("c1", "they said", "It is", "they")
KILLED, DENIED = event("e1", "killed", "c1"), event("e2", "denied", "c2")
FIRST = reading("model 1", events=(KILLED, DENIED))
# One claim more at the front, and so other ids.
SHIFTED = reading(
    "model 2", THEY, ARMY.model_copy(update={"id": "c2"}), SPOKESMAN.model_copy(update={"id": "c3", "inside": "c2"}),
    events=(KILLED.model_copy(update={"claim": "c2"}), DENIED.model_copy(update={"claim": "c3"})),
)  # fmt: skip
# The same cue, the content a word longer: another key of the claim, the same of its event.
LONGER = reading(
    "model 3", claim("c1", "said on", "that rebels had killed three soldiers", "army"), SPOKESMAN,
    events=(KILLED, DENIED),
)  # fmt: skip
FEWER = reading("model 4", ARMY, events=(KILLED,))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "a.db", create=True) as opened:
        opened.store([(FIRST, TEXT.encode())])
        yield opened


def read_anew(ledger: Ledger, newer: Reading) -> None:
    ledger.store([(newer, TEXT.encode())])
    sound(ledger)


def holder_of(ledger: Ledger, trigger: str) -> str | None:
    found = seen(ledger).reading
    told_in = next(one.claim for one in found.events if one.trigger.text == trigger)
    return {one.id: one.holder for one in found.claims}.get(told_in or "")


@pytest.mark.parametrize("newer", [SHIFTED, LONGER])
def test_an_accepted_event_stays_with_its_holder(ledger: Ledger, newer: Reading) -> None:
    say_of_event(ledger, "Ada", "accept")
    read_anew(ledger, newer)
    assert holder_of(ledger, "killed") == "army"
    assert seen(ledger).adrift == []


@pytest.mark.parametrize("newer", [SHIFTED, LONGER])
def test_a_corrected_claim_stays_inside_its_own(ledger: Ledger, newer: Reading) -> None:
    say(ledger, "Ada", "correct", 1, after=corrected(ledger, 1, holder="the palace"))
    read_anew(ledger, newer)
    found = {one.id: one for one in seen(ledger).reading.claims}
    inner = next(one for one in found.values() if one.holder == "the palace")
    assert found[inner.inside or ""].cue.text == "said on"


def test_the_same_verdict_before_and_after_is_no_difference(ledger: Ledger) -> None:
    say(ledger, "Ada", "accept")
    read_anew(ledger, SHIFTED)
    at = next(at for at, one in enumerate(seen(ledger).claims) if one.coded.cue.text == "said on")
    say(ledger, "Ben", "accept", at)
    assert seen(ledger).claims[at].state == "accepted"


def test_what_a_person_added_is_what_a_newer_reader_finds_in_its_words(ledger: Ledger) -> None:
    take(ledger, "Ada", "claim", "add", report=KEY, after=THEY.model_dump(mode="json") | {"holder": "the office"})
    read_anew(ledger, SHIFTED)
    found = [one for one in seen(ledger).claims if one.coded.cue.text == "they said"]
    assert [(one.coded.holder, one.state) for one in found] == [("the office", "added")]
    assert found[0].suggested
    assert found[0].suggested.holder == "they"


def test_an_event_whose_claim_is_gone_does_not_become_the_writers_word(ledger: Ledger) -> None:
    made = event("x", "rebels", "c2").model_dump(mode="json")
    review = take(ledger, "Ada", "event", "add", report=KEY, after=made)
    read_anew(ledger, FEWER)
    found = seen(ledger)
    assert [one.coded.trigger.text for one in found.events] == ["killed"]
    assert [(one.state, one.review.number) for one in found.adrift] == [("orphaned", review.number)]


def test_an_event_follows_its_claim_to_where_a_person_settled_it(ledger: Ledger) -> None:
    say(ledger, "Ada", "accept", 1)
    take(ledger, "Ada", "event", "add", report=KEY, after=event("x", "rebels", "c2").model_dump(mode="json"))
    other = SPOKESMAN.model_copy(update={"cue": span("denied it"), "content": (span("A"),)})
    read_anew(ledger, reading("model 5", ARMY, other))
    lost = next(one for one in seen(ledger).adrift if one.review.subject == "claim")
    key = next(one.key for one in seen(ledger).claims if one.coded.cue.text == "denied it")
    take(ledger, "Ada", "claim", "settle", key=key, settles=lost.review.number)
    assert holder_of(ledger, "rebels") == "spokesman"
    assert seen(ledger).adrift == []
    sound(ledger)


def test_what_is_adrift_is_settled_before_anything_else(ledger: Ledger) -> None:
    key = say(ledger, "Ada", "accept", 1).key
    read_anew(ledger, FEWER)
    with pytest.raises(InputError, match="settle first"):
        take(ledger, "Ben", "claim", "accept", key=key, seen=9)
    read_anew(ledger, FIRST.model_copy(update={"reader": "model 5"}))
    assert [one.state for one in seen(ledger).claims] == ["undecided", "accepted"]


def test_what_two_decided_differently_is_settled_by_a_third(ledger: Ledger) -> None:
    say(ledger, "Ada", "accept", 1)
    say(ledger, "Ben", "reject", 1)
    read_anew(ledger, FEWER)
    (lost,) = seen(ledger).adrift
    with pytest.raises(InputError, match="third"):
        take(ledger, "Ben", "claim", "settle", settles=lost.review.number)
    take(ledger, "Cem", "claim", "settle", settles=lost.review.number)
    assert seen(ledger).adrift == []
    sound(ledger)


def test_what_was_put_off_can_be_carried(ledger: Ledger) -> None:
    say(ledger, "Ada", "later", 1)
    read_anew(ledger, FEWER)
    (lost,) = seen(ledger).adrift
    take(ledger, "Ada", "claim", "settle", key=seen(ledger).claims[0].key, settles=lost.review.number)
    assert seen(ledger).claims[0].state == "later"
    sound(ledger)


READERS = [SHIFTED, LONGER, FEWER]
STEPS = st.tuples(
    st.sampled_from(["Ada", "Ben", "Cem"]),
    st.sampled_from(["accept", "correct", "reject", "later", "adjudicate", "add", "settle", "drop", "undo", "read"]),
    st.sampled_from(["claim", "event"]),
    st.integers(0, 3),
)


def step(ledger: Ledger, who: str, action: str, subject: str, at: int) -> None:
    """Does what is asked, as far as it can be done."""
    found = seen(ledger)
    if action == "read":
        ledger.store([(READERS[at % len(READERS)], TEXT.encode())])
    elif action == "undo":
        with ledger.write() as connection:
            undo(connection, who)
    elif action == "add":
        claims = [one.coded.id for one in found.claims if one.state != "rejected"]
        made = THEY if subject == "claim" else event("x", "rebels", claims[at % len(claims)] if claims else None)
        take(ledger, who, subject, action, report=KEY, after=made.model_dump(mode="json"))  # type: ignore[arg-type]
    elif action in {"settle", "drop"}:
        for lost in found.adrift[:1]:
            key = lost.candidates[0] if lost.candidates and action == "settle" else None
            take(ledger, who, lost.review.subject, "settle", key=key, settles=lost.review.number)
    elif subject == "claim" and at < len(found.claims):
        outer = found.claims[0].coded.id
        say(ledger, who, action, at, after=corrected(ledger, at, holder=f"holder {at}", inside=outer))  # type: ignore[arg-type]
    elif subject == "event" and at < len(found.events):
        told_in = found.claims[0].coded.id if found.claims else None
        say_of_event(ledger, who, action, at, after=mended(ledger, at, status="planned", claim=told_in))  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=10))
def test_whatever_is_decided_and_read_anew_the_ledger_is_sound(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str, int]]
) -> None:
    with Ledger.open(tmp_path_factory.mktemp("any") / "a.db", create=True) as ledger:
        ledger.store([(FIRST, TEXT.encode())])
        for one in steps:
            with suppress(InputError, StaleError):
                step(ledger, *one)
            sound(ledger)
        bring_up_to_date(ledger)
        sound(ledger)
        for made in seen(ledger).reading.events:
            assert isinstance(made, Event)
            assert made.claim is None or made.claim in {one.id for one in seen(ledger).reading.claims}
