"""Which place an event has: the most precise one that the report gives for this happening, or none.

Each place that the report names is weighed for each event, and so is none at all. What is weighed stands in `features`;
the weights in `placing.toml` were fitted on `corpus/train` by `training/placing.py`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from sayso.reading.places.lists import words
from sayso.reading.places.names import key
from sayso.reading.places.toponym import Toponym
from sayso.reading.sentences import Sentences
from sayso.records import Dateline, Span
from sayso.records.event import EventType, Location, Status

Trigger = tuple[int, int, EventType, Status]
Features = dict[str, float]

# Places of a report that are weighed for an event: those named most often, and those near it.
MOST_THEMES = 12
NEARBY = 4
_WORD = re.compile(r"[\w’'-]+")
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her", "both", "these", "those"})
# A happening of another time.
_LONG_AGO = re.compile(
    r"\b(?:last (?:year|month|spring|summer|autumn|winter|[A-Z]\w+)|(?:in|since) (?:1[89]|20)\d\d|this year|a year|years? (?:ago|earlier|before)"
    r"|months? (?:ago|earlier|before)|decades?|since|in the past|once|every|each|often|always|ever)\b"
)
# What parts a place from a trigger in one sentence.
_CUT = re.compile(r"[;:”“]|, | (?:said|says|told|while|after|when|where|and|but) ")
_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(_ARTICLES))})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A toponym with what the words around it tell: that something is there, that somebody speaks from there."""

    place: Toponym
    sentence: int
    paragraph: int
    locating: bool
    speaking: bool
    origin: bool
    """Whether something comes from there: shells, fighters, a report."""
    care: bool
    """Whether the wounded are taken there."""


@dataclass(frozen=True, slots=True)
class _Name:
    """All mentions of one name, and what holds of it for every event of the report."""

    mentions: tuple[_Mention, ...]
    starts: tuple[int, ...]
    fixed: Features


def place_of(
    text: str,
    triggers: Sequence[Trigger],
    toponyms: Sequence[Toponym],
    *,
    locations: Sequence[Location | None] = (),
    dateline: Dateline | None = None,
) -> list[Span | None]:
    """The place of each event, in the order given, by its trigger's start and end, its type and its status.

    `locations` are what the toponyms were resolved to, where that is known: towns are preferred to provinces.
    """
    placing = Placing(text, triggers, toponyms, locations, dateline)
    first, second = _weights()
    options = [placing.options(trigger) for trigger in triggers]
    options = placing.after(options, [shares(first, one) for one in options])
    found: list[Span | None] = []
    for one in options:
        chosen = max(one, key=lambda option: total(second, option.features)).place if one else None
        found.append(Span.of(text, chosen.start, chosen.end) if chosen else None)
    return found


@dataclass(frozen=True, slots=True)
class Option:
    """One answer for one event: a mention of a place, or none; `name` is the place's key."""

    name: str
    place: Toponym | None
    features: Features


@cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    """Those of a first look at each event alone, and of a second one that knows what the first made of the others."""
    table = tomllib.loads(files("sayso.reading.places").joinpath("placing.toml").read_text("utf-8"))
    return table["first"], table["second"]


def shares(weights: dict[str, float], options: Sequence[Option]) -> dict[str, float]:
    """How likely each answer is, by its name."""
    totals = [total(weights, option.features) for option in options]
    odds = [exp(one - max(totals)) for one in totals]
    return {option.name: one / sum(odds) for option, one in zip(options, odds, strict=True)}


def total(weights: dict[str, float], features: Features) -> float:
    """What speaks for an answer, weighed."""
    return sum([weights.get(name, 0.0) * value for name, value in features.items() if value])


class Placing:
    """One report: what speaks for each of its places, by event."""

    def __init__(
        self,
        text: str,
        triggers: Sequence[Trigger],
        toponyms: Sequence[Toponym],
        locations: Sequence[Location | None] = (),
        dateline: Dateline | None = None,
    ) -> None:
        self.text = text
        self.triggers = triggers
        self.sentences = Sentences(text)
        self.paragraphs = [match.end() for match in re.finditer(r"\n\s*", text)]
        head = dateline.end if dateline else 0
        acts = sorted(start for start, _, kind, _ in triggers if kind == "ASSAULT")
        self.first_act = acts[0] if acts else 0
        self.acts = {self._sentence(start) for start in acts}
        by_name: dict[str, list[_Mention]] = defaultdict(list)
        known: dict[str, Location | None] = {}
        filed = set()
        for at, one in enumerate(toponyms):
            name = key(_ARTICLE.sub("", one.name, count=1)) or one.name
            known.setdefault(name, locations[at] if at < len(locations) else None)
            if one.end <= head:
                filed.add(name)
            by_name[name].append(self._mention(one))
        self.names = {
            name: self._name(mentions, known[name], dateline=name in filed, rank=rank)
            for rank, (name, mentions) in enumerate(by_name.items())
        }
        self.themes = sorted(self.names, key=lambda name: -len(self.names[name].mentions))[:MOST_THEMES]
        every = sorted((start, name) for name, one in self.names.items() for start in one.starts)
        self.order = [name for _, name in every]
        self.starts = [start for start, _ in every]

    def _sentence(self, at: int) -> int:
        return bisect_right(self.sentences.starts, at)

    def _mention(self, place: Toponym) -> _Mention:
        before = [word.casefold() for word in _WORD.findall(self.text[max(0, place.start - 40) : place.start])]
        while before and before[-1] in _ARTICLES:
            before.pop()
        after = [word.casefold() for word in _WORD.findall(self.text[place.end : place.end + 20])]
        inside = self.text[place.start : place.end].casefold().split()
        speaking = bool(words("speaking") & {*before[-4:], *after[:2]})
        locating = bool(before) and before[-1] in words("locating")
        return _Mention(
            place, self._sentence(place.start), bisect_right(self.paragraphs, place.start),
            locating or bool(words("locating") & set(inside)), speaking,
            origin=bool(before) and before[-1] in {"from", "of"},
            care=bool(words("care") & {*inside, *before[-5:], *after[:2]}),
        )  # fmt: skip

    def _name(self, mentions: list[_Mention], known: Location | None, *, dateline: bool, rank: int) -> _Name:
        """What holds of a place for all events: how often it is named, where first, what kind it is."""
        first = mentions[0]
        name = first.place.name
        fixed = {
            "often": log(len(mentions)),
            "early": 1 / (1 + rank),
            "early where something is": float(any(one.locating for one in mentions[:2])) / (1 + rank),
            "with acts": log(1 + sum(one.sentence in self.acts for one in mentions)),
            "located with acts": log(
                1 + sum(one.sentence in self.acts and one.locating and not one.speaking for one in mentions)
            ),
            "in the sentence of the first act": float(
                any(one.sentence == self._sentence(self.first_act) for one in mentions)
            ),
            "dateline": float(dateline),
            "dateline alone": float(dateline and len(mentions) == 1),
            "always somebody speaks": float(all(one.speaking for one in mentions)),
            "where the wounded are": sum(one.care for one in mentions) / len(mentions),
            "where something comes from": sum(one.origin for one in mentions) / len(mentions),
            "in the first sentence": float(any(one.sentence <= 1 for one in mentions)),
            "in the first paragraphs": float(any(one.paragraph <= 2 for one in mentions)),
            "part of a longer name": sum(self._in_name(one.place) for one in mentions) / len(mentions),
            "never where something is": float(not any(one.locating for one in mentions)),
            (known.precision if known else "named" if any(map(str.isupper, name)) else "described"): 1.0,
        }
        return _Name(tuple(mentions), tuple(one.place.start for one in mentions), fixed)

    def _in_name(self, place: Toponym) -> bool:
        """Whether a capitalised word comes right before or after: `Shields of Barada`, `Dori Council`."""
        after = self.text[place.end : place.end + 2]
        before = _WORD.findall(self.text[max(0, place.start - 25) : place.start])
        return (after[:1] == " " and after[1:].isupper()) or (
            len(before) > 1 and before[-1] == "of" and before[-2][0].isupper() and self.text[place.start - 1] == " "
        )

    def options(self, trigger: Trigger) -> list[Option]:
        """All answers for an event, none first."""
        _, _, kind, status = trigger
        none = {f"none {kind}": 1.0, f"none {status}": 1.0, f"none {kind} {status}": 1.0}
        low, high = self.sentences.at(trigger[0])
        if _LONG_AGO.search(self.text[max(low, trigger[0] - 200) : min(high, trigger[1] + 200)]):
            none["none long ago"] = 1.0
            none[f"none long ago {kind}"] = 1.0
        again = self._again(trigger[0], trigger[1])
        none["none told again"] = float(again)
        at = bisect_left(self.starts, trigger[0])
        near = self.order[max(0, at - NEARBY) : at + NEARBY]
        names = dict.fromkeys([*self.themes, *near])
        return [
            Option("", None, none),
            *(Option(name, *self._for(self.names[name], trigger, again=again)) for name in names),
        ]

    def after(self, options: Sequence[list[Option]], likely: Sequence[dict[str, float]]) -> list[list[Option]]:
        """The same answers, with what a first look made of the other events of the report."""
        totals: Counter[str] = Counter()
        for one in likely:
            totals.update(one)
        placed = sum(share for name, share in totals.items() if name) or 1.0
        theme = max((name for name in totals if name), key=lambda name: totals[name], default="")
        kinds = [kind for _, _, kind, _ in self.triggers]
        told = []
        for at, (several, mine) in enumerate(zip(options, likely, strict=True)):
            around = [likely[other] for other in (at - 1, at + 1) if 0 <= other < len(likely)]
            told.append([
                Option(option.name, option.place, {
                    **option.features,
                    "of the others": (totals[option.name] - mine[option.name]) / placed if option.name else 0.0,
                    f"of the others, {kinds[at]}": (totals[option.name] - mine[option.name]) / placed if option.name else 0.0,
                    "likeliest of the others": float(bool(option.name) and option.name == theme),
                    "likeliest of the others, same sentence elsewhere": float(
                        bool(option.name) and option.name == theme and "same sentence" not in option.features
                    ),
                    "none of the others": 0.0 if option.name else (totals[""] - mine[""]) / max(1, len(likely) - 1),
                    "none of the neighbours": 0.0 if option.name else sum(one.get("", 0.0) for one in around),
                    "of the neighbours": sum(one.get(option.name, 0.0) for one in around) if option.name else 0.0,
                })
                for option in several
            ])  # fmt: skip
        return told

    def _for(self, name: _Name, trigger: Trigger, *, again: bool) -> tuple[Toponym, Features]:
        start, end, kind, _ = trigger
        sentence, paragraph = self._sentence(start), bisect_right(self.paragraphs, start)
        features = dict(name.fixed)
        at = bisect_right(name.starts, start)
        near = name.mentions[max(0, at - 2) : at + 2]
        best, answer = 0.0, name.mentions[max(0, at - 1)]
        for one in near:
            if one.place.start < end and start < one.place.end:
                features["is the trigger"] = 1.0
            after = one.place.start >= end
            away = one.place.start - end if after else start - one.place.end
            if one.sentence == sentence:
                between = self.text[end : one.place.start] if after else self.text[one.place.end : start]
                if away <= 20 and one.locating and after:
                    features["right after"] = 1.0
                if after is False and not between.strip():
                    features["right before"] = 1.0
                if _CUT.search(between):
                    features["cut off"] = 1.0
                side = "after" if after else "before"
                how = (
                    "care"
                    if one.care
                    else "spoken"
                    if one.speaking
                    else "origin"
                    if one.origin
                    else "there"
                    if one.locating
                    else "plain"
                )
                close = exp(-max(0, away) / 50)
                features[f"{side} {how}"] = max(close, features.get(f"{side} {how}", 0.0))
                features["same sentence"] = 1.0
                features[f"same sentence {kind}"] = 1.0
                weight = 1 + close
            elif one.paragraph == paragraph and not after:
                features["same paragraph before"] = 1.0
                features["sentence before"] = max(
                    features.get("sentence before", 0.0), float(one.sentence == sentence - 1)
                )
                weight = 0.5
            else:
                weight = 0.2 if not after else 0.1
            if weight > best:
                best, answer = weight, one
        before = name.mentions[at - 1] if at else None
        features["some sentences before"] = exp((before.sentence - sentence) / 3) if before else 0.0
        features["told again, same sentence"] = features.get("same sentence", 0.0) * again
        features["told again, often"] = features["often"] * again
        features["told again, early"] = features["early"] * again
        latest = bisect_left(self.starts, start)
        features["last before"] = float(latest > 0 and self.names[self.order[latest - 1]] is name)
        return answer.place, features

    def _again(self, start: int, end: int) -> bool:
        """Whether the words of a trigger point back at a happening told before: `the attack`, `died`, `its raid`."""
        said = {word.casefold() for word in _WORD.findall(self.text[max(0, start - 12) : end])}
        return bool(said & _POINTING) or bool(said & words("outcomes"))
