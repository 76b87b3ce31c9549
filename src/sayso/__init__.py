"""Who says what happened, through whom it reached the reader, and which characters prove it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sayso.errors import InputError, LedgerError, ModelError, SaysoError

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger import Ledger
    from sayso.reading.figures import Convention
    from sayso.records import Claim, Dateline, Reading, Report, Span

__all__ = [
    "Claim",
    "Dateline",
    "InputError",
    "LedgerError",
    "ModelError",
    "Reading",
    "Report",
    "SaysoError",
    "Span",
    "__version__",
    "open",
    "read",
]
__version__ = "0.1.0"


def read(what: str | Path | Report, *, figures: Convention = "sayso") -> Reading:
    """Read one report: a file, an address, `-` for standard input, or a Report made in memory.

    `figures` is `sayso`, `acled` or `ucdp`: whose convention gives `dozens` or `at least 15` their bounds.

    InputError where it cannot be read, or holds several reports or none; ModelError where the model is missing. What
    a person should know of it besides comes as a warning.
    """
    from sayso.reading import read_reports
    from sayso.records import Report

    report = what if isinstance(what, Report) else _only_report(what)
    return next(read_reports([report], figures=figures))


def open(path: str | Path) -> Ledger:  # noqa: A001 - as `gzip.open`
    """Open a ledger that `sayso add` made; LedgerError where there is none or it cannot be used."""
    from sayso.ledger import Ledger

    return Ledger.open(path)


def _only_report(what: str | Path) -> Report:
    import warnings

    from sayso.records import Report
    from sayso.reports import read_inputs
    from sayso.reports.notice import shown

    reports: list[Report] = []
    for found in read_inputs([what]):
        if isinstance(found, InputError):
            raise found
        if not isinstance(found, Report):
            warnings.warn(str(found), stacklevel=3)
        elif reports:
            raise InputError("it holds more than one report", where=shown(what), mend="name one, or use `sayso read`")
        else:
            reports.append(found)
    if not reports:
        raise InputError("there is no report in it", where=shown(what), mend="name a file with one")
    return reports[0]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # The records stand on pydantic, a tenth of a second to load that `sayso --help` need not wait for.
        if name in __all__:
            return getattr(import_module("sayso.records"), name)
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
