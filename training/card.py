"""Writes the model card: `python -m training.card --data DIR --model ONNX [--without ONNX] --out CARD.md`.

The card's words stand in `card.md`; this fills in what is measured. Every score is on data that was not trained on.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from string import Template

from benchmarks import accuracy, events

from sayso.reading.tagger import Tagger

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"


def table(data: Path, models: dict[str, Path]) -> str:
    """Scores on PolNeAR dev and corpus dev as a Markdown table, a column for each model."""
    columns = []
    for path in models.values():
        tagger = Tagger(path)
        rows = [(f"PolNeAR dev: {name}, F1", value) for name, value in accuracy.on_polnear(data, tagger=tagger)]
        rows += [
            (f"corpus dev: {name}", value)
            for name, value in accuracy.rows_of(accuracy.judge(CORPUS / "dev", tagger=tagger))
        ]
        columns.append(rows)
    lines = ["| what | " + " | ".join(models) + " |", "| --- |" + " --- |" * len(models)]
    for row in zip(*columns, strict=True):
        lines.append(f"| {row[0][0]} | " + " | ".join(f"{value:.1f}" for _, value in row) + " |")
    return "\n".join(lines)


def of_events(path: Path) -> str:
    """Scores of events on corpus dev as a Markdown table."""
    rows = events.rows_of(events.judge(CORPUS / "dev", tagger=Tagger(path)))
    return "\n".join(
        ["| what | measured |", "| --- | --- |", *(f"| corpus dev: {name} | {value:.1f} |" for name, value in rows)]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    parser.add_argument("--model", type=Path, required=True, help="the model that ships")
    parser.add_argument("--without", type=Path, help="the model of the same recipe with PolNeAR left out")
    parser.add_argument("--out", type=Path, required=True, help="where the card goes")
    options = parser.parse_args()
    models = {"this model": options.model} | (
        {"the same recipe without PolNeAR": options.without} if options.without else {}
    )
    words = Template((HERE / "card.md").read_text("utf-8"))
    size = f"{options.model.stat().st_size / 1e6:.1f}"
    options.out.write_text(
        words.substitute(
            scores=table(options.data, models),
            events=of_events(options.model),
            digest=Tagger(options.model).digest,
            megabytes=size,
        ),
        "utf-8",
    )


if __name__ == "__main__":
    main()
