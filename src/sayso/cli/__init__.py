"""The command line: one module for each group of commands.

Every command imports what it needs when it runs: the time to the first claim is mostly imports.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from sayso import __version__
from sayso.cli import adding, agreement, checking, exporting, gazetteer, incidents, reading, reviewing, rows
from sayso.cli.saying import say
from sayso.errors import SaysoError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command(epilog="Example: sayso demo")(reading.demo)
app.command(epilog="Example: sayso read report.txt --html page.html")(reading.read)
app.command(epilog="Example: sayso add reports/ news.jsonl")(adding.add)
app.command(epilog="Example: sayso incidents --json")(incidents.incidents)
app.command(epilog="Example: sayso claims --holder army --act deny --since 2024-03-01")(rows.claims)
app.command(epilog="Example: sayso events --type ASSAULT --place Goma --csv")(rows.events)
app.command(epilog="Example: sayso review --ledger sayso.db")(reviewing.review)
app.command(epilog="Example: sayso agreement Ada Ben")(agreement.agreement)
app.command(epilog="Example: sayso export csv tables")(exporting.export)
app.command(epilog="Example: sayso check")(checking.check)
app.command(epilog='Example: sayso remove kivu-01-a --who "R. Editor" --why "court order"')(checking.remove)
app.add_typer(gazetteer.app, name="gazetteer")


def main() -> None:
    """Run the command line; exit 0 when all is done, 1 when some input failed, 2 when it was used wrongly."""
    # A terminal that lacks an arrow or a letter gets its code rather than an error.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="sayso")
    except SaysoError as error:
        say(error)
        sys.exit(1)
    except OSError as error:
        say(SaysoError(f"it cannot be written ({error.strerror})", where="standard output", mend="make room for it"))
        # What is still in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: sayso demo")
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read news reports about armed conflict: who says what, through whom, and the characters that prove it."""
