"""A source's noun phrase taken apart: the name in it, the office, and the organisation that it speaks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from sayso.reading import lexicon

WORD = re.compile(r"[^\W_]+(?:[.’'&/-][^\W_]+)*\.?|\S")
NAME_WORD = re.compile(r"(?:[a-z]{1,3}[-’'])?[A-ZÀ-ÖØ-ÞĀ-Ž‘’'][\w’'.-]*")
JOINERS = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "de",
        "del",
        "da",
        "do",
        "dos",
        "di",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ul",
        "ur",
        "abu",
        "van",
        "von",
        "der",
        "den",
        "y",
        "e",
        "i",
    ]
)
ARTICLES = frozenset({"the", "a", "an"})
RELATIVE = re.compile(
    r",?\s+(?:who|which|whose|whom|that|speaking|writing|quoting|citing|using|identifying|himself|herself|wearing|asking|requesting)\b.*",
    re.DOTALL,
)
OWNERS = frozenset({"its", "their", "our", "his", "her", "whose"})
NAME_AT_END = re.compile(
    r"(?:(?:[A-Z][\w-]* )?[a-z][\w-]*|[\w ]+['’]s)(?: (?!of |for |in |from |at |with |by |on |to |the |and )[a-z][\w-]*)* ((?:[A-ZÀ-Þ][\w’'.-]*)(?: (?:al|el|of|de|the|and|for|bin)? ?[A-ZÀ-Þ][\w’'.-]*)+)$"
)
CALLED = re.compile(
    r"\b(?:gave (?:his|her) name (?:only )?as|call(?:ed|ing|s) (?:him|her)self|goes by the name(?: of)?|identified (?:himself|herself|only|himself only) as|named|who asked to be called)\s+((?:[A-ZÀ-Þ][\w’'-]*\s?)+)"
)
POSSESSIVE = re.compile(r"(?<=[^\W_])['’]s?$")


class Kind(Enum):
    """What a source is, as far as its words tell."""

    PERSON = "he or she"
    MANY = "they"
    THING = "it"
    SELF = "I or we"
    RELATIVE = "who"
    STATEMENT = "the statement"
    SPEAKER = "a spokesperson"
    OFFICE = "somebody by name or office"
    GROUP = "the group"
    PARTY = "a party"


@dataclass(frozen=True)
class Phrase:
    """What a source's words say. `body` is the organisation as worded there, `owner` its possessor where it has one."""

    kind: Kind
    text: str
    name: str | None = None
    role: str | None = None
    body: str | None = None
    definite: bool = False


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """A phrase without the article, quotation marks and commas around it; `a` stays, in lower case at the beginning."""
    text = re.sub(r"\s+", " ", text).strip(' ,;:—–-"“”')
    text = re.sub(r" (?:there|here)$", "", text)
    first, _, rest = text.partition(" ")
    if first.casefold() == "the" and rest:
        return rest
    if first in {"A", "An"} and rest:
        return f"{first.lower()} {rest}"
    return text


def words_of(text: str) -> list[str]:
    """The words of a phrase in order, punctuation apart."""
    return WORD.findall(text)


@lru_cache(maxsize=1 << 14)
def is_name(word: str) -> bool:
    """Whether a word is written as a name is."""
    return bool(NAME_WORD.fullmatch(word)) and word.casefold() not in ARTICLES


def name_in(segment: str) -> str | None:
    """The person's name in a stretch without commas: the last run of capitalised words, ranks and offices left out."""
    runs: list[list[str]] = [[]]
    for word in words_of(segment):
        lower = word.casefold().rstrip(".")
        if (is_name(word) and not _is_role(lower)) or (
            runs[-1] and lower in JOINERS and lower not in {"of", "for", "the", "and"}
        ):
            runs[-1].append(word)
        else:
            runs.append([])
    named = [run for run in runs if any(is_name(word) for word in run)]
    return " ".join(named[-1]) if named else None


def _is_role(lower: str) -> bool:
    return (lower,) in lexicon.roles() or (f"{lower}.",) in lexicon.roles()


def role_in(words: list[str]) -> tuple[int, int, str] | None:
    """First role noun of a phrase: its place, the words it takes, and its list (one of `lexicon.ROLES`)."""
    lower = [word.casefold().replace("’", "'") for word in words]
    # `the clerk's lawyer` is a lawyer.
    lower[-1:] = [word.removesuffix("'s") for word in lower[-1:]]
    best = None
    for at, word in enumerate(lower):
        if word.split("-")[0] not in lexicon.first_words_of_roles():
            continue
        for size in (4, 3, 2, 1):
            spelt = tuple(part for one in lower[at : at + size] for part in one.split("-"))
            kind = lexicon.roles().get(spelt) if len(lower) >= at + size else None
            # A spokesman's rank or title says less than that he is the spokesman.
            if kind == "speaks_for":
                return at, size, kind
            best = best or ((at, size, kind) if kind else None)
    return best


PRONOUNS = (
    (Kind.PERSON, "pronouns_person"),
    (Kind.MANY, "pronouns_many"),
    (Kind.THING, "pronouns_thing"),
    (Kind.SELF, "pronouns_self"),
    (Kind.RELATIVE, "pronouns_relative"),
)


def parse(source: str) -> Phrase:
    """A source's words to a phrase: the first of the ways to read them that fits, the ones that say most first."""
    text = POSSESSIVE.sub("", bare(source))
    for kind, name in PRONOUNS:
        if text.casefold() in lexicon.words(name):
            return Phrase(kind, text)
    definite = bool(re.match(r"\W*(?:the|its|his|her|their|this|that|these|our)\b", source, re.IGNORECASE))
    core = RELATIVE.sub("", text)
    segments = [segment.strip() for segment in re.split(r"\s*[,;]\s*|\s+[—–]\s+", core) if segment.strip()]
    if called := CALLED.search(text):
        return Phrase(Kind.OFFICE, text, name=called[1].strip())
    if not segments:
        return Phrase(Kind.PARTY, text)
    for way in (_as_statement, _as_organ, _as_role, _as_person, _as_group):
        if phrase := way(segments, text, definite):
            return phrase
    return Phrase(Kind.PARTY, _named_part(segments[0]) or core.strip(" ,"), definite=definite)


def _as_statement(segments: list[str], text: str, definite: bool) -> Phrase | None:  # noqa: FBT001
    statement = _statement(segments[0])
    return None if statement is None else Phrase(Kind.STATEMENT, text, body=statement or None, definite=definite)


def _as_role(segments: list[str], text: str, definite: bool) -> Phrase | None:  # noqa: FBT001
    """Somebody by office, or who speaks for a body."""
    found = _best_role(segments)
    if found is None:
        return None
    at, words, (place, size, kind) = found
    name, body = _name_beside(segments, at, place + size), _body(words, place, size)
    title = " ".join(words[place : place + size])
    if body is None:
        belongs = [segment for segment in segments[at + 1 :] if re.match(r"(?:of|from) ", segment)]
        body = re.sub(r"^(?:of|from) ", "", belongs[0]) if belongs else None
    forces = [word for word in words[: place + size] if word.casefold() in lexicon.words("forces")]
    if forces and (body is None or body in words[:place]):
        # `Congolese army chief` speaks for the Congolese army, `provincial police chief` for the police.
        body = " ".join([*([body] if body and body != forces[0] else []), forces[0]])
        kind = "ranks" if kind == "offices" else kind
    elif body is None and kind == "police_ranks":
        body = "police"
    heads = body in OWNERS and title.casefold().split()[-1] in lexicon.words("heads")
    speaks = kind != "offices" or heads
    worded = text if at or name else RELATIVE.sub("", text)
    return Phrase(Kind.SPEAKER if speaks else Kind.OFFICE, worded, name=name, role=title, body=body, definite=definite)


def _as_person(segments: list[str], text: str, definite: bool) -> Phrase | None:  # noqa: FBT001
    """A name with an age or an apposition, or with `of` and a body."""
    if len(segments) > 1 and re.match(r"\d+$|a\b|an\b|the\b", segments[1]) and _like_person(segments[0]):
        return Phrase(Kind.OFFICE, text, name=segments[0], definite=definite)
    of = re.match(r"((?:[A-Z][\w’'-]+ ){2,3})(?:of|from) (?:the )?([A-Z].+)", segments[0])
    bodies = lexicon.words("groups") | lexicon.words("media")
    if of and not set(of[1].casefold().split()) & bodies and set(of[2].casefold().split()) & bodies:
        return Phrase(Kind.SPEAKER, text, name=of[1].strip(), body=of[2])
    return None


def _as_group(segments: list[str], text: str, definite: bool) -> Phrase | None:  # noqa: FBT001
    """`the group`: a body named elsewhere."""
    head = head_of(segments[0]).casefold()
    if definite and head in lexicon.words("groups") and not any(is_name(word) for word in words_of(segments[0])):
        return Phrase(Kind.GROUP, text, role=head, definite=True)
    return None


def _as_organ(segments: list[str], text: str, definite: bool) -> Phrase | None:  # noqa: FBT001
    if "-".join(segments[0].casefold().split()) in lexicon.words("organs"):
        # `The General Staff`: of whom, the report tells elsewhere.
        return Phrase(Kind.SPEAKER, text, definite=definite)
    organ = _organ(segments[0])
    return Phrase(Kind.SPEAKER, text, body=organ, definite=definite) if organ else None


def _named_part(segment: str) -> str | None:
    """The name that says it all: in `the newspaper Dimasa Sandesh`, `the army's Fourth Brigade`, `Third Corps in Zenica`."""
    if named := NAME_AT_END.match(segment):
        return named[1]
    located = re.match(r"((?:[A-Z][\w’'-]+ )+)(?:in|at|near) [A-Z]", segment)
    # `Fishermen at Bol` are not all fishermen.
    if located and (" " in located[1].strip() or located[1].strip().casefold() in lexicon.words("groups")):
        return located[1].strip()
    return segment if _named(segment) else None


def _organ(segment: str) -> str | None:
    """The organisation whose command, staff or press office speaks (`the high command of the Lake Front`, `the Front's radio`)."""
    of = re.match(r"(?:the |its )?([\w -]+?) of (?:the )?([^\W\d_].*)$", segment, re.IGNORECASE)
    if of and "-".join(of[1].casefold().split()) in lexicon.words("organs"):
        return of[2]
    owned = re.match(r"(.+?)['’]s? ([\w -]+)$", segment) or re.match(
        r"(its|their|our|.+ (?:army|navy|police|front|movement|force|forces)) ([\w -]+)$", segment, re.IGNORECASE
    )
    if owned and "-".join(owned[2].casefold().split()) in lexicon.words("organs"):
        return owned[1]
    return None


def _best_role(segments: list[str]) -> tuple[int, list[str], tuple[int, int, str]] | None:
    """The role that says most: a spokesman's before a rank, a rank's before a title."""
    order = ("speaks_for", "police_ranks", "ranks", "offices")
    roles = [
        (order.index(role[2]), at, words, role)
        for at, segment in enumerate(segments)
        for words in [words_of(segment)]
        if (role := role_in(words))
    ]
    return min(roles, key=lambda found: found[:2])[1:] if roles else None


def head_of(segment: str) -> str:
    """The head noun of a phrase, roughly: the word before the first preposition."""
    words = re.split(
        r"\s+(?:of|in|at|for|from|on|near|with|to|by|inside|outside|across|along|around|under)\s", segment
    )[0].split()
    return words[-1] if words else segment


NO_PART = frozenset(
    [
        "by",
        "with",
        "against",
        "to",
        "from",
        "in",
        "at",
        "on",
        "near",
        "that",
        "which",
        "who",
        "said",
        "says",
        "told",
        "and",
        "but",
        "or",
        "when",
        "where",
        "while",
        "after",
        "before",
        "as",
        "than",
        "over",
        "into",
        "between",
        "among",
        "during",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "have",
    ]
)
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "several",
        "some",
        "many",
        "other",
        "another",
        "his",
        "her",
        "its",
        "their",
        "our",
        "this",
        "these",
        "those",
        "both",
        "all",
        "each",
        "every",
        "no",
    ]
)


def noun_phrase(words: str) -> int:
    """Where the noun phrase begins that a stretch of text ends with: at its determiner, else at its run of names."""
    found = list(re.finditer(r"[\w’'.()-]+", words))
    begin = len(words)
    for at in range(len(found) - 1, max(-1, len(found) - 10), -1):
        word = found[at][0]
        if word.casefold() in NO_PART or ("," in words[found[at].end() : begin].rstrip() and begin < len(words)):
            break
        begin = found[at].start()
        if word.casefold() in DETERMINERS:
            break
        if (
            is_name(word)
            and at
            and not is_name(found[at - 1][0])
            and found[at - 1][0].casefold() not in JOINERS | DETERMINERS
        ):
            break
    return begin


def _named(segment: str) -> bool:
    return all(is_name(word) or word.casefold() in JOINERS or not word[0].isalnum() for word in words_of(segment))


def _like_person(segment: str) -> bool:
    words = segment.split()
    return 2 <= len(words) <= 4 and all(is_name(word) for word in words)


def _statement(segment: str) -> str | None:
    """The author's words of a statement (`statement by the army`, `the army's statement`), empty where there are none."""
    found = re.match(
        r"(?:(?:a|an|the|its|his|her|their|this|one|another)\s+)?(.*?)\b([\w-]+)(?:\s+(?:by|of|from|signed by|issued by|attributed to|released by)\s+(.+))?$",
        segment,
        re.IGNORECASE,
    )
    if (
        not found
        or found[2].casefold() not in lexicon.words("statements")
        or (is_name(found[2]) and found[1].strip() and not found[2].isupper())
    ):
        return None
    if found[3]:
        return found[3]
    before = found[1].strip()
    if owner := re.match(r"(.+?)(?:['’]s|s['’])(?= |$)", before):
        # `the board's annual report`
        return before[: owner.end()].removesuffix("'s").removesuffix("’s").rstrip("'’")
    words = before.split()
    known = lexicon.words("groups") | lexicon.words("forces")
    while words and not (is_name(words[-1]) or words[-1].casefold() in known):
        words.pop()
    return " ".join(words)


def _name_beside(segments: list[str], at: int, after: int) -> str | None:
    """The name of whom a role is told: after the role, else in the segment before or after."""
    words = words_of(segments[at])
    follows = words[after:]
    cut = next(
        (
            place
            for place, word in enumerate(follows)
            if word.casefold() in {"of", "for", "in", "at", "from", "with", "on"}
        ),
        len(follows),
    )
    if name := name_in(" ".join(follows[:cut])):
        return name
    for other in (at - 1, at + 1):
        if 0 <= other < len(segments) and _named(segments[other]) and (name := name_in(segments[other])):
            return name
    before = [word for word in segments[:at] if (found := name_in(word)) and role_in(words_of(word)) and found]
    return name_in(before[0]) if before else None


def _body(words: list[str], place: int, size: int) -> str | None:
    """The organisation that a role belongs to: after `of`, `for`, `with`, `from`, or before the role."""
    rest = words[place + size :]
    for at, word in enumerate(rest):
        if word.casefold() in {"of", "for", "with", "from", "at"} and at + 1 < len(rest):
            body = _until_preposition(rest[at + 1 :])
            known = lexicon.words("groups") | lexicon.words("forces")
            if any(one.casefold() in known or (is_name(one) and word.casefold() in {"of", "for"}) for one in body):
                return " ".join(body) or None
            break
    cut = max((at + 1 for at, word in enumerate(words[:place]) if word.casefold() in NO_PART), default=0)
    before = words[cut:place]
    if before and before[0].casefold() in OWNERS and (len(before) == 1 or before[0].casefold() not in {"his", "her"}):
        return before[0].casefold()
    while before and (before[0].casefold() in ARTICLES or before[0].casefold() in lexicon.words("adjectives")):
        before = before[1:]
    known = lexicon.words("groups") | lexicon.words("forces") | lexicon.words("media")
    # `a British contract officer` speaks for nobody that is named.
    if not (before and all(is_name(word) or word.casefold() in JOINERS for word in before)) and not any(
        POSSESSIVE.sub("", word.casefold()) in known or POSSESSIVE.search(word) for word in before
    ):
        return None
    return POSSESSIVE.sub("", " ".join(before)) or None


def _until_preposition(words: list[str]) -> list[str]:
    """Words up to a preposition that begins something else (`for the army in Quetta` → `the army`)."""
    cut = next(
        (at for at, word in enumerate(words) if at and word.casefold() in {"in", "at", "near", "on", "who", "based"}),
        len(words),
    )
    return words[:cut]
