"""`sayso check` and `sayso remove`: whether a ledger holds, and what must go from it."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.opened import DEFAULT, LedgerPath
from sayso.cli.saying import say


def check(ledger: LedgerPath = DEFAULT) -> None:
    """Check every span, digest and key of a ledger again, and the chain of decisions.

    Exit 1 when something does not hold; each fault is a line.
    """
    from collections import Counter

    from sayso.ledger import Ledger
    from sayso.ledger.checking import check as faults_of

    counted: Counter[str] = Counter()
    failed = False
    with Ledger.open(ledger, read_only=True) as opened, opened.read() as connection:
        for fault in faults_of(connection, counted):
            typer.echo(str(fault))
            failed = True
    parts = (f"{counted[name]:,} {name}" for name in ("readings", "claims", "events", "spans"))
    say(f"{ledger}: {', '.join(parts)} checked; {'see above' if failed else 'all hold'}.")
    raise typer.Exit(int(failed))


def remove(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Key or id of the report.")],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who decided it.")],
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="By which law or licence.")],
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Remove a report that must go by law or licence.

    Its text and its spans go for good; a row stays that says when, by whom and why.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.uptodate import without

    with Ledger.open(ledger) as opened:
        key = without(opened, report, who=who, why=why)
    say(f"{ledger}: the report {key} is removed.")
