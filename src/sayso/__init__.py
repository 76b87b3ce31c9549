"""Who says what happened, through whom it reached the reader, and which characters prove it."""

__version__ = "0.1.0"
