"""Exports trained weights to the one ONNX file that the wheel carries: `python -m training.export WEIGHTS OUT.onnx`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.reading.tagger import CUE, OUTPUTS, PAIR, TRIGGER
from training.model import Batch, Reader

INPUTS = ("ids", "cases", "quotes", "breaks", "mask")
# Of these the scores of every token; the others are seen from the likeliest cues and triggers.
TOKENS = ("cue", "mention", "act", "trigger", "event", "fate")


class Whole(nn.Module):
    """The reader as one pass: token scores, then what is seen from the likeliest cues and triggers."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor, quotes: Tensor, breaks: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """All of `OUTPUTS`, in their order."""
        hidden, scores = self.reader.tokens(Batch(ids, cases, quotes, breaks, mask))
        blank = (1.0 - mask.to(hidden.dtype)) * -1e4
        cues = _likeliest(scores["cue"], CUE.index("B"), blank)
        pair, holder, via = self.reader.pair(hidden, cues).split([len(PAIR), 2, 2], dim=-1)
        triggers = _likeliest(scores["trigger"], TRIGGER.index("B"), blank)
        seen = {
            "cues": cues,
            "pair": pair,
            "holder": (holder + blank[:, None, :, None]).log_softmax(2),
            "via": (via + blank[:, None, :, None]).log_softmax(2),
            "triggers": triggers,
            "role": self.reader.role(hidden, triggers),
        }
        return tuple((scores | seen)[name] for name in OUTPUTS)


def _likeliest(scores: Tensor, begin: int, blank: Tensor) -> Tensor:
    """The tokens of each window that likeliest begin something, about one in eight."""
    return torch.topk(scores.log_softmax(-1)[:, :, begin] + blank, k=scores.shape[1] // 8 + 2, dim=1).indices


def export(reader: Reader, path: Path, *, quantize: bool = True) -> None:
    """Writes the graph, weights in 8 bits with a scale for each channel, or as they are."""
    example = tuple(torch.ones((2, 48), dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "windows", 1: "tokens"} for name in (*INPUTS, *TOKENS)}
    axes |= {name: {0: "windows", 1: "cues"} for name in ("cues", "triggers")}
    axes |= {name: {0: "windows", 1: "cues", 2: "tokens"} for name in ("pair", "holder", "via", "role")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Whole(reader).eval(),
            example,
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not quantize:
            onnx.save(onnx.load(plain), path)
            return
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=excluded(plain),
        )


def excluded(path: Path) -> list[str]:
    """Small multiplications whose scores decide labels: kept in full precision, at next to no cost."""
    return [
        node.name
        for node in onnx.load(path).graph.node
        if node.op_type in ("MatMul", "Gemm") and "/encoder/" not in node.name
    ]


def main() -> None:
    weights, out = map(Path, sys.argv[1:3])
    reader = Reader()
    state = torch.load(weights, weights_only=True)
    reader.load_state_dict(state.get("model", state))
    export(reader, out)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
