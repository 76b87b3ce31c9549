"""What persons decide: each decision a row that stays, and what stands decided worked out of them."""

from sayso.ledger.reviews.deciding import Decision, accept_all, decide, undo
from sayso.ledger.reviews.items import Item, Items, items, states
from sayso.ledger.reviews.judging import Judged, judge_link, judge_origins, sign_off
from sayso.ledger.reviews.people import assign, decided_by_both, reviewers
from sayso.ledger.reviews.rows import StaleError, log_rows, sent_before

__all__ = [
    "Decision",
    "Item",
    "Items",
    "Judged",
    "StaleError",
    "accept_all",
    "assign",
    "decide",
    "decided_by_both",
    "items",
    "judge_link",
    "judge_origins",
    "log_rows",
    "reviewers",
    "sent_before",
    "sign_off",
    "states",
    "undo",
]
