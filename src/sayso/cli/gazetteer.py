"""`sayso gazetteer`: the index of places."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.saying import say
from sayso.errors import InputError

app = typer.Typer(no_args_is_help=True, help="The index of places.")


@app.callback()
def of_places() -> None:
    """Look after the index of places that `read` looks names up in."""


@app.command("import", epilog="Example: sayso gazetteer import allCountries.zip")
def import_dump(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GeoNames dump, plain text or zipped.")],
) -> None:
    """Index a dump of GeoNames (allCountries, one country, or cities) besides the places that ship.

    A file that is cut off is refused whole, and the old index stays.
    """
    from sayso.reading.places import gazetteer as places

    if not file.is_file():
        raise InputError("there is no such file", where=str(file), mend="check the path")
    count = places.import_dump(file, progress=True)
    say(f"{places.index_path()}: {count:,} places of {file}")
