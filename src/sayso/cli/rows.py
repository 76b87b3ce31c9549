"""`sayso claims` and `sayso events`: rows of a ledger, as a table, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from sayso.cli import choosing
from sayso.cli.choosing import Csv, Holder, Json, OfReport, Since, Until, iso, some
from sayso.cli.opened import DEFAULT, LedgerPath, reading
from sayso.cli.saying import print_csv, print_json
from sayso.cli.table import Column, print_table

if TYPE_CHECKING:
    from sayso.ledger.selecting import FoundClaim, FoundEvent, Source
    from sayso.records import Act
    from sayso.records.claim import Manner
    from sayso.records.event import EventType, Status

CLAIMS = (
    Column("published", width=10),
    Column("outlet", 2),
    Column("holder", 3),
    Column("act", width=8),
    Column("content", 8),
    Column("report", 3),
)
EVENTS = (Column("day", width=10), Column("event", 3), Column("what", 8), Column("holder", 3), Column("report", 3))


def claims(
    *,
    holder: Holder = None,
    act: Annotated[
        str | None,
        typer.Option(callback=choosing.act, metavar="ACT", help="What the holder does by it: deny, admit, …"),
    ] = None,
    manner: Annotated[
        str | None, typer.Option(callback=choosing.manner, metavar="MANNER", help="direct, indirect or mixed.")
    ] = None,
    report: OfReport = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the outlet's name.")] = None,
    since: Since = None,
    until: Until = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words in what is said.")] = None,
    json: Json = False,
    csv: Csv = False,
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Show the claims of a ledger: who says what, and in which report.

    Names and words are found whatever their case and accents. Days are those of publication.
    """
    from sayso.ledger.rows import claim_row
    from sayso.ledger.selecting import ClaimFilter, find_claims

    choosing.one_form(json=json, csv=csv)
    wanted = ClaimFilter(
        holder=holder,
        act=cast("Act | None", act),
        manner=cast("Manner | None", manner),
        report=report,
        outlet=outlet,
        since=iso(since),
        until=iso(until),
        text=text,
    )
    with reading(ledger) as connection:
        found = some(find_claims(connection, wanted), f"{ledger}: no claim is like that")
        if json:
            print_json(map(claim_json, found))
        elif csv:
            print_csv("claims", map(claim_row, found))
        else:
            print_table(CLAIMS, map(_claim_cells, found))


def events(
    *,
    type_: Annotated[
        str | None,
        typer.Option("--type", callback=choosing.event_type, metavar="TYPE", help="PLOVER's type: ASSAULT, RETREAT, …"),
    ] = None,
    mode: Annotated[
        str | None, typer.Option(callback=choosing.mode, metavar="MODE", help="PLOVER's mode: aerial, ceasefire, …")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(callback=choosing.status, metavar="STATUS", help="actual, denied, planned, demanded or possible."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the place's name.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Country, ISO 3166 alpha-3: COD, SYR, …")] = None,
    agent: Annotated[str | None, typer.Option(metavar="NAME", help="Who does it: part of the name or words.")] = None,
    patient: Annotated[str | None, typer.Option(metavar="NAME", help="To whom: part of the name or words.")] = None,
    holder: Holder = None,
    since: Since = None,
    until: Until = None,
    report: OfReport = None,
    json: Json = False,
    csv: Csv = False,
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Show the events of a ledger: who did what to whom, where, when, and on whose word.

    Names are found whatever their case and accents. Days are those on which an event can have been.
    """
    from sayso.ledger.rows import event_row
    from sayso.ledger.selecting import EventFilter, find_events

    choosing.one_form(json=json, csv=csv)
    wanted = EventFilter(
        type=cast("EventType | None", type_),
        mode=mode,
        status=cast("Status | None", status),
        place=place,
        country=country and country.upper(),
        agent=agent,
        patient=patient,
        holder=holder,
        since=iso(since),
        until=iso(until),
        report=report,
    )
    with reading(ledger) as connection:
        found = some(find_events(connection, wanted), f"{ledger}: no event is like that")
        if json:
            print_json(map(event_json, found))
        elif csv:
            print_csv("events", map(event_row, found))
        else:
            print_table(EVENTS, map(_event_cells, found))


def claim_json(found: FoundClaim) -> dict[str, Any]:
    """A claim's object of the annotation guide, with its report and its key."""
    return _source(found.source) | {"key": found.key} | found.claim.to_json() | {"inside_key": found.inside}


def event_json(found: FoundEvent) -> dict[str, Any]:
    """An event's object of the annotation guide, with its report, its key, and the holder of its claim."""
    rest = {"claim_key": found.claim, "holder": found.holder, "incidents": found.incidents}
    return _source(found.source) | {"key": found.key} | found.event.to_json() | rest


def _source(source: Source) -> dict[str, Any]:
    given = {"outlet": source.outlet, "published": source.published}
    return {"report": source.id, "report_key": source.key} | given


def _claim_cells(found: FoundClaim) -> tuple[str, ...]:
    from sayso.records.outline import NO_SOURCE

    claim, source = found.claim, found.source
    said = " … ".join(piece.text for piece in claim.content)
    return (source.published or "")[:10], source.outlet or "", claim.holder or NO_SOURCE, claim.act, said, source.id


def _event_cells(found: FoundEvent) -> tuple[str, ...]:
    from sayso.records.outline import NO_SOURCE, coded, particulars_of
    from sayso.records.terminal import WRITER

    days = " ".join(dict.fromkeys(found.event.date or ()))
    told = " · ".join(particulars_of(found.event.model_copy(update={"date": None})))
    holder = found.holder or (NO_SOURCE if found.claim else WRITER)
    return days, coded(found.event), told, holder, found.source.id
