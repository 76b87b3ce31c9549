"""The network: a MiniLM encoder with features of each token, and heads that read attribution from it in one pass.

Token heads: `cue` (BIO, claims of every depth), `flat` (BIO of source, cue and content of the outermost claims),
`mention` (BIO of five kinds of names), `act` (what the claim of a cue does), `trigger` (BIO of what names a happening),
`event` (its type, mode and status), `fate` (BIO of numbers of people, by what became of them). Pair heads: for each
cue, BIO of its source and its content over all tokens, so that a claim inside another one is read in the same pass,
and where its holder and the next step of its relay are named (first and last token); for each trigger, BIO of its roles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.reading.tagger import ACTS, CUE, EVENT, FATE, FLAT, MENTION, PAIR, ROLE, TRIGGER
from sayso.reading.tokens import BREAKS, CASES, QUOTES

HIDDEN = 384
HEADS = 12
LAYERS = 6
PLACES = 512
PAIR_WIDTH = 160
BUCKETS = 48


@dataclass(frozen=True)
class Batch:
    """Windows of one length, padded: everything that the network takes. Shapes are [windows, tokens]."""

    ids: Tensor
    cases: Tensor
    quotes: Tensor
    breaks: Tensor
    mask: Tensor


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Hidden states [windows, tokens, 384] to such; `mask` is added to the attention's scores."""
        windows, length, _ = hidden.shape
        q, k, v = self.qkv(hidden).view(windows, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            weights = (q @ k.transpose(-1, -2)) * (1 / math.sqrt(HIDDEN // HEADS)) + mask
            mixed = weights.softmax(-1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype), dropout_p=0.0)
        hidden = self.norm1(hidden + self.dropout(self.out(mixed.transpose(1, 2).reshape(windows, length, HIDDEN))))
        return self.norm2(hidden + self.dropout(self.down(F.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """MiniLM with embeddings of case, quotation and paragraph added to those of the words."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(PLACES, HIDDEN)
        self.features = nn.ModuleList([nn.Embedding(size, HIDDEN) for size in (CASES, QUOTES, BREAKS)])
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])

    def forward(self, ids: Tensor, cases: Tensor, quotes: Tensor, breaks: Tensor, mask: Tensor) -> Tensor:
        """Tokens with their features, each [windows, tokens], to hidden states [windows, tokens, 384]."""
        hidden = self.words(ids) + self.places.weight[: ids.shape[1]]
        for table, values in zip(self.features, (cases, quotes, breaks), strict=True):
            hidden = hidden + table(values)
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask.to(hidden.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


class PairHead(nn.Module):
    """For each cue (or trigger) and token: what is the token to the cue?"""

    def __init__(self, scores: int) -> None:
        super().__init__()
        self.token = nn.Linear(HIDDEN, PAIR_WIDTH)
        self.cue = nn.Linear(HIDDEN, PAIR_WIDTH)
        self.gate = nn.Linear(HIDDEN, PAIR_WIDTH)
        self.scaled = nn.Linear(HIDDEN, PAIR_WIDTH)
        self.distance = nn.Embedding(BUCKETS, PAIR_WIDTH)
        self.label = nn.Linear(PAIR_WIDTH, scores)

    def forward(self, hidden: Tensor, at: Tensor) -> Tensor:
        """`hidden` [windows, tokens, 384], `at` [windows, cues] → [windows, cues, tokens, scores]."""
        length = hidden.shape[1]
        cues = torch.gather(hidden, 1, at[:, :, None].expand(-1, -1, HIDDEN))
        apart = torch.arange(length, device=hidden.device)[None, None, :] - at[:, :, None]
        # Nearness in steps that grow: 0, 1, 2, … 7, then by half powers of two, the same on both sides.
        size = apart.abs().to(hidden.dtype)
        steps = (
            torch.where(size < 8, size, 8 + 2.6 * torch.log2((size + 1e-6) / 8))
            .clamp(max=BUCKETS // 2 - 1)
            .to(torch.int64)
        )
        bucket = steps + (apart > 0).to(torch.int64) * (BUCKETS // 2)
        mixed = self.token(hidden)[:, None] + self.cue(cues)[:, :, None] + self.distance(bucket)
        mixed = mixed + self.scaled(hidden)[:, None] * self.gate(cues)[:, :, None]
        return self.label(F.gelu(mixed))


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.cue = nn.Linear(HIDDEN, len(CUE))
        self.flat = nn.Linear(HIDDEN, len(FLAT))
        self.mention = nn.Linear(HIDDEN, len(MENTION))
        self.act = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, len(ACTS)))
        self.trigger = nn.Linear(HIDDEN, len(TRIGGER))
        self.event = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, sum(EVENT)))
        self.fate = nn.Linear(HIDDEN, len(FATE))
        # The last scores are where the holder is named, first token and last, and where the relay's next step is.
        self.pair = PairHead(len(PAIR) + 4)
        self.role = PairHead(len(ROLE))
        self.dropout = nn.Dropout(0.1)
        self.apply(self._start)
        # Most tokens have nothing to do with most cues: begin there.
        nn.init.constant_(self.pair.label.bias[:1], 3.0)
        nn.init.constant_(self.role.label.bias[:1], 3.0)

    @staticmethod
    def _start(module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)

    def load_minilm(self, path: Path) -> None:
        """Takes the encoder's weights from a BERT checkpoint in safetensors."""
        weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        encoder = self.encoder
        with torch.no_grad():
            encoder.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            encoder.places.weight.copy_(weights["embeddings.position_embeddings.weight"])
            encoder.places.weight.add_(weights["embeddings.token_type_embeddings.weight"][0])
            encoder.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            encoder.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(encoder.layers):
                name = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(
                        torch.cat(
                            [weights[f"{name}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                        )
                    )
                    for module, source in (
                        (layer.out, "attention.output.dense"),
                        (layer.norm1, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(module, part).copy_(weights[f"{name}{source}.{part}"])
            # New features begin as nothing, so that training starts from what the encoder knows.
            for table in encoder.features:
                table.weight.zero_()

    def tokens(self, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
        """Hidden states, and the scores of the token heads."""
        hidden = self.encoder(batch.ids, batch.cases, batch.quotes, batch.breaks, batch.mask)
        dropped = self.dropout(hidden)
        return dropped, {
            "cue": self.cue(dropped),
            "flat": self.flat(dropped),
            "mention": self.mention(dropped),
            "act": self.act(dropped),
            "trigger": self.trigger(dropped),
            "event": self.event(dropped),
            "fate": self.fate(dropped),
        }
