"""The labels of the tagger, and its run over windows of many reports with onnxruntime."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.reading.tokens import CLS, SEP, Tokens, Window, windows
from sayso.records import ACTS

CUE = ("O", "B", "I")
FLAT = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PAIR = ("O", "B-source", "I-source", "B-content", "I-content")
KINDS = ("person", "organisation", "place", "date", "figure")
MENTION = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))

__all__ = ["ACTS", "CUE", "FLAT", "KINDS", "MENTION", "PAIR", "Scores", "Tagger", "shipped"]

Scored = NDArray[np.float32]

# Windows of one batch are of like length; more tokens than this in one pass gain no speed and cost memory.
BATCH_TOKENS = 1536


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window: scores of each token, and of each likely cue over all tokens.

    `at` has the tokens (within the window) of the likely cues, `pair` is [cues, tokens, labels].
    """

    window: Window
    cue: Scored
    mention: Scored
    act: Scored
    at: NDArray[np.int64]
    pair: Scored


class Tagger:
    """The network, loaded once and run over many texts."""

    def __init__(self, path: Path) -> None:
        """Loads a model file; ModelError where it is missing or damaged."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = (
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
        # Windows differ in size: an arena keeps the largest of each and grows with the number of reports.
        options.enable_cpu_mem_arena = False
        try:
            weights = path.read_bytes()
            self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        # onnxruntime raises classes of its own that share no base but Exception.
        except Exception as error:
            raise ModelError(
                "the model is missing or damaged", where=str(path), mend="install the package anew"
            ) from error
        self.digest = hashlib.sha256(weights).hexdigest()[:12]

    def score(self, texts: Sequence[Tokens]) -> list[list[Scores]]:
        """The scores of every window of each text, windows of all texts run together and sorted by length."""
        todo = [(text, window) for text, tokens in enumerate(texts) for window in windows(tokens)]
        todo.sort(key=lambda item: item[1].end - item[1].start)
        found: list[list[Scores]] = [[] for _ in texts]
        batch: list[tuple[int, Window]] = []
        for at, item in enumerate(todo):
            batch.append(item)
            following = todo[at + 1][1] if at + 1 < len(todo) else None
            if following is None or (len(batch) + 1) * (following.end - following.start + 2) > BATCH_TOKENS:
                for (text, _), scores in zip(
                    batch, self._run([(texts[text], window) for text, window in batch]), strict=True
                ):
                    found[text].append(scores)
                batch = []
        return [sorted(scores, key=lambda one: one.window.start) for scores in found]

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
        outputs: list[Any] = self._session.run(["cue", "mention", "act", "at", "pair"], inputs)
        scores = []
        for row, (_, window) in enumerate(batch):
            cue, mention, act, at, pair = (output[row] for output in outputs)
            part = slice(1, window.end - window.start + 1)
            kept = (at > 0) & (at <= window.end - window.start)
            scores.append(Scores(window, cue[part], mention[part], act[part], at[kept] - 1, pair[kept][:, part]))
        return scores


@cache
def shipped() -> Tagger:
    """The tagger that the package carries."""
    with as_file(files("sayso.reading").joinpath("model/reader.onnx")) as path:
        return Tagger(path)
