"""Where a text names places: what the network marked, joined with the capitalised words that the gazetteer knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.names import is_capitals
from sayso.reading.places.gazetteer import LONGEST, Gazetteer, Place, shared
from sayso.reading.places.lists import table, words
from sayso.reading.places.names import key, kinds
from sayso.reading.places.toponym import Toponym
from sayso.reading.spans import Mention

Stretch = tuple[int, int]

_SHORTENED = "|".join(sorted(table()["abbreviated"].split(), key=len, reverse=True))
WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|(?:{_SHORTENED})\.|(?:[a-z]{{1,3}}[-’'])?[^\W\d_](?:\w|['’-](?![sS]\b)(?=[^\W\d_]))*"
)
# What may stand between two words of one name.
_BETWEEN = re.compile(r"[ \t\xa0]{1,2}|\n(?!\n)")
_INSIDE = frozenset(
    {
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "al",
        "of",
        "the",
        "du",
        "des",
        "di",
        "da",
        "do",
        "dos",
        "and",
        "upon",
        "on",
        "es",
        "bin",
        "sur",
        "le",
        "van",
    }
)
_LOCATING = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "outside",
        "around",
        "to",
        "between",
        "across",
        "towards",
        "toward",
        "into",
        "throughout",
        "via",
        "inside",
        "through",
        "off",
        "of",
        "and",
        "for",
        "leaving",
        "reached",
        "entered",
        "left",
        "visited",
    }
)
_STRONGLY = frozenset({"in", "at", "near", "outside", "around", "across", "throughout", "via", "inside", "off", "into"})
_ENDS = re.compile(r"(?:[.!?:]['’”\")]*|^|[\n“\"])\s*$")
# What comes after the place of a dateline.
_FILED = re.compile(r",| ?[-–—]| \(")
_FRAGMENT = re.compile(r"(?:(?:the|a|an|that|this|its|their|his|her|our|one)\s+)+", re.IGNORECASE)
_AROUND = " \n\t,;:.!?“”\"'’‘–—-()[]"
_RIGHT_BEFORE = frozenset({"in", "at", "near", "outside", "around", "on"})
# Places told by a noun alone: `at the old market`.
_NOUN = re.compile(
    rf"\b(?:in|at|near|outside|inside|around|across|on|along|off|by|behind|to|from)\s(?P<place>(?:the|a|an|its|their|this|that)\s(?:[a-z-]+\s)?(?P<noun>{'|'.join(sorted(words('nouns')))}))\b",
    re.IGNORECASE,
)
# Words for bodies that towns have too: `Quetta police` is the police of a place.
_OFTEN_OF_PLACES = frozenset({"state", "police", "center", "centre"})
# Less than this is no place.
ENOUGH = 1.0
# From here on a name is surely a place, which speaks for the same name elsewhere.
SURE = 1.5
AGAIN = 1.5


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    high: bool
    """Whether it begins with a capital."""

    @property
    def plain(self) -> str:
        return self.text.casefold().rstrip(".")


def find_places(text: str, mentions: Sequence[Mention], *, gazetteer: Gazetteer | None = None) -> tuple[Toponym, ...]:
    """The places of a text, in order and without overlap; a person or a body that is named like one is left out."""
    known = gazetteer or shared()
    marked = _joined(text, [one for one in mentions if one.kind == "place"])
    finder = _Finder(text, marked, [one for one in mentions if one.kind in {"person", "organisation"}], known)
    named = _Apart(finder.named())
    for start, end in marked:
        if one := _described(text, start, end):
            named.add(one)
    for one in list(finder.unknown()):
        named.add(one)
    for one in finder.again({one.name for one in named.kept}):
        named.add(one)
    for match in _NOUN.finditer(text):
        named.add(Toponym(*match.span("place"), match["noun"]))
    return tuple(named.kept)


class _Apart:
    """Toponyms in order, none of which overlaps another; those that come first stay."""

    def __init__(self, first: Iterable[Toponym]) -> None:
        self.kept = list(first)
        self._starts = [one.start for one in self.kept]

    def add(self, one: Toponym) -> None:
        at = bisect_right(self._starts, one.start)
        near = self.kept[max(0, at - 1) : at + 1]
        if not any(other.start < one.end and one.start < other.end for other in near):
            self.kept.insert(at, one)
            self._starts.insert(at, one.start)


def _joined(text: str, mentions: Sequence[Mention]) -> list[Stretch]:
    """Mentions of places, those next to each other as one (`Las`, `Minas`), without the signs around them."""
    joined: list[Stretch] = []
    for one in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if joined and (one.start < joined[-1][1] or re.fullmatch(r"[ \-’']?", text[joined[-1][1] : one.start])):
            joined[-1] = joined[-1][0], max(one.end, joined[-1][1])
        else:
            joined.append((one.start, one.end))
    trimmed = [_trimmed(text, start, end) for start, end in joined]
    return [(start, end) for start, end in trimmed if start < end]


def _trimmed(text: str, start: int, end: int) -> Stretch:
    """A stretch without the signs around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(_AROUND)), start + len(piece.rstrip(_AROUND))


def _described(text: str, start: int, end: int) -> Toponym | None:
    """A place that the network marked and the gazetteer does not know."""
    name = _FRAGMENT.sub("", text[start:end], count=1).strip(_AROUND)
    if not name or not any(c.isalpha() for c in name) or _FRAGMENT.fullmatch(f"{text[start:end]} "):
        return None
    return Toponym(start, end, name)


class _Finder:
    """One pass over a text."""

    def __init__(self, text: str, marked: list[Stretch], others: list[Mention], known: Gazetteer) -> None:
        self.text = text
        self.marked = marked
        self.begins = [start for start, _ in marked]
        self.others = sorted({(one.start, one.end, one.kind) for one in others if one.end - one.start <= 60})
        self.other_begins = [one[0] for one in self.others]
        self.known = known
        self.capitals = is_capitals(text)
        self.words = [_Word(*m.span(), m[0], _high(m[0])) for m in WORD.finditer(text)]
        self.people = self._surnames()

    def _surnames(self) -> frozenset[str]:
        """Last words of names that begin with a title or a first name: alone, they are that person again."""
        found = set()
        first, titles = words("people"), words("titles")
        for at, word in enumerate(self.words[:-1]):
            if not (word.plain in titles or (word.high and word.plain in first)):
                continue
            last = at
            while last + 1 < len(self.words) and last < at + 4 and self._next_to(last) and self.words[last + 1].high:
                last += 1
            if last > at:
                found.add(self.words[last].plain)
        return frozenset(found)

    def _next_to(self, at: int) -> bool:
        """Whether only a space stands between a word and its next."""
        one, two = self.words[at], self.words[at + 1]
        return two.start - one.end <= 2 and bool(_BETWEEN.fullmatch(self.text, one.end, two.start))

    def named(self) -> Iterator[Toponym]:
        """The names that enough speaks for; one that is surely a place is one wherever else it stands."""
        weighed = list(self._weighed())
        sure = {name for _, _, name, weight in weighed if weight >= SURE}
        for start, end, name, weight in weighed:
            if weight + AGAIN * (name in sure) >= ENOUGH:
                yield Toponym(start, end, self.text[start:end])

    def unknown(self) -> Iterator[Toponym]:
        """Capitalised words right after `in`, `at` or `near` that no gazetteer knows."""
        if self.capitals:
            return
        for at in range(1, len(self.words)):
            one, before = self.words[at], self.words[at - 1]
            if not one.high or before.plain not in _RIGHT_BEFORE or not self._next_to(at - 1) or self._never(one):
                continue
            last = at + 1
            while last < min(len(self.words), at + 3) and self._next_to(last - 1) and self.words[last].high:
                last += 1
            final = self.words[last - 1]
            if final.plain in words("bodies") or final.plain in words("titles"):
                continue
            name = self.text[one.start : final.end]
            if not self.known.has(key(name)):
                yield Toponym(one.start, final.end, name)

    def again(self, names: set[str]) -> Iterator[Toponym]:
        """Single words that are a place elsewhere in the text, in any letters, though no gazetteer knows them."""
        wanted = {name.casefold() for name in names if name[:1].isupper() and " " not in name}
        wanted = {name for name in wanted if not self.known.has(key(name))}
        for word in self.words:
            if word.high and word.text.casefold() in wanted and not self._never(word):
                yield Toponym(word.start, word.end, word.text)

    @staticmethod
    def _never(word: _Word) -> bool:
        """Whether a word names no place by itself."""
        return any(word.plain in words(name) for name in ("no_names", "titles", "people", "bodies", "vast"))

    def _weighed(self) -> Iterator[tuple[int, int, str, float]]:
        at = 0
        after = -1
        while at < len(self.words):
            last, name = self._longest(at)
            if not last:
                at += 1
                continue
            start, end = self.words[at].start, self.words[last - 1].end
            weight = self._weight(at, last, name, follows=after)
            yield start, end, name, weight
            if weight >= ENOUGH:
                after = end
            at = last

    def _longest(self, at: int) -> tuple[int, str]:
        """The longest name that begins at a word: where it ends (0 for none), and its key."""
        word = self.words[at]
        if not word.high or word.plain == "the" or (self.capitals and not self._is_marked(word.start, word.end)):
            return 0, ""
        ends = [at + 1]
        while len(ends) < LONGEST and ends[-1] < len(self.words) and self._next_to(ends[-1] - 1):
            following = self.words[ends[-1]]
            if not following.high and following.plain not in _INSIDE and following.plain not in kinds():
                break
            ends.append(ends[-1] + 1)
        for last in reversed(ends):
            final = self.words[last - 1]
            if not final.high and final.plain not in kinds():
                continue
            name = key(self.text[word.start : self.words[last - 1].end].replace("\n", " "))
            if last == at + 1 and (word.plain in words("no_names") or (len(name) < 3 and not self._short(word, name))):
                continue
            told = last > at + 1 and final.plain in kinds() and not (final.high and final.plain in words("own_names"))
            if self.known.has(name) or (told and self.known.look_up(name)):
                if last > at + 1 and word.plain in words("no_names") and not final.high:
                    continue
                return last, name
        return 0, ""

    def _short(self, word: _Word, name: str) -> bool:
        """Two letters name a place only in capitals, and right after another one (`Alexandria, LA`) or as `US`, `UK`."""
        if word.text in {"US", "UK", "U.S", "U.K", "U.S.", "U.K."} or ("." in word.text and len(name) == 2):
            return True
        return word.text.isupper() and self.text[max(0, word.start - 2) : word.start] == ", "

    def _is_marked(self, start: int, end: int) -> bool:
        at = bisect_right(self.begins, end - 1) - 1
        return at >= 0 and self.marked[at][1] > start

    def _is_other(self, start: int, end: int) -> str | None:
        """The kind of a short mention of a person or a body that these words are part of."""
        at = bisect_right(self.other_begins, start)
        for begin, finish, kind in reversed(self.others[max(0, at - 3) : at]):
            if begin <= start and end <= finish:
                return kind
        return None

    def _weight(self, at: int, last: int, name: str, *, follows: int) -> float:
        """How much speaks for a place: what the network saw, the words around, and how well known it is."""
        first, final = self.words[at], self.words[last - 1]
        told = final.plain in kinds() and last > at + 1
        weight = _prominence(self.known.look_up(name)) + told
        if self._is_marked(first.start, final.end):
            weight += 2.0
        elif self._is_other(first.start, final.end) == "person":
            weight -= 1.0
        if (follows >= 0 and self.text[follows : first.start] in {", ", " (", ",\n"}) or self._qualified(last):
            weight += 1.5
        if last == at + 1 and (first.plain in self.people or first.plain in words("people")):
            weight -= 2.0
        return (
            weight
            + self._by_what_is_before(at)
            + self._by_what_is_after(last, told=told)
            + self._by_the_start(at, last)
        )

    def _by_what_is_before(self, at: int) -> float:
        """`in` speaks for a place, `Mr` and `Bank of` against it."""
        if not at or not self._next_to(at - 1):
            return 0.0
        before = self.words[at - 1]
        weight = 1.5 if before.plain in _STRONGLY else 0.5 if before.plain in _LOCATING else 0.0
        begins = _ENDS.search(self.text[max(0, before.start - 6) : before.start])
        if before.high and not begins and before.plain not in words("leading"):
            weight -= 1.5
        if before.plain in words("titles"):
            weight -= 3.0
        elif before.high and before.plain in words("people"):
            weight -= 2.5
        if before.plain == "of" and at > 1 and self.words[at - 2].plain in words("bodies_before"):
            weight -= 3.0
        return weight

    def _by_what_is_after(self, last: int, *, told: bool) -> float:
        """`University` speaks against a place, a title does not."""
        if told or last >= len(self.words) or not self._next_to(last - 1):
            return 0.0
        after = self.words[last]
        if not after.high:
            return -0.5 if after.plain in words("bodies") and after.plain not in _OFTEN_OF_PLACES else 0.0
        if after.plain in words("titles"):
            return 0.0
        return -3.0 if after.plain in words("bodies") else -1.5

    def _by_the_start(self, at: int, last: int) -> float:
        """A capital at the start of a sentence says less; a town in capitals before a dash is a dateline."""
        first, final = self.words[at], self.words[last - 1]
        if not _ENDS.search(self.text[max(0, first.start - 6) : first.start]):
            return 0.0
        if first.text.isupper() and len(first.text) > 3 and not self.capitals and _FILED.match(self.text, final.end):
            return 1.5
        return -0.7 if last == at + 1 else 0.0

    def _qualified(self, last: int) -> bool:
        """Whether a comma and a country or province come next."""
        if last >= len(self.words) or self.text[self.words[last - 1].end : self.words[last].start] != ", ":
            return False
        ahead, name = self._longest(last)
        return bool(ahead) and any(place.kind in {"country", "province"} for place in self.known.look_up(name))


def _prominence(places: tuple[Place, ...]) -> float:
    """How sure a name is to be meant as a place where nothing else is known."""
    best = 0.0
    for place in places:
        if place.kind == "country":
            best = max(best, 2.0)
        elif place.kind == "province":
            best = max(best, 1.6 if not place.other else 1.0)
        elif place.kind == "district":
            best = max(best, 0.6 if not place.other else 0.2)
        else:
            best = max(best, _by_people(place.population) - (0.3 if place.other else 0.0))
    return best


def _by_people(population: int) -> float:
    for least, weight in ((1_000_000, 1.6), (200_000, 1.3), (50_000, 1.0), (10_000, 0.7), (2_000, 0.4)):
        if population >= least:
            return weight
    return 0.2


def _high(word: str) -> bool:
    article, hyphen, rest = word.partition("-")
    return word[0].isupper() or (bool(hyphen) and len(article) <= 3 and rest[:1].isupper()) or word[1:3] in {"’A", "'A"}


__all__ = ["Toponym", "find_places"]
