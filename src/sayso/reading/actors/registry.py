"""The registry of parties: what ships, and what a user's own file adds."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, cast

from sayso.errors import InputError
from sayso.reading.actors.folding import alike, fold, initials
from sayso.records.actor import ACTOR_KINDS, SECTORS, ActorKind, Sector

COLUMNS = ("name", "kind", "sector", "countries", "acronyms", "aliases", "since", "until", "source")
SHIPPED = ("bodies", "groups", "forces")
# A single word is a name or another one; only longer ones are compared letter by letter.
WORDS_TO_COMPARE = 2

Row = dict[str, str]


class Entry(NamedTuple):
    """A party that the registry knows; `countries` are ISO 3166 alpha-3, the first one its own, none for a body of many."""

    name: str
    kind: ActorKind
    sector: Sector | None
    countries: tuple[str, ...]
    acronyms: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def country(self) -> str | None:
        """The one country that it belongs to."""
        return self.countries[0] if len(self.countries) == 1 else None


class State(NamedTuple):
    """A state with the words for it."""

    name: str
    country: str
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """Parties by their names and acronyms, and states by the words for them; later entries go before earlier ones."""

    entries: tuple[Entry, ...]
    states: tuple[State, ...]
    names: dict[str, list[Entry]]
    acronyms: dict[str, list[Entry]]
    likes: dict[str, list[str]]
    """Folded names by their initials."""
    of_state: dict[str, list[State]]
    """States by their folded names and adjectives."""
    capitals: dict[str, list[State]]

    @staticmethod
    @cache
    def shipped() -> Registry:
        """The registry that comes with the package, loaded once."""
        folder = files("sayso.reading.actors").joinpath("data")
        entries: list[Entry] = []
        for name in SHIPPED:
            entries += map(_entry, _rows(folder.joinpath(f"{name}.csv")))
        states = tuple(map(_state, _rows(folder.joinpath("states.csv"))))
        return _indexed(tuple(entries), states)

    def extended(self, path: Path) -> Registry:
        """With the entries of a CSV file of the columns `COLUMNS`, which go before those of one name here.

        InputError: the file cannot be read, lacks a column, or a row has a value that is none.
        """
        mine = tuple(_read(path))
        return _indexed(
            (*mine, *(one for one in self.entries if one.name not in {new.name for new in mine})), self.states
        )

    def find(self, name: str, countries: Sequence[str] = ()) -> Entry | None:
        """The entry of a name, acronyms left out; of several the one of the places that the report tells of."""
        folded = fold(name)
        found = self.names.get(folded) or self._alike(folded)
        return _chosen(found, countries)

    def by_acronym(self, letters: str, countries: Sequence[str]) -> Entry | None:
        """The entry that is so abbreviated and at home in one of the countries, or in none."""
        found = self.acronyms.get(letters.replace(".", ""), [])
        here = [one for one in found if set(one.countries) & set(countries)]
        return _chosen(here or [one for one in found if not one.countries], countries)

    @cached_property
    def by_country(self) -> dict[str, State]:
        """States by their codes."""
        return {state.country: state for state in self.states}

    def states_of(self, words: str, countries: Sequence[str]) -> State | None:
        """The state of a name or adjective; of several the one that the report tells of."""
        found = self.of_state.get(fold(words), [])
        return next(
            (one for country in countries for one in found if one.country == country),
            found[0] if len(found) == 1 else None,
        )

    def _alike(self, folded: str) -> list[Entry]:
        if folded.count(" ") + 1 < WORDS_TO_COMPARE:
            return []
        near = [name for name in self.likes.get(initials(folded), ()) if alike(name, folded)]
        return [entry for name in near for entry in self.names[name]]


def _chosen(found: Sequence[Entry], countries: Sequence[str]) -> Entry | None:
    """The one entry that is meant; None where it stays open."""
    known = list(dict.fromkeys(found))
    if len(known) > 1:
        known = [one for one in known if set(one.countries) & set(countries)]
    return known[0] if len(known) == 1 else None


def _indexed(entries: tuple[Entry, ...], states: tuple[State, ...]) -> Registry:
    names: dict[str, list[Entry]] = defaultdict(list)
    acronyms: dict[str, list[Entry]] = defaultdict(list)
    likes: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in {fold(words) for words in (entry.name, *entry.aliases)}:
            names[name].append(entry)
        for letters in entry.acronyms:
            acronyms[letters.replace(".", "")].append(entry)
    for name in names:
        likes[initials(name)].append(name)
    of_state: dict[str, list[State]] = defaultdict(list)
    capitals: dict[str, list[State]] = defaultdict(list)
    for state in states:
        for words in {fold(one) for one in (state.name, *state.adjectives, *state.aliases)}:
            of_state[words].append(state)
        for capital in state.capitals:
            capitals[fold(capital)].append(state)
    return Registry(entries, states, dict(names), dict(acronyms), dict(likes), dict(of_state), dict(capitals))


def _rows(file: Traversable) -> Iterator[Row]:
    """The rows of a shipped file, in which no field goes over a line."""
    return iter(csv.DictReader(file.read_text("utf-8").splitlines()))


def _list(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(";") if part.strip())


def _entry(row: Row) -> Entry:
    return Entry(
        name=row["name"].strip(),
        kind=cast(ActorKind, row["kind"]),
        sector=cast(Sector, row["sector"]) if row["sector"] else None,
        countries=_list(row["countries"]),
        acronyms=_list(row["acronyms"]),
        aliases=_list(row["aliases"]),
    )


def _state(row: Row) -> State:
    return State(row["name"], row["country"], _list(row["adjectives"]), _list(row["capital"]), _list(row["aliases"]))


def _read(path: Path) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            lacking = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if lacking:
                raise InputError(
                    f"the columns {', '.join(lacking)} are missing",
                    where=f"{path}, line 1",
                    mend=f"begin the file with {','.join(COLUMNS)}",
                )
            for row in rows:
                _check(row, f"{path}, line {rows.line_num}")
                yield _entry(row)
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})", where=str(path), mend="name another file"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"this is no CSV in UTF-8 ({error})", where=str(path), mend="save it as CSV in UTF-8"
        ) from error


def _check(row: Row, where: str) -> None:
    if None in row or None in row.values():
        raise InputError(
            f"the row has not {len(COLUMNS)} fields",
            where=where,
            mend="put a field with a comma in it in double quotes",
        )
    if not fold(row["name"]):
        raise InputError("the name is empty", where=where, mend="give the party's full name")
    _one_of(row["kind"], ACTOR_KINDS, "kind", where)
    if row["sector"]:
        _one_of(row["sector"], SECTORS, "sector", where)
    for code in _list(row["countries"]):
        if not (len(code) == len("PAK") and code.isascii() and code.isupper()):
            raise InputError(f"{code!r} is no country", where=where, mend="give three capital letters, as in PAK")


def _one_of(value: str, known: Iterable[str], name: str, where: str) -> None:
    if value not in known:
        raise InputError(f"{value!r} is no {name}", where=where, mend=f"take one of {', '.join(known)}")
