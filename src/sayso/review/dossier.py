"""The dossier of an incident: one file of HTML with all that it rests on, to be kept and printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import zip_longest

from sqlalchemy import Connection, select

from sayso import __version__
from sayso.ledger.chain import START, last, walk
from sayso.ledger.schema import readings, reports
from sayso.ledger.storing import now
from sayso.records import Claim, Event, Report
from sayso.records.copy import Passage
from sayso.records.document import document, safe
from sayso.records.incident import Merge
from sayso.records.outline import NO_OUTLET, NO_SOURCE, amount, count, counted
from sayso.review.evidence import parts_of_claim, parts_of_event, quoted
from sayso.review.screens.incident import incident_page
from sayso.review.shapes import HolderColumn, IncidentPage, ReviewedClaim, ReviewedEvent
from sayso.review.tables import figure_table, table


def dossier(connection: Connection, key: str) -> str:
    """The dossier of an incident by its key, as HTML; InputError where there is none."""
    page = incident_page(connection, key)
    chosen = select(reports.c.key, reports.c.data, readings.c.reader).join(
        readings, readings.c.number == reports.c.reading
    )
    rows = connection.execute(chosen.where(reports.c.key.in_(list(page.reports)))).all()
    texts = {row.key: Report.model_validate(row.data) for row in rows}
    readers = {row.key: row.reader for row in rows}
    broken = next(walk(connection), None)
    head = last(connection)
    chain = "it holds" if broken is None else f"row {broken[0]} does not hold: {broken[1]}"
    line = page.line
    title = ", ".join(part for part in (line.type, line.place, " to ".join(dict.fromkeys(line.days or ()))) if part)
    numbers = (
        f"{count(line.reports, 'report')} by {count(line.outlets, 'outlet')}, {_origin_count(line.least, line.most)}"
    )
    opening = (
        f"<header><h1>{safe(title)}</h1><p>Incident {safe(page.incident.key)}: {numbers}. Made {now()} by Sayso "
        f'{__version__}.</p><p class="meta">In what is quoted, <b>sources</b> and parties are bold, <u>cues</u> and triggers '
        "underlined, and <mark>contents</mark> shaded.</p></header>\n<main>"
    )
    body = "".join([
        opening,
        _part("Sign-off", _signed(page)),
        _part("Standing", _standing(page)),
        _part("Who says what", "".join(_column(page, column, texts) for column in page.columns)),
        _part("Figures", "".join(figure_table(page, one) for one in page.standing.figures) if page.standing else ""),
        _part("Origins", _origins(page)),
        _part("Copies", _copies(page)),
        _part("Reports", _reports(page, texts, readers)),
        _part("Reviews", _reviews(page)),
        _part("The record", f"<p>The chain of the log ends with {head if head != START else 'no row'}; {safe(chain)}.</p>"),
        "</main>\n",
    ])  # fmt: skip
    return document(title, body, style=files("sayso.review").joinpath("dossier.css").read_text("utf-8"), script="")


def _part(title: str, content: str) -> str:
    return f"<section><h2>{title}</h2>{content or '<p>None.</p>'}</section>\n"


def _origin_count(least: int | None, most: int | None) -> str:
    if least is None or most is None:
        return "origins not worked out yet"
    return f"{amount(least, most)} {'origin' if most == 1 else 'origins'}"


def _signed(page: IncidentPage) -> str:
    one = page.sign_off
    if not one:
        return "<p>Nobody has signed it off.</p>"
    changed = "The incident changed since." if one.changed_since else "The incident did not change since."
    rows = (
        ("by", one.review.who),
        ("at", one.review.at),
        ("standard", one.standard),
        ("note", one.note),
        ("since", changed),
    )
    return table((), rows, "sign-off")


def _standing(page: IncidentPage) -> str:
    if not page.standing:
        return "<p>It is being worked out.</p>"
    standing = page.standing
    rows = [("support", f"{standing.support}: {standing.support_reason}", standing.support_rests_on)]
    rows += [(f"contested: {one.facet}", one.reason, one.rests_on) for one in standing.conflict]
    rows += [("revised", words, ()) for words in standing.revised]
    rows += [("withdrawn", words, ()) for words in standing.withdrawn]
    if not standing.conflict:
        rows.append(("conflict", "uncontested", ()))
    return table(
        ("", "because", "rests on"), ((name, words, _rests(page, keys)) for name, words, keys in rows), "standing"
    )


def _rests(page: IncidentPage, keys: Iterable[str]) -> str:
    found = [page.claims.get(key) or page.events.get(key) for key in keys]
    return ", ".join(
        f"{page.reports[one.report].id} {one.claim.id if isinstance(one, ReviewedClaim) else one.event.id}"
        for one in found
        if one and one.report in page.reports
    )


def _column(page: IncidentPage, column: HolderColumn, texts: Mapping[str, Report]) -> str:
    title = "In the reports’ own words" if column.writer else column.holder or "Nobody named"
    known = [", ".join(name for name in column.names if name != title), column.side and f"on the side of {column.side}"]
    told: dict[str | None, list[ReviewedEvent]] = {}
    for key in column.events:
        if event := page.events.get(key):
            told.setdefault(event.told_in, []).append(event)
    shown = [_claim(page, claim, told.pop(key, []), texts) for key in column.claims if (claim := page.claims.get(key))]
    shown += [_alone(page, event, texts) for events in told.values() for event in events]
    return f'<h3 dir="auto">{safe(title)}</h3>{_meta(*known)}{"".join(shown)}'


def _meta(*parts: str | None) -> str:
    words = " · ".join(part for part in parts if part)
    return f'<p class="meta" dir="auto">{safe(words)}</p>' if words else ""


def _claim(page: IncidentPage, one: ReviewedClaim, events: list[ReviewedEvent], texts: Mapping[str, Report]) -> str:
    claim, line = one.claim, page.reports[one.report]
    return (
        f"<article>{_meta(line.id, claim.id, line.published, claim.act, claim.manner, one.state)}"
        f"{quoted(texts[one.report].text, parts_of_claim(claim))}{_relay(claim)}"
        f"{''.join(_event(event) for event in events)}{_decided(one)}</article>"
    )


def _relay(claim: Claim) -> str:
    """Who has it from whom, from the holder to the outlet, each with the words that say so."""
    evidence = (claim.holder_span or claim.source, *claim.relay_spans[1:])
    named = [step or NO_OUTLET for step in claim.relay]
    named[0] = claim.holder or NO_SOURCE
    steps = "".join(
        f"<li>{safe(step)}{f' <small>“{safe(span.text)}”</small>' if span and span.text.casefold() != step.casefold() else ''}</li>"
        for step, span in zip_longest(named, evidence[: len(named)])
    )
    return f'<ol class="relay" dir="auto">{steps}</ol>'


def _alone(page: IncidentPage, one: ReviewedEvent, texts: Mapping[str, Report]) -> str:
    """An event that stands in no claim of its column, with the sentence that tells it."""
    line = page.reports[one.report]
    evidence = quoted(texts[one.report].text, parts_of_event(one.event))
    return f"<article>{_meta(line.id, line.outlet, line.published, one.state)}{evidence}{_event(one)}{_decided(one)}</article>"


def _decided(one: ReviewedClaim | ReviewedEvent) -> str:
    standing = (review for review in one.reviews if review.undone is None)
    return _meta("; ".join(f"{review.who}: {review.action}, {review.at}" for review in standing))


def _event(one: ReviewedEvent) -> str:
    return f'<p class="event" dir="auto">{safe(" · ".join((one.event.id, *_particulars(one.event))))}</p>'


def _particulars(event: Event) -> Iterator[str]:
    yield f"{event.type}{f' {event.mode}' if event.mode else ''} “{event.trigger.text}”, {event.status}"
    if event.agent or event.patient:
        yield f"{', '.join(span.text for span in event.agent) or '…'} → {', '.join(span.text for span in event.patient) or '…'}"
    if event.place:
        yield f"{event.location.name if event.location else 'place not found'} (“{event.place.text}”)"
    if event.date:
        yield " to ".join(dict.fromkeys(event.date))
    for figure in event.casualties:
        yield f"{counted(figure)} (“{figure.evidence.text}”)"


def _origins(page: IncidentPage) -> str:
    if not page.standing:
        return ""
    names = {key: line.id for key, line in page.reports.items()}
    found = (
        (one.name or NO_SOURCE, one.side or "", ", ".join(names[key] for key in one.reports if key in names))
        for one in page.standing.origins
    )
    merges = "".join(_merge(merge, names) for merge in page.standing.merges)
    return table(("origin", "side", "reports"), found) + merges


def _merge(merge: Merge, names: Mapping[str, str]) -> str:
    one, two = names.get(merge.one, merge.one), names.get(merge.two, merge.two)
    what = safe(f"{one} and {two}: {merge.reason}")
    return f'<article><p dir="auto"><b>{merge.rule}</b> {what}</p>{_passages(one, two, merge.passages)}</article>'


def _passages(one: str, two: str, passages: Iterable[Passage]) -> str:
    """Wording that two reports share, side by side."""
    rows = ((passage.one.text, passage.two.text) for passage in passages)
    return table((one, two), rows, "both")


def _reports(page: IncidentPage, texts: Mapping[str, Report], readers: Mapping[str, str]) -> str:
    rows = (
        (
            *(texts[key].id, texts[key].outlet or "", texts[key].published or "", texts[key].title or ""),
            *(key, readers[key], texts[key].address or ""),
        )
        for key in page.reports
        if key in texts
    )
    return table(("id", "outlet", "published", "title", "key", "reader", "address"), rows, "reports")


def _copies(page: IncidentPage) -> str:
    found = []
    for copy in page.copies:
        one, two = page.reports[copy.one].id, page.reports[copy.two].id
        what = safe(
            f"{one} and {two}: {copy.kind}, {copy.shares[0]:.0%} and {copy.shares[1]:.0%} of their own words. {copy.reason}"
        )
        found.append(f'<article><p dir="auto">{what}</p>{_passages(one, two, copy.passages)}</article>')
    return "".join(found)


def _reviews(page: IncidentPage) -> str:
    of_claims = [one for item in page.claims.values() for one in item.reviews]
    about = [*page.reviews, *of_claims, *(one for item in page.events.values() for one in item.reviews)]
    rows = (
        (
            *(str(one.number), one.at, one.who, f"{one.action}{', taken back' if one.undone else ''}"),
            *(f"{one.subject} {one.key}", one.why or "", one.digest),
        )
        for one in sorted(about, key=lambda one: one.number)
    )
    return table(("row", "at", "who", "action", "about", "why", "digest"), rows)
