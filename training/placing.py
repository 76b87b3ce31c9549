"""Fits the weights that give events their places, on corpus/train: `python -m training.placing CORPUS OUT.toml`.

A choice among the places of a report and none, as a conditional logit: of the places whose words overlap the gold's,
any is right. Events whose gold place was not found teach nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.places import gold_triggers, marked, same_place
from corpus.load import reports
from corpus.markup import Json
from numpy.typing import NDArray

from sayso.reading.places import Toponym, find_places, resolve
from sayso.reading.places.assigning import Option, Placing, shares
from sayso.records import Report, Span

Choice = tuple[list[Option], list[bool]]
# Ridge: how strongly weights are held at nothing.
HELD = 0.3
STEPS, RATE = 400, 0.05


def choices(report: Report, gold: Json, found: Sequence[Toponym]) -> tuple[Placing, list[Choice]]:
    """For each gold event what can be chosen, none first, and which of it is right."""
    text = report.text
    triggers = gold_triggers(text, gold)
    located = resolve(found, dateline=report.dateline.place if report.dateline else None)
    placing = Placing(text, triggers, found, located, report.dateline)
    told = []
    for trigger, event in zip(triggers, gold["events"], strict=True):
        options = placing.options(trigger)
        spans = [Span.of(text, one.place.start, one.place.end) if one.place else None for one in options]
        told.append((options, [same_place(text, span, event["place"]) for span in spans]))
    return placing, told


def fit_both(data: list[tuple[Placing, list[Choice]]]) -> dict[str, dict[str, float]]:
    """Weights of the first and of the second look."""
    first = fit([choice for _, told in data for choice in told])
    second: list[Choice] = []
    for placing, told in data:
        options = [one for one, _ in told]
        after = placing.after(options, [shares(first, one) for one in options])
        second += zip(after, [right for _, right in told], strict=True)
    return {"first": first, "second": fit(second)}


def fit(data: list[Choice], *, held: float = HELD) -> dict[str, float]:
    """Weights by name."""
    data = [one for one in data if any(one[1])]
    names = sorted({name for options, _ in data for option in options for name in option.features})
    number = {name: at for at, name in enumerate(names)}
    rows = [option.features for options, _ in data for option in options]
    table = np.zeros((len(rows), len(names)))
    for at, features in enumerate(rows):
        for name, value in features.items():
            table[at, number[name]] = value
    right = np.array([good for _, goods in data for good in goods])
    owner = np.repeat(np.arange(len(data)), [len(options) for options, _ in data])
    starts = np.concatenate([[0], np.flatnonzero(np.diff(owner)) + 1])
    return dict(zip(names, _descend(table, right, owner, starts, held).round(3).tolist(), strict=True))


def _descend(
    table: NDArray[np.float64],
    right: NDArray[np.bool_],
    owner: NDArray[np.int64],
    starts: NDArray[np.int64],
    held: float,
) -> NDArray[np.float64]:
    """Adam on the negative log likelihood."""
    weights = np.zeros(table.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        score = table @ weights
        odds = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        share = odds / np.add.reduceat(odds, starts)[owner]
        good = odds * right
        wanted = good / np.add.reduceat(good, starts)[owner]
        slope = (table.T @ (share - wanted)) / len(starts) + held * weights / len(starts)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def write(weights: dict[str, dict[str, float]], out: Path) -> None:
    lines = ["# Fitted on corpus/train by training/placing.py."]
    for look, table in weights.items():
        lines += ["", f"[{look}]", *(f'"{name}" = {value}' for name, value in table.items() if value)]
    out.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    corpus, out = map(Path, sys.argv[1:3])
    pairs = list(reports(corpus / "train"))
    named = marked([report.text for report, _ in pairs])
    data = [
        choices(report, gold, find_places(report.text, seen)) for (report, gold), seen in zip(pairs, named, strict=True)
    ]
    write(fit_both(data), out)


if __name__ == "__main__":
    main()
