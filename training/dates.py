"""Learns the linear model of event dates from the project's corpus: `python -m training.dates --out weights.json`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from benchmarks.dates import happenings_of
from corpus.load import reports

from sayso.reading.dates import expressions, written_day
from sayso.reading.dates.choosing import story_of
from sayso.reading.dates.evidence import evidence
from sayso.reading.dates.story import Choice, Story

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# The strength of the ridge, and how often a name must be met to count.
RIDGE = 8.0
LEAST = 6
SMALL = 0.04
ROUNDS = 25

Example = tuple[Story, list[Choice]]


def examples(folder: Path) -> list[Example]:
    """Every report's story with the days of its events."""
    made = []
    for report, gold in reports(folder):
        found, days = happenings_of(report, gold)
        made.append((story_of(report, found, expressions(report.text, written_day(report))), days))
    return made


def learn(stories: Sequence[Example]) -> dict[str, float]:
    """Ridge-weighted softmax over the choices of each event."""
    rows: list[list[str]] = []
    owners: list[int] = []
    targets: list[int] = []
    for story, days in stories:
        for index, gold in enumerate(days):
            choices = evidence(story, index)
            if gold in choices:
                targets.append(len(rows) + list(choices).index(gold))
                owners += [len(targets) - 1] * len(choices)
                rows += map(list, map(dict.fromkeys, choices.values()))
    met = Counter(name for row in rows for name in row)
    names = {name: number for number, name in enumerate(sorted(name for name, count in met.items() if count >= LEAST))}
    inputs = [[names[name] for name in row if name in names] for row in rows]
    flat = torch.tensor([number for row in inputs for number in row])
    row_of = torch.repeat_interleave(torch.arange(len(rows)), torch.tensor([len(row) for row in inputs]))
    owner, target = torch.tensor(owners), torch.tensor(targets)
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.zeros(len(rows)).index_add(0, row_of, weights[flat])
        norms = torch.zeros(len(targets)).index_add(0, owner, scores.exp()).log()
        total = (norms - scores[target]).sum() + RIDGE / 2 * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {name: round(value, 2) for name, value in zip(names, weights.tolist(), strict=True) if abs(value) >= SMALL}


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    options = parser.parse_args()
    weights = learn(examples(CORPUS / "train"))
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in weights.items())
    options.out.write_text("{\n" + lines + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
