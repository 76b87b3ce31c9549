"""The way of a claim from its holder to the reader, each step with its evidence."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from sayso.reading import lexicon
from sayso.reading.names import RUN, Names, initials
from sayso.reading.phrases import JOINERS, is_name, words_of
from sayso.records import Dateline, Report
from sayso.reports.places import is_agency

Stretch = tuple[int, int]

TOLD = re.compile(
    r"\b(?:told|tells|telling|informed|assured|spoke (?:exclusively )?to|speaking (?:exclusively )?to|(?:in )?an? (?:\w+ )?interview (?:with|to|given to)|talking to)\s+$",
    re.IGNORECASE,
)
SPOKE = re.compile(r"\b(?:interview (?:with|to|given to)|[Ss]peaking (?:exclusively )?to|spoke to)\s+")
HEARER = re.compile(r"\s*((?:[\w’'&-]+(?:\.(?=\w))?[ ]?){1,8})")
# Words that no name of a hearer goes beyond.
HEARER_ENDS = frozenset(
    [
        "that",
        "to",
        "in",
        "on",
        "by",
        "after",
        "over",
        "from",
        "at",
        "during",
        "how",
        "of",
        "when",
        "as",
        "it",
        "he",
        "she",
        "they",
        "there",
        "his",
        "her",
        "their",
        "its",
        "this",
        "these",
        "was",
        "were",
        "had",
        "has",
        "have",
        "is",
        "are",
        "would",
        "will",
        "not",
        "a",
        "an",
        "the",
        "no",
        "in",
        "while",
        "why",
        "where",
    ]
)
CARRIED = re.compile(
    r"\b(?:carried|broadcast|aired|published|posted|circulated|relayed|released|issued|quoted|monitored|reported|distributed|transmitted|picked up)\s+(?:\w+ )?(?:by|on|over|in|through|via)\s+((?:[Tt]he )?[A-ZÀ-Þ][\w’'&-]*(?: (?:(?:of|de|del|la|do|da|el|al) )?[A-ZÀ-Þ][\w’'&-]*){0,5})"
)
OVER = re.compile(
    r"\b(?:over|on|via|through)\s+((?:the )?(?:Radio|Television|TV|Channel)\s(?:[A-ZÀ-Þ][\w’'-]*\s?){1,4}|(?:the )?(?:[A-ZÀ-Þ][\w’'-]*\s){1,4}(?:radio|Radio|television|Television|TV|Channel|channel))"
)


# Articles, owners and words that only tell what kind of station follows.
LEADS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "local",
        "visiting",
        "daily",
        "weekly",
        "newspaper",
        "paper",
        "broadcaster",
    ]
)


class Step(NamedTuple):
    """One station of a relay, and the characters that tell it (none for the outlet)."""

    name: str | None
    at: Stretch | None


def same(one: str | None, two: str | None) -> bool:
    """Whether two names of a station are one: the article, case, or an acronym apart."""
    if one is None or two is None:
        return one is two
    first, second = (re.sub(r"^the ", "", name.casefold()).strip() for name in (one, two))
    if (len(first.split()) == 1 and first in lexicon.words("media")) or (
        len(second.split()) == 1 and second in lexicon.words("media")
    ):
        # `told the Ledger` in the Gulf Ledger.
        return first.split()[-1] == second.split()[-1]
    return first == second or _abbreviates(one, two) or _abbreviates(two, one)


def _abbreviates(short: str, full: str) -> bool:
    """Whether a short form in capitals can be that of a name: OXNA, Oxus News Agency; accents apart."""
    short, full = (normalize("NFD", name).encode("ascii", "ignore").decode() for name in (short, full))
    letters = short.replace(".", "").upper()
    if not letters or len(letters) > 7 or len(full.split()) < 2 or sum(sign.isupper() for sign in short) < 2:
        return False
    if letters == initials(full).upper():
        return True
    # Its first letter is the name's, every capital of the name is in it, and the rest stand between them in order.
    rest = iter(full.upper().replace(" ", ""))
    return (
        letters[0] == full[0].upper()
        and set(initials(full).upper()) <= set(letters)
        and all(letter in rest for letter in letters)
    )


def outlet_of(outlet: str | None, dateline: Dateline | None) -> Step:
    """The outlet as recorded, else the agency of the dateline."""
    if outlet:
        return Step(outlet, None)
    if dateline and dateline.agency and dateline.agency_span:
        return Step(dateline.agency, (dateline.agency_span.start, dateline.agency_span.end))
    return Step(None, None)


def agency_of(report: Report, names: Names) -> Step | None:
    """The agency of a dateline where it is another one than the outlet, by the fullest name that the report gives it."""
    outlet, dateline = report.outlet, report.dateline
    if not dateline or not dateline.agency or not dateline.agency_span:
        return None
    at = (dateline.agency_span.start, dateline.agency_span.end)
    full, where = (
        names.acronyms.get(dateline.agency) or _spelt_out(report.text, dateline.agency) or (dateline.agency, at)
    )
    return None if outlet is None or same(outlet, full) or same(outlet, dateline.agency) else Step(full, where)


def _spelt_out(text: str, short: str) -> tuple[str, Stretch] | None:
    """The first name in a text that the short form of an agency can stand for; the known agencies need none."""
    if is_agency(short):
        return None
    armed = lexicon.words("forces") | lexicon.words("armed") | lexicon.words("offices")
    found = (
        run
        for run in RUN.finditer(text)
        if _abbreviates(short, run[0]) and not {word.casefold() for word in run[0].split()} & armed
    )
    return next(((run[0], run.span()) for run in found), None)


def _station(text: str, start: int, words: str, names: Names) -> Step | None:
    """A station as worded; None where it is nobody in particular."""
    begins = start + len(words) - len(words.lstrip())
    parts = words.split()
    kept = parts[:1]
    for part in parts[1:]:
        if part.casefold() in HEARER_ENDS and not (part.casefold() == "of" and is_name(kept[-1])):
            break
        # A name ends where its capitals do; a description may go on.
        if is_name(kept[-1]) and not is_name(part) and part.casefold() not in JOINERS:
            break
        kept.append(part)
    while kept and kept[-1].casefold() in JOINERS:
        kept.pop()
    name = " ".join(kept)
    if text[begins : begins + len(name)] != name:
        return None
    at = (begins, begins + len(name))
    while (
        (lead := name.split(" ", 1))[0].casefold() in LEADS
        and len(lead) > 1
        and not (lead[0] == "The" and is_name(lead[1].split()[0]))
    ):
        at, name = (at[1] - len(lead[1]), at[1]), lead[1]
    spoken = {word.casefold() for word in words_of(name)}
    if (
        not name
        or len(name) < 3
        or name.casefold() in lexicon.words("calendar")
        or (spoken & lexicon.words("hearers") and not is_name(name.split()[0]))
    ):
        return None
    full = names.acronyms.get(name)
    return Step(*full) if full else Step(name, at)


def hearer(text: str, cue: Stretch, names: Names) -> Step | None:
    """Whom a statement was made to, where the text names somebody (`told Radio X that …`)."""
    if not TOLD.search(text[max(0, cue[0] - 30) : cue[1]] + " "):
        return None
    found = HEARER.match(text, cue[1])
    if (
        not found
        or "\n" in found[0]
        or found[1].split()[0].casefold() in HEARER_ENDS - {"the", "a", "an", "his", "her", "their", "its"}
    ):
        return None
    return _station(text, found.start(1), found[1], names)


def carrier(text: str, sentence: Stretch, content: tuple[Stretch, ...], names: Names) -> Step | None:
    """What carried a statement, as its own sentence tells outside of the content (`in a message broadcast by …`)."""
    for pattern in (CARRIED, OVER):
        for found in pattern.finditer(text, *sentence):
            if any(start <= found.start() < end for start, end in content):
                continue
            if step := _station(text, found.start(1), found[1], names):
                return step
    return None


def spoken_to(text: str, sentence: Stretch, content: tuple[Stretch, ...], names: Names) -> Step | None:
    """Whom the speaker of a sentence speaks to (`in an interview with X`), where that stands apart from the cue."""
    for found in SPOKE.finditer(text[slice(*sentence)]):
        start = sentence[0] + found.end()
        if any(begin <= start < end for begin, end in content):
            continue
        words = HEARER.match(text, start)
        if (
            words
            and (step := _station(text, words.start(1), words[1], names))
            and is_name(words_of(step.name or "x")[0])
        ):
            return step
    return None
