"""`sayso add`: reports are read and stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from sayso.cli.opened import DEFAULT, LedgerPath
from sayso.cli.saying import say


def add(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT", help="Files, folders, patterns, addresses, other ledgers, or - for standard input."
        ),
    ] = None,
    ledger: LedgerPath = DEFAULT,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses on private networks and this machine too.")
    ] = False,
) -> None:
    """Read reports and store them with their readings in a ledger, which is made where there is none.

    What is known is passed over: stopped at any moment, the same command goes on from there.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.adding import add as add_to
    from sayso.ledger.adding import failed_entries

    if not what and not retry:
        raise typer.BadParameter("name what to add, or give --retry to try again what failed.")
    entries = list(what or [])
    with Ledger.open(ledger, create=True) as opened:
        entries += failed_entries(opened) if retry else []
        try:
            with _bar(entries) as step:
                added = add_to(opened, entries, allow_private=allow_private, say=say, step=step)
        except KeyboardInterrupt:
            say(f"{ledger}: stopped; what was added stands, and the same command goes on from there.")
            raise typer.Exit(1) from None
    say(f"{ledger}: {added.new:,} reports added, {added.known:,} known, {added.failed:,} failed.")
    raise typer.Exit(int(added.failed > 0))


@contextmanager
def _bar(entries: list[str]) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal: how far by bytes, how many reports a second, and the time left."""
    import sys

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from sayso.reports import size_of

    if not sys.stderr.isatty():
        yield lambda _reports, _bytes: None
        return
    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[reports]} reports, {task.fields[rate]:.0f} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=size_of(entries), reports=0, rate=0.0)

        def step(reports: int, size: int) -> None:
            shown = progress.tasks[0]
            count = shown.fields["reports"] + reports
            progress.update(task, advance=size, reports=count, rate=count / max(0.1, shown.elapsed or 0.1))

        yield step
