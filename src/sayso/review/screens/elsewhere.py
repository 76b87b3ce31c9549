"""Where else a claim is told: in copies of its report, and by other reports of the same incident."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.fuzz import token_set_ratio
from sqlalchemy import Connection, or_, select

from sayso.ledger.restoring import find_readings_of
from sayso.ledger.schema import copies, incidents, told
from sayso.records import Claim, Span
from sayso.records.copy import Copy
from sayso.records.keys import claim_keys
from sayso.review.screens.making import claim_lines
from sayso.review.screens.reviewed import one_claim
from sayso.review.shapes import Elsewhere

# How much of the words of two claims is the same where one is the other's copy, of 100.
LIKE = 70
MOST = 50


def elsewhere(connection: Connection, key: str) -> list[Elsewhere]:
    """Where else a claim is told, copies first; InputError where there is no such claim."""
    counting = one_claim(connection, key)
    key = counting.key
    for reading in find_readings_of(connection, [counting.report]):
        found = {name: claim for claim in reading.claims if (name := claim_keys(reading)[claim.id]) == key}
        if key in found:
            reasons = dict(_copied(connection, reading.report.key, found[key]))
            for other, reason in _of_incident(connection, reading.report.key, key):
                reasons.setdefault(other, reason)
            lines = claim_lines(connection, list(reasons)[:MOST])
            return [Elsewhere(claim=lines[other], reason=reason) for other, reason in reasons.items() if other in lines]
    # One that was rejected counts nowhere.
    return []


def _copied(connection: Connection, report: str, claim: Claim) -> Iterator[tuple[str, str]]:
    """Claims in copies of the report that stand in the same wording, each with the reason of the copy."""
    rows = select(copies.c.data).where(or_(copies.c.one == report, copies.c.two == report)).order_by(copies.c.one)
    shared = {}
    for copy in map(Copy.model_validate, connection.execute(rows).scalars()):
        turned = copy.two == report
        passages = [(one.two, one.one) if turned else (one.one, one.two) for one in copy.passages]
        theirs = [there for here, there in passages if _within(claim, here)]
        if theirs:
            shared[copy.one if turned else copy.two] = copy, theirs
    for reading in find_readings_of(connection, list(shared)):
        copy, theirs = shared[reading.report.key]
        keys = claim_keys(reading)
        for other in reading.claims:
            if any(_within(other, there) for there in theirs) and token_set_ratio(_words(claim), _words(other)) >= LIKE:
                yield keys[other.id], f"The same wording, in a copy: {copy.reason.rstrip('.')}."


def _of_incident(connection: Connection, report: str, key: str) -> Iterator[tuple[str, str]]:
    """Claims of other reports that tell of an incident of this one."""
    mine = select(told.c.incident).where(told.c.report == report, told.c.claim == key)
    chosen = (
        select(told.c.claim, incidents.c.type, incidents.c.place)
        .join(incidents)
        .where(told.c.incident.in_(mine), told.c.report != report, told.c.claim.is_not(None))
        .order_by(told.c.incident, told.c.place)
    )
    for claim, kind, place in connection.execute(chosen):
        yield claim, f"It tells of the same incident: {' in '.join(part for part in (kind, place) if part)}."


def _within(claim: Claim, span: Span) -> bool:
    return any(piece.overlaps(span) for piece in claim.content)


def _words(claim: Claim) -> str:
    return " ".join(piece.text for piece in claim.content).casefold()
