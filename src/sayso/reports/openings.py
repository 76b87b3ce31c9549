"""The beginnings of lines at the head of a report, at which a dateline may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

WINDOW = 5_000
"""So many characters of a text are looked at; a paragraph that goes on beyond them is taken to be one."""

# How far into a report a dateline can stand: after a headline, bylines and a summary.
_REACH, _MOST_LINES, _MOST_BODIES = 2_000, 10, 2
# A paragraph of this length that ends as a sentence does belongs to the report's own text.
_BODY = 100

SENTENCE_END = re.compile(r"[.!?…][\"'“”‘’«»)\]]*\s*\Z")
LINE_BREAK = re.compile(r"[\r\n]")
_LINE_START = re.compile(r"(?:(?<=[\r\n])|\A)(?:[^\S\r\n]|\ufeff)*(?=\S)")
_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\n|\r[^\S\r\n]*\r")


@dataclass(frozen=True)
class Opening:
    """Where a line begins; whether its paragraph reads as one of the report's own, not as a headline or a byline."""

    start: int
    own: bool


def openings(head: str) -> Iterator[Opening]:
    """The beginnings of lines at which a dateline may stand."""
    bodies = last_end = 0
    for line in islice(_LINE_START.finditer(head, 0, min(len(head), _REACH)), _MOST_LINES):
        start = line.end()
        end = _paragraph_end(head, start)
        ends = end == WINDOW or bool(SENTENCE_END.search(head[start:end]))
        long = end - start >= _BODY
        alone = not head[:start].strip() and not head[end:].strip()
        yield Opening(start, own=ends and (long or alone))
        if ends and long and end != last_end:
            bodies, last_end = bodies + 1, end
        if bodies == _MOST_BODIES:
            return


def _paragraph_end(head: str, start: int) -> int:
    """Paragraphs end at blank lines; where a text has none, at the end of each line."""
    end = _BLANK_LINE.search(head, start) or (None if _BLANK_LINE.search(head) else LINE_BREAK.search(head, start))
    return end.start() if end else len(head)
