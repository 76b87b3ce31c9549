"""`sayso incidents`: what several reports tell of one happening, as a list, in full, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.choosing import Json, some
from sayso.cli.opened import DEFAULT, LedgerPath, reading
from sayso.cli.saying import console, print_json
from sayso.cli.table import Column, print_table

if TYPE_CHECKING:
    from sayso.ledger.cases import Case

COLUMNS = (
    Column("key", width=8),
    Column("day", width=10),
    Column("place", 3),
    Column("type", width=9),
    Column("reports", width=7),
    Column("origins", width=7),
    Column("support", width=12),
    Column("conflict", 3),
)


def incidents(
    key: Annotated[
        str | None,
        typer.Argument(metavar="KEY", help="Show one in full: its key, the beginning of it, or a report's id."),
    ] = None,
    json: Json = False,
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Show incidents: who says what, from how many origins, and where they contradict each other.

    Origins are counted as a range: with all that may be one taken as one, and with weak reasons for it left out.
    """
    from sayso.ledger.cases import all_cases, find_case

    with reading(ledger) as connection:
        if key:
            full = find_case(connection, key)
            if json:
                print_json([full.case.to_json()])
            else:
                from sayso.cli import case

                screen = console()
                for part in case.render(full, screen):
                    screen.print(part)
            return
        cases = some(all_cases(connection), f"{ledger}: there are no incidents")
        if json:
            print_json(one.to_json() for one in cases)
        else:
            print_table(COLUMNS, map(_cells, cases))


def _cells(case: Case) -> tuple[str, ...]:
    incident, standing = case.incident, case.standing
    days = " ".join(dict.fromkeys(incident.days or ()))
    shown = incident.key[:8], days, incident.place or "", incident.type, str(len(case.ids))
    if not standing:
        return *shown, "", "", ""
    range_ = "–".join(dict.fromkeys((str(standing.least), str(standing.most))))
    facets = ", ".join(dict.fromkeys(conflict.facet for conflict in standing.conflict))
    return *shown, range_, standing.support, facets
