"""The dossier of an incident: one file of HTML with all that it rests on, to be kept and printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import pairwise

from sqlalchemy import Connection, select

from sayso import __version__
from sayso.ledger.chain import START, last, walk
from sayso.ledger.schema import readings, reports
from sayso.ledger.storing import now
from sayso.records import Claim, Event, Report, Span
from sayso.records.document import document, safe
from sayso.records.incident import FigureVersions, Merge, Version
from sayso.records.outline import amount
from sayso.review.screens.incident import incident_page
from sayso.review.shapes import HolderColumn, IncidentPage, ReviewedClaim, ReviewedEvent

AROUND = 160
ENDS = ".!?\n"


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
    opening = (
        f"<header><h1>{safe(title)}</h1><p>Incident {safe(page.incident.key)}. {line.reports} reports of "
        f"{line.outlets} outlets, {_range(line.least, line.most)} origins. Made {now()} by Sayso {__version__}.</p>"
        "</header>\n<main>"
    )
    body = "".join([
        opening,
        _part("Sign-off", _signed(page)),
        _part("Standing", _standing(page)),
        _part("Who says what", "".join(_column(page, column, texts) for column in page.columns)),
        _part("Figures", "".join(_figure(figure) for figure in page.standing.figures) if page.standing else ""),
        _part("Origins", _origins(page)),
        _part("Reports", _reports(page, texts, readers)),
        _part("Reviews", _reviews(page)),
        _part("The record", f"<p>The log ends with {head if head != START else 'no row'}; {safe(chain)}.</p>"),
        "</main>\n",
    ])  # fmt: skip
    return document(title, body, style=files("sayso.review").joinpath("dossier.css").read_text("utf-8"), script="")


def _part(title: str, content: str) -> str:
    return f"<section><h2>{title}</h2>{content or '<p>None.</p>'}</section>\n"


def _range(least: int | None, most: int | None) -> str:
    return "uncounted" if least is None or most is None else amount(least, most)


def _signed(page: IncidentPage) -> str:
    if not page.sign_off:
        return "<p>Nobody has signed it off.</p>"
    one = page.sign_off
    changed = " It changed since." if one.changed_since else ""
    return f"<p>{safe(one.review.who)}, {one.review.at}, by {safe(one.standard)}. {safe(one.note)}{changed}</p>"


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
    return _table((), ((name, words, _rests(page, keys)) for name, words, keys in rows))


def _rests(page: IncidentPage, keys: Iterable[str]) -> str:
    found = [page.claims.get(key) or page.events.get(key) for key in keys]
    return ", ".join(
        f"{page.reports[one.report].id} {one.claim.id if isinstance(one, ReviewedClaim) else one.event.id}"
        for one in found
        if one and one.report in page.reports
    )


def _column(page: IncidentPage, column: HolderColumn, texts: Mapping[str, Report]) -> str:
    title = "In the reports' own words" if column.writer else column.holder or "Holder not known"
    told: dict[str | None, list[ReviewedEvent]] = {}
    for key in column.events:
        if event := page.events.get(key):
            told.setdefault(event.told_in, []).append(event)
    parts = [_claim(page, claim, told.pop(key, []), texts) for key in column.claims if (claim := page.claims.get(key))]
    parts += [_event(event, page.reports[event.report].id) for events in told.values() for event in events]
    return f"<h3>{safe(title)}</h3>{''.join(parts)}"


def _claim(page: IncidentPage, one: ReviewedClaim, events: list[ReviewedEvent], texts: Mapping[str, Report]) -> str:
    claim, report = one.claim, page.reports[one.report]
    way = " → ".join(step or "not known" for step in claim.relay)
    decided = "; ".join(f"{review.who} {review.action} {review.at}" for review in one.reviews if review.undone is None)
    return (
        f'<article><p class="meta">{safe(report.id)} {claim.id}, {claim.act}, {claim.manner}, {one.state}</p>'
        f'<blockquote dir="auto">{_evidence(claim, texts[one.report].text)}</blockquote>'
        f'<p class="meta">{safe(way)}</p>{"".join(_event(event, None) for event in events)}'
        f"{f'<p class=meta>{safe(decided)}</p>' if decided else ''}</article>"
    )


def _evidence(claim: Claim, text: str) -> str:
    """The words around a claim, its source bold, its cue underlined, its contents marked."""
    parts = [(span, tag) for span, tag in ((claim.source, "b"), (claim.cue, "u")) if span]
    parts += [(piece, "mark") for piece in claim.content]
    low, high = min(span.start for span, _ in parts), max(span.end for span, _ in parts)
    start = max((text.rfind(end, max(0, low - AROUND), low) + 1 for end in ENDS), default=0) or max(0, low - AROUND)
    after = [at + 1 for end in ENDS if (at := text.find(end, high, high + AROUND)) >= 0]
    stop = min(after, default=min(len(text), high + AROUND))
    return "".join(_cut(text, start, stop, parts))


def _cut(text: str, start: int, stop: int, parts: list[tuple[Span, str]]) -> Iterator[str]:
    borders = sorted({start, stop, *(at for span, _ in parts for at in (span.start, span.end) if start < at < stop)})
    for low, high in pairwise(borders):
        tags = [tag for span, tag in parts if span.start <= low and high <= span.end]
        yield f"{''.join(f'<{tag}>' for tag in tags)}{safe(text[low:high])}{''.join(f'</{tag}>' for tag in reversed(tags))}"


def _event(one: ReviewedEvent, report: str | None) -> str:
    event = one.event
    return f'<p class="event">{safe(" · ".join(part for part in (report, event.id, *_particulars(event)) if part))}</p>'


def _particulars(event: Event) -> Iterator[str]:
    yield f"{event.type}{f' {event.mode}' if event.mode else ''} “{event.trigger.text}”, {event.status}"
    if event.agent or event.patient:
        yield f"{', '.join(span.text for span in event.agent) or '…'} → {', '.join(span.text for span in event.patient) or '…'}"
    if event.place:
        yield f"{event.location.name if event.location else 'not found'} (“{event.place.text}”)"
    if event.date:
        yield " to ".join(dict.fromkeys(event.date))
    for figure in event.casualties:
        yield f"{amount(figure.low, figure.high)} {figure.who or ''} {figure.kind} (“{figure.evidence.text}”)"


def _figure(figure: FigureVersions) -> str:
    top = max([1, *(number for one in figure.versions for number in (one.low, one.high) if number is not None)])
    rows = "".join(
        f"<tr><th>{safe(one.holder or 'nobody named')}</th><td>{safe((one.since or '')[:10])}</td><td>{_bar(one, top)}</td>"
        f"<td>{amount(one.low, one.high)}{', revised' if one.revised else ''}</td></tr>"
        for one in figure.versions
    )
    caption = safe(f"{figure.who or 'people'} {figure.kind}, 0 to {top:,}")
    return f"<table><caption>{caption}</caption><tbody>{rows}</tbody></table>"


def _bar(one: Version, top: int) -> str:
    low, high = (one.low or 0) / top * 196 + 2, (top if one.high is None else one.high) / top * 196 + 2
    open_ = ' stroke-dasharray="4 3"' if None in {one.low, one.high} else ""
    return (
        '<svg viewBox="0 0 200 10" width="200" height="10" aria-hidden="true"><path d="M0 5H200" stroke="#bbb"/>'
        f'<path d="M{low:.1f} 5H{max(high, low + 2):.1f}" stroke="#333" stroke-width="5"{open_}/></svg>'
    )


def _origins(page: IncidentPage) -> str:
    if not page.standing:
        return ""
    names = {key: line.outlet or line.id for key, line in page.reports.items()}
    found = (
        (one.name or "not known", one.side or "", ", ".join(names[key] for key in one.reports if key in names))
        for one in page.standing.origins
    )
    merges = "".join(_merge(merge, names) for merge in page.standing.merges)
    return _table(("origin", "side", "reports"), found) + merges


def _merge(merge: Merge, names: Mapping[str, str]) -> str:
    one, two = names.get(merge.one, merge.one), names.get(merge.two, merge.two)
    passages = "".join(
        f'<div class="both"><blockquote dir="auto"><p class="meta">{safe(one)}</p>{safe(passage.one.text)}</blockquote>'
        f'<blockquote dir="auto"><p class="meta">{safe(two)}</p>{safe(passage.two.text)}</blockquote></div>'
        for passage in merge.passages
    )
    return f"<article><p><b>{merge.rule}</b> {safe(f'{one} and {two}: {merge.reason}')}</p>{passages}</article>"


def _reports(page: IncidentPage, texts: Mapping[str, Report], readers: Mapping[str, str]) -> str:
    rows = (
        (
            *(texts[key].id, texts[key].outlet or "", texts[key].published or "", texts[key].title or ""),
            *(texts[key].address or "", key, readers[key]),
        )
        for key in page.reports
        if key in texts
    )
    copies = "".join(
        f"<p>{safe(f'{page.reports[one.one].id} and {page.reports[one.two].id}: {one.kind} copy. {one.reason}')}</p>"
        for one in page.copies
    )
    return _table(("id", "outlet", "published", "title", "address", "digest", "reader"), rows) + copies


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
    return _table(("row", "at", "who", "action", "about", "why", "digest"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    found = ["".join(f"<td>{safe(cell)}</td>" for cell in row) for row in rows]
    if not found:
        return ""
    top = "".join(f"<th>{name}</th>" for name in head)
    return f"<table>{f'<thead><tr>{top}</tr></thead>' if top else ''}<tbody>{''.join(f'<tr>{row}</tr>' for row in found)}</tbody></table>"
