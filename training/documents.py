"""What every training corpus becomes: a text, the claims marked in it, the names marked in it, and what it is silent on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Stretch = tuple[int, int]
"""Start and end in code points, half open."""


@dataclass(frozen=True)
class Marked:
    """One attribution as a corpus has it; `inside` where it stands in the content of another one.

    `holder` has every place where the text names the party that is answerable; empty where that is not known. `via` has
    those of the step that follows it in the relay: empty where the outlet follows at once, None where it is not known.
    """

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    act: str | None = None
    inside: bool = False
    holder: tuple[Stretch, ...] = ()
    via: tuple[Stretch, ...] | None = None


@dataclass(frozen=True)
class Happening:
    """One event as a corpus has it; `roles` holds (start, end, role), roles as `sayso.reading.tagger.ROLES`."""

    trigger: Stretch
    type: str
    mode: str
    status: str
    roles: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Document:
    """A text with its marks. A corpus says nothing about what it does not mark: no loss falls there.

    `nested`: whether claims within contents are marked; `claims`, `names`, `events` and `figures` are None where a corpus
    marks none at all.
    `names` holds (start, end, kind), kinds as `sayso.reading.tagger.KINDS`.
    """

    name: str
    text: str
    claims: tuple[Marked, ...] | None = None
    nested: bool = False
    names: tuple[tuple[int, int, str], ...] | None = None
    kinds: tuple[str, ...] = field(default=())
    """The kinds of names that are marked."""
    events: tuple[Happening, ...] | None = None
    figures: tuple[tuple[int, int, str], ...] | None = None
    """(start, end, what became of them) of each number of people."""
    told: tuple[str, ...] = ()
    """Types of events of which one at least happens somewhere in it, where its trigger is not marked."""


def first_files(paths: list[str]) -> Iterator[str]:
    """Of annotation files `ARTICLE_ANNOTATOR.ann`, the first in sorted order of each article."""
    seen = set()
    for path in sorted(paths):
        article = path.rsplit("_", 1)[0]
        if article not in seen:
            seen.add(article)
            yield path
