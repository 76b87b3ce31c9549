"""What a person decided about a claim, an event, an origin or an incident; a row of the log."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sayso.records.base import Record

Subject = Literal["claim", "event", "incident", "report"]
Verdict = Literal["accept", "correct", "reject", "later", "add"]
Action = Literal[
    "accept", "correct", "reject", "later", "add", "adjudicate", "settle",
    "split", "join", "link", "unlink", "sign-off", "assign", "undo", "remove", "merge",
]  # fmt: skip
State = Literal["undecided", "accepted", "corrected", "rejected", "later", "added", "differs"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
ACTIONS: tuple[Action, ...] = get_args(Action)
STATES: tuple[State, ...] = get_args(State)


class Review(Record):
    """A decision: who, when (ISO time in UTC), what it was about, before and after, why.

    `number` is its row in the log, `previous` the digest of the row before, `digest` that of this row and the one
    before. `key` is that of the claim, event, incident or report that it is about, as the key was when it was decided.
    `before` and `after` are what they were and became: a Claim, an Event, or what the action says (docs/review.md);
    `undone` is the number of the row that took it back, null while it stands.
    """

    number: int
    at: str
    who: str
    action: Action
    subject: Subject
    key: str
    report: str | None
    before: Any
    after: Any
    why: str | None
    previous: str
    digest: str
    undone: int | None = None
