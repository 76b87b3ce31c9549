"""What some reports hold, counted: by genre, conflict, act, type of event and so on, and what repeats in them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.markup import Json, locate

LISTS = tomllib.loads((Path(__file__).resolve().parent / "lists.toml").read_text("utf-8"))
UNPLACED = "in no region of corpus/lists.toml"
OPENING = 4
WORD = r"[\w'’-]+"
Stretch = tuple[int, int]


def region(conflict: str) -> str:
    """The part of the world that a conflict belongs to, by the names in it; `none` for a report about none."""
    if conflict.startswith("none"):
        return "none"
    names = ((name, part) for part, names in LISTS["regions"].items() for name in names)
    return next((part for name, part in names if re.search(rf"\b{name}\b", conflict)), UNPLACED)


def depths(claims: list[Json]) -> Iterator[int]:
    """For each claim, how deep it stands: 1 for one that stands in no other."""
    outer = {claim["id"]: claim.get("inside") for claim in claims}

    def depth(name: str) -> int:
        around = outer[name]
        return 1 if around is None else 1 + depth(around)

    return map(depth, outer)


def cue_kind(text: str, cue: Stretch, source: Stretch | None) -> str:
    """`verb`, `mark` (a colon), or `no verb` (`according to`, `the claim that`), by the lists."""
    lists = LISTS["cues"]
    words = re.findall(WORD, text[slice(*cue)].casefold())
    if not words:
        return "mark"
    if words[0] in lists["prepositions"] or (words[0] in lists["before"] and len(words) > 1):
        return "no verb"
    noun = words[0] in lists["nouns"] and (words[-1] in {"of", "that"} or stands_as_noun(text, cue, source))
    return "no verb" if noun else "verb"


def stands_as_noun(text: str, cue: Stretch, source: Stretch | None) -> bool:
    """Whether an article or an owner stands before it: `the claim`, `the villagers' allegation`, `its latest claim`."""
    owner = text[slice(*source)].casefold() if source else ""
    if re.search(r"(?:['’]s|s['’])$", owner) or owner in LISTS["cues"]["owners"]:
        return True
    if source and text[source[1] : cue[0]] == " ":  # `The army claims`
        return False
    before = re.search(rf"({WORD})(?: ({WORD}))? $", text[: cue[0]].casefold())
    return before is not None and any(word in LISTS["cues"]["before"] for word in before.groups())


def source_kind(source: str | None, common: set[str]) -> str:
    """`none`, `pronoun`, `name` (a capital that no common word has), `in capitals` or `description`."""
    if source is None:
        return "none"
    if source.casefold() in LISTS["sources"]["pronouns"]:
        return "pronoun"
    if source.isupper():
        return "in capitals"
    words = re.findall(r"\w+", source)
    named = any(word[0].isupper() and (at > 0 or word.casefold() not in common) for at, word in enumerate(words))
    return "name" if named else "description"


def sizes(reports: list[Json], incidents: list[Json]) -> dict[str, int]:
    """How many of what the corpus is measured by."""
    claims = [claim for report in reports for claim in report["claims"]]
    events = [event for report in reports for event in report["events"]]
    return {
        "reports": len(reports),
        "words": sum(len(report["text"].split()) for report in reports),
        "incidents": len(incidents),
        "claims": len(claims),
        "nested claims": sum("inside" in claim for claim in claims),
        "claims with a relay of three or more": sum(len(claim["relay"]) > 2 for claim in claims),
        "events": len(events),
        "figures": sum(len(event["casualties"]) for event in events),
    }


def counted(reports: list[Json]) -> dict[str, Counter[str]]:
    """Counts by what is counted; a conflict's region and decade, a cue's and a source's kind are worked out."""
    common = {word for report in reports for word in re.findall(r"\b[a-z]+\b", report["text"])}
    counts: dict[str, Counter[str]] = {}

    def count(title: str, value: str) -> None:
        counts.setdefault(title, Counter())[value] += 1

    for report in reports:
        text, conflict = report["text"], report.get("conflict", "not given")
        count("genre", report.get("genre", "not given"))
        count("conflict", "none" if conflict.startswith("none") else conflict)
        count("region", region(conflict))
        count("decade", f"{report['published'][:3]}0s")
        count("opening", " ".join(text.split()[:OPENING]))
        for claim, depth in zip(report["claims"], depths(report["claims"]), strict=True):
            cue = locate(text, claim["cue"])
            source = locate(text, claim["source"]) if claim["source"] else None
            words = text[slice(*source)] if source else None
            count("act", claim["act"])
            count("manner", claim["manner"])
            count("depth of nesting", str(depth))
            count("steps of the relay", str(len(claim["relay"])))
            count("kind of cue", cue_kind(text, cue, source))
            count("kind of source", source_kind(words, common))
            count("cue", text[slice(*cue)].casefold())
            count("source", (words or "(none)").casefold())
        for event in report["events"]:
            count("type", event["type"])
            count("mode", f"{event['type']}/{event.get('mode', '-')}")
            count("status", event["status"])
            for figure in event["casualties"]:
                count("casualties", figure["kind"])
    return counts
