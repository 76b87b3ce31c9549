"""A report with the claims and events in it, and the reader that found them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.records.actor import Actor
from sayso.records.base import Record
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
        claims = []
        for claim in self.claims:
            made = claim.model_dump(mode="json")
            if claim.inside is None:
                del made["inside"]
            claims.append(made)
        return {
            "id": report.id,
            "key": report.key,
            **shown,
            "dateline": dateline,
            "claims": claims,
            "events": [_event(event) for event in self.events],
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


def _event(event: Event) -> Json:
    made = event.model_dump(mode="json")
    for name in ("mode", "instrument"):
        if not made[name]:
            del made[name]
    return made
