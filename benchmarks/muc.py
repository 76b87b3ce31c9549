"""MUC-4's role fillers: the shipped encoder's upper layers trained on DEV, measured on TST1 and TST2.

`python -m benchmarks.muc --data DIR --weights trained.pt`; about a quarter of an hour on a free core. Two labellers, each
trained on one half of DEV, label the other half; on that a small model learns which candidates are fillers, and from
which probability on one is said is chosen. The articles of TST1 and TST2 have the mean of both labellers.

CEAF-REE (Du, Rush and Cardie, GRIT, EACL 2021): within an article and a role, each filler found is paired with at most
one gold filler, right where its words are among the gold filler's; micro precision, recall and F1 over all five roles.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from training.corpora import found
from training.labels import token_range
from training.train import keep_memory

from benchmarks.metrics import Tally
from benchmarks.muc_fillers import (
    LABELS,
    ROLES,
    Candidate,
    Fillers,
    Floats,
    candidates,
    features,
    learn,
    right,
    weigh,
)
from benchmarks.muc_tagger import chances, fit, texts_of
from sayso.reading.tokens import Tokens, tokenize

PUBLISHED = "GRIT, BERT-base, on TST3+4: 54.5"
FOLDS = 5


@dataclass(frozen=True)
class Article:
    """An article with its tokens and its gold fillers: the wordings of each, by role."""

    text: str
    tokens: Tokens
    gold: Fillers

    @property
    def labels(self) -> NDArray[np.int64]:
        """The label of each token: every place where a wording of a filler stands has its role, the longest wording last."""
        labels = np.zeros(len(self.tokens), dtype=np.int64)
        wordings = [(words, role) for role in ROLES for filler in self.gold[role] for words in filler]
        for words, role in sorted(wordings, key=lambda one: len(one[0])):
            begin = LABELS.index(f"B-{role}")
            for place in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text):
                first, last = token_range(self.tokens, place.span())
                labels[first] = begin
                labels[first + 1 : last] = begin + 1
        return labels


def articles(path: Path) -> list[Article]:
    """The articles of a file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    gold = [{role: [{words for words, _ in one} for one in row["extracts"][role]] for role in ROLES} for row in rows]
    tokens = tokenize([row["doctext"] for row in rows])
    return [Article(row["doctext"], cut, fillers) for row, cut, fillers in zip(rows, tokens, gold, strict=True)]


@dataclass(frozen=True)
class Weighed:
    """The candidates of an article, what is known of each, and which are right."""

    found: list[Candidate]
    rows: Floats
    right: NDArray[np.bool_]
    gold: int


def weighed(article: Article, said: Floats) -> Weighed:
    """An article's candidates by the probabilities of its labels."""
    found = candidates(article.text, article.tokens, said)
    marked = np.array(right(found, article.gold), dtype=np.bool_)
    return Weighed(found, features(found, said), marked, sum(map(len, article.gold.values())))


def learnt(told: list[Weighed]) -> torch.Tensor:
    """The model of which candidates are right."""
    return learn(np.concatenate([one.rows for one in told]), np.concatenate([one.right for one in told]))


def judged(told: list[Weighed], sure: list[Floats], least: float) -> Tally:
    """What saying all candidates from a probability on comes to."""
    tally = Tally()
    for one, chance in zip(told, sure, strict=True):
        kept = chance >= least
        tally.add(found=int(kept.sum()), gold=one.gold, right=int((kept & one.right).sum()))
    return tally


def crossed(told: list[Weighed]) -> tuple[float, Tally]:
    """The probability that does best where each fifth of the articles is weighed by a model of the others, and how it does."""
    sure: list[Floats] = [np.zeros(0, np.float32)] * len(told)
    for fold in range(FOLDS):
        model = learnt([one for number, one in enumerate(told) if number % FOLDS != fold])
        for number in range(fold, len(told), FOLDS):
            sure[number] = weigh(told[number].rows, model)
    tallies = {least: judged(told, sure, float(least)) for least in np.arange(0.1, 0.7, 0.02)}
    best = max(tallies, key=lambda least: tallies[least].f1)
    return float(best), tallies[best]


def halves(data: Path, weights: Path) -> tuple[list[Weighed], list[Weighed]]:
    """DEV weighed by the labeller of its other half, and TST1+2 by both."""
    dev, test = (articles(data / f"rolefillers_{name}.jsonl") for name in ("train", "dev"))
    known, new = (texts_of([article.tokens for article in some], weights) for some in (dev, test))
    labels = [article.labels for article in dev]
    mine: dict[int, Floats] = {}
    theirs: list[dict[int, Floats]] = []
    for half in (0, 1):
        own = set(range(half, len(dev), 2))
        upper = fit(known, labels, set(range(1 - half, len(dev), 2)), len(LABELS), weights, seed=half + 1)
        mine |= chances(upper, known, own)
        theirs.append(chances(upper, new, set(range(len(test)))))
    both = [(theirs[0][number] + theirs[1][number]) * np.float32(0.5) for number in range(len(test))]
    return (
        [weighed(article, mine[number]) for number, article in enumerate(dev)],
        [weighed(article, said) for article, said in zip(test, both, strict=True)],
    )


def told(name: str, tally: Tally) -> str:
    return f"MUC-4 {name}, CEAF-REE micro: {tally.precision:.1f} / {tally.recall:.1f} / {tally.f1:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/")
    parser.add_argument("--weights", type=Path, required=True, help="the weights that training/train.py writes last")
    options = parser.parse_args()
    keep_memory()
    folder = found(options.data / "muc4", "https://github.com/xinyadu/grit_doc_event_entity")
    dev, test = halves(folder, options.weights)
    least, across = crossed(dev)
    model = learnt(dev)
    print(told("DEV, crosswise", across))
    print(told("TST1+2", judged(test, [weigh(one.rows, model) for one in test], least)), f"({PUBLISHED})")


if __name__ == "__main__":
    main()
