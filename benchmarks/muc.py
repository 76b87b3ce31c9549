"""MUC-4's role fillers: the shipped encoder fine-tuned on DEV, measured on TST1 and TST2.

`python -m benchmarks.muc --data DIR --weights trained.pt`; about half an hour on two cores. One layer over the encoder
labels the words of five roles (BIO); runs of one role that are alike are one filler, named by its surest run.

CEAF-REE (Du, Rush and Cardie, GRIT, EACL 2021): within an article and a role, each filler found is paired with at most
one gold filler, right where its words are among the gold filler's; micro precision, recall and F1 over all five roles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F
from training.corpora import found
from training.labels import SILENT, token_range
from training.model import HIDDEN, Batch, Reader
from training.train import SEED, keep_memory

from benchmarks.metrics import Tally
from sayso.reading.labels import legal, log_softmax, runs, viterbi
from sayso.reading.tokens import CLS, SEP, Tokens, tokenize, windows

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
LABELS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
EPOCHS, TOGETHER, RATE = 4, 8, 1e-4
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "to",
        "for",
        "by",
        "his",
        "her",
        "their",
        "its",
        "some",
        "several",
        "two",
        "three",
        "one",
        "unidentified",
        "members",
    ]
)


@dataclass(frozen=True)
class Article:
    """An article's tokens, the label of each, and its gold fillers: the wordings of each, by role."""

    text: str
    tokens: Tokens
    labels: NDArray[np.int64]
    gold: dict[str, list[set[str]]]


def articles(path: Path) -> list[Article]:
    """The articles of a file; every place where a wording of a filler stands is labelled."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    made = []
    for row, tokens in zip(rows, tokenize([row["doctext"] for row in rows]), strict=True):
        gold = {role: [{words for words, _ in filler} for filler in row["extracts"][role]] for role in ROLES}
        labels = np.zeros(len(tokens), dtype=np.int64)
        wordings = sorted(
            ((words, role) for role in ROLES for filler in gold[role] for words in filler), key=lambda one: len(one[0])
        )
        for words, role in wordings:
            begin = LABELS.index(f"B-{role}")
            for place in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", row["doctext"]):
                first, last = token_range(tokens, place.span())
                labels[first] = begin
                labels[first + 1 : last] = begin + 1
        made.append(Article(row["doctext"], tokens, labels, gold))
    return made


class Labeller(nn.Module):
    """The encoder with one layer that labels words."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.reader = Reader()
        self.reader.load_state_dict(torch.load(weights, weights_only=True))
        self.labels = nn.Linear(HIDDEN, len(LABELS))

    def forward(self, batch: Batch) -> torch.Tensor:
        """Windows to scores of labels, [windows, tokens, labels]."""
        hidden, _ = self.reader.tokens(batch)
        scores: torch.Tensor = self.labels(hidden)
        return scores


Piece = tuple[Article, int, int]


def batch_of(pieces: list[Piece]) -> tuple[Batch, torch.Tensor]:
    """Parts of articles as the network takes them, and their labels."""
    width = max(end - start for _, start, end in pieces) + 2
    values = torch.zeros(5, len(pieces), width, dtype=torch.int64)
    labels = torch.full((len(pieces), width), SILENT)
    for row, (article, start, end) in enumerate(pieces):
        tokens, size = article.tokens, end - start
        for number, part in enumerate((tokens.ids, tokens.cases, tokens.quotes, tokens.breaks)):
            values[number, row, 1 : size + 1] = torch.from_numpy(part[start:end].astype("int64"))
        values[0, row, 0], values[0, row, size + 1] = CLS, SEP
        values[4, row, : size + 2] = 1
        labels[row, 1 : size + 1] = torch.from_numpy(article.labels[start:end])
    return Batch(*values), labels


def fit(model: Labeller, told: list[Article]) -> None:
    """Trains on all windows of the articles."""
    chance = random.Random(SEED)
    pieces = [(article, one.start, one.end) for article in told for one in windows(article.tokens)]
    optimizer = torch.optim.AdamW(
        [{"params": model.reader.parameters(), "lr": RATE}, {"params": model.labels.parameters(), "lr": 10 * RATE}],
        weight_decay=0.01,
    )
    steps = EPOCHS * (len(pieces) // TOGETHER + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, 10 * RATE], total_steps=steps + 1, pct_start=0.1)
    model.train()
    for epoch in range(EPOCHS):
        order = chance.sample(pieces, len(pieces))
        total = 0.0
        for at in range(0, len(order), TOGETHER):
            batch, labels = batch_of(sorted(order[at : at + TOGETHER], key=lambda piece: piece[2] - piece[1]))
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(batch)
            loss = F.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=SILENT)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total * TOGETHER / len(order):.4f}", flush=True)


@torch.no_grad()
def fillers(model: Labeller, article: Article) -> dict[str, list[str]]:
    """What the model finds in an article: a wording for each filler, by role."""
    model.eval()
    steps = legal(LABELS)
    seen: dict[str, list[tuple[float, str]]] = {role: [] for role in ROLES}
    for window in windows(article.tokens):
        batch, _ = batch_of([(article, window.start, window.end)])
        scores = log_softmax(model(batch)[0, 1:-1].numpy())
        for first, last, role in runs(viterbi(scores[None], *steps)[0], LABELS):
            if window.first <= first + window.start < window.last:
                words = article.text[
                    article.tokens.starts[first + window.start] : article.tokens.ends[last + window.start - 1]
                ]
                seen[role].append((float(scores[first:last].max(-1).sum() / (last - first)), words))
    return {role: list(_alike(article.text, runs_)) for role, runs_ in seen.items()}


def _alike(text: str, seen: list[tuple[float, str]]) -> Iterator[str]:
    """One wording for all that share a head word, or of which one is the other's short form in brackets."""
    kept: list[set[str]] = []
    for _, words in sorted(seen, key=lambda one: -one[0]):
        parts = {word for word in re.findall(r"\w+", words) if word not in SMALL}
        short = {found[1] for found in re.finditer(rf"{re.escape(words)} \((\w+)\)", text)} | {
            found[1].split()[-1] for found in re.finditer(rf"((?:\w+ ){{1,6}})\({re.escape(words)}\)", text)
        }
        if parts and not any((parts | short) & other for other in kept):
            yield words
        if parts:
            kept.append(parts | short)


def judge(said: dict[str, list[str]], gold: dict[str, list[set[str]]], tally: Tally) -> None:
    """Adds one article: each filler found is right where a gold filler that is still free has its words."""
    for role in ROLES:
        left = list(gold[role])
        right = 0
        for words in said[role]:
            match = next((filler for filler in left if words in filler), None)
            if match is not None:
                left.remove(match)
                right += 1
        tally.add(found=len(said[role]), gold=len(gold[role]), right=right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/")
    parser.add_argument("--weights", type=Path, required=True, help="the weights that training/train.py writes last")
    options = parser.parse_args()
    keep_memory()
    torch.manual_seed(SEED)
    folder = found(options.data / "muc4", "https://github.com/xinyadu/grit_doc_event_entity")
    model = Labeller(options.weights)
    fit(model, articles(folder / "rolefillers_train.jsonl"))
    tally = Tally()
    for article in articles(folder / "rolefillers_dev.jsonl"):
        judge(fillers(model, article), article.gold, tally)
    print(f"MUC-4 TST1+2, CEAF-REE micro: {tally.precision:.1f} / {tally.recall:.1f} / {tally.f1:.1f}")


if __name__ == "__main__":
    main()
