"""From what the network says of some reports to their readings, by rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reading.actors import Registry, actors
from sayso.reading.claims import claims
from sayso.reading.dates.grammar import rules
from sayso.reading.events import events
from sayso.reading.figures import Convention
from sayso.reading.names import is_capitals
from sayso.reading.spans import attributions, happenings, mentions
from sayso.reading.tagger import Tagged
from sayso.records import Reading, Report


def prepare() -> None:
    """Loads what the rules need before the first report, which takes as long as the network does for a short one."""
    rules()
    Registry.shipped()


def coded(
    reader: str, scored: Sequence[tuple[Report, Tagged | None]], figures: Convention, registry: Registry | None
) -> Iterator[Reading]:
    """The readings of reports by a reader of this name; one without scores is left unread."""
    texts = [tagged for _, tagged in scored if tagged]
    found = zip(attributions(texts), happenings(texts), mentions(texts), strict=True)
    for report, tagged in scored:
        if not tagged:
            unread = f"The report is in {report.language!r}; only English is read."
            yield Reading.model_construct(report=report, reader=reader, claims=(), events=(), actors=(), unread=unread)
            continue
        said, happened, named = next(found)
        # In capitals, names are the network's to tell.
        told = claims(report, said, named if is_capitals(report.text) else [])
        events_ = events(report, happened, told, named, convention=figures)
        parties = actors(report, told, events_, named, registry=registry)
        yield Reading.model_construct(
            report=report, reader=reader, claims=told, events=events_, actors=parties, unread=None
        )
