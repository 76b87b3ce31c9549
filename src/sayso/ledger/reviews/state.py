"""What stands decided: from all reviews about one claim or event, by rule.

Of each person the last review counts, and of those the ones since the last adjudication. `later` gives way to any other.
Where persons came to different results it is open until a third one adjudicates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sayso.ledger.reviews.rows import digest
from sayso.records.review import Review, State

STATE_OF: dict[str, State] = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


class Outcome(NamedTuple):
    """What a review came to: a verdict, and the claim or event that is to count; null where it was rejected."""

    verdict: str
    record: Any


class Stands(NamedTuple):
    """What stands decided: the state, the outcome that counts (null: the reader's suggestion), and the last review."""

    state: State
    outcome: Outcome | None
    number: int


def outcome(review: Review) -> Outcome:
    """What a review came to; an adjudication and a settlement carry a verdict of their own."""
    if review.action in {"adjudicate", "settle"}:
        return Outcome(review.after["verdict"], review.after["record"])
    return Outcome(review.action, review.after)


def stands(reviews: Sequence[Review]) -> Stands | None:
    """What the reviews about one claim or event come to; None where none stands."""
    standing = [one for one in reviews if one.undone is None and one.action != "undo" and not _dropped(one)]
    if not standing:
        return None
    settled = max((at for at, one in enumerate(standing) if one.action == "adjudicate"), default=0)
    last = {one.who: one for one in standing[settled:]}
    said = [one for one in last.values() if outcome(one).verdict != "later"]
    number = max(one.number for one in reviews)
    if not said:
        return Stands("later", None, number)
    if len({_result(one) for one in said}) > 1:
        return Stands("differs", None, number)
    result = outcome(min(said, key=lambda one: one.number))
    added = any(one.action == "add" for one in standing)
    state = "added" if added and result.verdict in {"accept", "add"} else STATE_OF[result.verdict]
    return Stands(state, result, number)


def _dropped(review: Review) -> bool:
    """Whether it settled that what it was about is no more."""
    return review.action == "settle" and review.after["verdict"] == "drop"


def _result(review: Review) -> str | None:
    """By what results are compared: the record that is to count, whatever way it was come to."""
    verdict, record = outcome(review)
    if verdict == "reject":
        return None
    # An id is a reader's own, and says nothing.
    return digest({name: value for name, value in record.items() if name != "id"})
