"""A claim or an event as a person gives it: whether it can count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, Never

from pydantic import ValidationError

from sayso.errors import InputError
from sayso.ledger.reviews.anchors import FIELD, RECORDS, Anchors
from sayso.records import Claim, Event, Span
from sayso.records.event import MODES
from sayso.records.span import spans_of

# More people than live.
MOST = 10_000_000_000


class Fault(NamedTuple):
    """What is wrong with it, and the mend."""

    what: str
    mend: str


def given(subject: str, record: dict[str, Any] | None, text: str, anchors: Anchors) -> dict[str, Any]:
    """It as a review holds it; InputError where a span of it stands elsewhere, or it is no sound record."""
    where = f"the {subject} that is to count"
    try:
        coded = RECORDS[subject].model_validate({"id": "a0", **(record or {})})
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(map(str, first["loc"]))
        _refuse(f"its {path}: {first['msg'].lower()}", where, "correct that part")
    for span in spans_of(coded):
        if not _stands(span, text):
            _refuse(f"“{span.text}” does not stand at {span.start}:{span.end}", where, "choose these words in the text")
    named = getattr(coded, FIELD[subject])
    if named is not None and (anchors.key_of(named) is None or named == coded.id):
        _refuse(f"it stands in {named}, which is no claim of the report", where, "name a claim that counts")
    for fault in _of_claim(coded) if isinstance(coded, Claim) else _of_event(coded):
        _refuse(fault.what, where, fault.mend)
    return anchors.pinned(_holder_first(coded) if isinstance(coded, Claim) else coded)


def _stands(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def _holder_first(claim: Claim) -> Claim:
    """The holder begins the relay, each step with its evidence or none."""
    steps = (claim.holder, *claim.relay[1:])
    spans = (claim.holder_span, *claim.relay_spans[1:], *([None] * len(steps)))[: len(steps)]
    return claim.model_copy(update={"relay": steps, "relay_spans": spans})


def _of_claim(claim: Claim) -> Iterator[Fault]:
    if not claim.content:
        yield Fault("it has no content", "choose the words that are claimed")
    if any(name is not None and not name.strip() for name in (claim.holder, *claim.relay)):
        yield Fault("a name in it is empty", "name nobody where nobody is named")


def _of_event(event: Event) -> Iterator[Fault]:
    if event.mode and event.mode not in MODES.get(event.type, ()):
        yield Fault(f"{event.type} has no mode {event.mode}", "choose one of its modes, or none")
    if event.date and not (_day(event.date[0]) and _day(event.date[1]) and event.date[0] <= event.date[1]):
        yield Fault(f"{' to '.join(event.date)} are no days", "write the first and the last as 2024-03-04")
    for figure in event.casualties:
        low, high = figure.low or 0, MOST if figure.high is None else figure.high
        if not 0 <= low <= high <= MOST:
            yield Fault(f"“{figure.evidence.text}” is from {figure.low} to {figure.high}", "write the least first")
    place = event.location
    if place and not (abs(place.latitude) <= 90 and abs(place.longitude) <= 180):
        yield Fault(f"{place.latitude}, {place.longitude} is no point on the earth", "choose the place from the list")


def _day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _refuse(what: str, where: str, mend: str) -> Never:
    raise InputError(what, where=where, mend=mend)
