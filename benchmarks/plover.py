"""PLOVER's sentences, five-fold: the type of the event between two given parties, by the shipped encoder fine-tuned.

`python -m benchmarks.plover --data DIR --weights trained.pt`; about twenty minutes on two cores. Each fold trains anew
on four fifths and is measured on the rest, each type spread evenly over the folds; the macro-F1 is that of the sentences
of all folds together, over the types that occur. The weights are those of the reader, which never saw these sentences.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F
from training.corpora import found
from training.labels import token_range
from training.model import HIDDEN, Batch, Reader
from training.train import SEED, keep_memory

from sayso.reading.tokens import CLS, SEP, Tokens, tokenize

FOLDS, EPOCHS, TOGETHER = 5, 8, 16
RATE = 1e-4


class Typist(nn.Module):
    """The encoder, and one layer over what it says of the two parties, of the words around them, and of the whole."""

    def __init__(self, weights: Path, types: int) -> None:
        super().__init__()
        reader = Reader()
        reader.load_state_dict(torch.load(weights, weights_only=True))
        self.reader = reader
        self.types = nn.Sequential(nn.Linear(4 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, types))

    def forward(self, batch: Batch, parties: torch.Tensor) -> torch.Tensor:
        """Windows and where their two parties are, [windows, 2, tokens], to scores of types."""
        hidden, scores = self.reader.tokens(batch)
        triggers = scores["trigger"].softmax(-1)[:, :, 1] * batch.mask
        around = torch.cat([parties, batch.mask[:, None], triggers[:, None]], dim=1).to(hidden.dtype)
        pooled = around @ hidden / around.sum(-1, keepdim=True).clamp(min=1e-3)
        scored: torch.Tensor = self.types(pooled.flatten(1))
        return scored


def batch_of(rows: list[tuple[Tokens, list[tuple[int, int]], int]]) -> tuple[Batch, torch.Tensor, torch.Tensor]:
    """Sentences as the network takes them, where the parties are, and the types."""
    width = max(len(tokens) for tokens, _, _ in rows) + 2
    values = torch.zeros(5, len(rows), width, dtype=torch.int64)
    parties = torch.zeros(len(rows), 2, width)
    for row, (tokens, spans, _) in enumerate(rows):
        size = len(tokens)
        for number, part in enumerate((tokens.ids, tokens.cases, tokens.quotes, tokens.breaks)):
            values[number, row, 1 : size + 1] = torch.from_numpy(part.astype("int64"))
        values[0, row, 0], values[0, row, size + 1] = CLS, SEP
        values[4, row, : size + 2] = 1
        for number, span in enumerate(spans):
            # A party that is not given has no tokens.
            first, last = token_range(tokens, span) if span[1] else (0, 0)
            parties[row, number, first + 1 : last + 1] = 1
    return Batch(*values), parties, torch.tensor([kind for _, _, kind in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds plover/")
    parser.add_argument("--weights", type=Path, required=True, help="the weights that training/train.py writes last")
    options = parser.parse_args()
    keep_memory()
    folder = found(options.data / "plover", "https://github.com/openeventdata/PLOVER")
    sentences = [json.loads(line) for line in (folder / "dev_plv_train.jsonl").read_text("utf-8").splitlines()]
    types = sorted({sentence["root"] for sentence in sentences})
    tokens = tokenize([sentence["text"] for sentence in sentences])
    rows = [
        (own, [tuple(sentence[role] or (0, 0)) for role in ("source", "target")], types.index(sentence["root"]))
        for sentence, own in zip(sentences, tokens, strict=True)
    ]
    folds = spread([kind for _, _, kind in rows])
    said = [0] * len(rows)
    for fold in range(FOLDS):
        model = fit(
            [row for row, mine in zip(rows, folds, strict=True) if mine != fold], options.weights, len(types), fold
        )
        held = [at for at, mine in enumerate(folds) if mine == fold]
        for at, kind in zip(held, judge(model, [rows[at] for at in held]), strict=True):
            said[at] = kind
        right = sum(said[at] == rows[at][2] for at in held)
        print(f"fold {fold + 1}: {right} of {len(held)} right", flush=True)
    scores = [f1([row[2] for row in rows], said, kind) for kind in range(len(types))]
    for name, score in zip(types, scores, strict=True):
        print(f"{name:10} {score:.1f}")
    print(f"PLOVER sentences, macro-F1 of {len(types)} types: {sum(scores) / len(scores):.1f}")


def spread(kinds: list[int]) -> list[int]:
    """A fold for each sentence, those of one type dealt out in turn after a shuffle."""
    chance = random.Random(SEED)
    by_kind: dict[int, list[int]] = defaultdict(list)
    for at, kind in enumerate(kinds):
        by_kind[kind].append(at)
    folds = [0] * len(kinds)
    for places in by_kind.values():
        chance.shuffle(places)
        for number, at in enumerate(places):
            folds[at] = number % FOLDS
    return folds


def fit(rows: list[tuple[Tokens, list[tuple[int, int]], int]], weights: Path, types: int, fold: int) -> Typist:
    """A model trained on the sentences of the other folds."""
    torch.manual_seed(SEED + fold)
    chance = random.Random(SEED + fold)
    model = Typist(weights, types)
    optimizer = torch.optim.AdamW(
        [
            {"params": model.reader.parameters(), "lr": RATE},
            {"params": model.types.parameters(), "lr": 10 * RATE},
        ],
        weight_decay=0.01,
    )
    steps = EPOCHS * (len(rows) // TOGETHER + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, 10 * RATE], total_steps=steps + 1)
    model.train()
    for _ in range(EPOCHS):
        order = chance.sample(rows, len(rows))
        for at in range(0, len(order), TOGETHER):
            batch, parties, kinds = batch_of(order[at : at + TOGETHER])
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(batch, parties)
            optimizer.zero_grad()
            F.cross_entropy(scores.float(), kinds, label_smoothing=0.05).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model


@torch.no_grad()
def judge(model: Typist, rows: list[tuple[Tokens, list[tuple[int, int]], int]]) -> list[int]:
    """The likeliest type of each sentence."""
    model.eval()
    made: list[int] = []
    for at in range(0, len(rows), 32):
        batch, parties, _ = batch_of(rows[at : at + 32])
        made += model(batch, parties).argmax(-1).tolist()
    return made


def f1(gold: list[int], said: list[int], kind: int) -> float:
    """The F1 of one type, in per cent."""
    right = sum(one == two == kind for one, two in zip(gold, said, strict=True))
    return 200 * right / (gold.count(kind) + said.count(kind))


if __name__ == "__main__":
    main()
