"""The labels of the tagger, and its run over windows of many reports with onnxruntime."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.reading.tokens import CLS, SEP, Tokens, Window, tokenize, windows
from sayso.records import ACTS
from sayso.records.event import EVENT_TYPES, FIGURE_KINDS, MODES, STATUSES

CUE = ("O", "B", "I")
FLAT = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PAIR = ("O", "B-source", "I-source", "B-content", "I-content")
KINDS = ("person", "organisation", "place", "date", "figure")
MENTION = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
TRIGGER = ("O", "B", "I")
ROLES = ("agent", "patient", "instrument", "place")
ROLE = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
FATE = ("O", *(f"{part}-{kind}" for kind in FIGURE_KINDS for part in "BI"))
MODE = ("", *sorted({mode for modes in MODES.values() for mode in modes}))

__all__ = [
    "ACTS", "CUE", "EVENT", "FATE", "FLAT", "KINDS", "MENTION", "MODE", "OUTPUTS", "PAIR", "ROLE", "ROLES", "TRIGGER",
    "Scores", "Tagged", "Tagger", "shipped",
]  # fmt: skip

# The lengths of the three parts of an event's scores: types, modes, statuses.
EVENT = (len(EVENT_TYPES), len(MODE), len(STATUSES))
# What the network gives, by name.
OUTPUTS = ("cue", "mention", "act", "cues", "pair", "holder", "via", "trigger", "event", "fate", "triggers", "role")

Scored = NDArray[np.float32]

# Windows of one batch are of like length; more tokens than this in one pass gain no speed and cost memory.
BATCH_TOKENS = 1536


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window: scores of each token, and what is seen from each likely cue and trigger.

    `cues` and `triggers` are tokens within the window; `pair` and `role` are [cues or triggers, tokens, labels];
    `holder` [cues, 1 + tokens, 2] has the log probabilities that a cue's holder is named from here, and to here, the
    first row for one that is named outside of the window; `via` those of the next step of its relay, the first row for
    none; `event` joins the scores of types, modes and statuses.
    """

    window: Window
    cue: Scored
    mention: Scored
    act: Scored
    cues: NDArray[np.int64]
    pair: Scored
    holder: Scored
    via: Scored
    trigger: Scored
    event: Scored
    fate: Scored
    triggers: NDArray[np.int64]
    role: Scored


class Tagged(NamedTuple):
    """A text, its tokens, and what the network says of each of its windows."""

    text: str
    tokens: Tokens
    scored: list[Scores]


class Tagger:
    """The network, loaded once and run over many texts."""

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Loads a model file, to run on so many threads (all cores); ModelError where it is missing or damaged."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or cores()
        # Windows differ in size: an arena keeps the largest of each and grows with the number of reports.
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            weights = path.read_bytes()
            self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        # onnxruntime raises classes of its own that share no base but Exception.
        except Exception as error:
            raise ModelError(
                "the model is missing or damaged", where=str(path), mend="install the package anew"
            ) from error
        self.digest = hashlib.sha256(weights).hexdigest()[:12]

    def score(self, texts: Sequence[str]) -> list[Tagged]:
        """What every window of each text says; windows of all texts are run together, sorted by length."""
        tokens = tokenize(texts)
        found = [Tagged(text, its, []) for text, its in zip(texts, tokens, strict=True)]
        todo = [(at, window) for at, its in enumerate(tokens) for window in windows(its)]
        todo.sort(key=lambda item: item[1].end - item[1].start)
        batch: list[tuple[int, Window]] = []
        for place, item in enumerate(todo):
            batch.append(item)
            following = todo[place + 1][1] if place + 1 < len(todo) else None
            if following is None or (len(batch) + 1) * (following.end - following.start + 2) > BATCH_TOKENS:
                run = self._run([(tokens[at], window) for at, window in batch])
                for (at, _), scores in zip(batch, run, strict=True):
                    found[at].scored.append(scores)
                batch = []
        for text in found:
            text.scored.sort(key=lambda one: one.window.start)
        return found

    def _run(self, batch: list[tuple[Tokens, Window]]) -> list[Scores]:
        width = max(window.end - window.start for _, window in batch) + 2
        ids, cases, quotes, breaks, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(5))
        for row, (tokens, window) in enumerate(batch):
            size = window.end - window.start
            ids[row, 0], ids[row, size + 1] = CLS, SEP
            mask[row, : size + 2] = 1
            for target, source in (
                (ids, tokens.ids),
                (cases, tokens.cases),
                (quotes, tokens.quotes),
                (breaks, tokens.breaks),
            ):
                target[row, 1 : size + 1] = source[window.start : window.end]
        inputs = {"ids": ids, "cases": cases, "quotes": quotes, "breaks": breaks, "mask": mask}
        outputs: list[Any] = self._session.run(OUTPUTS, inputs)
        return [
            _cut(window, dict(zip(OUTPUTS, (output[row] for output in outputs), strict=True)))
            for row, (_, window) in enumerate(batch)
        ]


def _cut(window: Window, scores: dict[str, Any]) -> Scores:
    """The scores of a window's own tokens, without the marks around them and the padding behind."""
    size = window.end - window.start
    part = slice(1, size + 1)
    cues, triggers = ((at > 0) & (at <= size) for at in (scores["cues"], scores["triggers"]))
    return Scores(
        window=window,
        **{name: scores[name][part] for name in ("cue", "mention", "act", "trigger", "event", "fate")},
        cues=scores["cues"][cues] - 1,
        pair=scores["pair"][cues][:, part],
        holder=scores["holder"][cues][:, : size + 1],
        via=scores["via"][cues][:, : size + 1],
        triggers=scores["triggers"][triggers] - 1,
        role=scores["role"][triggers][:, part],
    )


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def shipped(threads: int | None = None) -> Tagger:
    """The tagger that the package carries."""
    with as_file(files("sayso.reading").joinpath("model/reader.onnx")) as path:
        return Tagger(path, threads=threads)
