"""The names of one report: acronyms that it defines, and the fullest form of each name that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.reading import lexicon
from sayso.reading.phrases import JOINERS, Kind, bare, name_in, parse, role_in, words_of
from sayso.reading.spans import Mention

Stretch = tuple[int, int]

BRACKETED = re.compile(
    r"\(\s*(?:the |or |also |known as |hereafter |by its \w+ |Spanish |acronym |initials |in \w+ )*[“\"'‘]?([A-ZÀ-Þ][\w.&/-]{1,11}?)s?[”\"'’]?\s*[),;]"
)
SIGN = re.compile(r"[^\W\d_][\w’'-]*")
CAPITALISED = r"(?:[a-z]{1,3}[-’'])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*[\w]"
RUN = re.compile(rf"\b{CAPITALISED}(?:(?: (?:{'|'.join(sorted(JOINERS))}))* {CAPITALISED})+|\b[A-ZÀ-Þ]{{2,}}\b")
APPOSED = re.compile(r"[\w’'.-]+(?:[ ,]+[\w’'.-]+){0,14}")
# A text in which most letters are capitals tells names by their case no more.
CAPITALS_ONLY = 0.6


@dataclass(frozen=True)
class Names:
    """What a report calls its parties, each with where it is so called.

    `acronyms`: the full form by the short one; `people`: the fullest form of a person's name by its last word in lower
    case; `bodies`: organisations in the order of their first mention; `places_of`: every mention of one of them.
    """

    acronyms: dict[str, tuple[str, Stretch]]
    people: dict[str, tuple[str, Stretch]]
    bodies: tuple[tuple[str, Stretch], ...]
    mentioned: tuple[tuple[str, Stretch], ...]


def find(text: str, mentions: list[Mention], dateline: Stretch = (0, 0)) -> Names:
    """Collects the names of a text: by capitals and the words in them; where all is capitals, by what the network marked.

    Those of its dateline are left out.
    """
    text = text[: dateline[0]] + " " * (dateline[1] - dateline[0]) + text[dateline[1] :]
    acronyms = dict(_acronyms(text))
    found = sorted({*(_by_network(text, mentions) if is_capitals(text) else _by_words(text))}, key=lambda one: one[1])
    for name, at, kind in found:
        # `Frontier Corps` and, without a bracket, `FC`.
        if (
            kind == "body"
            and 2 <= len(letters := initials(name)) < len(name) / 2
            and re.search(rf"\b{re.escape(letters)}\b", text)
        ):
            acronyms.setdefault(letters, (name, at))
    people: dict[str, tuple[str, Stretch]] = {}
    bodies: dict[str, Stretch] = {}
    mentioned = []
    for name, at, kind in found:
        full, where = acronyms.get(name, (name, at))
        if kind == "person":
            last = full.split()[-1].casefold()
            if last not in people or len(full.split()) > len(people[last][0].split()):
                people[last] = (full, at)
        else:
            bodies.setdefault(full, where)
            mentioned.append((full, at))
    return Names(acronyms, people, tuple(bodies.items()), tuple(mentioned))


@lru_cache(maxsize=64)
def is_capitals(text: str) -> bool:
    """Whether most letters of a text are capitals, as radio monitors print: its names are the network's to tell."""
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) > CAPITALS_ONLY * len(letters)


def _by_network(text: str, mentions: list[Mention]) -> Iterator[tuple[str, Stretch, str]]:
    for mention in mentions:
        words = bare(text[mention.start : mention.end])
        start = text.find(words, mention.start)
        if not words or start < 0:
            continue
        if mention.kind == "person" and (name := name_in(words)):
            at = text.find(name, mention.start)
            yield name, (at, at + len(name)), "person"
        elif mention.kind == "organisation":
            yield words, (start, start + len(words)), "body"


def _by_words(text: str) -> Iterator[tuple[str, Stretch, str]]:
    """Runs of capitalised words: a body where a word in them says so, a person where a role stands before."""
    for run in RUN.finditer(text):
        words = run[0].split()
        lower = {word.casefold().removesuffix("’s").removesuffix("'s") for word in words}
        if len(words) == 1 or lower & (lexicon.words("groups") | lexicon.words("media")):
            name = re.sub(r"['’]s$", "", bare(run[0]))
            start = text.find(name, run.start())
            yield name, (start, start + len(name)), "body"
            continue
        before = text[max(0, run.start() - 40) : run.start()].split()[-3:]
        after = text[run.end() : run.end() + 40]
        titled = role_in(words_of(" ".join(words[:2]))) or (before and role_in(words_of(before[-1])))
        if (titled or re.match(r", (?:\d+|an?|the|its|who)\b", after)) and (
            person := name_in(re.split(r" (?:of|for|from)\b", run[0])[0])
        ):
            start = text.find(person, run.start())
            yield person, (start, start + len(person)), "person"


def affiliations(text: str) -> Iterator[tuple[str, str, int]]:
    """Persons of whom the text says that they speak for a body: (the name in lower case, the body as worded, where)."""
    for piece in re.finditer(r"[^.;:!?\n“”\"]+(?:\.(?=\s[a-z])[^.;:!?\n“”\"]+)*", text):
        segments = [(found.start() + piece.start(), found[0].strip()) for found in re.finditer(r"[^,]+", piece[0])]
        for number, (start, segment) in enumerate(segments):
            if not role_in(words_of(segment)):
                continue
            for first in (number - 1, number):
                joined = ", ".join(part for _, part in segments[max(0, first) : first + 2])
                phrase = parse(_from_role(joined))
                named = (phrase.name or "").casefold().split()
                is_body = set(named) & (lexicon.words("groups") | lexicon.words("armed"))
                if phrase.kind is Kind.SPEAKER and phrase.body and named and not is_body:
                    yield " ".join(named), phrase.body, start
                    break


def _from_role(words: str) -> str:
    """A stretch from the noun phrase on that holds its first role: what stands before a verb or preposition is left out."""
    return re.split(
        r"\b(?:by|said|says|told|to|with|against|but|when|where|while|after|before|as|that)\s+(?=[A-Z]|the|a|an|its|his|their)",
        words,
    )[-1]


def _acronyms(text: str) -> list[tuple[str, tuple[str, Stretch]]]:
    """`Baloch Liberation Army’s (BLA)` → BLA, the full form and where it stands."""
    found: dict[str, tuple[str, Stretch]] = {}
    for bracket in BRACKETED.finditer(text):
        letters = bracket[1].replace(".", "")
        if sum(sign.isupper() for sign in letters) < 2 or letters in found:
            continue
        offset = max(0, bracket.start() - 90)
        head = re.sub(r"['’]s?\s*$|\s+$", "", text[offset : bracket.start()])
        if (start := _expansion(head, letters)) is not None:
            found[letters] = (head[start:], (offset + start, offset + len(head)))
    return list(found.items())


def _expansion(head: str, letters: str) -> int | None:
    """Where the words begin that an acronym right after them abbreviates; None where they do not fit."""
    words = list(SIGN.finditer(head))
    for count in range(1, min(len(words), len(letters) + 5) + 1):
        first = words[-count]
        if not first[0][0].isupper() or "\n" in head[first.start() :]:
            continue
        run = [part for word in words[-count:] for part in word[0].split("-") if part]
        every = "".join(part[0].upper() for part in run)
        main = "".join(part[0].upper() for part in run if part.casefold() not in JOINERS)
        if letters.upper() in {every, main}:
            return first.start()
    # A translated or foreign acronym: all the capitalised words right before the bracket.
    start = None
    for word in reversed(words):
        if re.search(r"[\n,;:.\d]", head[word.end() :]):
            break
        if word[0][0].isupper():
            start = word.start()
        elif word[0].casefold() not in JOINERS:
            break
    return start if start is not None and len(head[start:].split()) > 1 else None


def initials(name: str) -> str:
    """`Makran News Network` → MNN."""
    return "".join(word[0] for word in SIGN.findall(name) if word[0].isupper())
