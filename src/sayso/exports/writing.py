"""New files and folders: whole or not there at all, and never in the place of another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.errors import SaysoError


@contextmanager
def new(out: Path) -> Iterator[Path]:
    """A path beside `out` to make a file or a folder at, which is moved to `out` when all is written.

    SaysoError where something stands there already (an empty folder is taken) or it cannot be written.
    """
    empty = out.is_dir() and not any(out.iterdir())
    if out.exists() and not empty:
        raise SaysoError(
            "it is there already and is not overwritten", where=str(out), mend="name another, or remove it"
        )
    try:
        with TemporaryDirectory(dir=out.absolute().parent, prefix=f".{out.name}-") as folder:
            made = Path(folder) / out.name
            yield made
            if empty:
                out.rmdir()
            made.rename(out)
    except OSError as error:
        raise SaysoError(
            f"it cannot be written ({error.strerror})", where=str(out), mend="make room for it, or name another place"
        ) from error
