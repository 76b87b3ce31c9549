"""Accuracy and speed of the reader, measured by `make bench`."""
