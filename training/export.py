"""Exports trained weights to the one ONNX file that the wheel carries: `python -m training.export WEIGHTS OUT.onnx`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.reading.tagger import CUE
from training.model import Batch, Reader

INPUTS = ("ids", "cases", "quotes", "breaks", "mask")
OUTPUTS = ("cue", "flat", "mention", "act", "at", "pair")


class Whole(nn.Module):
    """The reader as one pass: token scores, then the pair scores of the likeliest cues, about one for eight tokens."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor, quotes: Tensor, breaks: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Scores of cues, outermost claims, names and acts of each token; likely cues; pair scores of those."""
        hidden, scores = self.reader.tokens(Batch(ids, cases, quotes, breaks, mask))
        begins = scores["cue"].log_softmax(-1)[:, :, CUE.index("B")] + (1.0 - mask.to(hidden.dtype)) * -1e4
        at = torch.topk(begins, k=ids.shape[1] // 8 + 2, dim=1).indices
        return scores["cue"], scores["flat"], scores["mention"], scores["act"], at, self.reader.pair(hidden, at)


def export(reader: Reader, path: Path, *, quantize: bool = True) -> None:
    """Writes the graph, weights in 8 bits with a scale for each channel, or as they are."""
    example = tuple(torch.ones((2, 48), dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "windows", 1: "tokens"} for name in (*INPUTS, *OUTPUTS[:4])} | {
        "at": {0: "windows", 1: "cues"},
        "pair": {0: "windows", 1: "cues", 2: "tokens"},
    }
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
