"""What people have, to Reports: plain text, pages, JSON records, from files, folders, addresses and standard input."""

from sayso.reports.blob import read_bytes
from sayso.reports.dateline import find_dateline
from sayso.reports.inputs import read_inputs, size_of, take_inputs
from sayso.reports.notice import Found, Kind, Notice, Taken

__all__ = ["Found", "Kind", "Notice", "Taken", "find_dateline", "read_bytes", "read_inputs", "size_of", "take_inputs"]
