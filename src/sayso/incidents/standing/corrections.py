"""Corrections and retractions: what an outlet says of its own earlier report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def corrections(reports: Sequence[Report]) -> Iterator[tuple[Report, Span, bool]]:
    """Each report that says it corrects or takes back an earlier one: the words that say so, and whether it takes it back."""
    for report in reports:
        for pattern, back in ((_RETRACTION, True), (_CORRECTION, False)):
            if found := pattern.search(report.text):
                yield report, Span.of(report.text, *found.span()), back
                break


def sentences(reports: Sequence[Report], *, withdrawn: bool) -> tuple[str, ...]:
    """A sentence for each outlet that corrected (or withdrew) a report of its own, with the words that say so."""
    found = []
    for report, span, back in corrections(reports):
        if back is withdrawn:
            outlet = report.outlet or report.id
            earlier = [other for other in reports if other.outlet == report.outlet and _before(other, report)]
            of = f" of {earlier[-1].published}" if earlier else ""
            done = "withdrew its report" if back else "corrected its report"
            found.append(f"{outlet} {done}{of}: “{span.text.strip()}”.")
    return tuple(found)


def _before(one: Report, two: Report) -> bool:
    return one.key != two.key and (one.published or "") <= (two.published or "")
