"""What can go wrong, as one tree.

    SaysoError
    ├── InputError        something given to read cannot be read
    │   ├── FetchError    an address refused, was too slow, too large or not allowed
    │   └── RecordError   a JSON record does not have the shape of a report
    ├── ModelError        the model that reads is missing or damaged
    └── LedgerError       a ledger is missing, damaged, newer than this Sayso, or cannot be written

Each is one sentence for a person: what went wrong, where, and the mend. The parts stand on the instance.
"""

from __future__ import annotations


class SaysoError(Exception):
    """One sentence from its parts, as `{where}: {what}; {mend}.`."""

    def __init__(self, what: str, *, where: str, mend: str) -> None:
        super().__init__(what, where, mend)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}."


class InputError(SaysoError):
    """Something given to read cannot be read."""


class FetchError(InputError):
    """An address refused, was too slow, too large or not allowed."""


class RecordError(InputError):
    """A JSON record does not have the shape of a report."""


class ModelError(SaysoError):
    """The model that reads is missing or damaged."""


class LedgerError(SaysoError):
    """A ledger is missing, damaged, newer than this Sayso, or cannot be written."""
