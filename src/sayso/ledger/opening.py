"""A ledger's file: opened for one process among several, brought to this version, its faults said in one sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError
from sayso.ledger.schema import VERSION

# What the file says of itself, so that no other program's database is taken for a ledger: "Says".
APPLICATION = 0x53617973
WAIT = 30
_HEADER, _MAGIC = 100, b"SQLite format 3\0"

# What SQLite's messages mean for a person.
_FAULTS = (
    ("disk is full", "the disk is full", "make room, then run the same command again"),
    ("disk I/O error", "the disk cannot be read or written", "check the disk and its room"),
    ("readonly", "it may not be written", "ask for the right to write it, or copy it"),
    ("unable to open", "it cannot be opened", "check the path and who may read it"),
    ("locked", f"another process has been writing it for {WAIT} seconds", "wait until it is done, then try again"),
    ("malformed", "it is damaged", "take it from a backup, or make it anew with `sayso add`"),
    ("not a database", "it is no ledger", "name a ledger, as `sayso add` makes them"),
)


def open_engine(path: Path, *, create: bool, read_only: bool) -> Engine:
    """The engine of a ledger that is of this version; LedgerError where there is none or it cannot be used."""
    _look_at(path, create=create)
    mode = _read_mode(path) if read_only else "rwc" if create else "rw"
    engine = create_engine(
        f"sqlite:///file:{_quoted(path)}?mode={mode}&uri=true",
        connect_args={"timeout": WAIT, "check_same_thread": False},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        with faults(path):
            _bring_up(engine, path, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_ledger(entry: str | Path) -> bool:
    """Whether something that was named is a file that holds a ledger, of whatever version."""
    try:
        with Path(entry).open("rb") as file:
            header = file.read(_HEADER)
    except (OSError, ValueError):
        return False
    return header.startswith(_MAGIC) and int.from_bytes(header[68:72]) == APPLICATION


def _read_mode(path: Path) -> str:
    """How a ledger is opened to be read: even its readers write beside it, unless nobody can."""
    beside = path.absolute().parent
    still = not os.access(beside, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return "ro&immutable=1" if still else "ro"


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Says a fault of the database in one sentence, as a LedgerError."""
    try:
        yield
    except DatabaseError as fault:
        message = str(fault.orig)
        for sign, what, mend in _FAULTS:
            if sign in message:
                raise LedgerError(what, where=str(path), mend=mend) from fault
        raise


@contextmanager
def transaction(engine: Engine, path: Path, *, write: bool) -> Iterator[Connection]:
    """One transaction: everything in it happens or nothing; a writer waits for the one before it."""
    with faults(path), engine.connect().execution_options(write=write) as connection, connection.begin():
        yield connection


def _on_connect(raw: Any, _: object) -> None:  # noqa: ANN401 - whatever the driver gives
    # The driver would begin transactions by itself, and late.
    raw.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON"):
        raw.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    # A reader that becomes a writer later could not wait for another one: it would be told `locked` at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _look_at(path: Path, *, create: bool) -> None:
    """Raises where a file is missing, something else, or cut off."""
    where = str(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        if create and path.absolute().parent.is_dir():
            return
        raise LedgerError("there is no ledger", where=where, mend="make one with `sayso add`") from None
    except OSError as fault:
        what = (fault.strerror or "it cannot be opened").lower()
        raise LedgerError(what, where=where, mend="check the path and who may read it") from fault
    if not size and create:
        return
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72]) != APPLICATION:
        raise LedgerError("it is no ledger", where=where, mend="name a ledger, as `sayso add` makes them")
    page = int.from_bytes(header[16:18])
    whole = int.from_bytes(header[28:32]) * (65536 if page == 1 else page)
    # What is not in the file yet may stand in the log beside it.
    log = path.with_name(path.name + "-wal")
    if size < whole and not (log.exists() and log.stat().st_size):
        raise LedgerError(
            f"the file is cut off: {size:,} bytes of {whole:,}", where=where, mend="take it from a backup, or add anew"
        )


def _bring_up(engine: Engine, path: Path, *, read_only: bool) -> None:
    """Brings a ledger to this version, an empty file from nothing."""
    found = _version(engine)
    if found == VERSION:
        return
    if found and found > VERSION:
        raise LedgerError("it was made by a newer Sayso", where=str(path), mend="install the newest version")
    if read_only:
        raise LedgerError("it was made by an older Sayso", where=str(path), mend="open it for writing once")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        # First what it is, in the file itself: killed after it, the file is known for a ledger that is empty.
        raw.execute(f"PRAGMA application_id={APPLICATION}")
        raw.execute("PRAGMA journal_mode=WAL")
    with transaction(engine, path, write=True) as connection:
        upgrade(connection)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection) -> None:
    """Runs the migrations that a ledger lacks, within the transaction of a connection."""
    # Alembic takes a fifth of a second to load, and is needed for a new ledger or an old one alone.
    from alembic import command  # noqa: PLC0415

    command.upgrade(migrations(connection), "head")


def migrations(connection: Connection | None = None) -> Any:  # noqa: ANN401 - Alembic is loaded late
    """Alembic's settings, made in code: where the migrations stand and the connection that they run on."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _quoted(path: Path) -> str:
    from urllib.parse import quote  # noqa: PLC0415

    return quote(str(path.absolute()))
