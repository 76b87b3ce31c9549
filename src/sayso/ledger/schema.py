"""The tables of a ledger.

A row is written once and stays: reports and readings are never changed, a newer reader adds readings beside the older
ones. What is worked out of them (copies, incidents, standings) is replaced as the ledger grows. `data` holds a record as
JSON, in the shape of its pydantic model; the columns beside it are those that rows are looked up by.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

VERSION = "0004"
"""The newest migration; a ledger of a later one was made by a newer Sayso."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# What tables and counts of reports are made from.
REPORT_LINE = "reading", "published", "outlet", "language", "claims", "events", "claims_open", "events_open", "key"
# By what claims and events are listed: the newest reports first, within one as they stand in the text.
ORDER = ("published", "reading", "at")
# By what they are sifted, without a look at what they are.
CLAIM_LINE = ("at", "published", "holder", "act", "manner")
EVENT_LINE = "at", "published", "type", "mode", "status", "place", "country", "holder", "first_day", "last_day"


def _look_up() -> tuple[Column[str], Column[int]]:
    """Columns of both claims and events by which they are listed."""
    return (
        Column(
            "published", Text, nullable=False, server_default="", comment="of its report; empty where nothing says so"
        ),
        Column("at", Integer, nullable=False, server_default="0", comment="the how many-th in the text it is, from 0"),
    )


sources = Table(
    "sources",
    metadata,
    Column("digest", Text, primary_key=True, comment="SHA-256 of the bytes, hexadecimal"),
    Column("bytes", LargeBinary, nullable=False, comment="what the report was read from, packed by zlib"),
    comment="The original bytes of reports: a file, a page, or the record of a file of records.",
)

reports = Table(
    "reports",
    metadata,
    Column("key", Text, primary_key=True, comment="digest of text, outlet, day of publication and address"),
    Column("source", ForeignKey("sources.digest"), comment="the bytes it was read from; null once removed"),
    Column("given_id", Text, index=True, comment="the id that it came with"),
    Column("outlet", Text),
    Column("published", Text, comment="ISO day or time"),
    Column("address", Text),
    Column("language", Text),
    Column("data", JSON, comment="the Report; null once removed"),
    Column("added", Text, nullable=False, comment="when, ISO time in UTC"),
    Column(
        "reading",
        Integer,
        comment="the reading that counts: the newest, and before it the reviewed one; null once removed",
    ),
    Column("claims", Integer, comment="how many claims that reading has; null once removed"),
    Column("events", Integer),
    Column("claims_open", Integer, comment="in how many of them the reader left something open"),
    Column("events_open", Integer),
    Column("removed", Text, comment="when it was removed, ISO time in UTC; who and why stands in the log"),
    Index("ix_reports_counting", *REPORT_LINE),
    Index("ix_reports_removed", "removed", sqlite_where=text("removed IS NOT NULL")),
    Index(None, "published", "reading"),
    Index(None, "outlet", "published", "reading"),
    comment="Every report once, by its key.",
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("reader", Text, nullable=False, comment="name and digest of the reader"),
    Column("unread", Text, comment="why the report was left unread"),
    Column("made", Text, nullable=False, comment="when, ISO time in UTC"),
    Column(
        "linked", Text, index=True, comment="when its copies and incidents were brought up to date; null until then"
    ),
    UniqueConstraint("report", "reader"),
    Index("ix_readings_unread", "number", sqlite_where=text("unread IS NOT NULL")),
    comment="What a reader found in a report. Of several readings of a report the one of the highest number counts.",
)

claims = Table(
    "claims",
    metadata,
    Column("reading", ForeignKey("readings.number"), primary_key=True),
    Column("key", Text, primary_key=True, comment="digest of report and spans"),
    Column("holder", Text),
    Column("act", Text, nullable=False),
    Column("inside", Text, comment="key of the claim whose content holds this one"),
    Column("open", Integer, nullable=False, server_default="0", comment="how many things the reader left open"),
    *_look_up(),
    Column("manner", Text, nullable=False, server_default=""),
    Column("data", JSON, nullable=False, comment="the Claim"),
    Index("ix_claims_key", "key", *CLAIM_LINE),
    *(
        Index(f"ix_claims_{name}", *filter(None, (by, *ORDER)))
        for name, by in (("newest", None), ("holder", "holder"), ("act", "act"))
    ),
    Index("ix_claims_wide", "reading", *CLAIM_LINE),
    Index("ix_claims_open", *ORDER, sqlite_where=text("open > 0")),
    sqlite_with_rowid=False,
    comment="The claims of a reading.",
)

events = Table(
    "events",
    metadata,
    Column("reading", ForeignKey("readings.number"), primary_key=True),
    Column("key", Text, primary_key=True, comment="digest of report, trigger and the cue of its claim"),
    Column("claim", Text, comment="key of the claim that it stands in; null in the writer's voice"),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("place", Text, comment="name of the place by the gazetteer"),
    Column("country", Text, comment="ISO 3166 alpha-3"),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("first_day", Text, comment="first ISO day that it can have been"),
    Column("last_day", Text),
    Column("open", Integer, nullable=False, server_default="0", comment="how many things the reader left open"),
    *_look_up(),
    Column("holder", Text, comment="of the claim that it stands in"),
    Column("data", JSON, nullable=False, comment="the Event"),
    Index("ix_events_key", "key", *EVENT_LINE),
    Index(None, "last_day", "first_day"),
    Index("ix_events_newest", *ORDER),
    *(Index(f"ix_events_{name}", name, *ORDER) for name in ("type", "place", "country", "holder")),
    Index("ix_events_wide", "reading", *EVENT_LINE),
    Index("ix_events_open", *ORDER, sqlite_where=text("open > 0")),
    sqlite_with_rowid=False,
    comment="The events of a reading.",
)

actors = Table(
    "actors",
    metadata,
    Column("reading", ForeignKey("readings.number"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("entry", Text, index=True, comment="name of its entry in the registry"),
    Column("country", Text),
    Column("sector", Text),
    Column("data", JSON, nullable=False, comment="the Actor"),
    sqlite_with_rowid=False,
    comment="The parties that a report names, as one reading has them.",
)

failures = Table(
    "failures",
    metadata,
    Column("origin", Text, primary_key=True, comment="file, file and line, or address"),
    Column("what", Text, nullable=False),
    Column("mend", Text, nullable=False),
    Column("entry", Text, nullable=False, comment="what to name to try it again"),
    Column("tried", Text, nullable=False, comment="when last, ISO time in UTC"),
    Column("settled", Text, comment="when it could be read after all"),
    comment="What could not be read, and why.",
)

copies = Table(
    "copies",
    metadata,
    Column("one", ForeignKey("reports.key"), primary_key=True),
    Column("two", ForeignKey("reports.key"), primary_key=True, index=True),
    Column("kind", Text, nullable=False),
    Column("data", JSON, nullable=False, comment="the Copy"),
    sqlite_with_rowid=False,
    comment="Pairs of reports that share wording.",
)

boilerplate = Table(
    "boilerplate",
    metadata,
    Column("report", ForeignKey("reports.key"), primary_key=True),
    Column("data", JSON, nullable=False, comment="a list of Boilerplate"),
    comment="Wording that came again and again in reports which share little else.",
)

shingles = Table(
    "shingles",
    metadata,
    Column("shingle", Integer, primary_key=True, autoincrement=False),
    Column(
        "holders",
        LargeBinary,
        nullable=False,
        comment="of each its key as a signed number of 64 bits, its day (-1 where not known) and how many shingles it has, in 16 bytes",
    ),
    comment="Runs of words by their hash, and the first reports that have them: how copies are found.",
)

# What a row of a table of incidents shows, by day.
INCIDENT_LINE = (
    *("first_day", "key", "type", "last_day", "place", "country", "latitude", "longitude", "precision"),
    *("reports", "outlets", "claims", "least", "most", "support", "conflict", "revised", "withdrawn"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("key", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("first_day", Text, index=True),
    Column("last_day", Text),
    Column("place", Text),
    Column("country", Text),
    Column(
        "known", JSON, nullable=False, comment="what it is known by: days, places, parties and words of its reports"
    ),
    Column("data", JSON, comment="the Incident; null until it is worked out anew"),
    Column("standing", JSON, comment="the Standing; null until it is worked out anew"),
    Column("reports", Integer, comment="how many reports tell of it"),
    Column("outlets", Integer, comment="of how many outlets"),
    Column("claims", Integer, comment="in how many claims"),
    Column("least", Integer, comment="how many origins it has at least"),
    Column("most", Integer),
    Column("support", Text),
    Column("conflict", Text, comment="facets on which holders contradict each other, with spaces around each"),
    Column("revised", Integer),
    Column("withdrawn", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Text, comment="site, town, district, province or country"),
    Column("stale", Integer, nullable=False, index=True, comment="1 where a report joined or left since, else 0"),
    Index("ix_incidents_contested", "key", sqlite_where=text("conflict != ''")),
    Index("ix_incidents_wide", *INCIDENT_LINE),
    Index("ix_incidents_largest", "reports", *(name for name in INCIDENT_LINE if name != "reports")),
    comment="Happenings that readings tell of.",
)

edges = Table(
    "edges",
    metadata,
    Column("report", ForeignKey("reports.key"), primary_key=True),
    Column("event", Text, primary_key=True),
    Column("agent", Text, primary_key=True, comment="name of the party; empty where none is named"),
    Column("patient", Text, primary_key=True),
    Column("relation", Text, comment="what stands between them: supports, accuses, denies, …"),
    Column("holder", Text, comment="who tells it; null in the writer's voice"),
    Column("first_day", Text),
    Column("last_day", Text),
    Index("ix_edges_between", "agent", "patient", "relation", "holder", "first_day", "last_day", "event"),
    Index(None, "patient"),
    Index(None, "relation", "event"),
    Index("ix_edges_told_by", "holder", "agent", "patient", "relation", "first_day", "last_day"),
    Index("ix_edges_days", "last_day", "first_day", "agent", "patient", "relation"),
    sqlite_with_rowid=False,
    comment="Who does what to whom, by the events of the readings that count.",
)

relations = Table(
    "relations",
    metadata,
    Column("agent", Text, primary_key=True),
    Column("patient", Text, primary_key=True),
    Column("relation", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Index(None, "count"),
    sqlite_with_rowid=False,
    comment="How many edges there are between two parties.",
)

NONE_LEFT = "claims <= 0 AND events <= 0"

parties = Table(
    "parties",
    metadata,
    Column("name", Text, primary_key=True, comment="by the registry, else the fullest of a report"),
    Column("claims", Integer, nullable=False, comment="how many it holds"),
    Column("events", Integer, nullable=False, comment="how many it is a party to"),
    Index("ix_parties_gone", "name", sqlite_where=text(NONE_LEFT)),
    sqlite_with_rowid=False,
    comment="The parties of the readings that count.",
)

told = Table(
    "told",
    metadata,
    Column("event", Text, primary_key=True),
    Column("incident", ForeignKey("incidents.key"), primary_key=True, index=True),
    Column("report", ForeignKey("reports.key"), nullable=False, index=True),
    Column("claim", Text, comment="key of the claim that the event stands in"),
    Column("place", Integer, nullable=False, comment="the how many-th of the incident it is, from 0"),
    Column("reason", Text, comment="why it was linked; null where the incident began with it"),
    Column("contested", Integer, nullable=False, server_default="0", comment="1 where holders contradict each other"),
    Index(None, "claim", "incident"),
    Index("ix_told_contested_claim", "claim", "contested", sqlite_where=text("contested = 1")),
    Index("ix_told_contested_event", "event", "contested", sqlite_where=text("contested = 1")),
    sqlite_with_rowid=False,
    comment="Which events of which reports tell of an incident.",
)

marks = Table(
    "marks",
    metadata,
    Column("word", Text, primary_key=True),
    Column("incident", ForeignKey("incidents.key"), primary_key=True, index=True),
    Column("first", Integer, comment="first day of the incident as a number"),
    Column("last", Integer),
    Index(None, "word", "first"),
    sqlite_with_rowid=False,
    comment="The rarest words of each incident: how a new report finds those that it may tell of.",
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False, comment="ISO time in UTC"),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False, comment="remove, merge, accept, correct, reject, …"),
    Column("subject", Text, nullable=False, comment="what it is about: `claim KEY`; a key alone is a report's"),
    Column("before", JSON, comment="of a review, the digest of what stands in reviews"),
    Column("after", JSON),
    Column("why", Text),
    Column("previous", Text, nullable=False, comment="digest of the row before"),
    Column("digest", Text, nullable=False, comment="digest of this row and the one before"),
    comment="What persons decided, chained: each row holds the digest of the row before it.",
)

reviews = Table(
    "reviews",
    metadata,
    Column("number", ForeignKey("log.number"), primary_key=True, comment="its row in the log"),
    Column("subject", Text, nullable=False, comment="claim, event, incident or report"),
    Column("key", Text, nullable=False, comment="of the claim, event, incident or report, as it was then"),
    Column("report", ForeignKey("reports.key"), index=True, comment="null for an incident"),
    Column("who", Text, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("before", JSON, comment="what it was; the log has its digest, and once the report is removed that alone"),
    Column("after", JSON, comment="what it became"),
    Column("undone", Integer, comment="the row of the log that took it back"),
    Column("once", Text, unique=True, comment="by which the same decision sent again is known"),
    Index(None, "subject", "key"),
    comment="Decisions with what they were about: the content of rows of the log.",
)

decided = Table(
    "decided",
    metadata,
    Column("subject", Text, primary_key=True, comment="claim or event"),
    Column("key", Text, primary_key=True, comment="as the reader's, or as it was added"),
    Column("report", ForeignKey("reports.key"), nullable=False, index=True),
    Column("state", Text, nullable=False, index=True, comment="accepted, corrected, rejected, later, added, differs"),
    Column("number", Integer, nullable=False, comment="the last review about it"),
    Column("now", Text, index=True, comment="key of what counts; null where it was rejected"),
    Column("adrift", Integer, nullable=False, index=True, comment="1 where the newest reading has it no more, else 0"),
    sqlite_with_rowid=False,
    comment="What stands decided of each claim and event, worked out of the reviews.",
)

assigned = Table(
    "assigned",
    metadata,
    Column("report", ForeignKey("reports.key"), primary_key=True),
    Column("who", Text, primary_key=True, index=True),
    sqlite_with_rowid=False,
    comment="Who was given which reports to review.",
)
