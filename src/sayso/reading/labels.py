"""The best legal sequence of labels, for many sequences at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = -1e4
# Sequences that are decoded together.
AT_ONCE = 128
Run = tuple[int, int, str]
"""First token, last token (excluded), kind."""


def legal(labels: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Costs of starting with a label and of going from one to the next: an `I` only goes on from a `B` or `I` of its kind."""
    size = len(labels)
    steps = np.zeros((size, size), dtype=np.float32)
    starts = np.zeros(size, dtype=np.float32)
    for to, label in enumerate(labels):
        if label[0] == "I":
            starts[to] = IMPOSSIBLE
            for before, other in enumerate(labels):
                if other[0] == "O" or other[1:] != label[1:]:
                    steps[before, to] = IMPOSSIBLE
    return starts, steps


def best_paths(
    scores: Sequence[NDArray[np.float32]],
    starts: NDArray[np.float32],
    steps: NDArray[np.float32],
    between: Sequence[NDArray[np.float32]] | None = None,
) -> list[NDArray[np.int8]]:
    """The best path through each of many sequences of scores [tokens, labels]; [tokens] each.

    `between` has for each sequence what is added to the steps into each of its tokens: [tokens, labels, labels].
    """
    paths: list[NDArray[np.int8]] = [np.zeros(0, dtype=np.int8)] * len(scores)
    # Sequences of like length go together: each step of Viterbi's is one operation for all of them.
    order = sorted(range(len(scores)), key=lambda at: len(scores[at]))
    size = len(starts)
    for first in range(0, len(order), AT_ONCE):
        part = order[first : first + AT_ONCE]
        length = len(scores[part[-1]])
        filled = np.full((length, size, len(part)), IMPOSSIBLE, dtype=np.float32)
        filled[:, 0] = 0.0
        into = np.broadcast_to(steps[:, :, None], (length, size, size, 1))
        if between:
            into = np.repeat(into, len(part), axis=3)
        for row, at in enumerate(part):
            filled[: len(scores[at]), :, row] = scores[at]
            if between:
                into[: len(scores[at]), :, :, row] += between[at]
        for row, path in enumerate(_viterbi(filled, starts, into).T):
            paths[part[row]] = path[: len(scores[part[row]])]
    return paths


def _viterbi(scores: NDArray[np.float32], starts: NDArray[np.float32], into: NDArray[np.float32]) -> NDArray[np.int8]:
    """[tokens, labels, sequences] and the steps into each token, [tokens, from, to, sequences] → [tokens, sequences].

    Sequences stand last, where numpy is at its fastest.
    """
    length, _, sequences = scores.shape
    path = np.zeros((length, sequences), dtype=np.int8)
    if not length:
        return path
    best = scores.copy()
    best[0] += starts[:, None]
    for at in range(1, length):
        best[at] += (best[at - 1][:, None] + into[at]).max(0)
    rows = np.arange(sequences)
    path[-1] = best[-1].argmax(0)
    for at in range(length - 1, 0, -1):
        reaching = into[at][:, path[at], rows if into.shape[3] > 1 else 0]
        path[at - 1] = (best[at - 1] + reaching).argmax(0)
    return path


def runs(path: NDArray[np.int8], labels: Sequence[str]) -> list[Run]:
    """The stretches that a path of labels spells."""
    found: list[Run] = []
    for at in np.flatnonzero(path):
        label = labels[path[at]]
        kind = label[2:]
        if label[0] == "I" and found and found[-1][1] == at and found[-1][2] == kind:
            found[-1] = (found[-1][0], int(at) + 1, kind)
        else:
            found.append((int(at), int(at) + 1, kind))
    return found


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores to log probabilities, over the last axis."""
    shifted: NDArray[np.float32] = scores - scores.max(-1, keepdims=True)
    made: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return made
