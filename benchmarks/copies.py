"""Copies: planted edits of corpus reports, the corpus' own copies, and time as a collection grows.

Pairs of reports are right or wrong. Of planted edits, every report of a folder stands beside one edit of it, made by
code with a fixed seed; the right pairs are edit and original, and all other pairs are wrong, those of two reports of
one incident too. Only pairs whose originals are one report, or are copies by gold themselves, are left out.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import reduce
from itertools import combinations, cycle, islice, pairwise
from pathlib import Path
from typing import NamedTuple

from corpus.load import containers, report_of

from benchmarks.accuracy import Rows
from benchmarks.metrics import Tally
from sayso.incidents.copies import MemoryIndex, copies_of, find_copies
from sayso.reading.sentences import Sentences
from sayso.records import Report
from sayso.records.copy import Copy

SEED = 5
REWRITTEN = 0.2
BACKGROUND = (
    "The country has been at war with itself since the talks broke down nine years ago. More than {} people have been "
    "killed and two million driven from their homes, according to estimates that both sides dispute.\n\n"
    "All rights reserved. No part of this page may be published again without leave of the editors."
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")

Pair = frozenset[str]


class Desk(NamedTuple):
    """What an editor has at hand: the text of another report, words to put in, and chance."""

    other: str
    words: list[str]
    chance: random.Random


Edit = Callable[[str, Desk], str]


def _sentences(text: str) -> list[str]:
    return [text[one:two] for one, two in pairwise([*Sentences(text).starts, len(text)])]


def trimmed(text: str, desk: Desk) -> str:
    """Its first half, sentence by sentence, or a little more or less."""
    parts = _sentences(text)
    return "".join(parts[: max(1, round(len(parts) * desk.chance.uniform(0.35, 0.65)))])


def headed(text: str, desk: Desk) -> str:
    """Under a headline and a dateline of another's."""
    return f"{' '.join(desk.chance.sample(desk.words, 8)).capitalize()}\n\nMARKTOWN: {text}"


def reordered(text: str, desk: Desk) -> str:
    """With its paragraphs in another order, or its sentences where it has one paragraph."""
    parts = re.split(r"\n\s*\n", text)
    parts = parts if len(parts) > 1 else _sentences(text)
    return "\n\n".join(desk.chance.sample(parts, len(parts)))


def rewritten(text: str, desk: Desk) -> str:
    """With one word in five replaced by another one."""
    return _WORD.sub(lambda word: desk.chance.choice(desk.words) if desk.chance.random() < REWRITTEN else word[0], text)


def renumbered(text: str, desk: Desk) -> str:
    """With every number changed."""
    return _NUMBER.sub(lambda number: str(int(number[0]) + desk.chance.randint(1, 9)), text)


def mixed(text: str, desk: Desk) -> str:
    """Half of it and half of another report."""
    mine, theirs = _sentences(text), _sentences(desk.other)
    return "".join([*mine[: (len(mine) + 1) // 2], "\n\n", *theirs[: (len(theirs) + 1) // 2]])


def at_once(text: str, desk: Desk) -> str:
    """Trimmed, put in another order, renumbered, rewritten and under a new headline."""
    steps = trimmed, reordered, renumbered, rewritten, headed
    return reduce(lambda made, edit: edit(made, desk), steps, text)


EDITS: dict[str, Edit] = {
    "trimmed": trimmed,
    "re-headlined": headed,
    "reordered": reordered,
    "20% rewritten": rewritten,
    "numbers changed": renumbered,
    "mixed from two": mixed,
    "all but mixed at once": at_once,
}


def loaded(path: Path) -> tuple[list[Report], set[Pair]]:
    """The reports of a folder of containers, and the pairs of their keys that are copies by gold."""
    reports: list[Report] = []
    gold: set[Pair] = set()
    for container in containers(path):
        made = {one["id"]: report_of(one) for one in container["reports"]}
        reports += made.values()
        groups = [group for incident in container.get("incidents", []) for group in incident["copies"]]
        gold |= {Pair(made[one].key for one in pair) for group in groups for pair in combinations(group, 2)}
    return reports, gold


def found_in(reports: Iterable[Report]) -> dict[Pair, Copy]:
    """The pairs of keys of reports that are found to be copies."""
    return {Pair((copy.one, copy.two)): copy for copy in find_copies(reports).copies}


def rows_of(name: str, tally: Tally) -> Rows:
    return [(f"{name}, precision", tally.precision), (f"{name}, recall", tally.recall)]


def on_gold(path: Path) -> Rows:
    """Pairs of reports that are copies by gold, in a folder of containers; then with one background in all of them."""
    reports, gold = loaded(path)
    found = found_in(reports)
    plain = Tally(found=len(found), gold=len(gold), right=len(found.keys() & gold))
    chance = random.Random(SEED)
    with_background = {report.key: _with_background(report, chance) for report in reports}
    gold = {Pair(with_background[key].key for key in pair) for pair in gold}
    found = found_in(with_background.values())
    same = Tally(found=len(found), gold=len(gold), right=len(found.keys() & gold))
    return rows_of("gold copies", plain) + rows_of("gold copies, one background in all", same)


def _with_background(report: Report, chance: random.Random) -> Report:
    background = BACKGROUND.format(f"{chance.randint(20, 90)},000")
    return _made(f"{report.text}\n\n{background}", report.outlet, report)


def planted(path: Path, edits: Iterable[str] = EDITS) -> Rows:
    """Pairs of edit and original, in a folder of containers: precision and recall over all edits, then of each.

    The last two rows are of directions: how many of those shown lead to the original, and how many are shown.
    """
    reports, gold = loaded(path)
    words = sorted({word for report in reports for word in _WORD.findall(report.text)})
    tallies, whole, directions = {}, Tally(), Tally()
    for name in edits:
        tally, shown = _plant(reports, gold, EDITS[name], words)
        whole.add(found=tally.found, gold=tally.gold, right=tally.right)
        directions.add(found=shown.found, gold=shown.gold, right=shown.right)
        tallies[name] = tally
    rows = rows_of("planted edits", whole) + [row for name, tally in tallies.items() for row in rows_of(name, tally)]
    return rows + rows_of("directions", directions)


def _plant(reports: list[Report], gold: set[Pair], edit: Edit, words: list[str]) -> tuple[Tally, Tally]:
    """The pairs of one edit, and the directions of those that are right."""
    chance = random.Random(SEED)
    others = chance.sample(reports, len(reports))
    origins = {report.key: {report.key} for report in reports}
    right: set[Pair] = set()
    made = []
    for report, other in zip(reports, others, strict=True):
        edited = _reprint(report, edit(report.text, Desk(other.text, words, chance)), chance)
        origins[edited.key] = {report.key, other.key} if edit is mixed else {report.key}
        right |= {Pair((edited.key, origin)) for origin in origins[edited.key]}
        made.append(edited)
    found = found_in([*reports, *made])
    counted = {pair for pair in found if pair in right or not _may_be_copies(pair, origins, gold)}
    shown = [copy.origin for pair, copy in found.items() if pair in right and copy.origin]
    originals = {report.key for report in reports}
    hits = found.keys() & right
    directions = Tally(found=len(shown), gold=len(hits), right=sum(key in originals for key in shown))
    return Tally(found=len(counted), gold=len(right), right=len(hits)), directions


def _may_be_copies(pair: Pair, origins: dict[str, set[str]], gold: set[Pair]) -> bool:
    """Whether the originals of two reports share one, or are copies by gold."""
    one, two = (origins[key] for key in pair)
    return bool(one & two) or any(Pair((first, second)) in gold for first in one for second in two)


def _reprint(report: Report, text: str, chance: random.Random) -> Report:
    day = date.fromisoformat((report.published or "2000-01-01")[:10]) + timedelta(days=chance.randint(0, 1))
    return Report(text=text, outlet="The Planted Post", published=day.isoformat())


def _made(text: str, outlet: str | None, like: Report) -> Report:
    return Report(text=text, outlet=outlet, published=like.published, dateline=like.dateline)


def grown(path: Path, size: int) -> list[Report]:
    """So many reports, made from those of a folder by changing names and numbers."""
    chance = random.Random(SEED)
    bases, _ = loaded(path)
    names = sorted({name for report in bases for name in _NAME.findall(report.text)})
    return [_renamed(base, Desk("", names, chance)) for base in islice(cycle(bases), size)]


def _renamed(base: Report, desk: Desk) -> Report:
    """A report with other names and other numbers, each name the same one throughout."""
    other: dict[str, str] = {}
    text = _NAME.sub(lambda name: other.setdefault(name[0], desk.chance.choice(desk.words)), base.text)
    return _reprint(base, renumbered(text, desk), desk.chance)


def growth(path: Path, sizes: Iterable[int]) -> Rows:
    """Seconds of processor that it takes to find all copies in a collection; then to add one more report to it."""
    rows: Rows = []
    for size in sizes:
        reports = grown(path, size)
        started = time.process_time()
        find_copies(reports)
        rows.append((f"copies among {size:,} reports, seconds", time.process_time() - started))
        index = MemoryIndex(reports)
        last = _made(reports[-1].text, "One More", reports[-1])
        started = time.process_time()
        index.add(last)
        copies_of(last, index)
        rows.append((f"copies of one more among {size:,}, milliseconds", 1000 * (time.process_time() - started)))
    return rows
