"""Files dropped in: each waits for its turn, is read by the process beside the server, and is told of as it goes on."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread

from sayso.review.adder import Done, Linking, Step, Told, serve
from sayso.review.shapes import Job, Wrong

KEPT = 1000
PATIENCE = 10
_LONGEST = 120


class Jobs:
    """The files dropped in since the server started; the last thousand are remembered."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._folder = TemporaryDirectory(prefix="sayso-")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: SimpleQueue[tuple[str, Path] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._process: SpawnProcess | None = None
        self._stopped = False

    def place(self, name: str) -> tuple[str, Path]:
        """The id of a new job, and where its file is to be written, under its own name as far as a disk takes it."""
        job = secrets.token_hex(8)
        folder = Path(self._folder.name, job)
        folder.mkdir()
        return job, folder / _tame(name)

    def take(self, job: str, file: Path) -> Job:
        """Has a file read that was written."""
        self._keep(Job(id=job, stage="reading", reports=0, known=0, failed=(), keys=()))
        self._waiting.put((job, file))
        if not self._thread:
            self._thread = Thread(target=self._work, name="files", daemon=True)
            self._thread.start()
        return self._jobs[job]

    def find(self, job: str) -> Job | None:
        """How far a file is; None where there is no such job."""
        return self._jobs.get(job)

    def stop(self) -> None:
        """Ends the process; a file that was not through can be dropped again."""
        self._stopped = True
        self._waiting.put(None)
        if self._process:
            self._process.terminate()
            self._process.join(PATIENCE)
            self._process.kill()
        if self._thread:
            self._thread.join(PATIENCE)
        self._folder.cleanup()

    def _keep(self, job: Job) -> None:
        self._jobs[job.id] = job
        while len(self._jobs) > KEPT:
            self._jobs.popitem(last=False)

    def _work(self) -> None:
        pipe: Pipe | None = None
        while (waiting := self._waiting.get()) and not self._stopped:
            job, file = waiting
            try:
                if not pipe or not self._process or not self._process.is_alive():
                    pipe = self._started()
                pipe.send(file)
                for told in _until_done(pipe):
                    self._keep(_further(self._jobs[job], told))
            except (EOFError, OSError):
                what, mend = "the process that reads it was ended", "drop it again"
                ended = Done(0, 0, (Wrong(what=what, where=file.name, mend=mend),), ())
                self._keep(_further(self._jobs[job], ended))
            with suppress(OSError):
                file.unlink()
        if pipe:
            pipe.close()

    def _started(self) -> Pipe:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._ledger.absolute()), name="sayso add")
        self._process.start()
        theirs.close()
        return ours


def _until_done(pipe: Pipe) -> Iterator[Told]:
    told = None
    while not isinstance(told, Done):
        told = pipe.recv()
        yield told


def _further(job: Job, told: Told) -> Job:
    """A job after something was told of it."""
    match told:
        case Step(count):
            return job.model_copy(update={"reports": job.reports + count})
        case Linking():
            return job.model_copy(update={"stage": "linking"})
        case Done(new, known, failed, keys):
            stage = "failed" if failed and not new + known else "done"
            return job.model_copy(
                update={"stage": stage, "reports": new, "known": known, "failed": failed, "keys": keys}
            )


def _tame(name: str) -> str:
    """The last part of a name, without what a disk or a message could not take; the suffix is kept."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign if sign.isprintable() else "_" for sign in last).strip(". ")
    return plain[-_LONGEST:].encode("utf-8", "replace")[-_LONGEST:].decode("utf-8", "ignore") or "file"
