"""A report with the claims and events in it, and the reader that found them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sayso.records.acled import acled
from sayso.records.actor import Actor, Sector
from sayso.records.base import Record
from sayso.records.camps import sectors_of
from sayso.records.claim import Claim
from sayso.records.event import Event
from sayso.records.report import Report

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

Json = dict[str, Any]


class Reading(Record):
    """A report with its claims, events and actors, and the name and digest of the reader that made them.

    `unread` says in one sentence why a report was left unread (its language), and is null otherwise.
    """

    report: Report
    reader: str
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    unread: str | None = None

    def to_json(self) -> Json:
        """The report's object of the annotation guide, with offsets, as `sayso read --json` prints it."""
        report = self.report
        shown = report.model_dump(mode="json", exclude={"given_id", "dateline", "origin"})
        dateline = report.dateline.model_dump(mode="json", exclude={"end"}) if report.dateline else None
        sectors = sectors_of(self.actors)
        return {
            "id": report.id,
            "key": report.key,
            **shown,
            "dateline": dateline,
            "claims": [claim.to_json() for claim in self.claims],
            "events": [event.to_json() | {"acled": _acled(event, sectors)} for event in self.events],
            "actors": [actor.model_dump(mode="json") for actor in self.actors],
            "reader": self.reader,
            "unread": self.unread,
        }

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """How a terminal shows it."""
        from sayso.records.terminal import render

        return render(self, console)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from sayso.records.html import fragment

        return fragment(self)


def _acled(event: Event, sectors: Mapping[int, Sector]) -> Json | None:
    derived = acled(event, sectors)
    return derived._asdict() if derived else None
