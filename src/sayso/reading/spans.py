"""From the scores of the network to attributions: a cue, its source and its contents, as characters of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.reading.borders import odds
from sayso.reading.labels import Run, best_paths, legal, log_softmax, runs
from sayso.reading.tagger import CUE, EVENT, MENTION, MODE, PAIR, ROLE, ROLES, Scores, Tagged
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


def attributions(texts: Sequence[Tagged]) -> list[list[Attribution]]:
    """All attributions of each text, of every depth, in the order of their cues; texts are decoded together."""
    cues = _begun(texts, CUE_BIAS, lambda scores: (scores.cue, scores.cues))
    pairs = []
    for found, (_, scores) in zip(cues, _windows(texts), strict=True):
        pair = log_softmax(scores.pair[[one.row for one in found]])
        for row, one in enumerate(found):
            # No word is cue and content of one claim.
            pair[row, one.run[0] : one.run[1], 1:] -= 20.0
        pairs.append(pair)
    steps = [
        steps[scores.window.start : scores.window.end]
        for text in texts
        for steps in [_border_steps(text.text, text.tokens)]
        for scores in text.scored
    ]
    paths = iter(
        best_paths(
            [row for pair in pairs for row in pair],
            *PAIR_STEPS,
            [step for step, pair in zip(steps, pairs, strict=True) for _ in pair],
        )
    )
    made: list[list[Attribution]] = [[] for _ in texts]
    for found, pair, (text, scores) in zip(cues, pairs, _windows(texts), strict=True):
        tokens, offset = texts[text].tokens, scores.window.start
        for row, one in enumerate(found):
            parts = runs(next(paths), PAIR)
            source = _likeliest([run for run in parts if run[2] == "source"], pair[row])
            made[text].append(
                Attribution(
                    source=_stretch(tokens, offset, source) if source else None,
                    cue=_stretch(tokens, offset, one.run),
                    content=tuple(_stretch(tokens, offset, run) for run in parts if run[2] == "content"),
                    acts=scores.act[one.run[0]],
                    sure=one.sure,
                    named=_named(tokens, offset, scores.holder[one.row]),
                    via=_named(tokens, offset, scores.via[one.row]),
                )
            )
    return made


def happenings(texts: Sequence[Tagged]) -> list[list[Happening]]:
    """All events of each text, in the order of their triggers; texts are decoded together."""
    triggers = _begun(texts, 0.0, lambda scores: (scores.trigger, scores.triggers))
    roles = [
        role
        for found, (_, scores) in zip(triggers, _windows(texts), strict=True)
        for role in log_softmax(scores.role[[one.row for one in found]])
    ]
    paths = iter(best_paths(roles, *ROLE_STEPS))
    made: list[list[Happening]] = [[] for _ in texts]
    for found, (text, scores) in zip(triggers, _windows(texts), strict=True):
        tokens, offset = texts[text].tokens, scores.window.start
        for run, _, sure in found:
            parts = [part for part in runs(next(paths), ROLE) if part[1] <= run[0] or part[0] >= run[1]]
            kind, mode, status = coded(scores.event[run[0]])
            made[text].append(
                Happening(
                    trigger=_stretch(tokens, offset, run),
                    type=kind,
                    mode=mode,
                    status=status,
                    roles={
                        role: tuple(_stretch(tokens, offset, part) for part in parts if part[2] == role)
                        for role in ROLES
                    },
                    sure=sure,
                )
            )
    return made


def mentions(texts: Sequence[Tagged]) -> list[list[Mention]]:
    """All names, dates and figures of each text, in order; texts are decoded together."""
    paths = best_paths([scores.mention for _, scores in _windows(texts)], *MENTION_STEPS)
    made: list[list[Mention]] = [[] for _ in texts]
    for path, (text, scores) in zip(paths, _windows(texts), strict=True):
        tokens, offset = texts[text].tokens, scores.window.start
        made[text] += [
            Mention(*_stretch(tokens, offset, run), run[2]) for run in runs(path, MENTION) if _own(scores, run)
        ]
    return made


class _Begun(NamedTuple):
    """A cue or a trigger: where it is, its row in the scores of what is seen from it, and how sure its beginning is."""

    run: Run
    row: int
    sure: float


def _begun(
    texts: Sequence[Tagged],
    bias: float,
    chosen: Callable[[Scores], tuple[NDArray[np.float32], NDArray[np.int64]]],
) -> list[list[_Begun]]:
    """The cues or triggers of each window of all texts; `chosen` gives their scores, and which tokens have a row."""
    begins = CUE.index("B")
    likely = []
    for _, scores in _windows(texts):
        odds_ = log_softmax(chosen(scores)[0])
        odds_[:, begins] += bias
        likely.append(odds_)
    made = []
    for path, odds_, (_, scores) in zip(best_paths(likely, *CUE_STEPS), likely, _windows(texts), strict=True):
        rows = {int(at): row for row, at in enumerate(chosen(scores)[1])}
        made.append(
            [
                _Begun(run, rows[run[0]], float(np.exp(odds_[run[0], begins])))
                for run in runs(path, CUE)
                if run[0] in rows and _own(scores, run)
            ]
        )
    return made


def _windows(texts: Sequence[Tagged]) -> Iterator[tuple[int, Scores]]:
    """The windows of all texts, each with the number of its text."""
    return ((at, scores) for at, text in enumerate(texts) for scores in text.scored)


def _own(scores: Scores, run: Run) -> bool:
    """Whether a stretch begins where this window, of those that overlap, has the most context."""
    return scores.window.first <= run[0] + scores.window.start < scores.window.last


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
    begins, ends = (
        [(int(at), float(side[at])) for at in np.argsort(-side)[:MOST_PLACES]] for side in (odds[1:, 0], odds[1:, 1])
    )
    found = [
        ((begin, end + 1, ""), first + last)
        for begin, first in begins
        for end, last in ends
        if begin <= end < begin + LONGEST_NAME
    ]
    found.sort(key=lambda one: -one[1])
    return tuple((_stretch(tokens, offset, run), sure) for run, sure in found[:MOST_PLACES])


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
