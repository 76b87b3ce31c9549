"""The ledger's tables: `python -m docs.schema` writes docs/ledger.md from the comments in the schema."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Table

from sayso.ledger.schema import metadata

PAGE = Path(__file__).with_name("ledger.md")
HEAD = """\
# The ledger

A ledger is one SQLite file, `sayso.db` unless `--ledger` names another. While it is open, two files stand beside it
(`-wal`, `-shm`). Every write is one transaction; several processes can have it open, and a writer waits for the one
before it, up to 30 seconds.

**Keys.** A report's key is a digest of its text, outlet, day of publication and address, so that the same report is
stored once. The keys of claims and events are digests of report and spans: another reader that finds the same span
gives it the same key. A newer reader adds readings and replaces none; the newest of a report counts.

**Chain.** Each row of `log` holds the digest of the row before it. `sayso check` walks it, and checks every span,
digest and key again.

**Reviews.** A review is a row of `log`, which holds the digests of what was before and after; `reviews` holds the content
itself, so that it can be taken away with its report while the chain holds. `decided` and `assigned` are worked out of
these rows, and `sayso check` works them out again. In a review, `inside` and `claim` are keys of claims, since ids are a
reader's own. Where decisions change what counts, a reading named `reviewed` stands beside the newest reader's and counts.

**Removal.** `sayso remove` takes away a report's text, bytes, claims, events and actors, and overwrites their place in
the file, and what reviews quote of it. A row stays with the day; `log` says who removed it, and why. The same report is
not taken in again.

**Merge.** `sayso add other.db` takes over reports, readings and failures. A report removed in either stays removed; the
other's log stands in one `merge` row, chained as it was there; what its reviews say is not taken over. A second time
brings nothing.

## Tables

"""


def page() -> str:
    """The page: the text, then each table with its columns."""
    return HEAD + "\n".join(map(_section, metadata.tables.values()))


def _section(table: Table) -> str:
    rows = [f"| `{column.name}` | {column.type} | {_meaning(column)} |" for column in table.columns]
    return "\n".join(
        [f"### {table.name}", "", table.comment or "", "", "| column | type | |", "| --- | --- | --- |", *rows, ""]
    )


def _meaning(column: Column[object]) -> str:
    points = [f"→ {key.target_fullname}" for key in column.foreign_keys]
    return "; ".join([*(["key"] if column.primary_key else []), *points, *([column.comment] if column.comment else [])])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
