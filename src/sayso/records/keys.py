"""Keys of claims and events: digests of report and spans, the same for the same report and spans whoever reads it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.records.claim import Claim
from sayso.records.event import Event
from sayso.records.reading import Reading
from sayso.records.span import Span


def claim_keys(reading: Reading) -> dict[str, str]:
    """The key of each claim of a reading, by its id: a digest of report, source, cue and contents."""
    key = reading.report.key
    return dict(_told_apart((claim.id, _claim(key, claim)) for claim in reading.claims))


def event_keys(reading: Reading) -> dict[str, str]:
    """The key of each event of a reading, by its id: a digest of report, trigger and the cue of its claim."""
    key = reading.report.key
    cues = {claim.id: claim.cue for claim in reading.claims}
    return dict(_told_apart((event.id, _event(key, event, cues.get(event.claim or ""))) for event in reading.events))


def _claim(report: str, claim: Claim) -> str:
    return _digest("claim", report, [claim.source, claim.cue, *claim.content])


def _event(report: str, event: Event, cue: Span | None) -> str:
    return _digest("event", report, [event.trigger, cue])


def _digest(kind: str, report: str, spans: Sequence[Span | None]) -> str:
    # As JSON, which to write by hand takes a fifth of the time: a reading has hundreds.
    places = ", ".join(f"[{span.start}, {span.end}]" if span else "null" for span in spans)
    return hashlib.sha256(f'["{kind}", "{report}", [{places}]]'.encode("ascii")).hexdigest()[:16]


def _told_apart(keyed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Two of the same spans are told apart by their order."""
    seen: Counter[str] = Counter()
    for given, key in keyed:
        seen[key] += 1
        yield given, key if seen[key] == 1 else hashlib.sha256(f"{key}{seen[key]}".encode()).hexdigest()[:16]
