"""From attributions to claims: nesting, quotations that go on, holders, relays, acts and manner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.reading import lexicon, relays, tidy
from sayso.reading.acts import act_of
from sayso.reading.holders import NOBODY, Holder, Room
from sayso.reading.intervals import Intervals, surest
from sayso.reading.manner import manner
from sayso.reading.names import Names, find
from sayso.reading.quotes import Quotation, quotations
from sayso.reading.relays import Step
from sayso.reading.sentences import Sentences
from sayso.reading.spans import Attribution, Mention
from sayso.records import Act, Claim, Report, Span

Stretch = tuple[int, int]

# What it counts that the rules find no step between holder and outlet, in a vote with the network's probabilities.
NOBODY_BETWEEN = 0.7


def claims(report: Report, found: Sequence[Attribution], mentions: list[Mention]) -> tuple[Claim, ...]:
    """The claims of a report, in the order of their cues."""
    text = report.text
    quoted = quotations(text)
    cues = [one.cue for one in found]
    tidied = [made for one in found if (made := tidy.attribution(text, one, quoted, cues))]
    tidied = sorted(_one_cue_each(text, _once(tidied)), key=lambda one: one.cue)
    tidied = carry_on(text, tidied, quoted)
    outer = nesting(text, tidied)
    names = find(text, mentions, _dateline(report))
    room = Room(text, names, relays.outlet_of(report.outlet, report.dateline).name)
    holders = _holders(room, tidied, outer)
    ways = _relays(report, tidied, outer, holders, room)
    told: list[Claim] = []
    for number, one in enumerate(tidied):
        steps = ways[number]
        inside = outer[number]
        told.append(
            Claim.model_construct(
                id=f"c{number + 1}",
                source=Span.of(text, *one.source) if one.source else None,
                cue=Span.of(text, *one.cue),
                content=tuple(Span.of(text, *piece) for piece in one.content),
                holder=holders[number].name,
                holder_span=_evidence(text, holders[number].at),
                relay=tuple(step.name for step in steps),
                relay_spans=tuple(_evidence(text, step.at) for step in steps),
                act=_act(text, one),
                manner=manner([text[slice(*piece)] for piece in one.content]),
                inside=f"c{inside + 1}" if inside is not None else None,
            )
        )
    return tuple(told)


def _act(text: str, one: Attribution) -> Act:
    content = " ".join(text[slice(*piece)] for piece in one.content)
    return act_of(text[slice(*one.cue)], content, text[slice(*one.source)] if one.source else "", one.acts)


def _evidence(text: str, at: Stretch | None) -> Span | None:
    """The characters that name a party; None where there are none."""
    return Span.of(text, *at) if at and 0 <= at[0] < at[1] <= len(text) else None


def _dateline(report: Report) -> Stretch:
    """The stretch of the dateline, empty where there is none."""
    line = report.dateline
    starts = [span.start for span in (line.place_span, line.date_span, line.agency_span) if span] if line else []
    return (min(starts), max(line.end, min(starts))) if line and starts else (0, 0)


def _once(found: list[Attribution]) -> list[Attribution]:
    """Without a cue that overlaps a surer one: windows share text."""
    return surest(found, lambda one: one.cue)


def _one_cue_each(text: str, found: list[Attribution]) -> list[Attribution]:
    """Of claims with the same content and source the one whose cue is nearer (`released a message urging people to …`)."""
    kept: list[Attribution] = []
    for one in found:
        twins = [
            other
            for other in kept
            if other.content == one.content and not _cites(text, other) and not _cites(text, one)
        ]
        nearest = min([one, *twins], key=lambda other: min(abs(other.cue[1] - piece[0]) for piece in other.content))
        kept = [other for other in kept if other not in twins or other is nearest]
        kept += [one] if nearest is one else []
    return kept


def _cites(text: str, one: Attribution) -> bool:
    """Whether a cue is one that cites somebody for what is told."""
    words = text[slice(*one.cue)].strip(" ,").casefold()
    return re.split(r"\W+", words)[0] in lexicon.words("citing") or words.endswith(" by") or words == "according to"


def carry_on(text: str, found: list[Attribution], quoted: list[Quotation]) -> list[Attribution]:
    """Gives a quotation that no claim has to the claim before it that it goes on from.

    It goes on where the claim's own words are a quotation too, and nothing but a paragraph's border, the cue's sentence
    or the next sentence of the same paragraph lies between.
    """
    covered = [piece for one in found for piece in (*one.content, one.cue, *([one.source] if one.source else []))]
    grown = list(found)
    for before, quotation in pairwise([None, *(one for one in quoted if one.double)]):
        if (
            quotation is None
            or not _is_sentence(text, quotation)
            or any(start < quotation.end and quotation.start < end for start, end in covered)
        ):
            continue
        head = text[: quotation.start].rstrip(" ")
        sentence_begins = not head or head[-1] in '.!?”"\n'
        if not sentence_begins:
            continue
        candidates = [
            at
            for at, one in enumerate(grown)
            if one.cue[1] <= quotation.start
            and text[one.content[-1][0]] in '“"«`'
            and one.content[-1][1] <= quotation.start
        ]
        if not candidates:
            continue
        last = max(candidates, key=lambda at: max(grown[at].cue[1], grown[at].content[-1][1]))
        between = text[max(grown[last].cue[1], grown[last].content[-1][1]) : quotation.start]
        open_before = before is not None and not before.closed and grown[last].content[-1][1] >= before.end - 1
        if open_before or ("\n" not in between and not re.search(r"\w.*[.!?]\s", between)):
            piece = tidy.content(text, (quotation.start, quotation.end), quoted)
            if piece:
                grown[last] = replace(grown[last], content=(*grown[last].content, piece))
                covered.append(piece)
    return grown


def _is_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own rather than a word or name in quotes."""
    words = text[quotation.start : quotation.end]
    return " " in words and bool(re.search(r"[.!?,…][”\"'’»]*$", words) or not quotation.closed)


def nesting(text: str, found: Sequence[Attribution]) -> list[int | None]:
    """For each claim the one that it stands in: the smallest content that holds its cue, or the same content cited."""
    outer: list[int | None] = []
    contents = Intervals((start, end, at) for at, one in enumerate(found) for start, end in one.content)
    for at, one in enumerate(found):
        around = [
            (end - start, number)
            for start, end, number in contents.around(*one.cue)
            if number != at and not _holds(one, found[number].cue)
        ]
        outer.append(min(around)[1] if around else _cited(text, at, found))
    return outer


def _holds(one: Attribution, cue: Stretch) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in one.content)


def _cited(text: str, at: int, found: Sequence[Attribution]) -> int | None:
    """`X reported, citing Y`: Y's claim stands inside X's, whose content it shares."""
    if not _cites(text, found[at]):
        return None
    same = [
        number for number, other in enumerate(found) if number != at and set(other.content) & set(found[at].content)
    ]
    return same[0] if same else None


def _order(outer: list[int | None]) -> list[int]:
    """Claims so that each comes after the one that it stands in, and otherwise in the order of the text."""

    def depth(at: int) -> int:
        steps, seen = 0, {at}
        while (above := outer[at]) is not None and above not in seen:
            seen.add(above)
            at, steps = above, steps + 1
        return steps

    return sorted(range(len(outer)), key=lambda at: (depth(at), at))


def _holders(room: Room, found: list[Attribution], outer: list[int | None]) -> list[Holder]:
    holders: list[Holder] = [NOBODY] * len(found)
    by_source: dict[Stretch, Holder] = {}
    for at in _order(outer):
        one, above = found[at], outer[at]
        if one.source is None:
            continue
        # Claims that share a source share its holder.
        if one.source not in by_source:
            by_source[one.source] = room.holder_of(
                one.source,
                outer=holders[above] if above is not None else None,
                named=one.named,
            )
        holders[at] = by_source[one.source]
    return holders


def _relays(
    report: Report, found: list[Attribution], outer: list[int | None], holders: list[Holder], room: Room
) -> list[list[Step]]:
    text, sentences = report.text, Sentences(report.text)
    outlet = relays.outlet_of(report.outlet, report.dateline)
    agency = relays.agency_of(report, room.names)
    ways: list[list[Step]] = [[] for _ in found]
    for at in _order(outer):
        one, above = found[at], outer[at]
        told = relays.hearer(text, one.cue, room.names) or _carried(text, sentences, one, room.names)
        if above is not None:
            steps = [told, *ways[above]]
        else:
            steps = [*_handed_on(room, one, [step for step in (told, agency) if step]), outlet]
        ways[at] = _plain([Step(*holders[at]), *(step for step in steps if step)], outlet)
    return ways


def _handed_on(room: Room, one: Attribution, ruled: list[Step]) -> list[Step]:
    """The steps between holder and outlet that the rules find, else the one that the network surely sees."""
    if ruled:
        return ruled
    seen = room.voted(NOBODY, one.via, weight=NOBODY_BETWEEN)
    return [Step(*seen)] if seen.name else []


def _carried(text: str, sentences: Sentences, one: Attribution, names: Names) -> Step | None:
    sentence = sentences.at(one.cue[0])
    return relays.carrier(text, sentence, one.content, names) or relays.spoken_to(text, sentence, one.content, names)


def _plain(steps: list[Step], outlet: Step) -> list[Step]:
    """No station twice in a row, and the outlet at the end alone."""
    middle = [step for step in steps[1:-1] if not relays.same(step.name, outlet.name) and step.name is not None]
    plain = [steps[0]]
    for step in [*middle, steps[-1]]:
        if not relays.same(step.name, plain[-1].name):
            plain.append(step)
    return plain
