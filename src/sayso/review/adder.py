"""A process beside the server that reads dropped files into the ledger, so that the page stays quick meanwhile."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, delete, func, select

from sayso.errors import InputError, SaysoError
from sayso.ledger import Ledger
from sayso.ledger.adding import add
from sayso.ledger.schema import failures, readings, reports
from sayso.reports import Notice
from sayso.review.faults import wrong_of
from sayso.review.shapes import Wrong

NAMED = 100


class Step(NamedTuple):
    """So many more reports were read and stored."""

    reports: int


class Linking(NamedTuple):
    """All is stored; copies and incidents are looked for."""


class Done(NamedTuple):
    """A file is in the ledger, or is not: how many reports of it are new and known, and what failed."""

    new: int
    known: int
    failed: tuple[Wrong, ...]
    keys: tuple[str, ...]


Told: TypeAlias = Step | Linking | Done


def serve(pipe: Pipe, path: Path) -> None:
    """Reads each file that is named on the pipe and tells of it there, until the pipe is closed."""
    # Ctrl-C is the server's to answer; it ends this process by SIGTERM, at which the workers are let go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    if hasattr(os, "nice"):
        os.nice(5)
    while True:
        try:
            file = pipe.recv()
        except EOFError:
            return
        pipe.send(_added(pipe, path, file))


def _added(pipe: Pipe, path: Path, file: Path) -> Done:
    faults: list[Wrong] = []

    def say(told: object) -> None:
        if isinstance(told, InputError):
            faults.append(wrong_of(told))
        elif isinstance(told, Notice):
            faults.append(Wrong(what=told.what, where=told.where, mend="look at the report"))

    # By its name alone, so that the ledger and all messages call it as the person does who dropped it.
    os.chdir(file.parent)
    entry = f"./{file.name}"
    try:
        with Ledger.open(path) as ledger:
            with ledger.read() as connection:
                before = connection.execute(select(func.max(readings.c.number))).scalar() or 0
            added = add(
                ledger,
                [entry],
                say=say,
                step=lambda count, _: pipe.send(Step(count)),
                linking=lambda: pipe.send(Linking()),
            )
            with ledger.write() as connection:
                keys = _new(connection, before, file.name)
                # The file is gone after this, and cannot be tried again by its name.
                connection.execute(delete(failures).where(failures.c.entry == entry))
    except SaysoError as fault:
        return Done(0, 0, (wrong_of(fault),), ())
    return Done(added.new, added.known, tuple(faults), keys)


def _new(connection: Connection, before: int, name: str) -> tuple[str, ...]:
    """Keys of the first reports that came from a file after a reading of that number."""
    origin = reports.c.data["origin"].as_string()
    chosen = (
        select(reports.c.key)
        .join(readings)
        .where(readings.c.number > before, origin.startswith(name, autoescape=True))
        .order_by(readings.c.number)
        .limit(NAMED)
    )
    return tuple(connection.execute(chosen).scalars())
