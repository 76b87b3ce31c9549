"""One name for a party, however the reports of an incident call it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from sayso.incidents.standing.lists import words

_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,7}")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in lower case without brackets, possessives, hyphens, articles and titles of those who speak for it."""
    bare = re.sub(r"\([^)]*\)", " ", name.casefold()).replace("’", "'")
    bare = re.sub(r"(?<=\w)(?:'s?)+(?!\w)", "", re.sub(r"[“”\".,]", "", bare))
    bare = re.sub(r"[-–]", " ", bare)
    parts = bare.split()
    while len(parts) > 1 and parts[0] in words("idle"):
        parts = parts[1:]
    return " ".join(parts)


def initials(name: str) -> str:
    """The capitals that the words of a name begin with."""
    return "".join(word[0] for word in re.split(r"[\s-]+", re.sub(r"\([^)]*\)", "", name)) if word[:1].isupper())


def known_as(names: Iterable[str], parties: Mapping[str, str] | None = None) -> dict[str, str]:
    """Each name → the fullest form of the same party: acronyms, and forms that leave words out where only one other fits.

    `army` is the `Congolese army` where no other army is named; `Front` the `Ennedi Front`. `parties` has for some names
    one string for one party: those with the same are the same.
    """
    counted = Counter(names)
    forms: dict[str, str] = {}
    of_party: dict[str, str] = {}
    for name in sorted(counted, key=lambda name: (-len(fold(name).split()), name.isupper(), -counted[name], name)):
        forms.setdefault(fold(name), name)
        if one := (parties or {}).get(name):
            of_party.setdefault(one, name)
    found = {}
    for name in counted:
        same = of_party.get((parties or {}).get(name, ""), name)
        found[name] = same if same != name else _wider(name, forms) or forms[fold(name)]
    return {name: _last(found, name) for name in found}


def _wider(name: str, forms: dict[str, str]) -> str | None:
    """The only fuller form that a shorter one can stand for: one with a name in it."""
    short = fold(name).split()
    if is_state(name):
        return None
    fitting = [
        full
        for folded, full in forms.items()
        if _is_acronym(name, full) or (_leaves_out(short, folded.split()) and full != full.lower())
    ]
    widest = [one for one in fitting if not any(_leaves_out(fold(one).split(), fold(two).split()) for two in fitting)]
    return widest[0] if len(widest) == 1 else None


def _leaves_out(short: list[str], full: list[str]) -> bool:
    return 0 < len(short) < len(full) and full[-len(short) :] == short


def _is_acronym(name: str, full: str) -> bool:
    return bool(_ACRONYM.fullmatch(name)) and name.isupper() and initials(full) == name


def _last(found: dict[str, str], name: str) -> str:
    seen = {name}
    while (nxt := found.get(name, name)) not in seen:
        seen.add(nxt)
        name = nxt
    return name


@cache
def _states() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = csv.DictReader(files("sayso.reading.actors").joinpath("data/states.csv").read_text("utf-8").splitlines())
    codes: dict[str, str] = {}
    for row in rows:
        for field in ("name", "adjectives", "people", "capital", "aliases"):
            for name in row[field].split(";"):
                if name.strip():
                    codes.setdefault(name.strip().casefold(), row["country"])
    codes["us"] = "USA"
    longest = sorted(codes, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), codes


@lru_cache(maxsize=65536)
def country_of(name: str) -> str | None:
    """The state (ISO 3166 alpha-3) that a name has the name, adjective or capital of."""
    pattern, codes = _states()
    found = pattern.search(name.casefold())
    return codes[found[0]] if found else None


def is_state(name: str) -> bool:
    """Whether a name is nothing but that of a state or of its capital, which stands for its government."""
    return fold(name) in _states()[1]
