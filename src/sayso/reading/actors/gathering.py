"""The words for each party of one report, gathered; what belongs to a party is one of its own."""

from __future__ import annotations

import re

from sayso.reading.actors.folding import fold
from sayso.reading.actors.resolving import Party, Scene
from sayso.reading.actors.words import organs, words
from sayso.records import Actor, Span

POSSESSED = re.compile(r"(.+?)['’]s? ([\w’' -]+)$")
OF_PARTY = re.compile(r"([\w -]+?) (?:of|from) (.+)$")
Stretch = tuple[int, int]


class Gathered:
    """Parties by their keys, each with where it is named; grows mention by mention, holders first."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.parties: dict[str, Party] = {}
        self.spans: dict[str, dict[Stretch, Span]] = {}
        self.of: dict[str, str] = {}

    def speaks(self, holder: str, at: Span | None, source: Span | None) -> None:
        """A holder, with the words that name it and those of a source that is led back to it."""
        meant = (
            self._definite(holder)
            or self._belonging(holder, None)
            or self.scene.party(holder)
            or self.scene.people(holder)
        )
        meant = meant or Party(f"people {fold(holder)}", holder, kind="people")
        for span in (at, source):
            self._add(meant, span)

    def acts(self, span: Span) -> None:
        """The words of an event's agent or patient."""
        text = span.text
        if fold(text) in words("pronouns"):
            return
        meant = self._definite(text) or self._belonging(text, span) or self.scene.party(text) or self.scene.people(text)
        if meant:
            self._add(meant, span)

    def _add(self, meant: Party, span: Span | None) -> None:
        known = self.parties.setdefault(meant.key, meant)
        # The fuller of two names is the party's.
        if meant.kind != "people" and len(meant.name) > len(known.name):
            self.parties[meant.key] = known._replace(name=meant.name)
        places = self.spans.setdefault(meant.key, {})
        if span:
            places[span.start, span.end] = span

    def _definite(self, text: str) -> Party | None:
        """`the group`, `the army`, where the report has told of one such party alone."""
        folded = fold(text)
        if folded in words("any_group"):
            found = [one for one in self.parties.values() if one.kind == "armed group"]
        elif folded in organs():
            found = [
                one
                for one in self.parties.values()
                if (one.kind, one.sector) == organs()[folded] and fold(one.name).endswith(folded)
            ]
        else:
            # `the Front`, `Mboli`, after a fuller name.
            found = [] if " " in folded else [one for one in self.parties.values() if self._ends(one, folded)]
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _ends(one: Party, word: str) -> bool:
        return bool(word) and one.name[:1].isupper() and fold(one.name).endswith(f" {word}")

    def _belonging(self, text: str, span: Span | None) -> Party | None:
        """`its fighters`, `BLA commander`, `members of the group`: people of a party."""
        whose, head = self._whose(text)
        if not whose or not head or not set(fold(head).split()) & words("belonging"):
            return None
        owner = self._before(span) if whose in words("owners") else self._definite(whose) or self.scene.party(whose)
        if (
            not owner
            or owner.kind in {"people", "office", "state"}
            or (not owner.entry and owner.key not in self.parties)
        ):
            return None
        start = text.find(whose)
        if (span and owner.key in self.parties) or span:
            self._add(owner, Span.of(self.scene.text, span.start + start, span.start + start + len(whose)))
        described = self.scene.people(text)
        if not described:
            return None
        mine = described._replace(key=f"of {owner.key} {fold(head)}", sector=owner.sector, country=owner.country)
        self.of[mine.key] = owner.key
        return mine

    def _before(self, span: Span | None) -> Party | None:
        """The party that is named last before some words in their paragraph; people own nothing."""
        named = [
            (place.end, key)
            for key, places in self.spans.items()
            if self.parties[key].kind not in {"people", "office", "state"}
            for place in places.values()
            if span and place.end <= span.start and "\n" not in self.scene.text[place.end : span.start]
        ]
        return self.parties[max(named)[1]] if named else None

    def _whose(self, text: str) -> tuple[str, str]:
        """Who owns, and what: both empty where the words do not say so."""
        if found := OF_PARTY.fullmatch(text):
            return found[2], found[1]
        if found := POSSESSED.fullmatch(text):
            return found[1], found[2]
        name, _, head = text.rpartition(" ")
        return (name, head) if any(sign.isupper() for sign in name) or name in words("owners") else ("", "")

    def actors(self) -> tuple[Actor, ...]:
        """One Actor for each party that is named in the text, in the order of the text."""
        placed = {
            key: sorted(places.values(), key=lambda one: (one.start, one.end))
            for key, places in self.spans.items()
            if places
        }
        order = sorted(placed, key=lambda key: (placed[key][0].start, placed[key][0].end, key))
        ids = {key: f"a{number}" for number, key in enumerate(order, 1)}
        return tuple(
            Actor.model_construct(
                id=ids[key],
                name=one.name,
                entry=one.entry,
                kind=one.kind,
                sector=one.sector,
                country=one.country,
                spans=tuple(placed[key]),
                of=ids.get(self.of.get(key, "")),
            )
            for key in order
            for one in [self.parties[key]]
        )
