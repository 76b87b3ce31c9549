"""Amounts in a text, each with its bounds: `27`, `1,00,000`, `two or three`, `at least 15`, `dozens`, `no soldier`.

An amount says how many of something; whether it counts people is for `people`. Years, dates, times, money, ages and
numbers that are names are left out by their form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from sayso.reading.figures.lists import ordered, phrases, words

Convention = Literal["sayso", "acled", "ucdp"]
Form = Literal["digits", "words", "vague", "none", "any", "article"]
Bounds = tuple[int | None, int | None]
# Bounds of vague words by convention; with modifiers see `bounds`.
#
# sayso: the annotation guide of this project (`several` 3 or more, `dozens` 24, `scores` 40, `hundreds` 200), and what
#   follows for its silence: the least that the plural can mean, upwards open.
# acled: ACLED codes one number, the most conservative one; 10 for `tens`, 12 for `dozens`, 100 for `hundreds`, and so
#   on (its answers on fatalities, 2024). Of `several`, `few` and `many` it says nothing apart: 3, its code for an
#   unknown number of deaths in a small event. `scores` is one score, as `dozens` is one dozen (two of its notes say so).
# ucdp: UCDP GED gives low, best and high, and counts what is certain as low. No table of words of its codebook was to
#   hand: these are the least that each word can mean, `a few` from 2. To be checked against the codebook.
OPEN: dict[str, Bounds] = {
    "several": (3, None), "few": (3, None), "many": (3, None), "numerous": (3, None), "tens": (20, None), "dozens": (24, None),
    "scores": (40, None), "hundreds": (200, None), "thousands": (2_000, None), "millions": (2_000_000, None),
}  # fmt: skip
VAGUE: dict[Convention, dict[str, Bounds]] = {
    "sayso": OPEN,
    "acled": {
        "several": (3, 3), "few": (3, 3), "many": (3, 3), "numerous": (3, 3), "tens": (10, 10), "dozens": (12, 12),
        "scores": (20, 20), "hundreds": (100, 100), "thousands": (1_000, 1_000), "millions": (1_000_000, 1_000_000),
    },
    "ucdp": OPEN | {"few": (2, None)},
}  # fmt: skip
ONES = {word: value for value, word in enumerate(ordered("amounts", "ones"))}
TENS = {word: 10 * value for value, word in enumerate(ordered("amounts", "tens"), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9}
# No amount of people grows further by a following `million`; digits longer than this are no amount.
LARGEST, DIGITS = 10**15, 31
TOKEN = re.compile(
    r"\d{1,3}[-\u2011 ](?:year|month|day)s?[-\u2011 ]olds?|\d+(?:[.,:]\d+)*(?:[^\W\d_][^\W_]*)?|[^\W\d_]+(?:[-'’\u2011][^\W\d_]+)*|[^\w\s]|_"
)
DECIMAL = re.compile(r"\d{1,6}\.\d{1,3}")
# `1,200` and the Indian `1,00,000`.
GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3}){0,9},\d{3}")
# A year, or a time as armies write it.
YEAR = re.compile(r"(?:1[5-9]|20)\d\d|0\d+")
# A list's number at the beginning of a line.
ITEM = re.compile(r"(?:^|\n)\s*\Z")


class Token(NamedTuple):
    """A word, number or sign: offsets, the word, and the word in lower case."""

    start: int
    end: int
    word: str
    low: str


@dataclass(frozen=True, slots=True)
class Number:
    """An amount with its modifiers: characters `start` to `end`, tokens `first` to `last`, half open; None is an open bound."""

    start: int
    end: int
    low: int | None
    high: int | None
    first: int
    last: int
    form: Form


class Core(NamedTuple):
    """An amount without modifiers, and the token after it."""

    low: int | None
    high: int | None
    last: int
    form: Form


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs of a text."""
    return [Token(m.start(), m.end(), m[0], m[0].casefold().replace("’", "'")) for m in TOKEN.finditer(text)]


def digits(word: str) -> int | None:
    """The value of digits, grouped or not; None for decimals, times and anything else."""
    if not word.isascii() or len(word) > DIGITS:
        return None
    if word.isdigit():
        return int(word)
    return int(word.replace(",", "")) if GROUPED.fullmatch(word) else None


def below_hundred(word: str) -> int | None:
    """The value of `seven`, `seventeen`, `seventy` and `seventy-seven`."""
    tens, dash, ones = word.replace("\u2011", "-").partition("-")
    if dash and tens in TENS and 0 < ONES.get(ones, 0) < 10:
        return TENS[tens] + ONES[ones]
    return ONES.get(word, TENS.get(word))


def cardinal(line: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A number in digits or words from a token on: its value, and the token after it."""
    if at >= len(line):
        return None
    value, after = digits(line[at].low), line[at + 1].low if at + 1 < len(line) else ""
    if DECIMAL.fullmatch(line[at].low):
        return (round(float(line[at].low) * SCALES[after]), at + 2) if after in SCALES else None
    if value is None:
        return _worded(line, at)
    if after == "dozen" and value < 100:
        return value * 12, at + 2
    at += 1
    while at < len(line) and line[at].low in SCALES and value < LARGEST:
        value, at = value * SCALES[line[at].low], at + 1
    return value, at


def _worded(line: Sequence[Token], at: int) -> tuple[int, int] | None:
    total, group, start = 0, 0, at
    while at < len(line):
        word = line[at].low
        small = below_hundred(word)
        if small is not None and (group % 100 == 0 or (group % 10 == 0 and 0 < small < 10)) and (small or at == start):
            group += small
        elif at == start:
            return None
        elif word == "dozen":
            return (total + group) * 12, at + 1
        elif word in SCALES and total + group < LARGEST:
            total, group = (
                (total, max(group, 1) * 100) if word == "hundred" else (total + max(group, 1) * SCALES[word], 0)
            )
        elif not (word == "and" and _goes_on(line, at, total, group)):
            break
        at += 1
    return total + group, at


def _goes_on(line: Sequence[Token], at: int, total: int, group: int) -> bool:
    """Whether an `and` stands within a number: after whole hundreds or thousands, before less than a hundred."""
    whole = group % 100 == 0 if group else bool(total)
    return whole and at + 1 < len(line) and bool(below_hundred(line[at + 1].low))


ANY = frozenset(["any", "anyone", "anybody"])
NONE = frozenset(["nobody", "none", "neither", "no", "no-one", "not"])
FEW = frozenset(["a", "an", "half", "both"])


@lru_cache(maxsize=1 << 14)
def begins_amount(word: str, convention: Convention) -> bool:
    """Whether an amount can begin with a word: nearly none can, which need not be looked at further."""
    listed = word in VAGUE[convention] or word in NONE or word in FEW or word in ANY
    return listed or digits(word) is not None or below_hundred(word) is not None or bool(DECIMAL.fullmatch(word))


class Line:
    """Tokens that are read together, a sentence's or a text's, with the amounts in them."""

    def __init__(self, text: str, line: list[Token], convention: Convention) -> None:
        self.text, self.words, self.convention = text, line, convention

    def low(self, at: int) -> str:
        """The word at a token in lower case, empty outside of the line."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def amounts(self) -> list[Number]:
        """Every amount, in order."""
        found: list[Number] = []
        at = 0
        while at < len(self.words):
            begins = begins_amount(self.words[at].low, self.convention)
            number = self._number(at, found[-1].last if found else 0) if begins else None
            if number:
                found.append(number)
            at = number.last if number else at + 1
        return found

    def _number(self, at: int, floor: int) -> Number | None:
        """The amount whose core begins at a token; its modifiers reach back to `floor` at most."""
        core = self._core(at)
        if not core or self._no_amount(at, core):
            return None
        before = self.low(at - 1)
        if (
            before == "from"
            and self.low(core.last) == "to"
            and (newer := cardinal(self.words, core.last + 1 + (self.low(core.last + 1) == "“")))
        ):
            # `raised the toll from 27 to 34`: the newer one counts.
            at, core = core.last + 1 + (self.low(core.last + 1) == "“"), Core(newer[0], newer[0], newer[1], core.form)
        first, last, (low, high) = self._modified(at, core, floor)
        if self._contrasted(first, last) or self.low(last) in {"$", "€", "£", "¥"}:
            return None
        return Number(self.words[first].start, self.words[last - 1].end, low, high, first, last, core.form)

    def _no_amount(self, at: int, core: Core) -> bool:
        before = self.low(at - 1)
        if core.form == "digits":
            return self._names(at, core.last)
        return before == "how" or (self.low(at) in {"many", "few"} and before in {"as", "so", "too", "that"})

    def _contrasted(self, first: int, last: int) -> bool:
        """Whether it is what another amount is not (`five drivers, not four,`), or a difference (`two more than`)."""
        beside = {self.low(first - 1), self.low(last)}
        more = self.low(last - 1) in {"more", "fewer"} and self.low(last) == "than"
        return more or (self.low(first) == "not" and "," in beside)

    def _core(self, at: int) -> Core | None:
        word = self.low(at)
        if word in VAGUE[self.convention]:
            return self._vague(at)
        if word in ANY or (word == "a" and self.low(at + 1) == "single"):
            return Core(0, 0, at + 1 + (word == "a"), "any")
        if word in NONE:
            return self._none(at)
        if word in FEW:
            return self._few(at)
        counted = cardinal(self.words, at)
        return self._range(at, *counted) if counted else None

    def _none(self, at: int) -> Core | None:
        word, after = self.low(at), self.low(at + 1)
        if word == "not":
            if after not in {"one", "a"}:
                return None
            single = self.low(at + 2) == "single"
            return Core(0, 0, at + 2 + single + (single and self.low(at + 3) == "one"), "none")
        if word == "no" and after in {"fewer", "less", "more", ".", "longer", "doubt", ""}:
            return None
        return Core(0, 0, at + 1 + (word == "no" and after in {"one", "further", "other"}), "none")

    def _few(self, at: int) -> Core | None:
        """`a dozen`, `a hundred and five`, `half a dozen`, `a couple`, `a third soldier`, `both`."""
        word, after = self.low(at), self.low(at + 1)
        if word == "both" or after in {"couple", "pair"}:
            return Core(2, 2, at + 1 + (word != "both"), "words")
        if word == "half":
            return Core(6, 6, at + 3, "words") if (after, self.low(at + 2)) == ("a", "dozen") else None
        if after in words("amounts", "ordinals") and self.low(at + 2) != "of":
            return Core(1, 1, at + 2, "words")
        value = {"dozen": 12, **SCALES}.get(after)
        if value is None:
            return None
        rest = cardinal(self.words, at + 3) if self.low(at + 2) == "and" else None
        if rest and rest[0] < 100 <= value:
            return Core(value + rest[0], value + rest[0], rest[1], "words")
        return Core(value, value, at + 2, "words")

    def _vague(self, at: int) -> Core:
        vague = VAGUE[self.convention]
        word, after = self.low(at), self.low(at + 1)
        if word in {"several", "few", "many"} and f"{after}s" in vague:
            return Core(*vague[f"{after}s"], at + 2, "vague")
        low, high = vague[word]
        if word in {"tens", "hundreds", "dozens", "scores"} and (after, self.low(at + 2)) == ("of", "thousands"):
            return Core(low and low * 1_000, high and high * 1_000, at + 3, "vague")
        return Core(low, high, at + 1, "vague")

    def _range(self, at: int, value: int, last: int) -> Core:
        """A single number, or one that goes on to another (`15 to 20`, `two or three`, `between 36 and 38`)."""
        form: Form = "digits" if self.low(at)[:1].isdigit() else "words"
        second = cardinal(self.words, last + 1) if self._joins(at, last) else None
        if second:
            scale = SCALES.get(self.low(second[1] - 1), 1)
            if second[1] - last > 2 and value < second[0] // scale:
                value *= scale  # `five to six thousand`
            if value < second[0]:
                return Core(value, second[0], second[1], form)
        return Core(value, value, last, form)

    def _joins(self, at: int, last: int) -> bool:
        """Whether the word at a token can lead from a number to a higher one."""
        joint, before = self.low(last), self.low(at - 1)
        if joint in {"-", "–", "—"} and last + 1 < len(self.words):
            gaps = [self.words[i].start - self.words[i - 1].end for i in (last, last + 1)]
            return gaps[0] == gaps[1]
        return joint == "or" or (joint == "to" and before != "from") or (joint == "and" and before == "between")

    def _modified(self, at: int, core: Core, floor: int) -> tuple[int, int, Bounds]:
        """First and last token, and the bounds once the words around are read."""
        first, last, change = at, core.last, "same"
        if self.low(at - 1) == "between" and first > floor:
            first -= 1
        for _ in range(3):
            step = self._step_back(first, floor)
            if not step or (step[1] != "same" and self.low(first) in words("amounts", "determiners")):
                break
            first, change = step[0], step[1] if step[1] != "same" else change
        for entry, name in phrases("after", 0).get(self.low(last), ()):
            if all(self.low(last + i) == word for i, word in enumerate(entry)):
                last, change = last + len(entry), name if name != "same" else change
                break
        return first, last, bounds(core.low, core.high, change, self.convention)

    def _step_back(self, first: int, floor: int) -> tuple[int, str] | None:
        for entry, name in phrases("before", -1).get(self.low(first - 1), ()):
            begin = first - len(entry)
            if begin >= floor and all(self.low(begin + i) == word for i, word in enumerate(entry)):
                return begin, name
        return None

    def _month(self, at: int) -> bool:
        """Whether a token names a month; `may` does so with a capital alone."""
        return self.low(at) in words("amounts", "months") or (self.low(at) == "may" and self.words[at].word != "may")

    def _names(self, at: int, last: int) -> bool:
        """Whether digits are a year, a date, a time, an age, a list's number, or part of a name."""
        before, after = self.low(at - 1), self.low(last)
        dated = self._month(at - 1) or self._month(last) or (after in {"of", "-"} and self._month(last + 1))
        tied = before in {"-", "/", "–"} and self.words[at - 1].start == self.words[at - 2].end
        listed = after in {".", ")"} and ITEM.search(
            self.text[max(0, self.words[at].start - 20) : self.words[at].start]
        )
        named = (
            before in {*words("amounts", "naming"), "^"}
            or after in {"%", "°", "^"}
            or YEAR.fullmatch(self.words[at].word)
        )
        return bool(dated or tied or listed or named or self._aged(at, last))

    def _aged(self, at: int, last: int) -> bool:
        """Whether it is an age: `Haji Karim, 34,`, `a man of 27`, `a 15 year old`."""
        before, after, earlier = self.low(at - 1), self.low(last), self.low(at - 2)
        if after in {"year", "month"}:
            return self.low(last + 1) in {"old", "olds", "-"}
        if before == "of":
            return earlier in words("amounts", "aged") and after in {",", ".", ")", ";", "and", "who", ""}
        name = earlier != "" and self.words[at - 2].word[0].isupper()
        return before == "," and after in {",", ".", ")"} and name and len(self.words[at].word) <= 2


def bounds(low: int | None, high: int | None, change: str, convention: Convention) -> Bounds:
    """What a modifier makes of bounds; ACLED codes the number that stands there."""
    if convention == "acled" or change == "same":
        return low, high
    if change in {"least", "more"}:
        return (low + 1 if change == "more" and low is not None else low), None
    return None, (max(high - 1, 0) if change == "less" and high is not None else high)


def numbers(text: str, *, convention: Convention = "sayso") -> tuple[Number, ...]:
    """The amounts of a text in order, none overlapping; vague ones by a convention of `VAGUE`."""
    return tuple(Line(text, tokens(text), convention).amounts())
