"""What can be asked of the tables: the parameters of their addresses, the same for a page of rows and for its download."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from sayso.records.base import Record
from sayso.records.claim import Act, Manner
from sayso.records.event import EventType, Status
from sayso.records.incident import Facet, Support
from sayso.records.review import State
from sayso.review.faults import RefusedError
from sayso.review.shapes import Reason, Relation

MOST = 500

Words = Annotated[str, StringConstraints(max_length=500)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Sort = Annotated[str, StringConstraints(pattern=r"^-?[a-z_]{1,30}$")]
Limit = Annotated[int, Field(ge=1, le=MOST)]


class Rows(Record):
    """Which stretch of a table: sorted by a column (`-` before it: the greatest first), after the row that `next` named."""

    q: Words | None = None
    since: Day | None = None
    until: Day | None = None
    sort: Sort | None = None
    after: Words | None = None
    limit: Limit = 50


class Saved(Record):
    """As what kind of file a table is wanted."""

    format: Literal["csv", "json"] = "csv"


Asked = TypeVar("Asked", bound=Rows)


def filter_of(shape: type[Asked], given: Mapping[str, str]) -> Asked:
    """A filter that came in a body rather than in an address; RefusedError where it is none."""
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, ("filter", *first["loc"])))
        raise RefusedError(422, first["msg"].lower(), where=where, mend="give what the API describes") from error


class AskReports(Rows):
    """Which reports."""

    outlet: Words | None = None
    language: Words | None = None
    state: Literal["undecided", "begun", "done", "unread"] | None = None


class SaveReports(AskReports, Saved):
    """Which reports, as a file."""


class AskClaims(Rows):
    """Which claims."""

    holder: Words | None = None
    act: Act | None = None
    manner: Manner | None = None
    outlet: Words | None = None
    report: Words | None = None
    incident: Words | None = None
    state: State | None = None
    reason: Reason | None = None


class SaveClaims(AskClaims, Saved):
    """Which claims, as a file."""


class AskEvents(Rows):
    """Which events; `since` and `until` are days on which they can have been."""

    type: EventType | None = None
    mode: Words | None = None
    status: Status | None = None
    place: Words | None = None
    country: Words | None = None
    agent: Words | None = None
    patient: Words | None = None
    relation: Relation | None = None
    holder: Words | None = None
    outlet: Words | None = None
    report: Words | None = None
    incident: Words | None = None
    state: State | None = None


class SaveEvents(AskEvents, Saved):
    """Which events, as a file."""


class AskIncidents(Rows):
    """Which incidents."""

    type: EventType | None = None
    country: Words | None = None
    support: Support | None = None
    conflict: Facet | None = None
    signed: bool | None = None


class SaveIncidents(AskIncidents, Saved):
    """Which incidents, as a file."""


class AskQueue(AskClaims):
    """What is to be decided next, for whom, and within which claims."""

    who: Words | None = None
    kind: Literal["claim", "event"] = "claim"


class AskActors(Record):
    """Which relations between parties."""

    since: Day | None = None
    until: Day | None = None
    holder: Words | None = None
    actor: Words | None = None
    relation: Relation | None = None
    limit: Limit = 200


class AskLog(Record):
    """Which rows of the log: those before a number, by whom."""

    before: Annotated[int, Field(ge=1, le=2**53)] | None = None
    limit: Limit = 100
    who: Words | None = None


class AskTwo(Record):
    """Which two persons."""

    one: Words
    two: Words
