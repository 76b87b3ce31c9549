"""A ledger as tidy tables: one module for each format."""
