"""How readings look as HTML: one page that stands on its own, and a fragment for notebooks.

Each report's text stands letter for letter in its element: contents are `<mark>`, sources `<b>`, cues `<u>`, inside one
another where they are in the text, and cut where they cross. A claim's parts share its name in `data-claim`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from sayso.records.claim import Claim
from sayso.records.document import asset, document, safe
from sayso.records.event import Event
from sayso.records.outline import (
    Part,
    Party,
    Role,
    coded,
    count,
    cut,
    depths,
    evidence,
    happenings,
    heading,
    nested,
    particulars,
    particulars_of,
    parties,
    parts,
    route,
    totals,
)
from sayso.records.reading import Reading

ELEMENTS: dict[Role, str] = {"paragraph": "p", "content": "mark", "source": "b", "cue": "u"}
PARAGRAPH_BREAK = re.compile(r"(?:[ \t]*\r?\n){2,}")


def page(readings: Iterable[Reading]) -> str:
    """One HTML page of the readings, complete in itself: no script, style, font or picture comes from elsewhere."""
    readings = list(readings)
    summary = f"{count(len(readings), 'report')}, {totals(readings)}"
    articles = "".join(_article(reading, f"r{number}") for number, reading in enumerate(readings, 1))
    body = (
        f"<header><h1>Who says what</h1><p>{summary}</p>{_legend()}</header>\n"
        f'{_contents(readings)}<main class="sayso">{articles}</main>\n'
    )
    return document(summary, body, style=asset("reading.css") + asset("page.css"), script=asset("page.js"))


def fragment(reading: Reading) -> str:
    """One reading as a `<div>` with its own style and no script, for a notebook."""
    return f'<div class="sayso"><style>{asset("reading.css")}</style>{_article(reading, reading.report.key)}</div>'


def _legend() -> str:
    return (
        '<p class="sayso legend"><mark>Contents are shaded, <b>sources</b> bold, <u>cues</u> underlined.</mark> '
        "Choose a claim to see its parts in the text.</p>"
    )


def _contents(readings: list[Reading]) -> str:
    if len(readings) < 2:
        return ""
    items = "".join(_entry(reading, f"r{number}") for number, reading in enumerate(readings, 1))
    return f'<nav aria-label="Reports"><ol>{items}</ol></nav>\n'


def _entry(reading: Reading, name: str) -> str:
    report = reading.report
    known = [part for part in (report.outlet, report.published, count(len(reading.claims), "claim")) if part]
    return f'<li><a href="#{name}">{safe(heading(report))}</a> <small>{safe(" · ".join(known))}</small></li>'


def _article(reading: Reading, name: str) -> str:
    report = reading.report
    language = safe(report.language or "en")
    below = nested(reading.claims)
    told = happenings(reading)
    holders = "".join(_holder(reading, party, below, told, name) for party in parties(reading))
    if told.get(None):
        holders += f"<section><h3>In the writer’s own words</h3>{_events(told[None])}</section>"
    return (
        f'<article id="{name}" aria-labelledby="{name}-title"><header><h2 id="{name}-title">{safe(heading(report))}</h2>'
        f'<p class="small">{safe(" · ".join(particulars(reading)))}</p></header>'
        f'<div class="text" lang="{language}" dir="auto">{_text(reading, name)}</div>'
        f'<section class="claims" aria-label="Claims by holder">{holders}</section></article>\n'
    )


def _text(reading: Reading, name: str) -> str:
    text, depth = reading.report.text, depths(reading.claims)
    spans = [part for claim in reading.claims for part in parts(claim, depth.get(claim.id, 0))]
    return _marked(text, [*_paragraphs(text), *spans], name)


def _paragraphs(text: str) -> Iterator[Part]:
    start = 0
    for gap in PARAGRAPH_BREAK.finditer(text):
        if gap.start() > start:
            yield Part(start, gap.start(), "paragraph")
        start = gap.end()
    if len(text) > start:
        yield Part(start, len(text), "paragraph")


def _marked(text: str, around: list[Part], name: str) -> str:
    """A text as HTML, every part an element, closed and opened anew where parts cross."""
    made: list[str] = []
    opened: tuple[Part, ...] = ()
    named: set[str] = set()
    for piece in cut(around, 0, len(text)):
        # Between paragraphs there is nothing to mark.
        wanted = piece.around if piece.around[:1] and piece.around[0].role == "paragraph" else ()
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(opened, wanted, strict=False)))
        made += [_closing(part) for part in reversed(opened[kept:])]
        made += [_opening(part, name, named) for part in wanted[kept:]]
        made.append(safe(text[piece.start : piece.end]))
        opened = wanted
    made += [_closing(part) for part in reversed(opened)]
    return "".join(made)


def _opening(part: Part, name: str, named: set[str]) -> str:
    element = ELEMENTS[part.role]
    if part.role == "paragraph":
        return f"<{element}>"
    claim = f"{name}-{safe(part.claim)}"
    # A link from the list leads to the first characters of the cue.
    first = part.role == "cue" and claim not in named
    named |= {claim} if first else set()
    anchor = f' id="{claim}"' if first else ""
    return f'<{element}{anchor} data-claim="{claim}">'


def _closing(part: Part) -> str:
    return f"</{ELEMENTS[part.role]}>"


def _events(events: Iterable[Event]) -> str:
    items = "".join(
        f'<li><span class="act">{safe(coded(event))}</span> {safe(" · ".join(particulars_of(event)))}</li>'
        for event in events
    )
    return f'<ul class="events">{items}</ul>' if items else ""


Claims = dict[str | None, list[Claim]]
Events = dict[str | None, list[Event]]


def _holder(reading: Reading, party: Party, below: Claims, told: Events, name: str) -> str:
    links = ", ".join(f'<a href="#{name}-{safe(claim.id)}">{safe(claim.id)}</a>' for claim in party.told)
    also = f'<p class="small">{"Also" if party.own else "See"} {links}, told by others.</p>' if links else ""
    return f"<section><h3>{safe(party.name)}</h3>{_claims(reading, party.own, below, told, name)}{also}</section>"


def _claims(reading: Reading, claims: Iterable[Claim], below: Claims, told: Events, name: str) -> str:
    items = "".join(
        f'<li data-claim="{name}-{safe(claim.id)}"><a href="#{name}-{safe(claim.id)}">'
        f'<span class="act">{claim.act}</span> <span class="words">{_words(reading.report.text, claim)}</span> '
        f'<span class="small">{safe(" → ".join(route(claim)))} · {claim.manner} · {safe(claim.id)}</span></a>'
        f"{_events(told.get(claim.id, ()))}{_claims(reading, below.get(claim.id, ()), below, told, name)}</li>"
        for claim in claims
    )
    return f"<ul>{items}</ul>" if items else ""


def _words(text: str, claim: Claim) -> str:
    return "".join(
        f"<{ELEMENTS[role]}>{safe(words)}</{ELEMENTS[role]}>" if role in ("source", "cue") else safe(words)
        for words, role in evidence(text, claim)
    )
