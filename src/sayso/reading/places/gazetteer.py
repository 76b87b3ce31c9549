"""The index of places: a SQLite file in the user's cache, made at first use and only read from then on."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.errors import InputError
from sayso.reading.places import sources
from sayso.reading.places.names import bare, key
from sayso.reading.places.sources import Precision, Row

# Raised when rows or keys come out differently, so that an old index is left alone and a new one made.
FORMAT = 1
# More places of one name than this are the smallest of them.
MOST_OF_A_NAME = 120
# Words of the longest name that is looked up.
LONGEST = 6

_SCHEMA = """
CREATE TABLE places (
  number INTEGER PRIMARY KEY, code TEXT, name TEXT, kind TEXT, country TEXT, province TEXT, latitude REAL, longitude REAL,
  population INTEGER, reach INTEGER
);
CREATE TABLE names (name TEXT, place INTEGER, other INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
"""
_LOOK_UP = """
SELECT places.*, min(names.other) FROM names JOIN places ON number = place WHERE names.name IN ({})
GROUP BY number ORDER BY population DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a name may stand for.

    `country` is ISO 3166 alpha-3, `province` the GeoNames code of its first-level division (`PK.02`), `reach` how far
    it stretches in kilometres; `other` tells that the name looked up is not its main one.
    """

    number: int
    code: str
    name: str
    kind: Precision
    country: str
    province: str
    latitude: float
    longitude: float
    population: int
    reach: int
    other: bool


class Gazetteer:
    """Looks names up in an index."""

    def __init__(self, path: Path) -> None:
        # Nothing writes to a finished index: it is replaced whole. Without locks a look-up costs 0.02 ms.
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._found: dict[str, tuple[Place, ...]] = {}

    def look_up(self, name: str) -> tuple[Place, ...]:
        """The places of this name, the most populous first; those that a word in the name rules out are left out."""
        whole = key(name)
        if whole not in self._found:
            if len(self._found) > 50_000:
                self._found.clear()
            self._found[whole] = self._search(whole)
        return self._found[whole]

    def _search(self, whole: str) -> tuple[Place, ...]:
        found = self._places(whole)
        plain, told = bare(whole)
        if plain != whole and plain:
            more = self._places(plain)
            wanted = [place for place in more if told in {None, "site"} or place.kind == told]
            found = (*found, *(place for place in wanted or more if place not in found))
        return found

    def _places(self, *names: str) -> tuple[Place, ...]:
        query = _LOOK_UP.format(",".join("?" * len(names)))
        rows = self._database.execute(query, (*names, MOST_OF_A_NAME)).fetchall()
        return tuple(Place(*(*row[:-1], bool(row[-1]))) for row in rows)

    def has(self, whole: str) -> bool:
        """Whether a key stands in the index."""
        return bool(self._database.execute("SELECT 1 FROM names WHERE name = ? LIMIT 1", (whole,)).fetchone())

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()


def folder() -> Path:
    """Where the index lies: `SAYSO_CACHE`, else this system's folder for what can be made again."""
    if given := os.environ.get("SAYSO_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "sayso"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "sayso"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sayso"


def index_path() -> Path:
    """The file of the index."""
    return folder() / f"gazetteer-{FORMAT}.sqlite"


@cache
def shared() -> Gazetteer:
    """The index that ships, or that the user imported; made where there is none yet."""
    path = index_path()
    if not path.exists():
        build(path, sources.bundled(), progress=True)
    return Gazetteer(path)


def import_dump(file: Path, *, path: Path | None = None, progress: bool = False) -> int:
    """Makes the index anew from a GeoNames dump besides what ships, and says how many places the dump gave.

    InputError where the file is no such dump or is cut off; the old index then stays.
    """
    count = 0

    def counted() -> Iterable[Row]:
        nonlocal count
        for row in sources.dump(file):
            count += 1
            yield row

    def everything() -> Iterable[Row]:
        yield from sources.bundled()
        yield from counted()

    build(path or index_path(), everything(), progress=progress)
    shared.cache_clear()
    return count


def build(path: Path, rows: Iterable[Row], *, progress: bool = False) -> None:
    """Writes an index beside its place and moves it there when it is whole; later rows replace those of their number."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix="gazetteer-", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise InputError(
            f"the index of places cannot be written ({error.strerror})",
            where=str(path),
            mend="make room for it, or name another folder in SAYSO_CACHE",
        ) from error
    try:
        _fill(draft, rows, _teller(progress))
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _fill(draft: str, rows: Iterable[Row], tell: Callable[[int], None]) -> None:
    database = sqlite3.connect(draft, isolation_level=None)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;" + _SCHEMA)
        database.execute("BEGIN")
        for count, row in enumerate(rows):
            database.execute("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", row.fields())
            database.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?)", _names(row))
            if count % 5000 == 0:
                tell(count)
        database.execute("COMMIT")
    finally:
        database.close()


def _names(row: Row) -> list[tuple[str, int, int]]:
    """Its main name, the same without the word for its kind (unless that is the whole point of it), and other names."""
    main = key(row.name)
    names = {main: 0}
    plain, told = bare(main)
    if told and plain:
        names.setdefault(plain, 0 if row.kind == "province" else 1)
    for other in row.others:
        if found := key(other):
            names.setdefault(found, 0 if row.kind in {"country", "province"} else 1)
    return [(name, row.number, other) for name, other in names.items() if name]


def _teller(progress: bool) -> Callable[[int], None]:  # noqa: FBT001
    """Says how far the index is, on a terminal only."""
    if not progress or not sys.stderr.isatty():
        return lambda _: None

    def tell(count: int) -> None:
        sys.stderr.write(f"\rindexing places, once: {count:,}")
        sys.stderr.flush()

    return tell
