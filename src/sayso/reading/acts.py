"""What a holder does by a claim: the network's word, the words of cue and content, and cues that tell it alone.

The network sees an act at the cue; which act a plain `said` is lies in the content. A linear model over the words of
both (`model/acts.json`, learnt by `training/acts.py` from the project's own corpus) is added to the network's scores.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.reading import lexicon
from sayso.reading.labels import log_softmax
from sayso.records import ACTS, Act

Scores = NDArray[np.float32]

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# An act is told in the first words of a content or not at all.
READ = 40
# How much the cue's list and the linear model count beside the network; set on the development part of the corpus.
CUE_TELLS = 2.0
WORDS_TELL = 2.0


def act_of(cue: str, content: str, source: str, scores: Scores) -> Act:
    """The likeliest act of a claim, from the network's scores and its words."""
    total = log_softmax(scores) + WORDS_TELL * log_softmax(_linear(features(cue, content, source)))
    words = re.sub(r"\s+", "-", cue.strip(" ,").casefold())
    parts = words.split("-")
    if {"support", "backing", "solidarity"} & set(parts):
        parts = ["support"]
    for key in (words, parts[0], "-".join(parts[-2:]), parts[-1]):
        if act := lexicon.acts_of_cues().get(key):
            total[[str(one) for one in ACTS].index(act)] += CUE_TELLS
            break
    return ACTS[int(total.argmax())]


def features(cue: str, content: str, source: str) -> set[str]:
    """The words that tell an act: of the cue, of the content (with their neighbours), and the last ones of the source."""
    cues = [word.casefold() for word in WORD.findall(cue)]
    told = [word.casefold() for word in WORD.findall(content)][:READ]
    who = [word.casefold() for word in WORD.findall(source)]
    found = {f"q {word}" for word in cues} | {"q " + " ".join(cues)}
    found |= {f"c {word}" for word in told} | {f"b {one} {two}" for one, two in pairwise(told)}
    found |= {f"s {word}" for word in who[-2:]}
    if told:
        found |= {f"f {told[0]}", f"f {' '.join(told[:2])}", f"qf {' '.join(cues[-1:])} {told[0]}"}
    if {word for word in told if len(word) > 3} & set(who):
        found.add("own")
    return found


@cache
def _weights() -> dict[str, Scores]:
    raw = json.loads(files("sayso.reading").joinpath("model/acts.json").read_text("utf-8"))
    return {feature: np.array(weights, dtype=np.float32) for feature, weights in raw.items()}


def _linear(found: set[str]) -> Scores:
    weights = _weights()
    total = weights[""].copy()
    for feature in sorted(found & weights.keys()):
        total += weights[feature]
    return total
