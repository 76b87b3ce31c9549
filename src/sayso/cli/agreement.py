"""`sayso agreement`: how far two reviewers agree."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.choosing import Json
from sayso.cli.opened import DEFAULT, LedgerPath, reading
from sayso.cli.saying import print_json
from sayso.cli.table import Column, print_table

COLUMNS = (Column("of", 3), Column("alpha", width=8), Column("units", width=8), Column("agreed", width=8))
NAMES = {"spans": "finding spans", "coding": "coding them", "figures": "figures"}


def agreement(
    one: Annotated[str, typer.Argument(metavar="ONE", help="The name of one reviewer.")],
    two: Annotated[str, typer.Argument(metavar="TWO", help="The name of the other.")],
    *,
    json: Json = False,
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Show how far two reviewers agree, as three numbers by Krippendorff's alpha.

    Counted is what both decided about: 1 is full agreement, 0 what chance would give.
    """
    from sayso.errors import InputError
    from sayso.ledger.reviews import reviewers
    from sayso.ledger.reviews.agreement import agreements

    with reading(ledger) as connection:
        known = reviewers(connection)
        for name in (one, two):
            if name not in known:
                mend = f"name two of {', '.join(known)}" if known else "decide something on the page first"
                raise InputError("nobody of this name reviews here", where=name, mend=mend)
        found = agreements(connection, one, two)._asdict()
    if json:
        print_json([{"one": one, "two": two, **{name: alpha._asdict() for name, alpha in found.items()}}])
        return
    print_table(
        COLUMNS,
        (
            (
                NAMES[name],
                "not yet" if part.alpha is None else f"{part.alpha:.2f}",
                f"{part.units:,}",
                f"{part.agreed:,}",
            )
            for name, part in found.items()
        ),
    )
