"""Whom a report names as having its text from: the agency of the dateline, tags, `with inputs from`, staff lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.records import Report, Span
from sayso.records.copy import Credit, CreditKind
from sayso.reports.places import is_agency, station_in

_NAME = r"[A-ZÀ-Þ][\w.&’'-]*(?: (?:(?:of|de|del|du|la|le) )?[A-ZÀ-Þ][\w.&’'-]*){0,6}"
_ONE = rf"(?:(?:[Tt]he )?{_NAME}|(?:other |news )*[Aa]genc(?:y|ies))"
_NAMES = rf"{_ONE}(?:(?:, (?:and )?| and | & |/){_ONE})*"
_INPUTS = re.compile(
    rf"\b[Ww]ith (?:additional |further )?(?:inputs?|contributions?|material|information|reports?) (?:from|by) (?P<from>{_NAMES})"
    rf"|\b[Ww]ith (?P<of>{_NAMES}) inputs?\b"
    rf"|\([Ww]ith (?P<alone>{_NAMES})\)"
    rf"|\b[Cc]ompiled from (?:reports (?:by|of|from) )?(?P<compiled>{_NAMES})"
)
_CONTRIBUTED = re.compile(rf"({_NAMES}) (?:also )?contributed (?:reporting|to this (?:report|story|article))")
_STAFF = re.compile(
    r"(?:^[ \t]*|[(\[])(?:(?:[Ww]ith )?(?:[Aa]dditional )?[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslated) (?:by|in|from) "
    r"[^\n()\[\]]{3,200}[)\]]?[ \t]*$",
    re.MULTILINE,
)
# A tag closes a paragraph (`… on Friday. (Reuters)`, `– AFP`) or follows `Source:`; one in a dateline is found there.
_TAG = re.compile(
    rf"(?:[(\[]\s*(?![Ww]ith )(?P<bracketed>{_NAMES})\s*[)\]]|[—–-]{{1,2}}\s*(?P<dashed>{_NAMES})"
    rf"|/(?P<slashed>[A-Z][\w .]{{1,20}})/|\b(?:Source|Courtesy|Credit):\s*(?P<named>{_NAMES}))[ \t.]*$",
    re.MULTILINE,
)
_BETWEEN = re.compile(r",(?: and)? | and | & |/")
_ARTICLE = re.compile(r"^[Tt]he ")


def credits_of(report: Report) -> tuple[Credit, ...]:
    """The credits of a report in the order of its text, each with the characters that say so; a byline comes first."""
    found = [*_byline(report), *_dateline(report), *_inputs(report.text), *_staff(report.text), *_tags(report.text)]
    return tuple(sorted(found, key=lambda credit: credit.span.start if credit.span else -1))


def dateline_stretch(report: Report) -> tuple[int, int] | None:
    """Where the dateline stands, from its first part to the report's own words."""
    dateline = report.dateline
    if not dateline:
        return None
    spans = [span for span in (dateline.place_span, dateline.date_span, dateline.agency_span) if span]
    return (min(span.start for span in spans), dateline.end) if spans else None


def _byline(report: Report) -> Iterator[Credit]:
    if report.byline and _is_sender(report.byline):
        yield Credit(kind="byline", agency=report.byline, span=None)


def _dateline(report: Report) -> Iterator[Credit]:
    dateline = report.dateline
    if dateline and dateline.agency and dateline.agency_span:
        yield Credit(kind="dateline", agency=dateline.agency, span=dateline.agency_span)


def _inputs(text: str) -> Iterator[Credit]:
    for line in _INPUTS.finditer(text):
        names = next(filter(None, line.groups()))
        if line["from"] or line["compiled"] or _is_sender(names):
            yield from _each(text, line.span(), names, "inputs")


def _staff(text: str) -> Iterator[Credit]:
    for line in _STAFF.finditer(text):
        yield Credit(kind="staff", agency=None, span=Span.of(text, *line.span()))
    # The pattern is slow, and few reports have the word.
    for line in _CONTRIBUTED.finditer(text) if "contributed" in text else ():
        if _is_sender(line[1]):
            yield from _each(text, line.span(), line[1], "inputs")
        else:
            yield Credit(kind="staff", agency=None, span=Span.of(text, *line.span()))


def _tags(text: str) -> Iterator[Credit]:
    for tag in _TAG.finditer(text):
        names = next(filter(None, tag.groups()))
        if tag["named"] or _is_sender(names):
            yield from _each(text, tag.span(), names, "tag")


def _is_sender(names: str) -> bool:
    """Whether one of some names is a known agency's or a broadcaster's by its words, or stands for agencies at large."""
    parts = [_ARTICLE.sub("", part) for part in _BETWEEN.split(names)]
    return any(is_agency(part) or station_in(part) is not None or part.lower().endswith("agencies") for part in parts)


def _each(text: str, at: tuple[int, int], names: str, kind: CreditKind) -> Iterator[Credit]:
    span = Span.of(text, *at)
    for part in _BETWEEN.split(names):
        name = _ARTICLE.sub("", part).rstrip(".")
        known = name[:1].isupper() and not name.lower().endswith(("agencies", "agency inputs"))
        yield Credit(kind=kind, agency=name if known else None, span=span)
