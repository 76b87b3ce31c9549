"""Passages: stretches of two texts with the same words in the same order, some changed, added or left out between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from sayso.incidents.copies.wording import Wording

T = TypeVar("T")

# Words between two runs of a passage, at most, on either side.
GAP = 10
# What a word between costs, in words that are the same.
GAP_COST = 0.25
# A gram that stands more often in one report than this is a refrain and starts no run.
REFRAIN = 8
SEED = 3


class Run(NamedTuple):
    """So many words that are the same in a row, from word `one` and from word `two` on, and what they weigh."""

    one: int
    two: int
    length: int
    weight: float

    def of_one(self, words: Sequence[T]) -> Sequence[T]:
        """Its stretch of what stands for each word of the first text."""
        return words[self.one : self.one + self.length]

    def of_two(self, words: Sequence[T]) -> Sequence[T]:
        """Its stretch of what stands for each word of the second text."""
        return words[self.two : self.two + self.length]


class Chain(NamedTuple):
    """Runs in the same order on both sides; `score` is what their words weigh, less the gaps."""

    score: float
    runs: tuple[Run, ...]

    @property
    def gaps(self) -> float:
        """What the words between the runs cost."""
        return sum(run.weight for run in self.runs) - self.score

    @property
    def one(self) -> tuple[int, int]:
        """First word, and the word after the last, of the first text."""
        return self.runs[0].one, self.runs[-1].one + self.runs[-1].length

    @property
    def two(self) -> tuple[int, int]:
        """First word, and the word after the last, of the second text."""
        return self.runs[0].two, self.runs[-1].two + self.runs[-1].length


def align(one: Wording, two: Wording, *, least: float) -> list[Chain]:
    """The chains of at least a score, best first; no two share a word on either side."""
    runs = [_whole(one)] if one.words == two.words else sorted(_runs(one, two))
    chains = []
    while runs and (chain := _best(runs)).score >= least:
        chains.append(chain)
        runs = [run for run in runs if _apart(run, chain)]
    return chains


def _whole(one: Wording) -> Run:
    return Run(0, 0, len(one.words), sum(one.weights))


def _runs(one: Wording, two: Wording) -> Iterator[Run]:
    """The longest runs: none can be made longer at either end."""
    for gram in one.grams.keys() & two.grams.keys():
        places, others = one.grams[gram], two.grams[gram]
        if len(places) > REFRAIN or len(others) > REFRAIN:
            continue
        for i in places:
            for j in others:
                if not (i and j and one.words[i - 1] == two.words[j - 1]):
                    length = _length(one.words, two.words, i, j)
                    # A word weighs what it weighs where it weighs less: in capitals, names cannot be told.
                    weight = sum(map(min, one.weights[i : i + length], two.weights[j : j + length]))
                    yield Run(i, j, length, weight)


def _length(one: tuple[str, ...], two: tuple[str, ...], i: int, j: int) -> int:
    length = SEED
    while i + length < len(one) and j + length < len(two) and one[i + length] == two[j + length]:
        length += 1
    return length


def _best(runs: list[Run]) -> Chain:
    """The chain with the highest score; runs come sorted."""
    reach = GAP + max(run.length for run in runs)
    scores: list[float] = []
    before: list[int | None] = []
    for at, run in enumerate(runs):
        gained, link = 0.0, None
        for earlier in range(at - 1, -1, -1):
            if run.one - runs[earlier].one > reach:
                break
            ahead = run.one - runs[earlier].one - runs[earlier].length
            beside = run.two - runs[earlier].two - runs[earlier].length
            if 0 <= ahead <= GAP and 0 <= beside <= GAP:
                score = scores[earlier] - GAP_COST * max(ahead, beside)
                if score > gained:
                    gained, link = score, earlier
        scores.append(gained + run.weight)
        before.append(link)
    step: int | None = max(range(len(runs)), key=scores.__getitem__)
    score = scores[step] if step is not None else 0.0
    chain = []
    while step is not None:
        chain.append(runs[step])
        step = before[step]
    return Chain(score, tuple(reversed(chain)))


def _apart(run: Run, chain: Chain) -> bool:
    (first, last), (start, end) = chain.one, chain.two
    return (run.one + run.length <= first or run.one >= last) and (run.two + run.length <= start or run.two >= end)
