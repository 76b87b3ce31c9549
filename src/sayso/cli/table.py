"""Tables of any length on a terminal: the first rows stand on the screen before the last are read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from sayso.cli.saying import console

AT_ONCE = 200


class Column(NamedTuple):
    """A column with a fixed width, or with a share of what the others leave."""

    name: str
    share: int | None = None
    width: int | None = None


def print_table(columns: Iterable[Column], rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns that stay where they are from the first row to the last."""
    from rich.table import Table
    from rich.text import Text

    from sayso.records.terminal import plain

    columns, rows, screen, first = list(columns), iter(rows), console(), True
    while lot := list(islice(rows, AT_ONCE)):
        table = Table(box=None, expand=True, pad_edge=False, show_header=first, header_style="bold")
        for column in columns:
            table.add_column(column.name, ratio=column.share, width=column.width, overflow="fold")
        for row in lot:
            table.add_row(*(Text(plain(cell)) for cell in row))
        screen.print(table)
        first = False
