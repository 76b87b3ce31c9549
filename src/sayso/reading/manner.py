"""Whether a content is given in the holder's own words: by its quotation marks."""

from __future__ import annotations

import re

from sayso.records import Manner

QUOTED = re.compile(r"[“”\"«»„]|``|''|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
# `'Operation Dawn'` and `“The Long March”` name something; they quote nobody.
NAME_IN_QUOTES = re.compile(r"['‘“\"][A-Z0-9][\w.-]*(?: (?:[A-Z0-9][\w.-]*|of|the|and|for))*['’”\"]")
OPENED = re.compile(r"\s*(?:\[[^\]]*\]\s*)?[“\"'‘«„`]")
CLOSED = re.compile(r"[”\"'’»“]\W*$")
REOPENED = re.compile(r"[”\"»]\s+\w[^“\"«]*[“\"«]")


def manner(pieces: list[str]) -> Manner:
    """`direct` where all of it stands in quotation marks, `mixed` where some does, `indirect` where none does."""
    if not any(QUOTED.search(NAME_IN_QUOTES.sub("", piece)) for piece in pieces):
        return "indirect"
    if all(OPENED.match(piece) and CLOSED.search(piece) for piece in pieces):
        inner = [re.sub(r"^\W+|\W+$", "", piece) for piece in pieces]
        if not any(REOPENED.search(piece) for piece in inner):
            return "direct"
    return "mixed"
