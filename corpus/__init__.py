"""Annotated reports written for this project, their mark-up and their check."""
