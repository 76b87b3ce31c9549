"""Learns the linear model of acts from the project's corpus: `python -m training.acts --out acts.json`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import torch
from benchmarks.gold import of_gold
from corpus.load import reports
from torch.nn.functional import cross_entropy

from sayso.reading.acts import features
from sayso.records import ACTS

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# The strength of the ridge, and how often a feature must be met to count: the best on the development part.
RIDGE = 1.0
LEAST = 2
SMALL = 0.04


def examples(folder: Path) -> list[tuple[set[str], int]]:
    """Features and act of every claim of a part of the corpus."""
    made = []
    for report, gold in reports(folder):
        for claim in gold["claims"]:
            relation = of_gold(report.text, claim)
            cue, content, source = (
                " ".join(report.text[slice(*stretch)] for stretch in stretches)
                for stretches in (relation.cue, relation.content, relation.source)
            )
            made.append((features(cue, content, source), ACTS.index(claim["act"])))
    return made


def learn(found: list[tuple[set[str], int]]) -> dict[str, list[float]]:
    """Ridge-weighted multinomial regression; the weights of each feature by act, the intercept under the empty name."""
    met = Counter(feature for features_, _ in found for feature in features_)
    names = sorted(feature for feature, count in met.items() if count >= LEAST)
    index = {name: number for number, name in enumerate(names)}
    places = [
        (row, index[one]) for row, (features_, _) in enumerate(found) for one in sorted(features_) if one in index
    ]
    inputs = torch.sparse_coo_tensor(
        torch.tensor(places).T, torch.ones(len(places)), (len(found), len(names)), check_invariants=True
    )
    target = torch.tensor([act for _, act in found])
    weights = torch.zeros(len(names), len(ACTS), requires_grad=True)
    intercept = torch.zeros(len(ACTS), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, intercept], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.sparse.mm(inputs, weights) + intercept
        total = cross_entropy(scores, target, reduction="sum") + RIDGE / 2 * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    rows = {name: [round(value, 2) for value in row] for name, row in zip(names, weights.tolist(), strict=True)}
    kept = {name: row for name, row in rows.items() if max(map(abs, row)) >= SMALL}
    return {"": [round(value, 3) for value in intercept.tolist()]} | kept


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    options = parser.parse_args()
    weights = learn(examples(CORPUS / "train"))
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in weights.items())
    options.out.write_text("{\n" + lines + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
