"""What the server tells the page: one record for each screen and for each row of a table.

Keys are those of the ledger. Offsets are Unicode code points, half open. Days are ISO days.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, StringConstraints

from sayso.records import Actor, Claim, Event, Incident, Report, Span, Standing
from sayso.records.base import Record
from sayso.records.copy import Copy
from sayso.records.event import EventType, Figure, Location, Status
from sayso.records.incident import Facet, Support
from sayso.records.review import Review, State

Reason = Literal["contested", "unsure", "unseen", "later", "differs", "moved"]
"""Why something waits for a person: holders contradict each other in its incident; something of it is not resolved;
nobody has looked at its report; it was put off; two persons decided differently; a newer reader moved or lost it."""


Line = TypeVar("Line")


class Wrong(Record):
    """What went wrong, where, and the mend. `review` is the newer decision where somebody else was first (409)."""

    what: str
    where: str
    mend: str
    review: Review | None = None


class Me(Record):
    """What the page is opened over: the ledger's file name, who has decided in it so far, and this program's version."""

    ledger: str
    version: str
    read_only: bool
    reviewers: tuple[str, ...]


class Meter(Record):
    """How much of the ledger was decided: `312 of 1,040 claims, 41 of 88 reports`. A report is done with all its claims."""

    claims: int
    claims_decided: int
    reports: int
    reports_done: int


class Choice(Record):
    """One value of a facet and how many rows have it; `value` is null where there is none."""

    value: str | None
    count: int


# --- rows of tables -------------------------------------------------------------------------------------------------


class ReportLine(Record):
    """A report as a row. `id` is the one it came with, else its key; `opening` are its first words."""

    key: str
    id: str
    outlet: str | None
    published: str | None
    title: str | None
    opening: str
    language: str | None
    address: str | None
    claims: int
    events: int
    decided: int
    unread: str | None


class ClaimLine(Record):
    """A claim as a row; `content` are its words, its pieces joined by ` … `."""

    key: str
    report: str
    report_id: str
    outlet: str | None
    published: str | None
    holder: str | None
    act: str
    manner: str
    source: str | None
    cue: str
    content: str
    relay: tuple[str | None, ...]
    inside: str | None
    incidents: tuple[str, ...]
    state: State


class EventLine(Record):
    """An event as a row; `holder` is null in the writer's own voice."""

    key: str
    report: str
    report_id: str
    outlet: str | None
    published: str | None
    claim: str | None
    holder: str | None
    type: EventType
    mode: str | None
    status: Status
    trigger: str
    agent: str | None
    patient: str | None
    place: str | None
    location: Location | None
    days: tuple[str, str] | None
    figures: tuple[Figure, ...]
    incidents: tuple[str, ...]
    state: State


class IncidentLine(Record):
    """An incident as a row, and as a point on the map. `least` to `most` are its origins, null until worked out."""

    key: str
    type: EventType
    days: tuple[str, str] | None
    place: str | None
    country: str | None
    location: Location | None
    reports: int
    outlets: int
    claims: int
    least: int | None
    most: int | None
    support: Support | None
    conflict: tuple[Facet, ...]
    revised: bool
    withdrawn: bool
    signed_by: str | None


class Page(Record, Generic[Line]):
    """Some rows of a table. `total` counts up to 10,000 (`more_than` says that there are more); `next` continues it.

    `facets` have for each filter its values with how many rows have them, the commonest first.
    """

    rows: tuple[Line, ...]
    total: int
    more_than: bool
    next: str | None
    facets: dict[str, tuple[Choice, ...]]


# --- the report -----------------------------------------------------------------------------------------------------


class ReviewedClaim(Record):
    """A claim with what persons decided of it.

    `key` is that of what counts; `claim` is a person's version where there is one; `suggested` is the reader's, null
    where a person added it. `seen` is the number of the last review about it, 0 for none, to be sent with a decision.
    `state` is for everybody; `reviews` are in order. `inside` is the key of the claim that holds it. `doubts` say in
    short sentences what the reader left open.
    """

    key: str
    report: str
    claim: Claim
    suggested: Claim | None
    inside: str | None
    incidents: tuple[str, ...]
    state: State
    seen: int
    doubts: tuple[str, ...]
    reviews: tuple[Review, ...]


class ReviewedEvent(Record):
    """An event with what persons decided of it; `told_in` is the key of its claim, null in the writer's own voice."""

    key: str
    report: str
    event: Event
    suggested: Event | None
    told_in: str | None
    incidents: tuple[str, ...]
    state: State
    seen: int
    doubts: tuple[str, ...]
    reviews: tuple[Review, ...]


class CopyOf(Record):
    """Another report that shares wording with this one, and the passages."""

    other: ReportLine
    copy_: Copy = Field(alias="copy")


class Adrift(Record):
    """A decision about something that the newest reading has not.

    `moved`: the newest reading has something with the same cue or trigger words close by (`candidates`, by key), which a
    person has to confirm; `orphaned`: it has nothing like it.
    """

    state: Literal["moved", "orphaned"]
    review: Review
    candidates: tuple[str, ...]


class ReportPage(Record):
    """A report with its claims and events in the order of the text, and what it has in common with others."""

    report: Report
    line: ReportLine
    reader: str
    unread: str | None
    claims: tuple[ReviewedClaim, ...]
    events: tuple[ReviewedEvent, ...]
    actors: tuple[Actor, ...]
    copies: tuple[CopyOf, ...]
    incidents: tuple[IncidentLine, ...]
    boilerplate: tuple[Span, ...]
    adrift: tuple[Adrift, ...]


class Elsewhere(Record):
    """A claim told elsewhere: in a copy of the report, or by another report of the same incident; `reason` says why."""

    claim: ClaimLine
    reason: str


# --- the incident ---------------------------------------------------------------------------------------------------


class HolderColumn(Record):
    """What one holder says: the keys of its claims and of the events in them. `holder` null: nobody named.

    `writer` is set for the column of what the reports say in their own voice (the outlets stand in `names`). `side` is
    the party on whose side the holder stands.
    """

    holder: str | None
    writer: bool
    names: tuple[str, ...]
    side: str | None
    claims: tuple[str, ...]
    events: tuple[str, ...]


class Said(Record):
    """What some holders say of a facet, in words (`12 to 15 killed`, `Quetta`, `denied`), with the rows it rests on."""

    words: str
    holders: tuple[str, ...]
    rests_on: tuple[str, ...]


class FacetRow(Record):
    """A facet of an incident: who says what of it, and whether they contradict each other (with the reason)."""

    facet: Facet
    contested: bool
    reason: str | None
    said: tuple[Said, ...]


class SignOff(Record):
    """An incident signed off: the standard applied, a note, and whether the incident changed since."""

    review: Review
    standard: str
    note: str
    changed_since: bool


class IncidentPage(Record):
    """An incident in full; `reports`, `claims` and `events` are by key."""

    incident: Incident
    line: IncidentLine
    standing: Standing | None
    seen: int
    reports: dict[str, ReportLine]
    claims: dict[str, ReviewedClaim]
    events: dict[str, ReviewedEvent]
    columns: tuple[HolderColumn, ...]
    facets: tuple[FacetRow, ...]
    copies: tuple[Copy, ...]
    undated: tuple[str, ...]
    unplaced: tuple[str, ...]
    sign_off: SignOff | None
    reviews: tuple[Review, ...]
    near: tuple[IncidentLine, ...]
    """Incidents of the same days and country, to link an event to instead."""


# --- the overview, the actors, the queue ----------------------------------------------------------------------------


class Counts(Record):
    """What the ledger holds."""

    reports: int
    unread: int
    removed: int
    failures: int
    outlets: int
    claims: int
    events: int
    incidents: int
    copies: int


class Month(Record):
    """How many reports and incidents a month has, `2024-03`."""

    month: str
    reports: int
    incidents: int


class Overview(Record):
    """What the ledger holds, where and when, and what waits for review. The largest incidents are drawn (`drawn` of all)."""

    counts: Counts
    meter: Meter
    waiting: dict[Reason, int]
    incidents: tuple[IncidentLine, ...]
    unplaced: int
    undated: int
    months: tuple[Month, ...]
    recent: tuple[ReportLine, ...]
    failures: tuple[Wrong, ...]


Relation = Literal["supports", "accuses", "denies", "threatens", "attacks", "holds talks with", "demands of", "coerces"]


class ActorNode(Record):
    """A party: how many claims it holds and how many events it is in."""

    name: str
    country: str | None
    sector: str | None
    claims: int
    events: int


class ActorEdge(Record):
    """Who does what to whom: how many events, by whom they are told (null: the writer), on which days."""

    agent: str
    patient: str
    relation: Relation
    count: int
    told_by: tuple[Choice, ...]
    days: tuple[str, str] | None
    events: tuple[str, ...]
    """Keys of the first fifty of these events."""


class Actors(Record):
    """The parties of the ledger and what is told to stand between them; `left_out` edges are rarer than those shown."""

    nodes: tuple[ActorNode, ...]
    edges: tuple[ActorEdge, ...]
    left_out: int


class Waiting(Record):
    """A claim or an event that waits for a person, and why."""

    subject: Literal["claim", "event"]
    key: str
    report: str
    reason: Reason


class Queue(Record):
    """What to decide next, the most useful first."""

    items: tuple[Waiting, ...]
    meter: Meter
    waiting: dict[Reason, int]


class Decided(Record):
    """What came of a decision: its row and what it was about as it is now (null where that is no claim or event)."""

    review: Review
    claim: ReviewedClaim | None
    event: ReviewedEvent | None
    meter: Meter


class Bulk(Record):
    """What accepting all within a filter will do, or did: how many, and the first of them.

    `first` is the number of the first decision, since which all can be taken back.
    """

    count: int
    sample: tuple[ClaimLine, ...]
    done: bool
    first: int | None = None


class Log(Record):
    """Rows of the log, the newest first, and whether the chain holds; `broken` is the first row that does not."""

    rows: tuple[Review, ...]
    total: int
    next: int | None
    holds: bool
    broken: int | None
    what: str | None


class Difference(Record):
    """What two persons decided differently, side by side."""

    subject: Literal["claim", "event"]
    key: str
    report: str
    report_id: str
    one: Review
    two: Review
    claim: ReviewedClaim | None
    event: ReviewedEvent | None


class Alpha(Record):
    """Krippendorff's alpha (null where nothing varies or nothing was decided twice), of how many units, and of these agreed."""

    alpha: float | None
    units: int
    agreed: int


class Agreement(Record):
    """How far two persons agree: in finding spans, in coding what they found, and in figures."""

    one: str
    two: str
    spans: Alpha
    coding: Alpha
    figures: Alpha


class Assignment(Record):
    """How many reports were given to some persons."""

    to: tuple[str, ...]
    reports: int


class People(Record):
    """Who reviews: how many decisions each took, what was given to whom, and how many differences wait."""

    reviewers: tuple[Choice, ...]
    assignments: tuple[Assignment, ...]
    differences: int


class Job(Record):
    """Files being read into the ledger: `stage` is reading, linking, done or failed."""

    id: str
    stage: Literal["reading", "linking", "done", "failed"]
    reports: int
    known: int
    failed: tuple[Wrong, ...]
    keys: tuple[str, ...]
    """Keys of the reports that were new, the first hundred."""


# --- what the page asks for -----------------------------------------------------------------------------------------

Number = Annotated[int, Field(ge=0, le=2**53)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Decide(Record):
    """A decision about a claim or an event.

    `key` is null for `add`, which needs `report` and `after`; `after` is the Claim or Event for correct, add and
    adjudicate (null there: the reader's suggestion is accepted, or with `verdict` reject, rejected). `seen` is what the
    page knew: a newer decision by somebody else is answered by 409 and that decision, unless the report was given to both.
    """

    who: Name
    subject: Literal["claim", "event"]
    action: Literal["accept", "correct", "reject", "later", "add", "adjudicate", "settle"]
    key: str | None = None
    report: str | None = None
    verdict: Literal["accept", "correct", "reject"] | None = None
    after: dict[str, Any] | None = None
    why: str | None = None
    seen: Number = 0
    settles: Number | None = None
    """For `settle`: the number of the adrift review, which is carried to `key` (or dropped, where `key` is null)."""


class Undo(Record):
    """Takes back the last decision of this person that still stands, or all since the one with a number."""

    who: Name
    since: Number | None = None


class AcceptAll(Record):
    """Accepts all undecided claims within a filter (the parameters of /api/claims); `dry` shows what it will do.

    `expected` is the count that was shown; where it is another one by now, nothing is done (409).
    """

    who: Name
    filter: dict[str, str]
    dry: bool = True
    expected: Number | None = None


class JudgeOrigins(Record):
    """Two reports of an incident have one origin (`join`) or have not (`split`)."""

    who: Name
    action: Literal["split", "join"]
    one: str
    two: str
    why: str
    seen: Number


class JudgeLink(Record):
    """An event tells of an incident (`link`) or does not (`unlink`)."""

    who: Name
    action: Literal["link", "unlink"]
    event: str
    why: str | None = None
    seen: Number


class Sign(Record):
    """Signs an incident off by a standard (its name and grade, as text) with a note."""

    who: Name
    standard: str
    note: str
    seen: Number


class Assign(Record):
    """Gives reports to persons: all, or those within a filter (the parameters of /api/reports)."""

    who: Name
    to: tuple[Name, ...]
    filter: dict[str, str]
