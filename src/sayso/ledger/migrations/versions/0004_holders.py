"""Holders: the reports that have a shingle stand in one row with it, so that they are found and written together."""

from collections.abc import Iterator
from itertools import groupby, islice

import sqlalchemy as sa
from alembic import op

from sayso.incidents.copies.index import packed

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Packs the rows of each shingle into one."""
    op.create_table(
        "packed",
        sa.Column("shingle", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "holders",
            sa.LargeBinary(),
            nullable=False,
            comment="of each its key as a signed number of 64 bits, its day (-1 where not known) and how many shingles it has, "
            "in 16 bytes",
        ),
        sa.PrimaryKeyConstraint("shingle", name=op.f("pk_shingles")),
        comment="Runs of words by their hash, and the first reports that have them: how copies are found.",
    )
    connection = op.get_bind()
    rows = _packed(connection)
    while lot := list(islice(rows, 1024)):
        connection.execute(sa.text("INSERT INTO packed (shingle, holders) VALUES (:shingle, :holders)"), lot)
    op.drop_table("shingles")
    op.rename_table("packed", "shingles")


def _packed(connection: sa.Connection) -> Iterator[dict[str, int | bytes]]:
    rows = connection.execute(sa.text("SELECT shingle, report, day, size FROM shingles ORDER BY shingle, place"))
    for shingle, found in groupby(rows, key=lambda row: row.shingle):
        yield {"shingle": shingle, "holders": b"".join(packed(row.report, row.day, row.size) for row in found)}
