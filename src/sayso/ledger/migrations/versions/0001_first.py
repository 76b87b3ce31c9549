"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    op.create_table(
        "failures",
        sa.Column("origin", sa.Text(), nullable=False, comment="file, file and line, or address"),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("mend", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False, comment="what to name to try it again"),
        sa.Column("tried", sa.Text(), nullable=False, comment="when last, ISO time in UTC"),
        sa.Column("settled", sa.Text(), nullable=True, comment="when it could be read after all"),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_failures")),
        comment="What could not be read, and why.",
    )
    op.create_table(
        "incidents",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column(
            "known",
            sa.JSON(),
            nullable=False,
            comment="what it is known by: days, places, parties and words of its reports",
        ),
        sa.Column("data", sa.JSON(), nullable=True, comment="the Incident; null until it is worked out anew"),
        sa.Column("standing", sa.JSON(), nullable=True, comment="the Standing; null until it is worked out anew"),
        sa.Column("stale", sa.Integer(), nullable=False, comment="1 where a report joined or left since, else 0"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_incidents")),
        comment="Happenings that readings tell of.",
    )
    op.create_index(op.f("ix_incidents_first_day"), "incidents", ["first_day"], unique=False)
    op.create_index(op.f("ix_incidents_stale"), "incidents", ["stale"], unique=False)
    op.create_table(
        "log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False, comment="ISO time in UTC"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False, comment="remove, merge; later accept, correct, reject, …"),
        sa.Column("subject", sa.Text(), nullable=False, comment="key of what it is about"),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=False, comment="digest of the row before"),
        sa.Column("digest", sa.Text(), nullable=False, comment="digest of this row and the one before"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log")),
        comment="What persons decided, chained: each row holds the digest of the row before it.",
    )
    op.create_table(
        "shingles",
        sa.Column("shingle", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="which of the reports that have it, from 0"),
        sa.Column("report", sa.Integer(), nullable=False, comment="its key as a signed number of 64 bits"),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shingle", "place", name=op.f("pk_shingles")),
        comment="Runs of words by their hash, and the first reports that have them: how copies are found.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingles_report"), "shingles", ["report"], unique=False)
    op.create_table(
        "sources",
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of the bytes, hexadecimal"),
        sa.Column("bytes", sa.LargeBinary(), nullable=False, comment="what the report was read from, packed by zlib"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sources")),
        comment="The original bytes of reports: a file, a page, or the record of a file of records.",
    )
    op.create_table(
        "marks",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True, comment="first day of the incident as a number"),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident"], ["incidents.key"], name=op.f("fk_marks_incident")),
        sa.PrimaryKeyConstraint("word", "incident", name=op.f("pk_marks")),
        comment="The rarest words of each incident: how a new report finds those that it may tell of.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_marks_incident"), "marks", ["incident"], unique=False)
    op.create_index(op.f("ix_marks_word_first"), "marks", ["word", "first"], unique=False)
    op.create_table(
        "reports",
        sa.Column("key", sa.Text(), nullable=False, comment="digest of text, outlet, day of publication and address"),
        sa.Column("source", sa.Text(), nullable=True, comment="the bytes it was read from; null once removed"),
        sa.Column("given_id", sa.Text(), nullable=True, comment="the id that it came with"),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True, comment="ISO day or time"),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=True, comment="the Report; null once removed"),
        sa.Column("added", sa.Text(), nullable=False, comment="when, ISO time in UTC"),
        sa.Column(
            "removed",
            sa.Text(),
            nullable=True,
            comment="when it was removed, ISO time in UTC; who and why stands in the log",
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.digest"], name=op.f("fk_reports_source")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reports")),
        comment="Every report once, by its key.",
    )
    op.create_index(op.f("ix_reports_given_id"), "reports", ["given_id"], unique=False)
    op.create_index(op.f("ix_reports_outlet"), "reports", ["outlet"], unique=False)
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_table(
        "boilerplate",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False, comment="a list of Boilerplate"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_boilerplate_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_boilerplate")),
        comment="Wording that came again and again in reports which share little else.",
    )
    op.create_table(
        "copies",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("two", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False, comment="the Copy"),
        sa.ForeignKeyConstraint(["one"], ["reports.key"], name=op.f("fk_copies_one")),
        sa.ForeignKeyConstraint(["two"], ["reports.key"], name=op.f("fk_copies_two")),
        sa.PrimaryKeyConstraint("one", "two", name=op.f("pk_copies")),
        comment="Pairs of reports that share wording.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copies_two"), "copies", ["two"], unique=False)
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False, comment="name and digest of the reader"),
        sa.Column("unread", sa.Text(), nullable=True, comment="why the report was left unread"),
        sa.Column("made", sa.Text(), nullable=False, comment="when, ISO time in UTC"),
        sa.Column(
            "linked",
            sa.Text(),
            nullable=True,
            comment="when its copies and incidents were brought up to date; null until then",
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_readings_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readings")),
        sa.UniqueConstraint("report", "reader", name=op.f("uq_readings_report_reader")),
        comment="What a reader found in a report. Of several readings of a report the one of the highest number counts.",
    )
    op.create_index(op.f("ix_readings_linked"), "readings", ["linked"], unique=False)
    op.create_table(
        "told",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=True, comment="key of the claim that the event stands in"),
        sa.Column("place", sa.Integer(), nullable=False, comment="the how many-th of the incident it is, from 0"),
        sa.Column(
            "reason", sa.Text(), nullable=True, comment="why it was linked; null where the incident began with it"
        ),
        sa.ForeignKeyConstraint(["incident"], ["incidents.key"], name=op.f("fk_told_incident")),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_told_report")),
        sa.PrimaryKeyConstraint("event", "incident", name=op.f("pk_told")),
        comment="Which events of which reports tell of an incident.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_told_incident"), "told", ["incident"], unique=False)
    op.create_index(op.f("ix_told_report"), "told", ["report"], unique=False)
    op.create_table(
        "actors",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=True, comment="name of its entry in the registry"),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False, comment="the Actor"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_actors_reading")),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_actors")),
        comment="The parties that a report names, as one reading has them.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actors_entry"), "actors", ["entry"], unique=False)
    op.create_index(op.f("ix_actors_name"), "actors", ["name"], unique=False)
    op.create_table(
        "claims",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="digest of report and spans"),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("inside", sa.Text(), nullable=True, comment="key of the claim whose content holds this one"),
        sa.Column("data", sa.JSON(), nullable=False, comment="the Claim"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_claims_reading")),
        sa.PrimaryKeyConstraint("reading", "key", name=op.f("pk_claims")),
        comment="The claims of a reading.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claims_act"), "claims", ["act"], unique=False)
    op.create_index(op.f("ix_claims_holder"), "claims", ["holder"], unique=False)
    op.create_index(op.f("ix_claims_key"), "claims", ["key"], unique=False)
    op.create_table(
        "events",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="digest of report, trigger and the cue of its claim"),
        sa.Column(
            "claim", sa.Text(), nullable=True, comment="key of the claim that it stands in; null in the writer's voice"
        ),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True, comment="name of the place by the gazetteer"),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166 alpha-3"),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True, comment="first ISO day that it can have been"),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False, comment="the Event"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_events_reading")),
        sa.PrimaryKeyConstraint("reading", "key", name=op.f("pk_events")),
        comment="The events of a reading.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_events_key"), "events", ["key"], unique=False)
    op.create_index(op.f("ix_events_place"), "events", ["place"], unique=False)
    op.create_index(op.f("ix_events_type_first_day"), "events", ["type", "first_day"], unique=False)
