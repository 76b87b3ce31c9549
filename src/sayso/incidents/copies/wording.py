"""A report as words that can be compared, and the shingles by which a collection finds who shares them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files

import numpy as np

from sayso.incidents.copies.credits import credits_of, dateline_stretch
from sayso.reading.quotes import quotations
from sayso.records import Report, Span
from sayso.records.copy import Credit
from sayso.reports.dates import as_date

Stretch = tuple[int, int]

LIGHT = frozenset(tomllib.loads(files(__package__).joinpath("lists.toml").read_text("utf-8"))["light"].split())
# Of four words, every copy in corpus/train shares four shingles or more with its original.
SHINGLE = 4
# Of so many neighbouring shingles one is kept, so that a run of SHINGLE + WINDOW - 1 shared words is always found.
WINDOW = 3

LIGHT_WEIGHT, NAME_WEIGHT = 0.25, 0.4
# In a report in capitals nobody can tell names from plain words.
PLAIN_IN_CAPITALS = 0.7

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_QUOTED_WORDS = 3


@dataclass(frozen=True)
class Wording:
    """The words of a report, folded, with the offsets at which each starts and ends."""

    report: Report
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(report: Report) -> Wording:
        """The wording of a report: letters without case and accents, numbers as they are, nothing else."""
        found = list(_WORD.finditer(report.text))
        return Wording(
            report,
            tuple(_folded(word[0]) for word in found),
            tuple(word.start() for word in found),
            tuple(word.end() for word in found),
        )

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """What each word weighs as evidence: names and numbers little, as whoever tells of a happening has them."""
        text = self.report.text
        plain = PLAIN_IN_CAPITALS if text.isupper() else 1.0
        return tuple(
            LIGHT_WEIGHT
            if word in LIGHT
            else NAME_WEIGHT
            if word[0].isdigit() or (plain == 1 and text[at].isupper())
            else plain
            for word, at in zip(self.words, self.starts, strict=True)
        )

    @cached_property
    def shingles(self) -> dict[int, int]:
        """The kept shingles, each a signed 64-bit digest of four words with numbers masked, and where each begins."""
        masked = ["0" if word[0].isdigit() else word for word in self.words]
        digests = [_digest(" ".join(masked[at : at + SHINGLE])) for at in range(len(masked) - SHINGLE + 1)]
        if len(digests) <= WINDOW:
            return {digest: at for at, digest in enumerate(digests)}
        windows = np.lib.stride_tricks.sliding_window_view(np.array(digests, dtype=np.int64), WINDOW)
        kept = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
        return {digests[at]: at for at in kept.tolist()}

    @cached_property
    def grams(self) -> dict[tuple[str, ...], list[int]]:
        """Every three words in a row, with where they begin."""
        found: dict[tuple[str, ...], list[int]] = {}
        for at, gram in enumerate(zip(self.words, self.words[1:], self.words[2:], strict=False)):
            found.setdefault(gram, []).append(at)
        return found

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Whom the report names as having its text from."""
        return credits_of(self.report)

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each word, whether it stands in a quotation of more than a few words."""
        text = self.report.text
        return self.within(one[:2] for one in quotations(text) if text.count(" ", *one[:2]) >= _QUOTED_WORDS)

    @cached_property
    def framed(self) -> tuple[bool, ...]:
        """For each word, whether it stands in the dateline or in a credit."""
        stretches = [(credit.span.start, credit.span.end) for credit in self.credits if credit.span]
        if dateline := dateline_stretch(self.report):
            stretches.append(dateline)
        return self.within(stretches)

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to before another."""
        return Span.of(self.report.text, self.starts[first], self.ends[last - 1])

    def within(self, stretches: Iterable[Stretch]) -> tuple[bool, ...]:
        """For each word, whether it begins in one of some stretches of characters."""
        inside = np.zeros(len(self.words), dtype=bool)
        for start, end in stretches:
            first, last = np.searchsorted(self.starts, [start, end])
            inside[first:last] = True
        return tuple(inside.tolist())


def day_of(report: Report) -> int | None:
    """The day of publication as a number by which days can be compared; None where it is not known."""
    day = as_date(report.published)
    return day.toordinal() if day else None


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _digest(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
