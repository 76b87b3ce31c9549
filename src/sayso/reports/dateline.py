"""The dateline: where, when and by which agency a report says that it was written.

A dateline is a place, then days, agencies and stations in any order, then a dash or a colon:
`KABUL, March 3 (Reuters) -`. The fewer of these parts there are, the more the rest has to look like a report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sayso.records import Dateline, Span
from sayso.reports.dates import DAY, as_date
from sayso.reports.monitors import after_editors, monitored
from sayso.reports.openings import LINE_BREAK, SENTENCE_END, WINDOW, Opening, openings
from sayso.reports.parts import Parts
from sayso.reports.places import Stretch, can_be_place, is_agency, name_at, station_in

_MOST_WORDS_ALONE = 3
# So many characters show whether words are in capitals.
_NEAR = 100
_MOST_PARTS = 6
_ALL_PARTS = 3
# So many paragraphs that begin with a name and a colon make a transcript, where they tell who speaks.
_SPEAKERS = 3
# A line of so many long words, of which such a share is capitalised, is a headline in that style.
_LEAST_WORDS, _HEADLINE = 3, 0.8

_DAY = re.compile(DAY, re.IGNORECASE)
_NO_DAY = re.compile(r"no date\b", re.IGNORECASE)
_GLUE = re.compile(r"[^\S\r\n]*(?:(?P<mark>[,:;.])[^\S\r\n]*(?:\r?\n[^\S\r\n]*)?)?")
# (Reuters), /TASS/
_TAG = re.compile(r"\(\s*(?!\w-\w)(?P<tag>[^\W\d_](?:[^()\n]{0,58}[^\s()])?)\s*\)|/(?P<slashed>[A-Z][^/\n]{1,20})/")
_LABEL = re.compile(r"DATELINE[ \t]*:\s*|From (?:our|a)(?: own| special)? correspondent in[ \t]+", re.IGNORECASE)
_DASH = re.compile(r"\.?\s*(?:[—–―\u2212]|--+)\s*|\.?\s*-\s+")
_STOP = re.compile(r"(?:\.|(?<=[^\W\d_]\.))[ \t]+")
_HYPHEN = re.compile(r"\s*-(?=[^\W\d_])")
_COLON = re.compile(r"[ \t]*:[ \t]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LINE_END = re.compile(r"[ \t.]*(?:[\r\n]\s*|\Z)")
_SPACE = re.compile(r"\s*")
_FIRST_LETTER = re.compile(r"[\"'“”„‘’«»`\[(]*([^\W_])")
_QUOTE = re.compile(r"[\"'“”„‘’«»`]")
_SPEAKER = re.compile(r"^[^\S\n]*[^\W\d_](?:[^\n:.]{0,40}:|[^\n:.a-z]{2,40}\.)[ \t]", re.MULTILINE)


class Given(NamedTuple):
    """The parts of a dateline that a record gives; `date` is an ISO day."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None


def find_dateline(text: str, published: str | None = None) -> Dateline | None:
    """The dateline at the head of a text, with the characters of each of its parts; null where there is none.

    `published` is the ISO day that completes one without a year. A place in capitals is given as a name (`GOMA` is
    Goma); a region after it is left out of the place; offsets are code points of `text`.
    """
    near = as_date(published)
    head = text[:WINDOW]
    for opening in openings(head):
        if parts := monitored(head, opening.start) or _written(head, opening):
            return parts.made(head, near)
    return None


def given_dateline(text: str, published: str | None, given: Given) -> Dateline:
    """The dateline that a record gives, with spans where its values stand in the dateline at the head of the text.

    A value that the record leaves out is taken from the text.
    """
    found = find_dateline(text, published or given.date) or Dateline()
    head = text[: found.end]
    same_day = given.date is None or found.date in {None, given.date}
    return Dateline(
        place=given.place or found.place,
        date=given.date or found.date,
        agency=given.agency or found.agency,
        place_span=_where(head, given.place, found.place_span),
        date_span=found.date_span if same_day else None,
        agency_span=_where(head, given.agency, found.agency_span),
        end=found.end,
    )


def _written(head: str, opening: Opening) -> Parts | None:
    """The dateline that begins at an opening: of its readings the longest that is accepted."""
    label = _LABEL.match(head, opening.start)
    readings = list(_readings(head, label.end() if label else opening.start))
    for parts in reversed(readings):
        end = _separator_end(head, parts, opening, labelled=bool(label))
        if end is not None:
            return replace(parts, end=after_editors(head, end))
    return None


def _readings(head: str, start: int) -> Iterator[Parts]:
    """What stands at an offset as parts of a dateline, one part more each time."""
    parts = Parts(start)
    place = name_at(head, start)
    if place:
        if not can_be_place(head[slice(*place)]):
            return
        parts = Parts(place[1], place=place)
        yield parts
    for _ in range(_MOST_PARTS):
        following = _next_part(head, parts)
        if not following:
            return
        parts = following
        yield parts


def _next_part(head: str, parts: Parts) -> Parts | None:
    glue = _GLUE.match(head, parts.end)
    mark, at = (glue["mark"], glue.end()) if glue else (None, parts.end)
    day = _DAY.match(head, at)
    # `Bloody Sunday` is a name, `Kabul, Sunday` a place and a day.
    if day and not parts.dated and not (day["weekday"] and parts.place and not mark):
        return replace(parts, end=day.end(), day=day)
    if not parts.dated and (undated := _NO_DAY.match(head, at)):
        return replace(parts, end=undated.end(), undated=True)
    if tag := _TAG.match(head, at):
        return _with_tag(head, parts, tag)
    if mark == "," and parts.place and not parts.agency and (name := name_at(head, at)):
        if station_in(head[slice(*name)]) is not None:
            return replace(parts, end=name[1], agency=name)
        if can_be_place(head[slice(*name)]):
            return replace(parts, end=name[1])
    return None


def _with_tag(head: str, parts: Parts, tag: re.Match[str]) -> Parts:
    """The parts with a tag after them, which is the agency unless it is a remark or a country.

    `MOSCOW (USSR), 28 AUG 89` names the country, `KABUL (Reuters), March 3` the agency.
    """
    group = "tag" if tag["tag"] else "slashed"
    country = not parts.dated and head[tag.end() : tag.end() + 1] == ","
    remark = (country or tag[group][0].islower()) and not is_agency(tag[group])
    return replace(parts, end=tag.end(), agency=parts.agency if remark else tag.span(group))


def _separator_end(head: str, parts: Parts, opening: Opening, *, labelled: bool) -> int | None:
    """Where the report's own words begin after the parts; null where the parts make no dateline."""
    known = sum((parts.place is not None, parts.dated, parts.agency is not None))
    if parts.place and known == 1 and not labelled:
        return _end_after_place(head, parts.end, parts.place, opening)
    if (not labelled and not (parts.agency or (parts.place and parts.dated))) or _defines(head, parts):
        return None
    marks = [_DASH, _HYPHEN, _COLON]
    if parts.place:
        marks.append(_STOP)
    if labelled or (parts.place and parts.dated):
        marks.append(_LINE_END)
    if known == _ALL_PARTS or _signs_for_itself(head, parts):
        marks.append(_SPACE)
    for mark in marks:
        end = mark.match(head, parts.end)
        if end and (parts.dated or labelled or _begins_high(head, end.end())):
            return end.end()
    return None


def _defines(head: str, parts: Parts) -> bool:
    """Whether what looks like a place and an agency is a name and its initials: `Baloch Liberation Army (BLA)`."""
    if not parts.place or not parts.agency:
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", head[slice(*parts.place)]))
    return len(initials) > 1 and initials.upper() == head[slice(*parts.agency)].upper()


def _signs_for_itself(head: str, parts: Parts) -> bool:
    """Whether a known agency's tag needs no dash after it: `(IANS) Four`, `QUETTA (IANS) Four`, `Feb 1 (IANS) Four`."""
    in_capitals = parts.place is None or head[slice(*parts.place)].isupper()
    return in_capitals and parts.agency is not None and is_agency(head[slice(*parts.agency)])


def _end_after_place(head: str, end: int, place: Stretch, opening: Opening) -> int | None:
    """Where the words begin after a place and a dash (`LONDON — `), colon (`Quetta: `) or stop (`KUNDUZ. `)."""
    name = head[slice(*place)]
    # Capitals mark a place only where the report is not in capitals itself.
    marked = name.isupper() and len(name) > len("UN") and any(letter.islower() for letter in head[end : end + _NEAR])
    if not marked and not (opening.own and len(name.split()) <= _MOST_WORDS_ALONE):
        return None
    dash, colon = _DASH.match(head, end), _COLON.match(head, end) or (marked and _STOP.match(head, end))
    mark = dash or colon
    if not mark or not _begins_high(head, mark.end()):
        return None
    line = LINE_BREAK.split(head[mark.end() :], maxsplit=1)[0]
    speaks = colon and not dash and (_QUOTE.match(line) or len(_SPEAKER.findall(head)) >= _SPEAKERS)
    heads = _is_capitalised(line) or (
        colon and not dash and not (opening.own and (marked or SENTENCE_END.search(line)))
    )
    return None if speaks or heads else mark.end()


def _is_capitalised(line: str) -> bool:
    """Whether the long words of a line are Capitalised as Those of Headlines Are."""
    words = _LONG_WORD.findall(line[:_NEAR])
    high = sum(word[0].isupper() and not word.isupper() for word in words)
    return len(words) >= _LEAST_WORDS and high >= _HEADLINE * len(words)


def _begins_high(head: str, start: int) -> bool:
    """Whether a sentence can begin here: with a capital, a figure, or a letter of a script that has no capitals."""
    first = _FIRST_LETTER.match(head, start)
    return first is not None and not first[1].islower()


def _where(head: str, given: str | None, found: Span | None) -> Span | None:
    """Where a given value stands in a dateline: what was found there if it is the same, else the last such words."""
    if not given or (found and _folded(given) == _folded(found.text)):
        return found
    places = list(re.finditer(rf"(?<!\w){re.escape(given)}(?!\w)", head, re.IGNORECASE))
    return Span.of(head, *places[-1].span()) if places else None


def _folded(name: str) -> str:
    """A name without case and accents: `MEDEA` is Médéa."""
    # The Turkish dotless i has no other capital than I.
    plain = unicodedata.normalize("NFKD", name.casefold().replace("\u0131", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
