"""The ledger that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlalchemy import Connection

LedgerPath = Annotated[Path, typer.Option("--ledger", metavar="FILE", help="The ledger.")]
DEFAULT = Path("sayso.db")


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A transaction that reads a ledger; LedgerError where there is none or it cannot be used."""
    from sayso.ledger import Ledger

    with Ledger.open(path) as ledger, ledger.read() as connection:
        yield connection
