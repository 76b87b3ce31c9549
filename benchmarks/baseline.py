"""What anybody could write in an hour: quotation marks and a list of reporting verbs. The yardstick, not the product."""

from __future__ import annotations

import re

from benchmarks.metrics import Relation

VERBS = "said|says|say|told|tells|added|adds|claimed|claims|announced|stated|states|wrote|writes|argued|argues|noted|notes|insisted|warned|denied|denies|reported|according to|believes|thinks|explained|asked|called|declared"
SPEAKER = r"(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*|[Hh]e|[Ss]he|[Tt]hey|[Tt]he [a-z]+)"
QUOTE = re.compile(r"“[^”\n]+”|\"[^\"\n]+\"")
AFTER = re.compile(rf"\W{{0,3}}(?:(?P<source>{SPEAKER}) (?P<cue>{VERBS})\b|(?P<cue2>{VERBS}) (?P<source2>{SPEAKER}))")
BEFORE = re.compile(rf"(?P<source>{SPEAKER}) (?P<cue>{VERBS})[:,]? $")
INDIRECT = re.compile(rf"(?P<source>{SPEAKER}) (?P<cue>{VERBS}) (?P<content>(?:that )?[^.“\"\n]+)")
ACCORDING = re.compile(r"(?P<cue>[Aa]ccording to) (?P<source>[^,.\n]+), (?P<content>[^.\n]+)")


def attributions(text: str) -> list[Relation]:
    """Quotations with a reporting verb beside them, and `X said that …`."""
    found, taken = [], set()
    for quote in QUOTE.finditer(text):
        if beside := AFTER.match(text, quote.end()) or BEFORE.search(text[max(0, quote.start() - 60) : quote.start()]):
            shift = 0 if beside.re is AFTER else max(0, quote.start() - 60)
            which = "" if beside.re is BEFORE or beside["source"] else "2"
            source, cue = beside.span(f"source{which}"), beside.span(f"cue{which}")
            found.append(
                Relation(
                    ((source[0] + shift, source[1] + shift),), ((cue[0] + shift, cue[1] + shift),), (quote.span(),)
                )
            )
            taken.add(cue[0] + shift)
    for pattern in (INDIRECT, ACCORDING):
        for match in pattern.finditer(text):
            if match.start("cue") not in taken:
                found.append(Relation((match.span("source"),), (match.span("cue"),), (match.span("content"),)))
    return found
