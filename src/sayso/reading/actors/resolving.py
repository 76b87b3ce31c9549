"""Which party the words of a report mean: by its own acronyms, the registry, the patterns of a state's organs, a description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sayso.reading import lexicon
from sayso.reading.actors.folding import fold
from sayso.reading.actors.registry import Entry, Registry
from sayso.reading.actors.words import organs, sector_of, words
from sayso.reading.names import Names, find
from sayso.reading.phrases import bare, is_name
from sayso.reading.spans import Mention
from sayso.records import Event, Report
from sayso.records.actor import ActorKind, Sector

ACRONYM = re.compile(r"[A-Z][A-Za-z./&-]{0,10}[A-Z]\w{0,2}|[A-Z]{2,}")
OFFICE_NEAR = 60
ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
COUNTED = re.compile(
    r"^(?:(?:an?|at least|about|around|some|several|many|other|all|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*) )+",
    re.IGNORECASE,
)
ENDS = re.compile(r"[,(]| (?:who|that|which|from|in|at|near|on|of|with|for|by|to|and|including)\b")
DOERS = re.compile(r"(?:er|or|ist|ian)s?$|[^\W\d_]{2}m[ae]n$")


class Party(NamedTuple):
    """What some words mean; parties of one key are one."""

    key: str
    name: str
    entry: str | None = None
    kind: ActorKind | None = None
    sector: Sector | None = None
    country: str | None = None


@dataclass(frozen=True)
class Scene:
    """A report as its parties are looked up in: its text, its names, the countries that it tells of."""

    text: str
    names: Names
    countries: tuple[str, ...]
    registry: Registry
    persons: frozenset[str]
    """Folded names of persons, which are looked up nowhere."""

    @staticmethod
    def of(report: Report, events: Sequence[Event], mentions: Sequence[Mention], registry: Registry) -> Scene:
        """The scene of a report; the country of its dateline comes first, then those of its events' places."""
        line = fold(report.dateline.place or "") if report.dateline else ""
        states = registry.capitals.get(line, []) + registry.of_state.get(line.rpartition(", ")[2], [])
        placed = Counter(one.location.country for one in events if one.location and one.location.country)
        told = [state.country for state in states] + [country for country, _ in placed.most_common()]
        names = find(report.text, list(mentions))
        persons = [one[0] for one in names.people.values()]
        persons += [report.text[one.start : one.end] for one in mentions if one.kind == "person"]
        return Scene(report.text, names, tuple(dict.fromkeys(told)), registry, frozenset(map(fold, persons)))

    @cached_property
    def home(self) -> str | None:
        """The country that the report tells of, where it is one."""
        return self.countries[0] if len(self.countries) == 1 else None

    def party(self, named: str) -> Party | None:
        """The party that a name means; None where it is a description."""
        name = re.sub(r"['’]s?$", "", bare(re.sub(r"\s*\([^)]*(?:\)|$)", "", ARTICLE.sub("", named))).strip(' ,.;:“”"'))
        if fold(name) in self.persons:
            return self._office(name) or Party(f"name {fold(name)}", name, kind="people")
        full = bare(self.names.acronyms.get(name, (name, None))[0])
        found = self._entry(name, full)
        if found:
            return Party(f"entry {found.name}", full, found.name, found.kind, found.sector, found.country)
        return self._organ(full) or self._state(full) or self._named(full)

    def _entry(self, name: str, full: str) -> Entry | None:
        known = self.registry.find(full, self.countries)
        if known or name in self.names.acronyms:
            return known
        return self.registry.by_acronym(name, self.countries) if ACRONYM.fullmatch(name) else None

    def _organ(self, name: str) -> Party | None:
        """`Congolese army`, `army of Chad`, `Chad's army`, and `army` where one country alone is told of."""
        folded = fold(name).replace("'s ", " ")
        inner, of, whose = folded.partition(" of ")
        if of and inner in organs() and (state := self.registry.states_of(whose, self.countries)):
            return self._of_state(inner, name, state.name, state.country)
        parts = folded.split()
        for cut in range(len(parts)):
            organ = " ".join(parts[cut:])
            if organ in organs():
                state = self.registry.states_of(" ".join(parts[:cut]), self.countries) if cut else None
                if state:
                    return self._of_state(organ, name, state.name, state.country)
                # `Diyala police` is one; of the `Segovias Liberty Army` nobody knows whose it is.
                if cut and not (is_name(name.split()[cut - 1]) and name.rsplit(maxsplit=1)[-1].islower()):
                    return None
                kind, sector = organs()[organ]
                return Party(f"organ {folded}", name, None, kind, sector, self.home)
        return None

    def _of_state(self, organ: str, name: str, state: str, country: str) -> Party:
        for adjective in self.registry.by_country[country].adjectives:
            if known := self.registry.names.get(fold(f"{adjective} {organ}"), [])[:1]:
                one = known[0]
                return Party(f"entry {one.name}", name, one.name, one.kind, one.sector, one.country)
        kind, sector = organs()[organ]
        entry = f"{state}: {organ if 'ministry' in organ else kind}"
        return Party(f"entry {entry}", name, entry, kind, sector, country)

    def _state(self, name: str) -> Party | None:
        """A state that speaks or acts, by its own name or by its capital's for its government."""
        if not is_name(name.split(maxsplit=1)[0] if name else ""):
            return None
        if state := self.registry.states_of(name, self.countries):
            return Party(f"entry {state.name}", name, state.name, "state", "GOV", state.country)
        seats = self.registry.capitals.get(fold(name), [])
        if len(seats) == 1:
            entry = f"{seats[0].name}: government"
            return Party(f"entry {entry}", name, entry, "government", "GOV", seats[0].country)
        return None

    def _named(self, name: str) -> Party | None:
        """A name that nothing is known of: an office where the text says so, a person, else a body."""
        parts = name.split()
        if not parts or not is_name(parts[0]) or not is_name(parts[-1]) or self._is_common(parts):
            return None
        return self._office(name) or Party(f"name {fold(name)}", name)

    def _is_common(self, parts: list[str]) -> bool:
        """Whether the first word has its capital from the sentence's beginning: `Residents`, `Elders of Murghab`."""
        first = parts[0].casefold()
        common = sector_of(first) or first in words("any_group") | words("belonging") | words("sufferers")
        return bool(common) and (len(parts) == 1 or not is_name(parts[1]))

    def _office(self, name: str) -> Party | None:
        """A person in a public office: the words for it stand within the name or right beside it."""
        at = self.text.find(name)
        before = self.text[max(0, at - OFFICE_NEAR) : at] if at >= 0 else ""
        after = self.text[at + len(name) :][:OFFICE_NEAR] if at >= 0 else ""
        title = re.split(r"[.;:!?\n]", before)[-1].split()[-1:]
        beside = re.match(r", (?:the |an? |its |who is |then )*([\w -]+)", after)
        near = {word.casefold() for word in (*name.split(), *title, *(beside[1].split()[:4] if beside else []))}
        if not near & words("offices"):
            return None
        return Party(f"name {fold(name)}", name, kind="office", sector="GOV" if near & words("governing") else None)

    def people(self, described: str) -> Party | None:
        """People, or a body without a name, by a description; None for a pronoun, a number alone, a thing."""
        folded = fold(COUNTED.sub("", bare(described)))
        phrase = ENDS.split(folded)[0]
        head = phrase.split()[-1] if phrase.split() else ""
        if not head or folded in words("pronouns"):
            return None
        sector = sector_of(phrase) or sector_of(head)
        name = (
            described
            if described[:1].islower() or self.text.find(described) < 0
            else described[:1].lower() + described[1:]
        )
        if head in lexicon.words("groups") | lexicon.words("forces") | lexicon.words("media"):
            return Party(f"body {folded}", bare(name), sector=sector, country=self._country_of(phrase))
        if not (sector or head in words("belonging") | words("sufferers") or DOERS.search(head)):
            return None
        return Party(f"people {folded}", bare(name), kind="people", sector=sector, country=self._country_of(phrase))

    def _country_of(self, phrase: str) -> str | None:
        found = (self.registry.states_of(word, self.countries) for word in phrase.split())
        return next((state.country for state in found if state), None)
