"""Corrections and retractions: what an outlet says of its own earlier report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.incidents.standing.versions import Counted, shown
from sayso.reading.figures.amounts import numbers
from sayso.records import Report, Span

_CORRECTION = re.compile(
    r"^[ \t]*(?:correction|corrected|corrects|clarification|editor['’]s note)\b[^\n.]{0,60}[:—–(]"
    r"|\b(?:an|our) (?:earlier|previous) (?:version|report|article|story|dispatch)\b[^\n.]{0,80}\b(?:said|stated|gave|reported|mis\w+|incorrectly|wrongly|erroneously)\b"
    r"|\b(?:incorrectly|wrongly|erroneously|mistakenly) (?:said|stated|gave|reported|identified|attributed)\b",
    re.IGNORECASE | re.MULTILINE,
)
_RETRACTION = re.compile(
    r"\b(?:has|have|had)? ?(?:withdrawn|retracted|withdraws?|retracts?) (?:its|our|the|this|that|an earlier) (?:earlier |previous |original )?(?:report|story|article|dispatch)\b"
    r"|\b(?:report|story|article|dispatch) (?:has been|was|is) (?:hereby )?(?:withdrawn|retracted)\b"
    r"|^[ \t]*(?:retraction|kill notice|mandatory kill)\b",
    re.IGNORECASE | re.MULTILINE,
)


class Correction(NamedTuple):
    """What an outlet says of earlier reports of its own: the words that say so, and whether they take a report back.

    `earlier` are the outlet's own reports of the same incident from before, the latest last.
    """

    report: Report
    span: Span
    withdraws: bool
    earlier: tuple[Report, ...]


def corrections(reports: Sequence[Report]) -> Iterator[Correction]:
    """What reports say that they correct or take back, once each; `reports` in the order of publication."""
    of_outlet: dict[str | None, list[Report]] = defaultdict(list)
    for report in reports:
        of_outlet[report.outlet].append(report)
    for report in reports:
        for pattern, withdraws in ((_RETRACTION, True), (_CORRECTION, False)):
            if found := pattern.search(report.text):
                own = of_outlet[report.outlet] if report.outlet else ()
                earlier = tuple(other for other in own if _before(other, report))
                yield Correction(report, Span.of(report.text, *found.span()), withdraws, earlier)
                break


def withdrawn(found: Iterable[Correction]) -> set[str]:
    """The keys of the reports that were taken back: of each outlet that did so, its latest before."""
    return {one.earlier[-1].key for one in found if one.withdraws and one.earlier}


def corrected(one: Correction, figures: Sequence[Counted]) -> list[Counted]:
    """The figures that a correction takes back.

    They are those of the outlet's earlier reports whose number the correction's paragraph names, where the report gives
    another one of the same kind, people and holder; and the paragraph's own when it says again what was wrong.
    """
    if not one.earlier:
        return []
    start, end = _paragraph(one.report.text, one.span)
    named = {(number.low, number.high) for number in numbers(one.report.text[start:end])}
    earlier = {report.key for report in one.earlier}
    here = [figure for figure in figures if figure.by.report_key == one.report.key]
    wrong = [
        figure
        for figure in figures
        if figure.by.report_key in earlier
        and figure.amount in named
        and any(
            _of_one(figure, other) and figure.party == other.party and figure.amount != other.amount for other in here
        )
    ]
    again = [
        figure
        for figure in here
        if start <= figure.figure.evidence.start < end
        and any(_of_one(figure, other) and figure.amount == other.amount for other in wrong)
    ]
    return wrong + again


def _of_one(one: Counted, two: Counted) -> bool:
    """Whether two figures say the same of the same people."""
    return (one.figure.kind, one.scope) == (two.figure.kind, two.scope)


def sentence(one: Correction, back: Iterable[Counted] = ()) -> str:
    """What was done, with the words that say so and the figures that are taken back."""
    of = f" of {one.earlier[-1].published}" if one.earlier else ""
    done = "withdrew its report" if one.withdraws else "corrected its report"
    figures = {f"{shown(*each.amount)} {each.figure.who or 'people'} {each.figure.kind}": None for each in back}
    no_more = f", and takes back {', '.join(figures)}" if figures else ""
    return f"{one.report.outlet or one.report.id} {done}{of}: “{one.span.text.strip()}”{no_more}."


def _paragraph(text: str, span: Span) -> tuple[int, int]:
    """Where the line stands that holds a span."""
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def _before(one: Report, two: Report) -> bool:
    return one.key != two.key and (one.published or "") <= (two.published or "")
