"""What a holder does by a claim: the network's word, unless the cue says it alone."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from sayso.reading import lexicon
from sayso.records import ACTS, Act

# How much a cue that tells its act adds to the network's score of that act.
CUE_TELLS = 2.0


def act_of(cue: str, scores: NDArray[np.float32]) -> Act:
    """The likeliest act, by the scores of the network and the words of the cue."""
    scores = scores.copy()
    words = re.sub(r"\s+", "-", cue.strip(" ,").casefold())
    for key in (words, words.split("-")[0], words.split("-")[-1]):
        if act := lexicon.acts_of_cues().get(key):
            scores[ACTS.index(act)] += CUE_TELLS
            break
    return ACTS[int(scores.argmax())]
