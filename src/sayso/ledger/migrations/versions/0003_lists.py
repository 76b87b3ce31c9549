"""Lists: by what claims, events, incidents and parties are listed quickly, however many there are."""

import sqlalchemy as sa
from alembic import op

from sayso.ledger import words
from sayso.ledger.restoring import numbered
from sayso.ledger.storing import count_for, first_reading, note_place

revision = "0003"
down_revision = "0002"


def upgrade() -> None:  # noqa: PLR0915 - one statement for each column and index
    """Adds the look-up columns, indexes, edges and words, and fills them from what is there."""
    op.create_table(
        "parties",
        sa.Column("name", sa.Text(), nullable=False, comment="by the registry, else the fullest of a report"),
        sa.Column("claims", sa.Integer(), nullable=False, comment="how many it holds"),
        sa.Column("events", sa.Integer(), nullable=False, comment="how many it is a party to"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_parties")),
        comment="The parties of the readings that count.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_parties_gone", "parties", ["name"], unique=False, sqlite_where=sa.text("claims <= 0 AND events <= 0")
    )
    op.create_table(
        "relations",
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agent", "patient", "relation", name=op.f("pk_relations")),
        comment="How many edges there are between two parties.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_relations_count"), "relations", ["count"], unique=False)
    op.create_table(
        "edges",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False, comment="name of the party; empty where none is named"),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column(
            "relation", sa.Text(), nullable=True, comment="what stands between them: supports, accuses, denies, …"
        ),
        sa.Column("holder", sa.Text(), nullable=True, comment="who tells it; null in the writer's voice"),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_edges_report")),
        sa.PrimaryKeyConstraint("report", "event", "agent", "patient", name=op.f("pk_edges")),
        comment="Who does what to whom, by the events of the readings that count.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_edges_between",
        "edges",
        ["agent", "patient", "relation", "holder", "first_day", "last_day", "event"],
        unique=False,
    )
    op.create_index("ix_edges_days", "edges", ["last_day", "first_day", "agent", "patient", "relation"], unique=False)
    op.create_index(op.f("ix_edges_patient"), "edges", ["patient"], unique=False)
    op.create_index(op.f("ix_edges_relation_event"), "edges", ["relation", "event"], unique=False)
    op.create_index(
        "ix_edges_told_by", "edges", ["holder", "agent", "patient", "relation", "first_day", "last_day"], unique=False
    )
    op.add_column(
        "claims",
        sa.Column(
            "published",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="of its report; empty where nothing says so",
        ),
    )
    op.add_column(
        "claims",
        sa.Column(
            "at", sa.Integer(), server_default="0", nullable=False, comment="the how many-th in the text it is, from 0"
        ),
    )
    op.add_column("claims", sa.Column("manner", sa.Text(), server_default="", nullable=False))
    op.drop_index(op.f("ix_claims_act"), table_name="claims")
    op.create_index("ix_claims_act", "claims", ["act", "published", "reading", "at"], unique=False)
    op.drop_index(op.f("ix_claims_holder"), table_name="claims")
    op.create_index("ix_claims_holder", "claims", ["holder", "published", "reading", "at"], unique=False)
    op.drop_index(op.f("ix_claims_key"), table_name="claims")
    op.create_index("ix_claims_key", "claims", ["key", "at", "published", "holder", "act", "manner"], unique=False)
    op.drop_index(op.f("ix_claims_open"), table_name="claims", sqlite_where=sa.text("open > 0"))
    op.create_index(
        "ix_claims_open", "claims", ["published", "reading", "at"], unique=False, sqlite_where=sa.text("open > 0")
    )
    op.create_index("ix_claims_newest", "claims", ["published", "reading", "at"], unique=False)
    op.create_index("ix_claims_wide", "claims", ["reading", "at", "published", "holder", "act", "manner"], unique=False)
    op.add_column(
        "events",
        sa.Column(
            "published",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="of its report; empty where nothing says so",
        ),
    )
    op.add_column(
        "events",
        sa.Column(
            "at", sa.Integer(), server_default="0", nullable=False, comment="the how many-th in the text it is, from 0"
        ),
    )
    op.add_column("events", sa.Column("holder", sa.Text(), nullable=True, comment="of the claim that it stands in"))
    op.drop_index(op.f("ix_events_type_first_day"), table_name="events")
    op.drop_index(op.f("ix_events_key"), table_name="events")
    op.create_index(
        "ix_events_key",
        "events",
        ["key", "at", "published", "type", "mode", "status", "place", "country", "holder", "first_day", "last_day"],
        unique=False,
    )
    op.drop_index(op.f("ix_events_open"), table_name="events", sqlite_where=sa.text("open > 0"))
    op.create_index(
        "ix_events_open", "events", ["published", "reading", "at"], unique=False, sqlite_where=sa.text("open > 0")
    )
    op.drop_index(op.f("ix_events_place"), table_name="events")
    op.create_index("ix_events_place", "events", ["place", "published", "reading", "at"], unique=False)
    op.create_index("ix_events_country", "events", ["country", "published", "reading", "at"], unique=False)
    op.create_index("ix_events_holder", "events", ["holder", "published", "reading", "at"], unique=False)
    op.create_index(op.f("ix_events_last_day_first_day"), "events", ["last_day", "first_day"], unique=False)
    op.create_index("ix_events_newest", "events", ["published", "reading", "at"], unique=False)
    op.create_index("ix_events_type", "events", ["type", "published", "reading", "at"], unique=False)
    op.create_index(
        "ix_events_wide",
        "events",
        ["reading", "at", "published", "type", "mode", "status", "place", "country", "holder", "first_day", "last_day"],
        unique=False,
    )
    op.create_index(
        "ix_incidents_largest",
        "incidents",
        [
            "reports",
            "first_day",
            "key",
            "type",
            "last_day",
            "place",
            "country",
            "latitude",
            "longitude",
            "precision",
            "outlets",
            "claims",
            "least",
            "most",
            "support",
            "conflict",
            "revised",
            "withdrawn",
        ],
        unique=False,
    )
    op.create_index(
        "ix_incidents_wide",
        "incidents",
        [
            "first_day",
            "key",
            "type",
            "last_day",
            "place",
            "country",
            "latitude",
            "longitude",
            "precision",
            "reports",
            "outlets",
            "claims",
            "least",
            "most",
            "support",
            "conflict",
            "revised",
            "withdrawn",
        ],
        unique=False,
    )
    op.create_index(
        "ix_readings_unread", "readings", ["number"], unique=False, sqlite_where=sa.text("unread IS NOT NULL")
    )
    op.add_column(
        "reports",
        sa.Column("claims", sa.Integer(), nullable=True, comment="how many claims that reading has; null once removed"),
    )
    op.add_column("reports", sa.Column("events", sa.Integer(), nullable=True))
    op.add_column(
        "reports",
        sa.Column(
            "claims_open", sa.Integer(), nullable=True, comment="in how many of them the reader left something open"
        ),
    )
    op.add_column("reports", sa.Column("events_open", sa.Integer(), nullable=True))
    op.drop_index(op.f("ix_reports_outlet"), table_name="reports")
    op.drop_index(op.f("ix_reports_published"), table_name="reports")
    op.drop_index(op.f("ix_reports_reading"), table_name="reports")
    op.create_index(
        "ix_reports_counting",
        "reports",
        ["reading", "published", "outlet", "language", "claims", "events", "claims_open", "events_open", "key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_reports_outlet_published_reading"), "reports", ["outlet", "published", "reading"], unique=False
    )
    op.create_index(op.f("ix_reports_published_reading"), "reports", ["published", "reading"], unique=False)
    op.create_index(
        "ix_reports_removed", "reports", ["removed"], unique=False, sqlite_where=sa.text("removed IS NOT NULL")
    )
    op.add_column(
        "told",
        sa.Column(
            "contested",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="1 where holders contradict each other",
        ),
    )
    op.create_index(op.f("ix_told_claim_incident"), "told", ["claim", "incident"], unique=False)
    op.create_index(
        "ix_told_contested_claim", "told", ["claim", "contested"], unique=False, sqlite_where=sa.text("contested = 1")
    )
    op.create_index(
        "ix_told_contested_event", "told", ["event", "contested"], unique=False, sqlite_where=sa.text("contested = 1")
    )
    connection = op.get_bind()
    words.make(connection)
    counting = set(connection.execute(sa.text("SELECT reading FROM reports WHERE reading IS NOT NULL")).scalars())
    # Each is taken for the one that counts with what is written of it.
    op.execute("UPDATE reports SET reading = NULL")
    numbers = list(connection.execute(sa.text("SELECT number FROM readings ORDER BY number")).scalars())
    for number, reading in numbered(connection, numbers):
        note_place(connection, number, reading)
        words.put(connection, number, reading)
        if number == first_reading(connection, reading.report.key):
            words.put_report(connection, number, reading.report)
        if number in counting:
            count_for(connection, number, reading)
