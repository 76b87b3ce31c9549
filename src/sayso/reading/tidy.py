"""Spans as the annotation guide wants them: whole quotations, no comma or full stop that belongs to the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.phrases import noun_phrase, role_in, words_of
from sayso.reading.quotes import Quotation
from sayso.reading.spans import Attribution

Stretch = tuple[int, int]

LEADING = re.compile(r"[\s,;.:)\]–—-]*")
TRAILING = re.compile(r"[\s,;:–—(\[-]+$")
STOP = re.compile(r"(?<![.!?])[.]$|(?<=[.!?][”\"])[.]$")
STATES = "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
ABBREVIATION = re.compile(rf"(?:\b[A-Z]|[A-Z]\.[A-Z]|\b(?:Inc|Corp|Co|Jr|Sr|a\.m|p\.m|etc|No|St|Gen|Col|{STATES}))\.$")
TITLE = re.compile(
    r"\b(?:Adm|Brig|Capt|Cmdr|Col|Cpl|Del|Dr|Fr|Gen|Gov|Hon|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|Supt)\.? $"
)
# A longer stretch between two contents is something else.
HOLE = 60
CLOSING = "”\"»’'"
DAY = re.compile(
    r"\s+(?:(?:on|late|early|late on|early on)\s+)?(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day(?:\s+(?:night|morning|evening|afternoon))?|on)$"
)
OPENING = "“\"«‘'"


def content(text: str, stretch: Stretch, quotations: Sequence[Quotation]) -> Stretch | None:
    """One content with its ends put right; None where nothing but punctuation is left."""
    start, end = _edges(text, *stretch)
    if start >= end:
        return None
    inside = [
        quotation for quotation in quotations if quotation.double and quotation.start < end and start < quotation.end
    ]
    for quotation in inside:
        # A quotation that was entered right after its opening mark is taken with it, one begun with its closing mark.
        if start - 1 == quotation.start and end <= quotation.end:
            start = quotation.start
        if (
            quotation.closed
            and quotation.start >= start
            and end < quotation.end
            and not text[end : quotation.end].strip(" .,!?;…" + CLOSING)
        ):
            end = quotation.end
        # A closing mark whose opening one stands outside belongs to the words around.
        if quotation.start < start - 1 and end == quotation.end and not re.search(r"[“\"«]", text[start : end - 1]):
            end = _edges(text, start, quotation.end - 1)[1]
    start, end = _edges(text, start, end)
    return (start, end) if start < end else None


def _edges(text: str, start: int, end: int) -> Stretch:
    piece = text[start:end]
    start += len(LEADING.match(piece)[0])  # type: ignore[index]  # the pattern matches the empty string
    piece = text[start:end]
    piece = TRAILING.sub("", piece)
    if STOP.search(piece) and not ABBREVIATION.search(piece) and not _quoted(piece):
        piece = piece[:-1]
    return start, start + len(piece)


def _quoted(piece: str) -> bool:
    """Whether a full stop at the end belongs to words that a quotation mark opened and did not close."""
    return bool(re.match(r"[“\"«‘']", piece)) and not re.search(r"[”\"»]", piece[1:])


def source(text: str, stretch: Stretch) -> Stretch | None:
    """A source without the punctuation around it; the comma that closes an apposition is part of it, as in PolNeAR."""
    start, end = stretch
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(' \n\t,;:.“"—–-'))
    piece = text[start:end].rstrip(" \n\t,;:—–-")
    if piece.endswith(".") and not ABBREVIATION.search(piece):
        piece = piece[:-1]
    piece = DAY.sub("", piece)
    end = start + len(piece)
    if text[start:end][:1].isupper() and (title := TITLE.search(text, max(0, start - 8), start)):
        start = title.start()
    start = _with_office(text, start, end)
    piece = text[start:end]
    if "," in piece and text[end : end + 1] == ",":
        end += 1
    return (start, end) if start < end else None


def _with_office(text: str, start: int, end: int) -> int:
    """Where a name begins with the office in front of it: `its commander-in-chief, Ali Rind`."""
    head = text[max(0, start - 80) : start]
    if not head.endswith(", ") or not text[start:end][:1].isupper():
        return start
    office = head[noun_phrase(head[:-2]) : -2]
    fits = re.match(r"(?:its|their|the|an?)\s", office, re.IGNORECASE) and role_in(words_of(office))
    return start - len(office) - 2 if fits else start


def cue(text: str, stretch: Stretch) -> Stretch:
    """A cue without a comma or full stop at its end, unless it is nothing else."""
    start, end = stretch
    piece = text[start:end].rstrip(" ,.;\n")
    return (start, start + len(piece)) if piece else stretch


def attribution(
    text: str, found: Attribution, quotations: Sequence[Quotation], cues: Sequence[Stretch]
) -> Attribution | None:
    """An attribution with all its spans put right; None where it has no content left. `cues` are those of all claims."""
    pieces = [piece for stretch in found.content if (piece := content(text, stretch, quotations)) is not None]
    own = [*cues, *([found.source] if found.source else [])]
    merged: list[Stretch] = []
    for piece in sorted(pieces):
        if merged and (piece[0] <= merged[-1][1] or _is_hole(text, (merged[-1][1], piece[0]), own)):
            merged[-1] = (merged[-1][0], max(merged[-1][1], piece[1]))
        else:
            merged.append(piece)
    if not merged:
        return None
    return replace(
        found,
        source=source(text, found.source) if found.source else None,
        cue=cue(text, found.cue),
        content=tuple(merged),
    )


def _is_hole(text: str, gap: Stretch, own: Sequence[Stretch]) -> bool:
    """Whether a gap between two contents is none: a few words of the same sentence that neither cue nor source fills."""
    between = text[slice(*gap)]
    if len(between) > HOLE or "\n" in between or any(start < gap[1] and gap[0] < end for start, end in own):
        return False
    return not re.search(r"[.!?”\"][”\"]?\s", between) and not (text[gap[0] - 1] in CLOSING and text[gap[1]] in OPENING)
