"""Wording that two reports share, and what it shows."""

from __future__ import annotations

from typing import Literal

from sayso.records.base import Record
from sayso.records.span import Span

CopyKind = Literal["whole", "partial", "passage"]
PassageKind = Literal["wording", "quotation", "boilerplate"]
CreditKind = Literal["byline", "dateline", "tag", "inputs", "staff", "named"]


class Credit(Record):
    """A place where a report names whom it has its text from; `agency` is null for staff, and for agencies at large.

    Kinds: `byline` (an agency as author, which came with the report and has no span), `dateline` (`KABUL (Reuters) -`),
    `tag` (a name alone in brackets, after a dash or after `Source:`), `inputs` (`With inputs from`: the agency's text among
    the outlet's own), `staff` (`Reporting by`, `Additional reporting by`) and `named` (in the midst of the text, which
    shows a direction only together with shared wording).
    """

    kind: CreditKind
    agency: str | None
    span: Span | None


class Passage(Record):
    """A stretch of one report whose words stand in order in another, with words changed, added or left out between.

    `same` is the number of words that are the same. One in quotation marks is a `quotation`: it shows that both have it
    from the speaker, not one from the other. One that came again and again in reports which share little else is
    `boilerplate`. Only `wording` counts as copied.
    """

    kind: PassageKind
    one: Span
    two: Span
    same: int


class Copy(Record):
    """Two reports, by their keys, whose wording comes from one another or from one text; `one` is not the later one.

    `whole`: all but a fifth of the own words of one of them stands in the other; `partial`: a good part; `passage`: less,
    a sentence or two. `shares` has, for each, the part of its own words that lies in passages, from 0 to 1: quotations,
    boilerplate, dateline and credits are no own words. `origin` is the key of the one that the other has it from, null
    where that cannot be shown; `reason` says in one sentence why; `credits` of the later one prove it where it does.
    """

    one: str
    two: str
    kind: CopyKind
    passages: tuple[Passage, ...]
    shares: tuple[float, float]
    origin: str | None
    reason: str
    credits: tuple[Credit, ...]


class Boilerplate(Record):
    """Wording of a report that came again and again in reports which share little else, some of them in `holders`."""

    report: str
    span: Span
    holders: tuple[str, ...]
