"""Quotation marks: which characters of a text stand in quotation, for every style in use, closed or not."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MARKS = re.compile(r"``|''|[“”„‟«»\"]|‘(?=\w)|(?<!\w)['‘’](?=\w)|(?<=[\w.,!?…;:)\]])['’](?!\w)|\n\s*\n")
OPENS = {"“": "double", "„": "double", "‟": "double", "«": "double", "``": "double", "‘": "single"}
CLOSES = {"”": "double", "»": "double", "''": "double"}

OUTSIDE, IN_DOUBLE, IN_SINGLE, IN_BOTH, IN_BRACKETS = range(5)


class Quotation(NamedTuple):
    """A stretch in quotation marks, marks included; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool
    double: bool


def quotations(text: str) -> list[Quotation]:
    """All stretches in quotation marks, in order of their starts.

    A mark that is not closed holds to the end of its paragraph: that is how a quotation over several paragraphs is set.
    An apostrophe closes only a single quotation that is open.
    """
    scan = _Scan(text)
    for mark in MARKS.finditer(text):
        scan.take(mark)
    scan.close("double", len(text), closed=False)
    return sorted(scan.found)


class _Scan:
    """The marks of a text one after the other, and what they have opened."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.opened: dict[str, int] = {}

    def close(self, kind: str, end: int, *, closed: bool) -> None:
        start = self.opened.pop(kind, None)
        if start is not None and end > start:
            self.found.append(Quotation(start, end, closed, kind == "double"))

    def take(self, mark: re.Match[str]) -> None:
        sign = mark[0]
        if sign[0] in "\n\r":
            # An apostrophe that opened nothing (`'90s`, a plural's) is no quotation.
            self.opened.pop("single", None)
            self.close("double", mark.start(), closed=False)
        elif sign == '"' or (sign in CLOSES and "double" in self.opened):
            self._turn(mark)
        elif sign in OPENS:
            self.opened.setdefault(OPENS[sign], mark.start())
        elif sign in "'’‘":
            self._apostrophe(mark)

    def _turn(self, mark: re.Match[str]) -> None:
        """A straight mark opens what is closed and closes what is open."""
        if "double" in self.opened:
            self.close("double", mark.end(), closed=True)
        else:
            self.opened["double"] = mark.start()

    def _apostrophe(self, mark: re.Match[str]) -> None:
        if "single" in self.opened and not self.text[mark.start() - 1 : mark.start()].isspace():
            self.close("single", mark.end(), closed=True)
        elif self.text[mark.end() : mark.end() + 1].isalnum():
            self.opened.setdefault("single", mark.start())


def states(text: str, found: list[Quotation] | None = None) -> NDArray[np.int8]:
    """For each character, whether it stands in double, single or both quotation marks, or in square brackets."""
    state = np.zeros(len(text), dtype=np.int8)
    for bracket in re.finditer(r"\[[^\[\]\n]*\]", text):
        state[bracket.start() : bracket.end()] = IN_BRACKETS
    for quotation in quotations(text) if found is None else found:
        part = state[quotation.start : quotation.end]
        mine, other = (IN_DOUBLE, IN_SINGLE) if quotation.double else (IN_SINGLE, IN_DOUBLE)
        part[...] = np.where((part == other) | (part == IN_BOTH), IN_BOTH, mine)
    return state
