"""Keeps reports, readings, incidents and reviews: one SQLite file that loses nothing."""
