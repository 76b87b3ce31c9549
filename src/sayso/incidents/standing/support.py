"""What supports an incident: the last of five steps that holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sayso.incidents.standing.attested import Attested
from sayso.incidents.standing.origins import Origins
from sayso.incidents.standing.sides import Sides
from sayso.records.event import EventType
from sayso.records.incident import Support


class Supported(NamedTuple):
    """A step, the sentence that says why, and the keys of the claims (of the events, in the writers' voice) it rests on."""

    step: Support
    reason: str
    rests_on: tuple[str, ...]


def support(told: Sequence[Attested], kind: EventType, sides: Sides, origins: Origins) -> Supported:
    """The support of the central happening, which is of one type of event: that it took place, and who did it."""
    central = [one for one in told if one.event.type == kind and one.event.status == "actual"]
    said = [one for one in central if one.claim]
    if not said:
        return Supported("unattributed", "Only the writers tell it, in their own voice.", _keys(central))
    if found := _acknowledged(said, sides):
        side, own, others = found
        return Supported(
            "acknowledged",
            f"{side}, said to have done it, says so itself, and so does somebody else.",
            _keys([*own, *others]),
        )
    by_origin: dict[tuple[str, str], list[Attested]] = defaultdict(list)
    for one in said:
        by_origin[origins.of(one)].append(one)
    if len(by_origin) == 1:
        return Supported("one-origin", f"All that is said leads back to {next(iter(by_origin))[1]}.", _keys(said))
    of_sides = {sides.spoken_for(one) for one in said}
    if len(of_sides) == 1 and (one_side := next(iter(of_sides))):
        return Supported("one-side", f"{len(by_origin)} origins say so, all on the side of {one_side}.", _keys(said))
    return Supported("independent", f"{len(by_origin)} origins say so that are not all of one side.", _keys(said))


def _acknowledged(said: Sequence[Attested], sides: Sides) -> tuple[str, list[Attested], list[Attested]] | None:
    """The side that is said to have done it and says so itself: what it says, and what others say of the like."""
    modes = Counter(one.event.mode for one in said if one.event.mode)
    usual = {None, *(mode for mode, count in modes.items() if count == max(modes.values()))}
    own: dict[str, list[Attested]] = defaultdict(list)
    others: dict[str | None, list[Attested]] = defaultdict(list)
    for one in (one for one in said if one.event.mode in usual):
        speaker, doers = sides.spoken_for(one), sides.agents(one)
        if speaker and speaker in doers:
            if one.claim and one.claim.act == "admit":
                own[speaker].append(one)
            continue
        for doer in doers or {None}:
            others[doer].append(one)
    found = [
        (side, mine, told)
        for side, mine in own.items()
        if (told := [one for one in (*others[side], *others[None]) if sides.spoken_for(one) != side])
    ]
    return max(found, key=lambda one: len(others[one[0]]), default=None)


def _keys(told: Sequence[Attested]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.claim_key or one.event_key for one in told))
