"""Reports → copies: which reports share wording, passage by passage, and what of it is boilerplate.

A long quotation that two reports share proves that both have it from one speaker; it is shown, and makes no copy.
"""

from sayso.incidents.copies.credits import credits_of
from sayso.incidents.copies.index import Index, MemoryIndex
from sayso.incidents.copies.pairs import Found, copies_of, find_copies
from sayso.incidents.copies.wording import Wording

__all__ = ["Found", "Index", "MemoryIndex", "Wording", "copies_of", "credits_of", "find_copies"]
