"""Keeps reports, readings, incidents and reviews: one SQLite file that loses nothing."""

from sayso.ledger.ledger import Ledger

__all__ = ["Ledger"]
