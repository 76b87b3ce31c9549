"""A ledger of one report to decide about, and how it is decided about and looked at."""

from __future__ import annotations

from collections import Counter

from sayso.ledger import Ledger
from sayso.ledger.checking import check
from sayso.ledger.reviews import Decision, Items, decide, items
from sayso.ledger.selecting import find_claims
from sayso.records import Claim, Event, Reading, Report, Span
from sayso.records.review import Action, Review, Subject

TEXT = (
    "The army said on Monday that rebels had killed three soldiers. A spokesman denied it 🕊️. It is \u200fخبر‎ they said."
)


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def claim(name: str, cue: str, content: str, holder: str | None, inside: str | None = None) -> Claim:
    return Claim(
        id=name, source=None, cue=span(cue), content=(span(content),), holder=holder, holder_span=None,
        relay=(holder, "Wire"), relay_spans=(None, None), act="assert", manner="indirect", inside=inside,
    )  # fmt: skip


def event(name: str, trigger: str, told_in: str | None = None) -> Event:
    return Event(
        id=name, type="ASSAULT", mode=None, trigger=span(trigger), agent=(), patient=(), instrument=(), place=None,
        location=None, date=None, date_span=None, casualties=(), claim=told_in, status="actual",
    )  # fmt: skip


ARMY = claim("c1", "said on", "rebels had killed three soldiers", "army")
SPOKESMAN = claim("c2", "denied", "it", "spokesman", inside="c1")


def reading(reader: str = "model 1", *claims: Claim, events: tuple[Event, ...] = ()) -> Reading:
    report = Report(text=TEXT, given_id="r1", outlet="Wire", published="2024-03-04")
    return Reading(report=report, reader=reader, claims=claims or (ARMY, SPOKESMAN), events=events)


KEY = reading().report.key


def seen(ledger: Ledger, who: str | None = None) -> Items:
    with ledger.read() as connection:
        found = items(connection, KEY, who)
    assert found
    return found


def take(ledger: Ledger, who: str, subject: Subject, action: Action, **more: object) -> Review:
    with ledger.write() as connection:
        return decide(connection, Decision(who=who, subject=subject, action=action, **more))  # type: ignore[arg-type]


def say(ledger: Ledger, who: str, action: Action, at: int = 0, **more: object) -> Review:
    item = seen(ledger).claims[at]
    return take(ledger, who, "claim", action, **{"key": item.key, "seen": item.seen, "why": "wrong span"} | more)


def say_of_event(ledger: Ledger, who: str, action: Action, at: int = 0, **more: object) -> Review:
    item = seen(ledger).events[at]
    return take(ledger, who, "event", action, **{"key": item.key, "seen": item.seen, "why": "no raid"} | more)


def counting(ledger: Ledger) -> list[tuple[str | None, str]]:
    with ledger.read() as connection:
        return [(found.claim.holder, found.claim.cue.text) for found in find_claims(connection)]


def faults(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return [str(one) for one in check(connection, Counter())]


def sound(ledger: Ledger) -> None:
    assert faults(ledger) == []


def corrected(ledger: Ledger, at: int = 0, **more: object) -> dict[str, object]:
    return seen(ledger).claims[at].coded.model_dump(mode="json") | more


def mended(ledger: Ledger, at: int = 0, **more: object) -> dict[str, object]:
    return seen(ledger).events[at].coded.model_dump(mode="json") | more
