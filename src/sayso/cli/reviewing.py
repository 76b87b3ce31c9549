"""`sayso review`: the local web page over a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.opened import DEFAULT, LedgerPath

PORT = 8765


def review(
    ledger: LedgerPath = DEFAULT,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for any free one.")] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open no browser.")] = False,
) -> None:
    """Open the web page over a ledger: see the evidence, lay the versions side by side, decide.

    Prints its address with the token on a line of its own. Nobody else's machine can reach it, and it asks no other. A
    ledger is made where there is none. Ctrl-C ends it.
    """
    from sayso.review.serving import serve

    def ready(address: str) -> None:
        typer.echo(address)
        if not no_browser:
            _open(address)

    serve(ledger, port=port, ready=ready)


def _open(address: str) -> None:
    """Has the person's browser open an address, which can take as long as it likes."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
