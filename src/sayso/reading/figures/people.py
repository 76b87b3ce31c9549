"""People with their number: `at least 27 civilians`, `six of my neighbours`, `a soldier`, `no one`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.reading.figures.amounts import Convention, Line, Number, Token
from sayso.reading.figures.lists import fates, is_person, words
from sayso.records.event import Kind

QUOTES = frozenset("“”\"'‘’«»[]")
# So many words can stand between a number and its noun.
LONGEST = 7


class Fate(NamedTuple):
    """Tokens `first` to `last` that tell what became of people: the kind, and the parts that they can play (`Fated`)."""

    first: int
    last: int
    kind: Kind
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """People with their number: tokens `first` to `last`, the token of the head noun, and a fate in their own words.

    `partitive` are some of others (`two of them`); `inner` is the fate of `12 dead`, `three wounded policemen`.
    """

    number: Number
    last: int
    head: int | None = None
    inner: Fate | None = None
    partitive: bool = False

    @property
    def first(self) -> int:
        """The first token."""
        return self.number.first

    @property
    def single(self) -> bool:
        """Whether a person is counted by an article or pronoun alone."""
        return self.number.form == "article"


# Words that one person is named by.
SINGLE = frozenset(["he", "she", "him", "her", "his", "a", "an", "the", "another"])


class Scene(Line):
    """A sentence with the fates in it and the people counted in it."""

    def __init__(self, text: str, line: list[Token], convention: Convention) -> None:
        super().__init__(text, line, convention)
        self.fates = self._find_fates()
        self.ending = {fate.last: fate for fate in self.fates.values()}
        self.numbers = {number.first: number for number in self.amounts()}
        self.counted = self._find_counted()
        self.firsts = {one.first for one in self.counted}
        self.lasts = {one.last for one in self.counted if not one.single}

    def _find_fates(self) -> dict[int, Fate]:
        found: dict[int, Fate] = {}
        at = 0
        while at < len(self.words):
            fate = self._fate_at(at)
            if fate:
                found[at] = fate
            at = fate.last if fate else at + 1
        return found

    def _fate_at(self, at: int) -> Fate | None:
        for entry, kind, roles in fates().get(self.low(at), ()):
            if all(self.low(at + i) == word for i, word in enumerate(entry)):
                return Fate(at, at + len(entry), kind, roles)
        return None

    def _find_counted(self) -> list[Counted]:
        found: list[Counted] = []
        at = 0
        while at < len(self.words):
            number = self.numbers.get(at)
            counted = self._of_number(number) if number else self._single(at)
            if counted:
                found.append(counted)
            at = max(at + 1, counted.last if counted else 0, number.last if number else 0)
        return found

    def _of_number(self, number: Number) -> Counted | None:
        at = number.last
        if self.low(at) != "of":
            return self._noun_phrase(number, at)
        at += 1
        while at not in self.numbers and (self.low(at) in words("grammar", "owners") or self.low(at) in QUOTES):
            at += 1
            if self.low(at - 1) in words("grammar", "whole"):
                named = is_person(self.low(at)) and at not in self.fates
                return Counted(number, at + named, at if named else None, partitive=True)  # `two of them women`
        whole = self.numbers.get(at)
        return self._noun_phrase(
            replace(number, last=whole.last) if whole else number, whole.last if whole else at, partitive=True
        )

    # One person

    def _single(self, at: int) -> Counted | None:
        """One person named by an article, a possessive or a pronoun."""
        word = self.low(at)
        if word not in SINGLE:
            return None
        number = Number(self.words[at].start, self.words[at].end, 1, 1, at, at + 1, "article")
        if word in {"he", "she"} or (word in {"him", "her"} and not self.is_noun(at + 1)):
            return Counted(number, at + 1)
        if word == "him":
            return None
        if (self.low(at + 1), self.low(at + 2)) == ("head", "of"):
            return Counted(number, at + 2, at + 1)
        counted = self._noun_phrase(number, at + 1)
        if counted and counted.inner and self._is_body(counted.inner):
            return Counted(replace(number, form="words"), counted.inner.last, None, counted.inner)
        return counted if counted and self._is_single(counted) else None

    def _is_body(self, fate: Fate) -> bool:
        """Whether a body is a dead one."""
        if self.low(fate.last - 1) not in {"body", "corpse"}:
            return False
        after = {self.low(fate.last + ahead) for ahead in range(4)}
        return bool(after & words("grammar", "found")) or self.low(fate.first - 1).endswith("'s")

    def _is_single(self, counted: Counted) -> bool:
        """Whether the noun names one person, and not a group or something that it only describes."""
        if counted.head is None:
            return False
        head = self.low(counted.head)
        if not is_person(head):
            return (
                self.low(counted.first) in {"a", "an"}
                and counted.head == counted.first + 1
                and self.low(counted.last) in words("grammar", "be")
            )
        many = (
            head in words("grammar", "groups")
            or head.endswith("men")
            or (head.endswith("s") and not head.endswith("ss"))
        )
        return not many and not self._describes(counted)

    def _describes(self, counted: Counted) -> bool:
        """Whether another noun follows (`the civilian toll`)."""
        fate = self.fates.get(counted.last)
        if fate:
            return "counted" in fate.roles and "state" not in fate.roles
        return self.low(counted.last) in words("people", "not_persons")

    # The noun

    def _noun_phrase(self, number: Number, at: int, *, partitive: bool = False) -> Counted | None:
        """The amount with the noun that it counts, None where that is nobody."""
        while self.low(at) in QUOTES and self.low(at):
            at += 1
        start, head, inner = at, None, None
        while at - start < LONGEST and self._goes_on(at, head):
            fate, word = self.fates.get(at), self.low(at)
            if is_person(word) or (at == start and not fate and self._is_name(at)):
                head = at
            if fate:
                inner = inner or fate
            elif head != at and self._is_thing(at):
                if head is None or word not in {"force", "forces"}:
                    return None
                return Counted(number, at + 1, head, inner, partitive)
            at = fate.last if fate else at + 1
        if head is not None:
            return Counted(number, self._further(head + 1), head, inner, partitive)
        return self._headless(Counted(number, number.last, None, inner, partitive), start, at)

    def _headless(self, bare: Counted, start: int, at: int) -> Counted | None:
        """An amount without a noun for people; the words from `start` to `at` are in no list, or tell a fate."""
        number, inner = bare.number, bare.inner
        if inner:
            named = number.form in {"none", "any"} or self.low(inner.last - 1) in words("grammar", "named")
            return replace(bare, last=inner.last) if named or bare.partitive else bare
        if bare.partitive or at == start:
            return bare
        # A noun in no list: people, if at all, by what becomes of them.
        if number.form in {"none", "any"}:
            return None
        return replace(bare, last=at, head=at - 1 if self.low(at - 1).endswith("s") else None)

    def _goes_on(self, at: int, head: int | None) -> bool:
        """Whether the noun phrase goes on with a token."""
        word, fate = self.low(at), self.fates.get(at)
        if fate:
            body = self.fates.get(fate.last)
            modifies = "done" in fate.roles and (
                self.premodifies(fate.last) or (body is not None and "counted" in body.roles)
            )
            return head is None and (modifies or bool(fate.roles & {"state", "counted"}))
        if word in words("phrase", "stop") or at in self.numbers or not (word[:1].isalpha() or is_person(word)):
            return False
        return word not in words("phrase", "between") or is_person(word) or (head is None and self._person_soon(at + 1))

    def _is_thing(self, at: int) -> bool:
        """Whether a noun names no people and no compound of people begins with it (`bus drivers`)."""
        return self.low(at) in words("people", "not_persons") and not self._person_soon(at + 1)

    def _further(self, last: int) -> int:
        """The token after further nouns of the same amount: `drivers and passengers`, `farmers, women and children`."""
        while self.low(last) in {"and", ",", "or"}:
            at = last + 1
            described = (
                self.is_noun(at) and at not in self.numbers and at not in self.fates and is_person(self.low(at + 1))
            )
            at += not is_person(self.low(at)) and described
            after = self.low(at + 1)
            ends = not after[:1].isalpha() or after in words("phrase", "stop") or at + 1 in self.fates
            if (
                not is_person(self.low(at))
                or at in self.fates
                or not ends
                or (self.low(last) == "," and after != "and")
            ):
                break
            last = at + 1
        return last

    def is_noun(self, at: int) -> bool:
        """Whether a token can be a noun or an adjective."""
        word = self.low(at)
        return word[:1].isalpha() and word not in words("phrase", "stop") and word not in words("phrase", "between")

    def _is_name(self, at: int) -> bool:
        """Whether a name of people stands alone: `4,500 Sudanese crossed`."""
        word = self.words[at].word
        return word[0].isupper() and not word.isupper() and (at + 1 in self.fates or not self.is_noun(at + 1))

    def is_known(self, at: int) -> bool:
        """Whether a noun surely names people."""
        return is_person(self.low(at)) or self._is_name(at)

    def premodifies(self, at: int) -> bool:
        """Whether people follow, so that the word before describes them (`dead comrades`)."""
        return is_person(self.low(at)) or (is_person(self.low(at + 1)) and self.low(at) not in words("phrase", "stop"))

    def _person_soon(self, at: int) -> bool:
        """Whether people follow within three words of one noun phrase."""
        for ahead in range(at, at + 3):
            word = self.low(ahead)
            if word in words("phrase", "stop") or not word[:1].isalpha() or ahead in self.fates:
                return False
            if is_person(word):
                return True
        return False

    def begins_object(self, at: int) -> bool:
        """Whether an object begins here, so that the verb before it is active."""
        word = self.low(at)
        if at in self.numbers or word in words("grammar", "objects") or (is_person(word) and word != "police"):
            return True
        return self.is_noun(at) and self._person_soon(at)
