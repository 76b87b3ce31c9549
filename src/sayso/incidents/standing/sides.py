"""The parties of an incident and their sides: who does it, to whom, and who speaks for them.

Armed forces, government, police and those that fight for it are one side for each country; every armed group is its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sayso.incidents.standing.attested import Attested, enclosing
from sayso.incidents.standing.lists import has, words
from sayso.incidents.standing.names import country_of, fold, is_state, known_as
from sayso.reading.actors import party
from sayso.records import Actor, Span
from sayso.records.event import EventType
from sayso.records.incident import Party

OF_STATES = frozenset({"state", "government", "armed forces", "police"})
# Happenings that make a party of who does them and of whom they are done to.
FORCE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT"})
# A name of more words is a description.
MOST = 7
# The side of a state whose name no report tells.
UNNAMED = "state"


class Sides:
    """Who is who in an incident, from the names and actors of its reports."""

    def __init__(self, told: Sequence[Attested], country: str | None = None) -> None:
        self._actors = {one.report_key: one.reading.actors for one in told}
        self._named = {actor.name: actor for actors in self._actors.values() for actor in actors}
        self._known = known_as(_names(told), {name: party(actor) for name, actor in self._named.items()})
        self._home = country or _commonest(
            code for name in self._known if _of_state(name) and (code := country_of(name))
        )
        self._groups = Counter(name for name in self._known.values() if _named_group(name))
        admitting = [self._known[one.holder] for one in told if one.holder and _admits(one) and _for_itself(one)]
        self._groups.update(name for name in admitting if _could_be_group(name))
        self._main_group = _commonest(self._groups.elements())
        self._speaking = {one.event_key: self._side_of_holder(one) for one in told}
        self._suffering = {one.event_key: self._sides_of(one, one.event.patient) for one in told}
        self._doing = {one.event_key: self._side_of_doers(one) for one in told}

    def party(self, name: str | None) -> str | None:
        """The fullest name of a party that a report calls so."""
        return self._known.get(name, name) if name else None

    def holder(self, one: Attested) -> str | None:
        """Who is answerable for an event, by its fullest name; None where that is nobody named."""
        return self.party(one.holder)

    def side(self, name: str | None) -> str | None:
        """The side that a party stands on: a group's name, `state` with the country; None for a bystander."""
        name = self.party(name)
        if not name or name in self._groups:
            return name
        if _of_state(name) or (name in self._named and self._named[name].kind in OF_STATES):
            return self._state(self._named[name].country if name in self._named else country_of(name))
        return self._group_in(f" {fold(name)} ")

    def spoken_for(self, one: Attested) -> str | None:
        """The side that the holder of an event speaks for: by its name, by the words of the source, as `his captain` of others."""
        return self._speaking[one.event_key]

    def agents(self, one: Attested) -> frozenset[str]:
        """The sides that do it; who admits a deed without naming the doer is the doer, unless it is a loss of its own."""
        return self._doing[one.event_key]

    def patients(self, one: Attested) -> frozenset[str]:
        """The sides to which it is done."""
        return self._suffering[one.event_key]

    def parties(self, told: Sequence[Attested]) -> tuple[Party, ...]:
        """The holders that take part, or belong to a side that does, in the order in which they speak."""
        acting = {side for one in told if one.event.type in FORCE for side in self.agents(one) | self.patients(one)}
        found = {
            name: Party(name=name, side=side)
            for one in told
            if (name := self.holder(one)) and (side := self.spoken_for(one)) and side in acting
        }
        return tuple(found.values())

    def _side_of_holder(self, one: Attested) -> str | None:
        if not one.holder or not one.claim:
            return None
        source = one.claim.source.text if one.claim.source else None
        teller = enclosing(one)[0].holder if enclosing(one) and _first(one.holder) in words("own") else None
        return self.side(one.holder) or self.side(source) or self.side(teller)

    def _side_of_doers(self, one: Attested) -> frozenset[str]:
        side = self._speaking[one.event_key]
        admitted = side and _admits(one) and side not in self._suffering[one.event_key]
        return self._sides_of(one, one.event.agent) or frozenset({side} if side and admitted else ())

    def _sides_of(self, one: Attested, spans: Sequence[Span]) -> frozenset[str]:
        return frozenset(side for span in spans if (side := self._side_of_span(one, span)))

    def _side_of_span(self, one: Attested, span: Span) -> str | None:
        actor = next((actor for actor in self._actors[one.report_key] if span in actor.spans), None)
        if actor and (side := self._side_of_actor(actor, one.report_key)):
            return side
        if _first(span.text) in words("own"):
            return self.spoken_for(one) if not has("outside").search(fold(span.text)) else None
        if has("other_side").search(fold(span.text)):
            return self._against(self.spoken_for(one))
        return self.side(span.text)

    def _state(self, country: str | None) -> str:
        return f"{UNNAMED} {country or self._home or ''}".strip()

    def _group_in(self, folded: str) -> str | None:
        """The armed group that some words name, or stand for where they name none."""
        if has("outside").search(folded):
            return None
        within = [group for group in self._groups if f" {fold(group)} " in folded]
        generic = (self._main_group or "armed group") if has("any_group").search(folded) else None
        return max(within, key=len) if within else generic

    def _against(self, side: str | None) -> str | None:
        """The side that fights another: for a group the state, for a state the group."""
        if side is None:
            return None
        return self._main_group if side.startswith(UNNAMED) else self._state(None)

    def _side_of_actor(self, actor: Actor, report: str) -> str | None:
        actors = {other.id: other for other in self._actors[report]}
        seen = {actor.id}
        while actor.of in actors and actor.of not in seen:
            seen.add(actor.of)
            actor = actors[actor.of]
        if actor.kind in OF_STATES:
            return self._state(actor.country)
        return self.side(actor.name)


def _names(told: Sequence[Attested]) -> Iterator[str]:
    for one in told:
        yield from (name for name in (one.holder, *(claim.holder for claim in enclosing(one))) if name)
        for span in (*one.event.agent, *one.event.patient):
            if _is_proper(span.text) and (_named_group(span.text) or _of_state(span.text)):
                yield span.text


def _first(text: str) -> str:
    return next(iter(text.casefold().split()), "")


def _is_proper(name: str) -> bool:
    """Whether words are one name and nothing else."""
    parts = name.split()
    parts = parts[1:] if _first(name) == "the" else parts
    return 0 < len(parts) <= MOST and all(part[:1].isupper() or part in {"of", "the", "for"} for part in parts)


def _admits(one: Attested) -> bool:
    return (
        one.claim is not None and one.claim.act == "admit" and one.event.type in FORCE and one.event.status == "actual"
    )


def _for_itself(one: Attested) -> bool:
    """Whether the words for the source name no body that its holder speaks for."""
    return not (one.claim and one.claim.source and _of_state(one.claim.source.text))


@lru_cache(maxsize=65536)
def _named_group(name: str) -> bool:
    """Whether a name is that of an armed group, not a word for some of its kind."""
    folded = fold(name)
    generic = has("any_group").search(folded) or has("outside").search(folded)
    return _is_proper(name) and bool(has("group").search(folded)) and not generic


def _could_be_group(name: str) -> bool:
    """Whether one who admits a deed is a body of its own: named, and no arm of a state, and nobody's man."""
    return _is_proper(name) and not _of_state(name) and not has("outside").search(fold(name))


@lru_cache(maxsize=65536)
def _of_state(name: str) -> bool:
    folded = fold(name)
    other = has("group").search(folded) or has("any_group").search(folded) or has("outside").search(folded)
    return not other and bool(has("state").search(folded) or is_state(name))


def _commonest(names: Iterable[str]) -> str | None:
    found = Counter(names).most_common(1)
    return found[0][0] if found else None
