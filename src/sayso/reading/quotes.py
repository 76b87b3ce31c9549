"""Quotation marks: which characters of a text stand in quotation, for every style in use, closed or not."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MARKS = re.compile(r"``|''|[“”„‟«»\"]|‘(?=\w)|(?<!\w)['‘’](?=\w)|(?<=[\w.,!?…;:)\]])['’](?!\w)|\n\s*\n|[\[\]]")
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
    found: list[Quotation] = []
    opened: dict[str, int] = {}

    def close(kind: str, end: int, *, closed: bool) -> None:
        start = opened.pop(kind, None)
        if start is not None and end > start:
            found.append(Quotation(start, end, closed, kind == "double"))

    for mark in MARKS.finditer(text):
        sign = mark[0]
        if sign[0] in "\n\r":
            for kind in list(opened):
                # An apostrophe that opened nothing (`'90s`, a plural's) is no quotation.
                if kind == "single":
                    del opened[kind]
                else:
                    close(kind, mark.start(), closed=False)
        elif sign in "[]":
            continue
        elif sign == '"':
            if "double" in opened:
                close("double", mark.end(), closed=True)
            else:
                opened["double"] = mark.start()
        elif sign in CLOSES and "double" in opened:
            close("double", mark.end(), closed=True)
        elif sign in OPENS:
            opened.setdefault(OPENS[sign], mark.start())
        elif sign in "'’‘":
            if "single" in opened and (mark.start() == 0 or not text[mark.start() - 1].isspace()):
                close("single", mark.end(), closed=True)
            elif mark.end() < len(text) and text[mark.end()].isalnum():
                opened.setdefault("single", mark.start())
    close("double", len(text), closed=False)
    return sorted(found)


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
