"""The data dictionary: `python -m docs.dictionary` writes the tables at the end of docs/exports.md from the row types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.ledger.dictionary import Field, fields, meaning
from sayso.ledger.tables import TABLES

PAGE = Path(__file__).with_name("exports.md")
HEAD = "## Data dictionary\n"


def dictionary() -> str:
    """Each table with its fields: name, type, unit and meaning."""
    return "\n".join([HEAD, *(_table(name, row) for name, row in TABLES.items())])


def page() -> str:
    """The whole page: what a hand wrote, and the dictionary."""
    return PAGE.read_text("utf-8").partition(HEAD)[0] + dictionary()


def _table(name: str, row: type) -> str:
    lines = "\n".join(_line(field) for field in fields(row))
    return f"### {name}\n\n{meaning(row)}\n\n| field | type | unit | meaning |\n| --- | --- | --- | --- |\n{lines}\n"


def _line(field: Field) -> str:
    return f"| `{field.name}` | {field.type} | {field.cell.unit or ''} | {'; '.join(_said(field))} |"


def _said(field: Field) -> Iterator[str]:
    yield field.cell.meaning
    if field.values:
        yield ", ".join(f"`{value}`" for value in field.values)
    if field.cell.refers:
        yield f"see `{field.cell.refers}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
