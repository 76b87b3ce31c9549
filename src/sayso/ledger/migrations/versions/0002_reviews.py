"""Reviews: what persons decide and what stands decided; and what the review page looks rows up by."""

import sqlalchemy as sa
from alembic import op

from sayso.ledger.restoring import numbered
from sayso.ledger.storing import note_open

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the tables of reviews, and look-up columns, and fills them from what is there."""
    op.create_table(
        "assigned",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_assigned_report")),
        sa.PrimaryKeyConstraint("report", "who", name=op.f("pk_assigned")),
        comment="Who was given which reports to review.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_assigned_who"), "assigned", ["who"], unique=False)
    op.create_table(
        "decided",
        sa.Column("subject", sa.Text(), nullable=False, comment="claim or event"),
        sa.Column("key", sa.Text(), nullable=False, comment="as the reader's, or as it was added"),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="accepted, corrected, rejected, later, added, differs"),
        sa.Column("number", sa.Integer(), nullable=False, comment="the last review about it"),
        sa.Column("now", sa.Text(), nullable=True, comment="key of what counts; null where it was rejected"),
        sa.Column("adrift", sa.Integer(), nullable=False, comment="1 where the newest reading has it no more, else 0"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_decided_report")),
        sa.PrimaryKeyConstraint("subject", "key", name=op.f("pk_decided")),
        comment="What stands decided of each claim and event, worked out of the reviews.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_decided_adrift"), "decided", ["adrift"], unique=False)
    op.create_index(op.f("ix_decided_now"), "decided", ["now"], unique=False)
    op.create_index(op.f("ix_decided_report"), "decided", ["report"], unique=False)
    op.create_index(op.f("ix_decided_state"), "decided", ["state"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer(), nullable=False, comment="its row in the log"),
        sa.Column("subject", sa.Text(), nullable=False, comment="claim, event, incident or report"),
        sa.Column("key", sa.Text(), nullable=False, comment="of the claim, event, incident or report, as it was then"),
        sa.Column("report", sa.Text(), nullable=True, comment="null for an incident"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column(
            "before",
            sa.JSON(),
            nullable=True,
            comment="what it was; the log has its digest, and once the report is removed that alone",
        ),
        sa.Column("after", sa.JSON(), nullable=True, comment="what it became"),
        sa.Column("undone", sa.Integer(), nullable=True, comment="the row of the log that took it back"),
        sa.Column("once", sa.Text(), nullable=True, comment="by which the same decision sent again is known"),
        sa.ForeignKeyConstraint(["number"], ["log.number"], name=op.f("fk_reviews_number")),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_reviews_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reviews")),
        sa.UniqueConstraint("once", name=op.f("uq_reviews_once")),
        comment="Decisions with what they were about: the content of rows of the log.",
    )
    op.create_index(op.f("ix_reviews_report"), "reviews", ["report"], unique=False)
    op.create_index(op.f("ix_reviews_subject_key"), "reviews", ["subject", "key"], unique=False)
    op.create_index(op.f("ix_reviews_who"), "reviews", ["who"], unique=False)
    op.add_column(
        "claims",
        sa.Column(
            "open", sa.Integer(), server_default="0", nullable=False, comment="how many things the reader left open"
        ),
    )
    op.create_index("ix_claims_open", "claims", ["reading"], unique=False, sqlite_where=sa.text("open > 0"))
    op.add_column(
        "events",
        sa.Column(
            "open", sa.Integer(), server_default="0", nullable=False, comment="how many things the reader left open"
        ),
    )
    op.create_index("ix_events_open", "events", ["reading"], unique=False, sqlite_where=sa.text("open > 0"))
    op.add_column("incidents", sa.Column("reports", sa.Integer(), nullable=True, comment="how many reports tell of it"))
    op.add_column("incidents", sa.Column("outlets", sa.Integer(), nullable=True, comment="of how many outlets"))
    op.add_column("incidents", sa.Column("claims", sa.Integer(), nullable=True, comment="in how many claims"))
    op.add_column(
        "incidents", sa.Column("least", sa.Integer(), nullable=True, comment="how many origins it has at least")
    )
    op.add_column("incidents", sa.Column("most", sa.Integer(), nullable=True))
    op.add_column("incidents", sa.Column("support", sa.Text(), nullable=True))
    op.add_column(
        "incidents",
        sa.Column(
            "conflict",
            sa.Text(),
            nullable=True,
            comment="facets on which holders contradict each other, with spaces around each",
        ),
    )
    op.add_column("incidents", sa.Column("revised", sa.Integer(), nullable=True))
    op.add_column("incidents", sa.Column("withdrawn", sa.Integer(), nullable=True))
    op.add_column("incidents", sa.Column("latitude", sa.Float(), nullable=True))
    op.add_column("incidents", sa.Column("longitude", sa.Float(), nullable=True))
    op.add_column(
        "incidents",
        sa.Column("precision", sa.Text(), nullable=True, comment="site, town, district, province or country"),
    )
    op.create_index(
        "ix_incidents_contested", "incidents", ["key"], unique=False, sqlite_where=sa.text("conflict != ''")
    )
    op.add_column(
        "reports",
        sa.Column(
            "reading",
            sa.Integer(),
            nullable=True,
            comment="the reading that counts: the newest, and before it the reviewed one; null once removed",
        ),
    )
    op.create_index(op.f("ix_reports_reading"), "reports", ["reading"], unique=False)
    connection = op.get_bind()
    newest = "SELECT max(number) FROM readings WHERE readings.report = reports.key"
    op.execute(f"UPDATE reports SET reading = ({newest}) WHERE removed IS NULL")  # noqa: S608 - no words of others
    # Worked out anew when reports come next, or at once by `sayso check`.
    op.execute("UPDATE incidents SET stale = 1")
    numbers = list(connection.execute(sa.text("SELECT number FROM readings ORDER BY number")).scalars())
    for number, reading in numbered(connection, numbers):
        note_open(connection, number, reading)
