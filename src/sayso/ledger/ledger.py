"""A ledger: reports and readings in one file, which loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine

from sayso.errors import LedgerError
from sayso.ledger.opening import faults, open_engine, transaction
from sayso.ledger.restoring import find_readings
from sayso.ledger.reviews.applying import reapply, reviewed_among
from sayso.ledger.storing import known, store
from sayso.records import Reading

if TYPE_CHECKING:
    import polars as pl


class Ledger:
    """A ledger that is open; a context manager that closes it. Several processes can have one open.

    `Ledger.open` makes it; `read` and `write` give transactions to the modules beside this one.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """Opens a ledger, and makes it where `create` says so; LedgerError where it cannot be used."""
        place = Path(path)
        return cls(place, open_engine(place, create=create, read_only=read_only))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        with faults(self.path):
            self._engine.dispose()

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that sees the ledger as it is now, whatever others write meanwhile."""
        return transaction(self._engine, self.path, write=False)

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: everything in it happens or nothing. It waits for the writer before it."""
        return transaction(self._engine, self.path, write=True)

    @contextmanager
    def watch(self) -> Iterator[Callable[[], int]]:
        """A function that gives a number, which is another one after anybody wrote to the ledger."""
        with faults(self.path), closing(self._engine.raw_connection()) as connection:
            # Outside of any transaction: one would see the ledger as it was when it began.
            raw = connection.driver_connection
            assert raw is not None

            def version() -> int:
                ((number,),) = raw.execute("PRAGMA data_version")
                return int(number)

            yield version

    def store(self, pairs: Iterable[tuple[Reading, bytes]]) -> list[str]:
        """Stores readings with the bytes of their reports in one transaction; gives the keys of what is new."""
        with self.write() as connection:
            stored = store(connection, pairs)
            reapply(connection, reviewed_among(connection, stored))
            return stored

    def known(self, keys: Iterable[str], reader: str) -> set[str]:
        """Of some reports, by their keys, those that need no reading: read by this reader, or removed."""
        with self.read() as connection:
            return known(connection, keys, reader)

    def readings(self) -> Iterator[Reading]:
        """The reading that counts of each report, by day of publication."""
        with self.read() as connection:
            yield from find_readings(connection)

    def forget(self) -> None:
        """Empties the log of writes beside the file, where what was removed would still stand.

        LedgerError where another process reads what was there before.
        """
        with faults(self.path), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise LedgerError(
                "what was removed stands in the log beside it until others close it",
                where=str(self.path),
                mend="close what else has it open, then run `sayso check`",
            )

    def reports(self) -> pl.DataFrame:
        """All reports, one a row; docs/exports.md says what the fields are."""
        return self._frame("reports")

    def claims(self) -> pl.DataFrame:
        """All claims, one a row."""
        return self._frame("claims")

    def events(self) -> pl.DataFrame:
        """All events, one a row."""
        return self._frame("events")

    def figures(self) -> pl.DataFrame:
        """All figures, one a row."""
        return self._frame("figures")

    def copies(self) -> pl.DataFrame:
        """All pairs of copies, one a row."""
        return self._frame("copies")

    def incidents(self) -> pl.DataFrame:
        """All incidents with their standing, one a row."""
        return self._frame("incidents")

    def _frame(self, table: str) -> pl.DataFrame:
        # Polars takes a quarter of a second to load, which what needs no frame need not wait for.
        from sayso.ledger.frames import whole  # noqa: PLC0415

        with self.read() as connection:
            return whole(connection, table)
