"""From the probabilities of labels to MUC-4's role fillers: runs that are alike are one candidate, weighed by a small model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from sayso.reading.labels import best_paths, legal, runs
from sayso.reading.tokens import Tokens

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
LABELS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
STEPS = legal(LABELS)
# Runs are looked for where a label has this much of the odds: the model weighs them anyway.
EAGER = 1.5
SMALL = frozenset(
    re.findall(
        r"\w+", "a an and by for her his in its members of on one several some the their three to two unidentified"
    )
)
Fillers = dict[str, list[set[str]]]
Floats = NDArray[np.float32]


@dataclass
class Candidate:
    """Runs of one role that are alike: the wording of the surest, how sure each is, and the token that each begins at."""

    role: str
    words: str
    parts: set[str]
    sure: list[float] = field(default_factory=list)
    at: list[int] = field(default_factory=list)


def candidates(text: str, tokens: Tokens, chances: Floats) -> list[Candidate]:
    """The candidates of an article, the surest first; `chances` [tokens, labels] are probabilities."""
    scores = np.log(chances + 1e-6)
    scores[:, 0] -= EAGER
    found = []
    for first, last, role in runs(best_paths([scores], *STEPS)[0], LABELS):
        begin = LABELS.index(f"B-{role}")
        sure = float(chances[first:last, begin : begin + 2].sum(1).mean())
        found.append((sure, role, text[tokens.starts[first] : tokens.ends[last - 1]], first))
    return list(_alike(text, sorted(found, reverse=True)))


def _alike(text: str, found: Sequence[tuple[float, str, str, int]]) -> Iterator[Candidate]:
    """One for all runs of a role that share a word of weight, or of which one is the other's short form in brackets."""
    kept: list[Candidate] = []
    for sure, role, words, at in found:
        parts = {word for word in re.findall(r"\w+", words) if word not in SMALL} | _short_forms(text, words)
        one = next((other for other in kept if other.role == role and other.parts & parts), None)
        if one is None and parts:
            one = Candidate(role, words, set())
            kept.append(one)
        if one is not None:
            one.parts |= parts
            one.sure.append(sure)
            one.at.append(at)
    yield from kept


def _short_forms(text: str, words: str) -> set[str]:
    named = re.escape(words)
    return {found[1] for found in re.finditer(rf"{named} \((\w+)\)", text)} | {
        found[1].split()[-1] for found in re.finditer(rf"((?:\w+ ){{1,6}})\({named}\)", text)
    }


def features(found: Sequence[Candidate], chances: Floats) -> Floats:
    """What is known of each candidate of an article, [candidates, features]."""
    said = 1.0 - chances[:, 0]
    article = [float(said.max(initial=0.0)), float(np.log1p(said.sum())), np.log(len(chances) + 1.0) / 7]
    rows = np.zeros((len(found), 15 + 2 * len(ROLES)), dtype=np.float32)
    for number, one in enumerate(found):
        beside = [other for other in found if other.role == one.role]
        rivals = [max(other.sure) for other in found if other.role != one.role and other.parts & one.parts]
        own = [
            _odds(max(one.sure)), _odds(float(np.mean(one.sure))), np.log(len(one.sure)), sum(one.sure) / 4, _odds(max(rivals, default=0.01)),
            beside.index(one) / 4, len(beside) / 4, _odds(max(beside[0].sure)), min(one.at) / len(chances), len(one.words.split()) / 5,
            float(any(sign.isdigit() for sign in one.words)),
        ]  # fmt: skip
        roles = [float(one.role == role) for role in ROLES]
        rows[number] = [*own, *article, *roles, *(is_it * own[0] for is_it in roles), 1.0]
    return rows


def _odds(chance: float) -> float:
    near = min(max(chance, 0.01), 0.99)
    return float(np.log(near / (1 - near))) / 2


def right(found: Sequence[Candidate], gold: Fillers) -> list[bool]:
    """Which candidates have the words of a gold filler that none before has."""
    left = {role: list(fillers) for role, fillers in gold.items()}
    made = []
    for one in found:
        match = next((filler for filler in left[one.role] if one.words in filler), None)
        if match is not None:
            left[one.role].remove(match)
        made.append(match is not None)
    return made


def learn(rows: Floats, gold: NDArray[np.bool_]) -> torch.Tensor:
    """The weights of a logistic regression, kept small."""
    seen, wanted = torch.from_numpy(rows), torch.from_numpy(gold.astype(np.float32))
    weights = torch.zeros(rows.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(seen @ weights, wanted, reduction="sum")
        loss = loss + weights.square().sum()
        loss.backward()
        return loss

    optimizer.step(step)
    return weights.detach()


def weigh(rows: Floats, weights: torch.Tensor) -> Floats:
    """The probability that each candidate is right."""
    made: Floats = (torch.from_numpy(rows) @ weights).sigmoid().numpy()
    return made
