"""From what the network sees of happenings to Events: roles put right, the claim that each stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.reading import dates
from sayso.reading.dates import Dated, dates_of
from sayso.reading.figures import Convention, FoundFigure, assign, figures
from sayso.reading.intervals import Intervals, surest
from sayso.reading.places import find_places, place_of, resolve
from sayso.reading.spans import Happening, Mention
from sayso.records import Claim, Report, Span
from sayso.records.event import Event, Figure, Location

Stretch = tuple[int, int]

# Acts that are events of PLOVER themselves, and the types that they are.
DOES = frozenset({"deny", "accuse", "support", "condemn", "demand", "threaten", "promise"})
SAID = frozenset({"REJECT", "ACCUSE", "SUPPORT", "REQUEST", "THREATEN", "AGREE"})
OUTCOME = re.compile(r",\s+(?:killing|wounding|injuring)$")
AROUND = ' \n\t,;:.!?“”"–—-()[]'


def events(
    report: Report,
    found: Sequence[Happening],
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    *,
    convention: Convention = "sayso",
) -> tuple[Event, ...]:
    """The events of a report, in the order of their triggers; figures have their bounds by a convention."""
    text, said = report.text, Told(claims)
    seen = [
        (one, trigger)
        for one in once(found)
        if (trigger := _tidied(text, one.trigger))
        and not _is_plain_saying(one, trigger, said)
        and not _is_outcome(one, text)
    ]
    if not seen:
        return ()
    told = [said.claim_of(trigger) for _, trigger in seen]
    counted = _figures(text, seen, told, said, convention)
    placed = _placed(report, seen, mentions)
    days = dates_of(report, [dates.Happening(at.start, at.end, one.type, one.status) for one, at in seen])
    made = []
    for number, (one, trigger) in enumerate(seen):
        roles = {role: _spans(text, parts) for role, parts in one.roles.items()}
        made.append(
            Event.model_construct(
                id=f"e{number + 1}",
                type=one.type,
                mode=one.mode,
                trigger=trigger,
                agent=roles["agent"],
                patient=roles["patient"],
                instrument=roles["instrument"],
                place=placed[number][0],
                location=placed[number][1],
                date=(day.days[0].isoformat(), day.days[1].isoformat()) if (day := days[number]) and day.days else None,
                date_span=_telling(text, days[number]),
                casualties=counted[number],
                claim=told[number],
                status=one.status,
            )
        )
    return tuple(made)


def _is_plain_saying(one: Happening, trigger: Span, said: Told) -> bool:
    """Whether an event is a cue that says something and does nothing by it: what is said is the event then, if it is one."""
    told = said.by_cue(trigger)
    return told is not None and told.act not in DOES and one.type in SAID


def _is_outcome(one: Happening, text: str) -> bool:
    """Whether a trigger tells what came of the act before it (`attacked a convoy, killing three`), which is one event."""
    return bool(OUTCOME.search(text[max(0, one.trigger[0] - 3) : one.trigger[1]]))


def _placed(
    report: Report, seen: Sequence[tuple[Happening, Span]], mentions: Sequence[Mention]
) -> list[tuple[Span | None, Location | None]]:
    """Where each event took place: the words that the rules or else the network find, and what they stand for."""
    text, dateline = report.text, report.dateline
    toponyms = find_places(text, mentions)
    locations = resolve(toponyms, dateline=dateline.place if dateline else None)
    triggers = [(at.start, at.end, one.type, one.status) for one, at in seen]
    ruled = place_of(text, triggers, toponyms, locations=locations, dateline=dateline)
    placed = []
    for (one, _), place in zip(seen, ruled, strict=True):
        words = place or next(iter(_spans(text, one.roles["place"])), None)
        within = (
            location
            for toponym, location in zip(toponyms, locations, strict=True)
            if words and location and toponym.start < words.end and words.start < toponym.end
        )
        placed.append((words, next(within, None)))
    return placed


def _telling(text: str, days: Dated | None) -> Span | None:
    """The words that say when an event took place."""
    return Span.of(text, days.when.start, days.when.end) if days and days.when else None


def _figures(
    text: str,
    seen: Sequence[tuple[Happening, Span]],
    told: Sequence[str | None],
    claims: Told,
    convention: Convention,
) -> list[tuple[Figure, ...]]:
    """The figures of each event: those of one claim belong to the events of that claim."""
    by_claim: dict[str | None, list[FoundFigure]] = defaultdict(list)
    for figure in figures(text, convention=convention):
        by_claim[claims.claim_of(figure.evidence)].append(figure)
    counted: list[tuple[Figure, ...]] = [() for _ in seen]
    for claim, found in by_claim.items():
        places = [place for place, one in enumerate(told) if one == claim]
        triggers = [(seen[place][1].start, seen[place][1].end, seen[place][0].type) for place in places]
        for place, mine in zip(places, assign(found, triggers), strict=True):
            counted[place] = tuple(mine)
    return counted


def once(found: Sequence[Happening]) -> list[Happening]:
    """Without a trigger that overlaps a surer one, in the order of the text: windows share text."""
    return sorted(surest(found, lambda one: one.trigger), key=lambda one: one.trigger)


class Told:
    """The claims of a report by where their cues and contents stand."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._cues = Intervals((claim.cue.start, claim.cue.end, at) for at, claim in enumerate(claims))
        pieces = ((piece, at) for at, claim in enumerate(claims) for piece in claim.content)
        self._contents = Intervals((piece.start, piece.end, at) for piece, at in pieces)

    def by_cue(self, trigger: Span) -> Claim | None:
        """The claim whose cue is the trigger."""
        at = min((at for _, _, at in self._cues.across(trigger.start, trigger.end)), default=None)
        return None if at is None else self._claims[at]

    def claim_of(self, trigger: Span) -> str | None:
        """The claim whose cue is the trigger, else the innermost one whose content holds it; None in the writer's voice."""
        if told := self.by_cue(trigger):
            return told.id
        around = self._contents.around(trigger.start, trigger.end)
        return min(((end - start, self._claims[at].id) for start, end, at in around), default=(0, None))[1]


def _spans(text: str, stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    return tuple(span for stretch in stretches if (span := _tidied(text, stretch)))


def _tidied(text: str, stretch: Stretch) -> Span | None:
    """A stretch without the punctuation and the possessive around it; None where nothing is left."""
    start, end = stretch
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(AROUND))
    piece = re.sub(r"['’]s?$", "", text[start:end].rstrip(AROUND))
    return Span.of(text, start, start + len(piece)) if piece else None
