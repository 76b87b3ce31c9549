"""From the scores of the network to attributions: a cue, its source and its contents, as characters of the text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.borders import odds
from sayso.reading.labels import Run, legal, log_softmax, runs, viterbi
from sayso.reading.tagger import CUE, MENTION, PAIR, Scores
from sayso.reading.tokens import Tokens

Stretch = tuple[int, int]

CUE_STEPS, PAIR_STEPS, MENTION_STEPS = legal(CUE), legal(PAIR), legal(MENTION)
# Added to the score of a cue's first token; set where the F1 of whole relations on the development sets is highest.
CUE_BIAS = 0.0
# How much the log odds of a border count beside the network's.
BORDERS = 0.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and contents in characters, with the network's scores of what the claim does (one for each act)."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    acts: NDArray[np.float32]
    sure: float
    """The network's probability that a cue begins here."""


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
        rows = {int(at): row for row, at in enumerate(scores.at)}
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
                )
            )
    return found


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
