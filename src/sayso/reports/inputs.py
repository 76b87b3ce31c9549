"""Whatever a person names, files, folders, patterns, addresses or standard input, to Reports one by one."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sayso.errors import FetchError, InputError
from sayso.records import Report
from sayso.reports.blob import KINDS, read_stream, unreadable, without_bytes
from sayso.reports.notice import Found, Notice, Source, Taken, Took, shown

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_STDIN = "-"


def read_inputs(
    what: Iterable[str | Path], *, allow_private: bool = False, stdin: BinaryIO | None = None
) -> Iterator[Found]:
    """The reports in what is named, in that order, each read when it is asked for.

    An entry is a file, a folder (with all in it, sorted, of the suffixes of `KINDS`; hidden files left out), a pattern
    (`news/*.txt`, `**` for folders within), an address, or `-` for standard input, which `stdin` can stand for. A file
    that is named itself is read by its suffix, else by what is in it.

    What cannot be read comes as an InputError in its place and the rest goes on; what a person should know of a report
    comes as a Notice after it. `allow_private` lets addresses lead to hosts that are not public.
    """
    return without_bytes(took for _, took in take_inputs(what, allow_private=allow_private, stdin=stdin))


def take_inputs(
    what: Iterable[str | Path], *, allow_private: bool = False, stdin: BinaryIO | None = None
) -> Iterator[tuple[str, Took]]:
    """What `read_inputs` gives, each with the entry that it came by, and reports with the bytes they were read from."""
    texts: dict[str, int] = {}
    for entry in what:
        for took in _read(entry, allow_private=allow_private, stdin=stdin):
            yield os.fspath(entry), took
            if isinstance(took, Taken) and took.report.given_id and _differs(took.report, texts):
                where = took.report.origin or _STDIN
                told = f"the id `{shown(took.report.given_id)}` came before with another text, both are kept"
                yield os.fspath(entry), Notice(told, where)


def size_of(what: Iterable[str | Path]) -> int | None:
    """How many bytes the named files have together, as far as can be told beforehand; None for addresses and streams."""
    names = [os.fspath(entry) for entry in what]
    if any(name == _STDIN or _ADDRESS.match(name) for name in names):
        return None
    paths = (path for name in names for path in _paths(name) if isinstance(path, Path))
    return sum(path.stat().st_size for path in paths if path.is_file())


def _differs(report: Report, texts: dict[str, int]) -> bool:
    """Whether the id of a report came before with another text; only digests of texts are kept."""
    digest = hash(report.text)
    return texts.setdefault(report.id, digest) != digest


def _read(entry: str | Path, *, allow_private: bool, stdin: BinaryIO | None) -> Iterator[Took]:
    name = os.fspath(entry)
    if name == _STDIN:
        yield from read_stream(stdin or sys.stdin.buffer, Source(_STDIN))
    elif _ADDRESS.match(name):
        yield from _fetched(name, allow_private=allow_private)
    else:
        for path in _paths(name):
            yield from [path] if isinstance(path, InputError) else _opened(path)


def _fetched(address: str, *, allow_private: bool) -> Iterator[Took]:
    # The client of addresses takes a tenth of a second to load, which files need not wait for.
    from sayso.reports.fetch import fetch  # noqa: PLC0415

    try:
        data, source = fetch(address, allow_private=allow_private)
    except FetchError as fault:
        yield fault
    else:
        yield from read_stream(BytesIO(data), source)


def _paths(name: str) -> Iterator[Path | InputError]:
    """The files that a path or a pattern names."""
    if _is_folder(name):
        yield from _in_folder(name)
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield Path(name)
    else:
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - patterns can be absolute
        for match in matches:
            yield from _in_folder(match) if _is_folder(match) else [Path(match)]
        if not matches:
            yield InputError("no file matches this pattern", where=shown(name), mend="check how it is written")


def _is_folder(name: str) -> bool:
    # Path.is_dir raises for names that are too long or may not be looked at.
    return os.path.isdir(name)  # noqa: PTH112


def _in_folder(folder: str) -> Iterator[Path | InputError]:
    """The files of known suffixes in a folder and those within it, and an error for one that cannot be looked into."""
    faults: list[OSError] = []
    empty = True
    for parent, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in KINDS and not name.startswith("."):
                empty = False
                yield Path(parent, name)
    yield from (unreadable(fault, shown(fault.filename)) for fault in faults)
    if empty and not faults:
        yield InputError(
            "no file in this folder can be read", where=shown(folder), mend=f"give files of {', '.join(KINDS)}"
        )


def _opened(path: Path) -> Iterator[Took]:
    origin = shown(path)
    try:
        stream = path.open("rb")
    except OSError as fault:
        yield unreadable(fault, origin)
    except ValueError:
        yield InputError("it is no path", where=origin, mend="check how it is written")
    else:
        with stream:
            yield from read_stream(stream, Source(origin, KINDS.get(path.suffix.lower())))
