"""From the scores of the network to attributions: a cue, its source and its contents, as characters of the text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.borders import odds
from sayso.reading.labels import Run, legal, log_softmax, runs, viterbi
from sayso.reading.tagger import CUE, EVENT, MENTION, MODE, PAIR, ROLE, ROLES, TRIGGER, Scores
from sayso.reading.tokens import Tokens
from sayso.records.event import EVENT_TYPES, MODES, STATUSES, EventType, Status

Stretch = tuple[int, int]
Places = tuple[tuple[Stretch, float], ...]
"""The likeliest stretches for something, the likeliest first, each with its log probability."""

CUE_STEPS, PAIR_STEPS, MENTION_STEPS, ROLE_STEPS = map(legal, (CUE, PAIR, MENTION, ROLE))
# Added to the score of a cue's first token; set where the F1 of whole relations on the development sets is highest.
CUE_BIAS = 0.0
# How much the log odds of a border count beside the network's.
BORDERS = 0.5
# Stretches that are looked at for a name, and the longest of them in tokens.
MOST_PLACES = 8
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and contents in characters, with the network's scores of what the claim does (one for each act)."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    acts: NDArray[np.float32]
    sure: float
    """The network's probability that a cue begins here."""
    named: Places = ()
    """Where the network sees the holder named."""
    via: Places = ()
    """Where it sees the next step of the relay named."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What names an event, and the parts of it, in characters; `roles` has stretches by role, in order."""

    trigger: Stretch
    type: EventType
    mode: str | None
    status: Status
    roles: dict[str, tuple[Stretch, ...]]
    sure: float
    """The network's probability that a trigger begins here."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a date or a figure, in characters."""

    start: int
    end: int
    kind: str


def attributions(text: str, tokens: Tokens, scored: list[Scores]) -> list[Attribution]:
    """All attributions of a text, of every depth, in the order of their cues."""
    found = []
    steps = _border_steps(text, tokens)
    for scores in scored:
        window = scores.window
        cue_scores = log_softmax(scores.cue)
        cue_scores[:, CUE.index("B")] += CUE_BIAS
        path = viterbi(cue_scores[None], *CUE_STEPS)[0]
        cues = [run for run in runs(path, CUE) if window.first <= run[0] + window.start < window.last]
        rows = {int(at): row for row, at in enumerate(scores.cues)}
        cues = [run for run in cues if run[0] in rows]
        if not cues:
            continue
        pair = log_softmax(scores.pair[[rows[run[0]] for run in cues]])
        for row, (first, last, _) in enumerate(cues):
            # No word is cue and content of one claim.
            pair[row, first:last, 1:] -= 20.0
        for row, (path, cue) in enumerate(
            zip(viterbi(pair, *PAIR_STEPS, steps[window.start : window.end]), cues, strict=True)
        ):
            parts = runs(path, PAIR)
            source = _likeliest([run for run in parts if run[2] == "source"], pair[row])
            content = [run for run in parts if run[2] == "content"]
            found.append(
                Attribution(
                    source=_stretch(tokens, window.start, source) if source else None,
                    cue=_stretch(tokens, window.start, cue),
                    content=tuple(_stretch(tokens, window.start, run) for run in content),
                    acts=scores.act[cue[0]],
                    sure=float(np.exp(cue_scores[cue[0], CUE.index("B")])),
                    named=_named(tokens, window.start, scores.holder[rows[cue[0]]]),
                    via=_named(tokens, window.start, scores.via[rows[cue[0]]]),
                )
            )
    return found


def happenings(tokens: Tokens, scored: list[Scores]) -> list[Happening]:
    """All events of a text, in the order of their triggers."""
    found = []
    for scores in scored:
        window = scores.window
        trigger = log_softmax(scores.trigger)
        rows = {int(at): row for row, at in enumerate(scores.triggers)}
        triggers = [
            run
            for run in runs(viterbi(trigger[None], *CUE_STEPS)[0], TRIGGER)
            if window.first <= run[0] + window.start < window.last and run[0] in rows
        ]
        if not triggers:
            continue
        paths = viterbi(log_softmax(scores.role[[rows[run[0]] for run in triggers]]), *ROLE_STEPS)
        for run, path in zip(triggers, paths, strict=True):
            parts = [part for part in runs(path, ROLE) if part[1] <= run[0] or part[0] >= run[1]]
            kind, mode, status = coded(scores.event[run[0]])
            found.append(
                Happening(
                    trigger=_stretch(tokens, window.start, run),
                    type=kind,
                    mode=mode,
                    status=status,
                    roles={
                        role: tuple(_stretch(tokens, window.start, part) for part in parts if part[2] == role)
                        for role in ROLES
                    },
                    sure=float(np.exp(trigger[run[0], TRIGGER.index("B")])),
                )
            )
    return found


def coded(scores: NDArray[np.float32]) -> tuple[EventType, str | None, Status]:
    """The likeliest type, a mode that this type has, and status."""
    kinds, modes, statuses = np.split(scores, np.cumsum(EVENT)[:-1])
    kind = EVENT_TYPES[int(kinds.argmax())]
    mode = max(("", *MODES.get(kind, ())), key=lambda one: modes[MODE.index(one)])
    return kind, mode or None, STATUSES[int(statuses.argmax())]


def _border_steps(text: str, tokens: Tokens) -> NDArray[np.float32]:
    """What the kinds of the tokens around a border add to entering or leaving a content there: [tokens, labels, labels]."""
    enters, leaves = odds(text, tokens)
    begin, inside = PAIR.index("B-content"), PAIR.index("I-content")
    steps = np.zeros((len(tokens), len(PAIR), len(PAIR)), dtype=np.float32)
    for label in range(len(PAIR)):
        if label != inside:
            steps[:, begin, label] += BORDERS * leaves
            steps[:, inside, label] += BORDERS * leaves
    steps[:, :, begin] += (BORDERS * enters)[:, None]
    return steps


def _named(tokens: Tokens, offset: int, odds: NDArray[np.float32]) -> Places:
    """The likeliest stretches in which a party is named, the likeliest first; [1 + tokens, 2] log probabilities."""
    first, last = odds[1:, 0], odds[1:, 1]
    begins, ends = (np.argsort(-side)[:MOST_PLACES] for side in (first, last))
    found = [
        ((int(begin), int(end) + 1, ""), float(first[begin] + last[end]))
        for begin in begins
        for end in ends
        if begin <= end < begin + LONGEST_NAME
    ]
    found.sort(key=lambda one: -one[1])
    return tuple((_stretch(tokens, offset, run), sure) for run, sure in found[:MOST_PLACES])


def mentions(tokens: Tokens, scored: list[Scores]) -> list[Mention]:
    """All names, dates and figures of a text, in order."""
    found: list[Mention] = []
    for scores in scored:
        window = scores.window
        path = viterbi(scores.mention[None], *MENTION_STEPS)[0]
        found += [
            Mention(*_stretch(tokens, window.start, run), run[2])
            for run in runs(path, MENTION)
            if window.first <= run[0] + window.start < window.last
        ]
    return found


def _likeliest(found: list[Run], pair: NDArray[np.float32]) -> Run | None:
    """The run whose labels are the surest: a claim has one source."""
    source = PAIR.index("I-source")
    return max(
        found,
        key=lambda run: float(
            pair[run[0], source - 1] + pair[run[0] + 1 : run[1], source].sum() - pair[run[0] : run[1], 0].sum()
        ),
        default=None,
    )


def _stretch(tokens: Tokens, offset: int, run: Run) -> Stretch:
    """Tokens to characters; a word that was begun is taken whole."""
    first, last = run[0] + offset, run[1] + offset
    while first > 0 and not tokens.words[first]:
        first -= 1
    while last < len(tokens) and not tokens.words[last]:
        last += 1
    return int(tokens.starts[first]), int(tokens.ends[last - 1])
