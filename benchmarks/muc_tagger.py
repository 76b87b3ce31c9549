"""The labeller of MUC-4's role fillers: the upper layers of the encoder, trained on what the lower ones make of a text.

The lower layers stay as they are, so that each text goes through them once; what they make of it, and the trained upper ones, are
kept in the temporary folder for the next run.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F
from training.labels import SILENT
from training.model import HIDDEN, Batch, Reader

from sayso.reading.tokens import CLS, SEP, Tokens, Window, windows

LOWER, EPOCHS, TOGETHER, RATE = 3, 4, 8, 2e-4
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Texts:
    """Texts in windows, with the states of each window that the lower layers make; `at` says where each begins."""

    tokens: list[Tokens]
    windows: list[tuple[int, Window]]
    at: list[int]
    states: NDArray[np.float16]

    def of(self, texts: set[int]) -> list[int]:
        """The windows of some texts."""
        return [row for row, (text, _) in enumerate(self.windows) if text in texts]

    def width(self, row: int) -> int:
        """The tokens of a window, with those of its ends."""
        return self.at[row + 1] - self.at[row]

    def batch(self, rows: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """States of windows [windows, tokens, 384], and which of them stand for tokens."""
        longest = max(map(self.width, rows))
        states, mask = torch.zeros(len(rows), longest, HIDDEN), torch.zeros(len(rows), longest)
        for place, row in enumerate(rows):
            states[place, : self.width(row)] = torch.from_numpy(
                self.states[self.at[row] : self.at[row + 1]].astype(np.float32)
            )
            mask[place, : self.width(row)] = 1
        return states, mask


def load(weights: Path) -> Reader:
    """The network with the weights that `training.train` wrote."""
    reader = Reader()
    reader.load_state_dict(torch.load(weights, weights_only=True))
    reader.eval()
    return reader


def texts_of(tokens: list[Tokens], weights: Path) -> Texts:
    """Texts with their states; minutes at the first run, seconds at the next."""
    cut = [(number, window) for number, one in enumerate(tokens) for window in windows(one)]
    at = [0, *accumulate(window.end - window.start + 2 for _, window in cut)]
    path = _kept(weights, tokens, f"{LOWER}.npy")
    if not path.exists():
        unfinished = path.with_suffix(".part")
        states = np.lib.format.open_memmap(unfinished, "w+", np.float16, (at[-1], HIDDEN))
        for row, made in _lower(load(weights), tokens, cut):
            states[at[row] : at[row + 1]] = made
        states.flush()
        unfinished.rename(path)
    return Texts(tokens, cut, at, np.load(path, mmap_mode="r"))


def _kept(weights: Path, tokens: list[Tokens], name: str) -> Path:
    """Where something made with some weights of some texts is kept."""
    digest = hashlib.sha256(weights.read_bytes() + b"".join(one.ids.tobytes() for one in tokens)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"sayso-muc-{digest}-{name}"


@torch.no_grad()
def _lower(reader: Reader, tokens: list[Tokens], cut: list[tuple[int, Window]]) -> Iterator[tuple[int, Floats]]:
    encoder = reader.encoder
    order = sorted(range(len(cut)), key=lambda row: cut[row][1].end - cut[row][1].start)
    for first in range(0, len(order), TOGETHER):
        rows = order[first : first + TOGETHER]
        batch = _batch([(tokens[cut[row][0]], cut[row][1]) for row in rows])
        with torch.autocast("cpu", torch.bfloat16):
            hidden = encoder.words(batch.ids) + encoder.places.weight[: batch.ids.shape[1]]
            for table, values in zip(encoder.features, (batch.cases, batch.quotes, batch.breaks), strict=True):
                hidden = hidden + table(values)
            hidden = encoder.norm(hidden)
            for layer in encoder.layers[:LOWER]:
                hidden = layer(hidden, _bias(batch.mask))
        for place, row in enumerate(rows):
            yield row, hidden[place, : cut[row][1].end - cut[row][1].start + 2].float().numpy()


def _batch(pieces: list[tuple[Tokens, Window]]) -> Batch:
    values = torch.zeros(5, len(pieces), max(window.end - window.start for _, window in pieces) + 2, dtype=torch.int64)
    for row, (tokens, window) in enumerate(pieces):
        size = window.end - window.start
        for number, part in enumerate((tokens.ids, tokens.cases, tokens.quotes, tokens.breaks)):
            values[number, row, 1 : size + 1] = torch.from_numpy(part[window.start : window.end].astype("int64"))
        values[0, row, 0], values[0, row, size + 1] = CLS, SEP
        values[4, row, : size + 2] = 1
    return Batch(*values)


def _bias(mask: torch.Tensor) -> torch.Tensor:
    return (1.0 - mask.float())[:, None, None, :] * -1e4


class Upper(nn.Module):
    """The upper layers with one that labels words."""

    def __init__(self, reader: Reader, labels: int) -> None:
        super().__init__()
        self.layers = reader.encoder.layers[LOWER:]
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(HIDDEN, labels)

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States of windows to scores of labels, [windows, tokens, labels]."""
        bias = _bias(mask)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        scores: torch.Tensor = self.labels(self.dropout(hidden))
        return scores


def fit(
    texts: Texts, labels: list[NDArray[np.int64]], told: set[int], count: int, weights: Path, *, seed: int
) -> Upper:
    """A labeller trained on some of the texts; `labels` has that of each token of each text, below `count`.

    It is kept as well: another `seed` or other texts make another.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    upper = Upper(load(weights), count)
    path = _kept(weights, [texts.tokens[text] for text in sorted(told)], f"{seed}.pt")
    if path.exists():
        upper.load_state_dict(torch.load(path, weights_only=True))
        upper.eval()
        return upper
    upper.train()
    rows = texts.of(told)
    steps = EPOCHS * -(-len(rows) // TOGETHER)
    optimizer = torch.optim.AdamW(
        [{"params": upper.layers.parameters()}, {"params": upper.labels.parameters()}], lr=RATE, weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, 5 * RATE], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(EPOCHS):
        total = 0.0
        for some in _shuffled(texts, rows, chance):
            gold = torch.full((len(some), max(map(texts.width, some))), SILENT)
            for place, row in enumerate(some):
                text, window = texts.windows[row]
                gold[place, 1 : texts.width(row) - 1] = torch.from_numpy(labels[text][window.start : window.end])
            with torch.autocast("cpu", torch.bfloat16):
                scores = upper(*texts.batch(some))
            loss = F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=SILENT)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(some)
        print(f"epoch {epoch + 1}: loss {total / len(rows):.4f}", flush=True)
    torch.save(upper.state_dict(), path)
    upper.eval()
    return upper


def _shuffled(texts: Texts, rows: list[int], chance: random.Random) -> list[list[int]]:
    """Batches in another order each time, each of windows of like length."""
    order = chance.sample(rows, len(rows))
    groups = [sorted(order[at : at + 16 * TOGETHER], key=texts.width) for at in range(0, len(order), 16 * TOGETHER)]
    made = [group[at : at + TOGETHER] for group in groups for at in range(0, len(group), TOGETHER)]
    return chance.sample(made, len(made))


@torch.no_grad()
def chances(upper: Upper, texts: Texts, told: set[int]) -> dict[int, Floats]:
    """The probability of each label for each token of some texts, [tokens, labels]."""
    count = upper.labels.out_features
    found = {text: np.zeros((len(texts.tokens[text]), count), dtype=np.float32) for text in told}
    for row in texts.of(told):
        text, window = texts.windows[row]
        with torch.autocast("cpu", torch.bfloat16):
            scores = upper(*texts.batch([row]))[0, 1:-1]
        inside = slice(window.first - window.start, window.last - window.start)
        found[text][window.first : window.last] = scores.float().softmax(-1).numpy()[inside]
    return found
