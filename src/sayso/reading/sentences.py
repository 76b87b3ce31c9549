"""Sentences and paragraphs of a text, found by their ends."""

from __future__ import annotations

import re
from bisect import bisect_right

Stretch = tuple[int, int]

# A full stop after these ends no sentence.
ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Rev|St|Gov|Sen|Rep|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|a\.m|p\.m|vs|approx|km)|\b[A-Z]\.[A-Z])$"
)
END = re.compile(r"([.!?…]+)([”’\"'»)\]]*)\s+(?=[“‘\"'«(\[]?[A-ZÀ-Þ0-9])|\n\s*\n|\n(?=\s)|\n")


class Sentences:
    """The sentences of a text; `at` gives the one that an offset stands in."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        for end in END.finditer(text):
            if end[1] == "." and not end[2] and ABBREVIATED.search(text[max(0, end.start() - 6) : end.start()]):
                continue
            if end.end() < len(text) and end.end() > self.starts[-1]:
                self.starts.append(end.end())
        self.length = len(text)

    def at(self, offset: int) -> Stretch:
        """The stretch of the sentence that an offset stands in, space after it included."""
        number = bisect_right(self.starts, offset) - 1
        return self.starts[number], self.starts[number + 1] if number + 1 < len(self.starts) else self.length
