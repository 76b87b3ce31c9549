"""The best legal sequence of labels, for many sequences at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = -1e4
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


def viterbi(
    scores: NDArray[np.float32],
    starts: NDArray[np.float32],
    steps: NDArray[np.float32],
    between: NDArray[np.float32] | None = None,
) -> NDArray[np.int8]:
    """The best path through each of many sequences: [sequences, tokens, labels] → [sequences, tokens].

    `between` [tokens, labels, labels] adds to the steps into each token.
    """
    sequences, length, size = scores.shape
    back = np.zeros((length, sequences, size), dtype=np.int8)
    best = scores[:, 0] + starts
    for at in range(1, length):
        reached = best[:, :, None] + (steps if between is None else steps + between[at])
        back[at] = reached.argmax(1)
        best = reached.max(1) + scores[:, at]
    path = np.zeros((sequences, length), dtype=np.int8)
    path[:, -1] = best.argmax(1)
    rows = np.arange(sequences)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[at, rows, path[:, at]]
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
