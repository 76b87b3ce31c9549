"""ACLED's event and sub-event type of an event, derived by the first of the named rules in `RULES` that holds.

The types are those of ACLED's codebook; the rules are this project's. What is not told as having happened has none. The
means count where trigger or instrument has a word for them. Where it stays open who is armed, there is no type, or the
broader one alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sayso.records.actor import Sector
from sayso.records.camps import ARMED, WORD, camp, words
from sayso.records.event import Event
from sayso.records.span import Span

BATTLES, CIVILIANS, REMOTE = "Battles", "Violence against civilians", "Explosions/Remote violence"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"


class Acled(NamedTuple):
    """ACLED's event type and sub-event type, null where it stays open, and the name of the rule that says so."""

    event_type: str
    sub_event_type: str | None
    rule: str


def acled(event: Event, sectors: Mapping[int, Sector] | None = None) -> Acled | None:
    """What ACLED would call an event; None where no rule holds.

    `sectors` are those of the actors that the text names, by the offset of each word for them, as `sectors_of` gives them.
    """
    if event.status != "actual":
        return None
    scene = Scene(event, sectors or {})
    return next((Acled(rule.event_type, rule.sub_event_type, rule.name) for rule in RULES if rule.holds(scene)), None)


@dataclass(frozen=True)
class Scene:
    """An event as the rules look at it: the camps of its sides, and its words."""

    event: Event
    sectors: Mapping[int, Sector]

    @cached_property
    def agents(self) -> list[str | None]:
        """The camp of each agent, None where it is open."""
        return [camp(span, self.sectors) for span in self.event.agent]

    @cached_property
    def patients(self) -> list[str | None]:
        """The camp of each patient, and of the people who were hurt."""
        hurt = [figure.evidence for figure in self.event.casualties if figure.high != 0]
        return [camp(span, self.sectors) for span in (*self.event.patient, *hurt)]

    def by(self, *camps: str) -> bool:
        """Whether an agent is of one of some camps."""
        return any(one in camps for one in self.agents)

    def upon(self, *camps: str) -> bool:
        """Whether a patient is of one of some camps."""
        return any(one in camps for one in self.patients)

    def code(self, kind: str, *modes: str | None) -> bool:
        """Whether the event has a type and, where any are named, one of some modes."""
        return self.event.type == kind and (not modes or self.event.mode in modes)

    def tells(self, *lists: str, of: Iterable[Span] | None = None) -> bool:
        """Whether trigger or instrument, or else the spans given, have a word of some lists of means."""
        spans = [self.event.trigger, *self.event.instrument] if of is None else of
        said = {word[0].casefold() for span in spans for word in WORD.finditer(span.text)}
        return any(said & words("means", name) for name in lists)

    @property
    def two_sided(self) -> bool:
        """Whether armed parties stand on both sides; PLOVER has both as agents of their fight."""
        both = self.by(*ARMED) and self.upon(*ARMED)
        return both or (
            self.tells("fight", "fire") and len(self.agents) > 1 and all(one in ARMED for one in self.agents)
        )

    @property
    def unarmed_too(self) -> bool:
        """Whether a party on either side is surely none that fights battles."""
        return any(one and one not in ARMED for one in (*self.agents, *self.patients))

    @property
    def bloody(self) -> bool:
        """Whether people were killed or wounded, or arms used that kill."""
        hurt = any(one.kind in {"killed", "wounded", "casualties"} and one.high != 0 for one in self.event.casualties)
        return hurt or self.tells("sharp")

    @property
    def takes_ground(self) -> bool:
        """Whether a place, and nobody, is taken."""
        return self.tells("take") and self.tells("ground", of=self.event.patient) and not any(self.patients)


class Rule(NamedTuple):
    """A named condition, and the types that follow from it."""

    name: str
    event_type: str
    sub_event_type: str | None
    holds: Callable[[Scene], bool]


def _assault(holds: Callable[[Scene], bool]) -> Callable[[Scene], bool]:
    return lambda one: one.code("ASSAULT") and holds(one)


# The first that holds counts.
RULES = (
    # Explosions and remote violence, by the means.
    Rule("suicide bombing", REMOTE, "Suicide bomb", _assault(lambda one: one.tells("suicide"))),
    Rule("chemical weapon", REMOTE, "Chemical weapon", _assault(lambda one: one.tells("chemical"))),
    Rule("from the air", REMOTE, "Air/drone strike", _assault(lambda one: one.tells("air") or (one.tells("strike") and one.code("ASSAULT", "aerial", "drone")))),
    Rule("shells, rockets, missiles", REMOTE, "Shelling/artillery/missile attack", _assault(lambda one: one.tells("shelling") and not one.tells("fight", "fire"))),
    Rule("grenade", REMOTE, "Grenade", _assault(lambda one: one.tells("grenade") and not one.two_sided)),
    Rule("bomb or mine", REMOTE, "Remote explosive/landmine/IED", _assault(lambda one: one.tells("bomb"))),
    Rule("strike of some kind", REMOTE, None, _assault(lambda one: one.tells("strike") and one.code("ASSAULT", "heavy-weapons", "explosives", "aerial", "drone"))),
    # What is done to the unarmed.
    Rule("sexual violence", CIVILIANS, "Sexual violence", lambda one: one.code("ASSAULT", "sexual") and one.upon("civilians", "protesters")),
    Rule("civilians abducted", CIVILIANS, "Abduction/forced disappearance", lambda one: one.code("ASSAULT", "abduct") and one.upon("civilians") and (one.tells("abduct") or not one.by("forces"))),
    Rule("lethal force against protesters", PROTESTS, "Excessive force against protesters", _assault(lambda one: one.upon("protesters") and not one.by("protesters", "rioters") and one.bloody)),
    Rule("force against protesters", PROTESTS, "Protest with intervention", lambda one: one.event.type in {"ASSAULT", "COERCE"} and one.upon("protesters") and not one.by("protesters", "rioters")),
    Rule("violence by protesters", RIOTS, "Violent demonstration", _assault(lambda one: one.by("protesters"))),
    Rule("violence by a crowd", RIOTS, "Mob violence", _assault(lambda one: one.by("rioters"))),
    Rule("civilians against civilians", RIOTS, "Mob violence", _assault(lambda one: one.by("civilians") and not one.by(*ARMED) and one.upon("civilians") and one.tells("group", of=one.event.agent))),
    # Fights.
    Rule("ground taken by a state's forces", BATTLES, "Government regains territory", lambda one: one.takes_ground and one.by("forces")),
    Rule("ground taken by others", BATTLES, "Non-state actor overtakes territory", lambda one: one.takes_ground and one.by("rebels")),
    Rule("two armed sides", BATTLES, "Armed clash", _assault(lambda one: one.two_sided)),
    Rule("fire from both sides", BATTLES, "Armed clash", _assault(lambda one: one.tells("fire") and not one.unarmed_too)),
    Rule("fight of an armed side", BATTLES, None, _assault(lambda one: one.tells("fight") and one.by(*ARMED) and not one.unarmed_too)),
    Rule("armed against civilians", CIVILIANS, "Attack", _assault(lambda one: one.upon("civilians") and not one.upon(*ARMED) and one.by(*ARMED))),
    Rule("civilians shot, stabbed or slain", CIVILIANS, "Attack", _assault(lambda one: one.upon("civilians") and not one.upon(*ARMED) and not one.agents and one.tells("sharp"))),
    Rule("civilians hurt by somebody unnamed", CIVILIANS, None, _assault(lambda one: one.upon("civilians") and not one.upon(*ARMED) and not one.agents)),
    # Crowds.
    Rule("riot by protesters", RIOTS, "Violent demonstration", lambda one: one.code("PROTEST", "riot", "vandalize") and one.by("protesters")),
    Rule("riot", RIOTS, None, lambda one: one.code("PROTEST", "riot", "vandalize")),
    Rule("demonstration", PROTESTS, "Peaceful protest", lambda one: one.code("PROTEST", "demo")),
    Rule("protest of some kind", PROTESTS, None, lambda one: one.code("PROTEST", "obstruct", None)),
    # What is no violence.
    Rule("property looted or burnt", STRATEGIC, "Looting/property destruction", _assault(lambda one: one.tells("loot") and not any(one.patients) and one.by(*ARMED))),
    Rule("weapons seized", STRATEGIC, "Disrupted weapons use", lambda one: one.code("COERCE", "seize") and one.by("forces") and one.tells("arms", of=one.event.patient)),
    Rule("arrest", STRATEGIC, "Arrests", lambda one: one.code("COERCE", "arrest") and one.by("forces")),
    Rule("armed party withdraws", STRATEGIC, None, lambda one: one.code("RETREAT", "withdraw") and one.by(*ARMED)),
)  # fmt: skip
