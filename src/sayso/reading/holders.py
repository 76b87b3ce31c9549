"""Who is answerable for a claim: titles, pronouns, descriptions and spokespersons led back to a party of the report."""

from __future__ import annotations

import math
import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from sayso.reading import lexicon
from sayso.reading.names import Names, affiliations
from sayso.reading.phrases import (
    OWNERS,
    POSSESSIVE,
    Kind,
    Phrase,
    bare,
    head_of,
    is_name,
    name_in,
    noun_phrase,
    parse,
    words_of,
)
from sayso.reading.spans import Places

Stretch = tuple[int, int]


class Holder(NamedTuple):
    """A party by the fullest name that the report gives it, and the characters that name it."""

    name: str | None
    at: Stretch | None


NOBODY = Holder(None, None)
APPOSED = re.compile(r"^(?:a|an|another|one|the)\b", re.IGNORECASE)
# No name goes beyond a sentence, a paragraph or a quotation mark.
ACROSS = re.compile(r"[^\W\d_]{3,}[.!?][”\"]?\s|\n|[“”]")
# What the party that the rules find has in a vote with the network's probabilities, by how the source is worded; set
# where most holders of the development part are right.
RULES: dict[Kind, float] = {
    Kind.SELF: 0.1,
    Kind.MANY: 0.5,
    Kind.SPEAKER: 0.4,
    Kind.STATEMENT: 0.6,
    Kind.OFFICE: 0.95,
    Kind.THING: 1.1,
}
RULES_ELSE = 0.8
# Log probability of a place that no vote can hang on.
FAINT = -6.0
NAVAL = frozenset(["commodore", "admiral", "rear-admiral", "vice-admiral"])
# Any armed group or organisation can be called so.
ANY_GROUP = frozenset(
    ["group", "outfit", "organisation", "organization", "movement", "faction", "militia", "front", "party"]
)


@lru_cache(maxsize=1 << 14)
def _plain(name: str | None) -> str:
    """A name without what does not make it another one: case, white space, a leading article."""
    return " ".join(bare(name or "").casefold().split())


def _is_media(name: str | None) -> bool:
    return any(word.casefold() in lexicon.words("media") for word in (name or "").split())


@dataclass(frozen=True)
class Voice:
    """Somebody who has spoken: where, as whom, and how the source was worded."""

    start: int
    holder: Holder
    phrase: Phrase


@dataclass
class Room:
    """What a report has told so far of those who speak in it; grows from claim to claim."""

    text: str
    names: Names
    outlet: str | None
    voices: list[Voice] = field(default_factory=list)
    bodies_of: dict[str, Holder] = field(default_factory=dict)
    """The organisation that a person speaks for, by the person's name in lower case."""
    roles_of: dict[str, Holder] = field(default_factory=dict)
    """The organisation that the last one in a role spoke for (`the spokesman`)."""

    def __post_init__(self) -> None:
        for person, body, start in affiliations(self.text):
            if body.casefold() not in OWNERS and (start := self.text.find(body, start - 60 if start > 60 else 0)) >= 0:
                self.bodies_of.setdefault(person, self._body(body, (start, start + len(body))))

    @cached_property
    def folded(self) -> str:
        """The text without regard to case."""
        return self.text.casefold()

    def holder_of(self, source: Stretch, *, outer: Holder | None, named: Places = ()) -> Holder:
        """The holder of a claim by its source; `outer` is the holder of the claim that it stands in.

        `named` is where the network sees it named.
        """
        phrase = parse(self.text[slice(*source)])
        ruled = self._resolve(phrase, source, outer)
        if not ruled.name:
            ruled = Holder(self.text[slice(*source)], source)
        holder = self.voted(ruled, named, weight=RULES.get(phrase.kind, RULES_ELSE))
        insort(self.voices, Voice(source[0], holder, phrase), key=lambda voice: voice.start)
        return holder

    def voted(self, ruled: Holder, named: Places, *, weight: float) -> Holder:
        """Of the party that the rules find and those that the network sees named, the one with most votes.

        The network's votes are its probabilities.
        """
        if not named:
            return ruled
        called = {_plain(ruled.name): ruled}
        votes: dict[str, float] = defaultdict(float, {_plain(ruled.name): weight})
        for at, sure in takewhile(lambda place: place[1] > FAINT, named):
            holder = NOBODY if ACROSS.search(self.text[slice(*at)]) else self._called(at)
            if key := _plain(holder.name):
                votes[key] += math.exp(sure)
                called.setdefault(key, holder)
        return called[max(votes, key=votes.__getitem__)]

    def _called(self, at: Stretch) -> Holder:
        """What the text calls a party at a stretch, by its fullest name."""
        words = re.sub(r"['’]s?$", "", bare(self.text[slice(*at)].strip(' ,.;:“”"()')))
        if known := self._by_acronym(words):
            return known
        parts = words_of(words)
        if parts and all(map(is_name, parts)):
            found = self._known(parts)
            if body := self._body_of(found[0] if found else words):
                return body
            if found:
                return Holder(*found)
        return self._as_worded(words, at) if words else NOBODY

    def _known(self, parts: list[str]) -> tuple[str, Stretch] | None:
        """A person whom the text names with all of these words: the fullest form of the name."""
        found = self.names.people.get(parts[-1].casefold()) if parts else None
        spoken = {part.casefold() for part in parts}
        return found if found and spoken <= {word.casefold() for word in words_of(found[0])} else None

    def _resolve(self, phrase: Phrase, source: Stretch, outer: Holder | None) -> Holder:
        ways: dict[Kind, Callable[[], Holder | None]] = {
            Kind.SELF: lambda: outer or self._writer(source),
            Kind.RELATIVE: lambda: self._before(source),
            Kind.PERSON: lambda: self._antecedent(phrase.kind, source) or outer,
            Kind.MANY: lambda: self._antecedent(phrase.kind, source) or outer,
            Kind.THING: lambda: self._antecedent(phrase.kind, source) or outer,
            Kind.STATEMENT: lambda: self._author(phrase, source),
            Kind.SPEAKER: lambda: self._speaker(phrase, source),
            Kind.OFFICE: lambda: self._office(phrase, source),
            Kind.GROUP: lambda: self._group(phrase.role or "", source),
            Kind.PARTY: lambda: self._party(phrase.text, source, definite=phrase.definite),
        }
        return ways[phrase.kind]() or self._as_worded(phrase.text, source)

    def _writer(self, source: Stretch) -> Holder | None:
        """Who says `we` in a text of their own: the outlet, or the body that a statement begins with."""
        if self.outlet and self.outlet.casefold() in self.folded:
            return Holder(self.outlet, None)
        named = [(name, at) for name, at in self.names.mentioned if at[1] <= source[0] and not _is_media(name)]
        return Holder(*named[0]) if named else Holder(self.outlet, None) if self.outlet else None

    def _earlier(self, source: Stretch) -> list[Voice]:
        """Voices before a source that have a name, the last one first."""
        return [voice for voice in reversed(self.voices) if voice.start < source[0] and voice.holder.name]

    def _as_worded(self, words: str, source: Stretch) -> Holder:
        """A description or a name as it stands, its evidence where the words begin in the source."""
        words = bare(words)
        start = self.folded.find(words.casefold(), source[0], source[1] + 1)
        at = (start, start + len(words)) if start >= 0 and len(self.text) == len(self.folded) else source
        return Holder(words if self._is_named(words, at) else words[:1].lower() + words[1:], at)

    def _is_named(self, words: str, at: Stretch) -> bool:
        """Whether a capital letter at the beginning is a name's: not only that of a sentence's beginning."""
        parts = words_of(words)
        if not parts or not parts[0][:1].isupper():
            return True
        if (len(parts[0]) > 1 and parts[0].isupper()) or (len(parts) > 1 and is_name(parts[1])):
            return True
        before = self.text[: at[0]].rstrip("“\"'‘ \n[(")
        begins = not before or before[-1] in '.!?:”"–—-' or "\n" in self.text[len(before) : at[0]]
        if not begins or re.search(rf"(?<=[\w,;] ){re.escape(parts[0])}\b", self.text):
            return True
        # At a sentence's beginning every noun has its capital: plurals and words known as common ones are no names.
        lower = POSSESSIVE.sub("", parts[0]).casefold()
        return (
            (len(parts) == 1 or lower != parts[0].casefold())
            and not lower.endswith("s")
            and not any(
                lower in lexicon.words(name)
                for name in ("groups", "forces", "offices", "speaks_for", "ranks", "statements")
            )
            and not re.search(rf"\b{re.escape(lower)}\b", self.text)
        )

    def _party(self, words: str, source: Stretch, *, definite: bool = False) -> Holder:
        """A name or acronym to its fullest form, a description as it stands."""
        words = re.sub(r"\s*\([^)]*\)\s*", " ", bare(words)).strip()
        parts = words_of(words)
        known = self._by_acronym(words) or self._by_last_name(parts)
        if known is None and len(parts) <= 2 and (definite or head_of(words).casefold() in lexicon.words("groups")):
            known = self._longer(words, source) or self._described(words, source)
        return known or self._as_worded(words, source)

    def _by_acronym(self, words: str) -> Holder | None:
        key = re.sub(r"['’]s?$", "", words)
        if key in self.names.acronyms:
            return Holder(*self.names.acronyms[key])
        return next(
            (Holder(full, at) for full, at in self.names.acronyms.values() if full.casefold() == words.casefold()), None
        )

    def _by_last_name(self, parts: list[str]) -> Holder | None:
        """A person's name, whole or the last word of it."""
        if not parts or not all(is_name(part) for part in parts):
            return None
        if found := self._known(parts):
            return self._person(*found)
        if len(parts) > 1 or parts[0].isupper():
            return None
        if body := self._body_of(parts[0]):
            return body
        full = re.search(rf"\b((?:[A-Z][\w’'-]+ ){{1,3}}){re.escape(parts[0])}\b", self.text)
        if full is None:
            return None
        name = name_in(full[0]) or full[0]
        return self._person(name, (full.end() - len(name), full.end()))

    def _described(self, words: str, source: Stretch) -> Holder | None:
        """`the ministry` → the `interior ministry`, `the army` → the `Congolese army` that the report tells of elsewhere."""
        if words.casefold() in {"ministry", "department", "mission", "commission", "directorate"}:
            pattern = rf"\b(?:(?!(?:the|a|an|of|by|its|to|from|for|and|that|this|his)\b)[\w-]+ {words}\b(?! of)|{words} of (?:the )?\w+)"
        elif words.casefold() in lexicon.words("forces") | {"government"}:
            pattern = rf"\b(?!(?:The|An?|Its|His|Their|But|And|As|In|On|When|If)\b)[A-Z][\w-]+(?: [A-Z][\w-]+)? {words.lower()}\b"
        else:
            return None
        found = [Holder(one[0], one.span()) for one in re.finditer(pattern, self.text)]
        before = [holder for holder in found if holder.at and holder.at[1] <= source[0]]
        return before[-1] if before else found[0] if found else None

    def _longer(self, words: str, source: Stretch) -> Holder | None:
        """An earlier party whose name holds these words at its end or beginning: `the army` → `Congolese army`."""
        wanted = words.casefold().split()
        known = [(voice.start, voice.holder) for voice in self._earlier(source)]
        bodies = [(at[0], Holder(name, at)) for name, at in self.names.bodies]
        known += sorted((one for one in bodies if one[0] < source[0]), reverse=True)
        known += sorted(one for one in bodies if one[0] >= source[0])
        for _, holder in known:
            parts = (holder.name or "").casefold().split()
            if len(wanted) == 1 and len(parts) > 1 and head_of(holder.name or "").casefold() == wanted[0]:
                return holder
            if len(parts) > len(wanted) and (
                parts[-len(wanted) :] == wanted
                or (parts[: len(wanted)] == wanted and parts[len(wanted)] in {"of", "for"})
            ):
                return holder
        return None

    def _person(self, name: str, at: Stretch) -> Holder:
        """A person by the fullest name: the organisation where it speaks for one, else the person."""
        if " " not in name and (found := re.search(rf"\b((?:[A-Z][\w’'-]+ ){{1,3}}){re.escape(name)}\b", self.text)):
            full = name_in(found[0]) or name
            name, at = full, (found.end() - len(full), found.end())
        return self._body_of(name) or Holder(name, at)

    def _body_of(self, name: str) -> Holder | None:
        """The organisation that a person speaks for, by the whole name or, where only that is told, the last word."""
        key = name.casefold()
        if " " in key:
            return self.bodies_of.get(key)
        return next((body for known, body in reversed(self.bodies_of.items()) if known.split()[-1] == key), None)

    def _body(self, words: str, source: Stretch) -> Holder:
        """The organisation that somebody speaks for, as worded in a source."""
        if words.casefold() == "whose":
            return self._before(source)
        if words.casefold() in OWNERS:
            return self._owner(source) or Holder(words, source)
        kept = bare(words)
        if len(kept.split()) == 1 and kept.casefold() in lexicon.words("groups"):
            return (
                self._group(kept.casefold(), source) or self._described(kept, source) or self._as_worded(kept, source)
            )
        return self._party(words, source, definite=kept != words or words[:1].isupper())

    def _force(self, role: str) -> Holder | None:
        """The force that an officer belongs to of whom nothing is told: the one that the report names first."""
        kinds = "navy|coast guard" if role in NAVAL else "armed forces|defence forces|army|military|gendarmerie"
        found = re.search(rf"\b((?:[A-Z][\w’'-]+ )*(?:{kinds}))\b", self.text)
        if found is None:
            return None
        name = re.sub(r"^(?:The|An?|Its|His|Their|But|And|As|In|On|When|If) ", "", found[1])
        return Holder(name, (found.end() - len(name), found.end()))

    def _speaker(self, phrase: Phrase, source: Stretch) -> Holder:
        role = (phrase.role or "").casefold()
        told = self._body_of(phrase.name) if phrase.name else None
        if phrase.body in OWNERS and phrase.body != "whose" and not self._owner(source):
            # `its chairman` where nothing is told of whose.
            return self._as_worded(phrase.name or phrase.text, source)
        if phrase.body and phrase.body.casefold() not in lexicon.words("forces"):
            holder = self._body(phrase.body, source)
        elif told:
            holder = told
        elif phrase.body:
            holder = self._body(phrase.body, source)
        elif not phrase.name and phrase.definite and (known := self.roles_of.get(role) or self._last_body(source)):
            holder = known
        elif (
            phrase.name
            and role in lexicon.words("ranks")
            and (forces := [voice for voice in self._earlier(source) if voice.phrase.kind is Kind.SPEAKER])
        ):
            # An officer of whom nothing else is told speaks for the force that spoke before.
            holder = forces[0].holder
        elif role in lexicon.words("ranks") and (force := self._force(role)):
            holder = force
        elif phrase.name:
            full = self._known(words_of(phrase.name))
            return Holder(*full) if full else self._as_worded(phrase.name, source)
        else:
            return self._as_worded(phrase.text, source)
        if phrase.name:
            self.bodies_of[phrase.name.casefold()] = holder
        self.roles_of[role] = holder
        return holder

    def _office(self, phrase: Phrase, source: Stretch) -> Holder:
        role = (phrase.role or "").casefold()
        if phrase.name:
            if found := self._known(words_of(phrase.name)):
                return self._person(*found)
            return self._person(phrase.name, self._as_worded(phrase.name, source).at or source)
        if phrase.definite and len(phrase.text.split()) <= 2:
            for voice in self._earlier(source):
                if role.split()[-1:] in (
                    (voice.phrase.role or "").casefold().split()[-1:],
                    [head_of(voice.phrase.text).casefold()],
                ):
                    return voice.holder
        return self._as_worded(phrase.text, source)

    def _author(self, phrase: Phrase, source: Stretch) -> Holder:
        if phrase.body and phrase.body.casefold() not in OWNERS:
            return self._body(phrase.body, source)
        if not phrase.definite and not re.search(
            r"(?:statement|message|communiqu[eé]|release|declaration|bulletin|broadcast|report)s?$",
            phrase.text,
            re.IGNORECASE,
        ):
            return self._as_worded(phrase.text, source)
        near = [voice for voice in self._earlier(source) if voice.phrase.kind is not Kind.STATEMENT]
        return near[0].holder if near else self._last_body(source) or Holder(bare(phrase.text), source)

    def _group(self, role: str, source: Stretch) -> Holder | None:
        """`the group`, `the ministry`: the last party so called, else for words that fit any group the last body."""
        if longer := self._longer(role, source):
            return longer
        named = [
            (name, at) for name, at in self.names.mentioned if at[0] < source[0] and role in name.casefold().split()
        ]
        if named:
            return Holder(*named[-1])
        return self._last_body(source) if role in ANY_GROUP else None

    def _owner(self, source: Stretch) -> Holder | None:
        """Whose `its` is: the body that spoke last in the paragraph, else the one that the paragraph named first."""
        paragraph = self.text.rfind("\n\n", 0, source[0]) + 1
        spoke = next(
            (voice for voice in self._earlier(source) if self._is_body(voice) and voice.phrase.kind is not Kind.PERSON),
            None,
        )
        if spoke and spoke.start >= paragraph:
            return spoke.holder
        named = [(name, at) for name, at in self.names.mentioned if paragraph <= at[0] and at[1] <= source[0]]
        return Holder(*named[0]) if named else self._last_body(source)

    def _last_body(self, source: Stretch) -> Holder | None:
        """The organisation named last in the same sentence, else the one that spoke last, else the one named last.

        Media are left out: `the group` is never the newspaper that tells of it.
        """
        kinds = {Kind.SPEAKER, Kind.PARTY, Kind.GROUP, Kind.THING, Kind.STATEMENT}
        spoke = [
            voice
            for voice in self._earlier(source)
            if voice.phrase.kind in kinds and not _is_media(voice.holder.name) and self._is_body(voice)
        ]
        named = [(name, at) for name, at in self.names.mentioned if at[1] <= source[0] and not _is_media(name)]
        begins = max((end.end() for end in re.finditer(r"[.!?”\"]\s|\n", self.text[: source[0]])), default=0)
        here = [(name, at) for name, at in named if at[0] >= begins]
        if here and not (spoke and spoke[0].start >= here[-1][1][0]):
            return Holder(*here[-1])
        paragraph = self.text.rfind("\n\n", 0, source[0]) + 1
        if spoke and (spoke[0].start >= paragraph or not [one for one in named if one[1][0] >= paragraph]):
            return spoke[0].holder
        since = [one for one in named if one[1][0] >= paragraph]
        return Holder(*since[0]) if since else spoke[0].holder if spoke else Holder(*named[-1]) if named else None

    def _is_body(self, voice: Voice) -> bool:
        """Whether a voice is an organisation's: named, or a spokesman's."""
        return voice.phrase.kind is not Kind.PARTY or any(
            is_name(word) for word in words_of(voice.holder.name or "")[:1]
        )

    def _before(self, source: Stretch) -> Holder:
        """The party that a relative pronoun goes on from: the noun phrase before it, or the name that this one describes."""
        start = max(0, source[0] - 140)
        offset = start + max(
            (end.end() for end in re.finditer(r"[.!?;:]\s|\n", self.text[start : source[0]])), default=0
        )
        head = self.text[offset : source[0]]
        begin = noun_phrase(head)
        words = head[begin:].rstrip(" ,")
        named = re.search(r"((?:[A-Z][\w’'-]+(?: (?:of|for|the|de|del))* ?)+)(?:\([\w ]+\))?, $", head[:begin])
        if APPOSED.match(words) and named:
            begin, words = named.start(1), named[1].strip()
        at = (offset + begin, offset + begin + len(words))
        if not words or (phrase := parse(words)).kind is Kind.RELATIVE:
            return Holder(self.text[slice(*source)], source)
        return self._resolve(phrase, at, None)

    def _antecedent(self, kind: Kind, source: Stretch) -> Holder | None:
        """Whom a pronoun stands for: the last voice that can be it, or a person named since at a sentence's head."""
        fits = {
            Kind.PERSON: {Kind.PERSON, Kind.SPEAKER, Kind.OFFICE},
            Kind.THING: {Kind.THING, Kind.GROUP, Kind.PARTY, Kind.STATEMENT, Kind.SPEAKER},
            Kind.MANY: {Kind.MANY, Kind.GROUP, Kind.PARTY, Kind.SPEAKER, Kind.OFFICE},
        }[kind]
        voices = self._earlier(source)
        spoke = next(
            (
                voice
                for voice in voices
                if voice.phrase.kind in fits or (kind is Kind.PERSON and self._is_person(voice))
            ),
            None,
        )
        if kind is Kind.PERSON:
            heads = self.people_at_heads
            before = heads[: bisect_right(heads, source[0], key=lambda found: found[1][1])]
            named = [found for found in before if spoke is None or found[1][0] > spoke.start]
            if named:
                return self._person(*named[-1])
        return spoke.holder if spoke else voices[0].holder if voices else None

    def _is_person(self, voice: Voice) -> bool:
        """Whether a source without a role is one person: a known name, or `a man from the village`."""
        words = words_of(voice.phrase.text)
        return (
            bool(words)
            and voice.phrase.kind is Kind.PARTY
            and (
                words[-1].casefold() in self.names.people
                or re.match(r"(?:a|an|one|another)\b", voice.phrase.text.casefold()) is not None
            )
        )

    @cached_property
    def people_at_heads(self) -> list[tuple[str, Stretch]]:
        """Persons that a sentence begins with, in order."""
        found = []
        for last, (full, _) in self.names.people.items():
            for place in re.finditer(rf"\b{re.escape(last)}\b", self.text, re.IGNORECASE):
                head = self.text[max(0, place.start() - 60) : place.start()]
                # `The Baloch` are not a Mr Baloch.
                if re.search(r"(?:^|[.!?”\"]\s+|\n)(?:[\w-]+\.? ){0,4}$", head) and not re.search(
                    r"\b(?:the|a|an)\s+$", head, re.IGNORECASE
                ):
                    found.append((full, (place.start(), place.end())))
        return sorted(found, key=lambda one: one[1])
