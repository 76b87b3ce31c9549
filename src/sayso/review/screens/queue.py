"""What to decide next: what persons differ about first, what was put off last; and how much waits for what reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, literal_column, not_, select, true

from sayso.ledger.schema import assigned, decided, reports, reviews, told
from sayso.review.asking import AskClaims, AskEvents, AskQueue
from sayso.review.screens.claims import listing_of as claims_of
from sayso.review.screens.events import listing_of as events_of
from sayso.review.screens.kept import kept
from sayso.review.screens.lists import TABLES, Listing
from sayso.review.screens.meter import DECIDED, meter
from sayso.review.shapes import Queue, Reason, Waiting

ORDER: tuple[Reason, ...] = ("differs", "moved", "contested", "unsure", "unseen", "later")
Kind = Literal["claim", "event"]
# What a person decided of something, as against what they put off.
PLAIN = ("accept", "correct", "reject", "add", "adjudicate")


class Share(NamedTuple):
    """Which part of the queue is a person's: a condition on the key of a report."""

    who: str
    of: Literal["mine", "nobody's"]

    def has(self, report: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether a report is in it."""
        given = select(assigned.c.who).where(assigned.c.report == report)
        return exists(given.where(assigned.c.who == self.who)) if self.of == "mine" else not_(exists(given))


def queue(connection: Connection, ask: AskQueue) -> Queue:
    """What waits for a person: in the reports given to them first, then in those given to nobody."""
    found: dict[str, Waiting] = {}
    for one in _waiting(connection, ask):
        found.setdefault(one.key, one)
        if len(found) == ask.limit:
            break
    return Queue(items=tuple(found.values()), meter=meter(connection), waiting=waiting(connection, ask.kind))


def waiting(connection: Connection, kind: Kind = "claim") -> dict[Reason, int]:
    """How many claims or events wait for each reason; one can wait for several. All others are `unseen`."""
    return kept(connection, ("waiting", kind), lambda: _counted(connection, kind))


def _waiting(connection: Connection, ask: AskQueue) -> Iterator[Waiting]:
    given = connection.execute(select(assigned.c.report).limit(1)).first()
    shares = [Share(ask.who or "", "mine"), Share(ask.who or "", "nobody's")] if given else [None]
    for share in shares:
        for reason in [ask.reason] if ask.reason else ORDER:
            if reason == "moved":
                yield from _moved(connection, ask, share)
            else:
                yield from _of_reason(connection, ask, reason, share)
            if reason == "unseen" and share and share.of == "mine":
                yield from _by_others(connection, ask)


def _of_reason(connection: Connection, ask: AskQueue, reason: Reason, share: Share | None) -> Iterator[Waiting]:
    listing = _listing(connection, ask)
    key, table = listing.row.c.key, decided.alias("done")
    listing.of_reason(reason)
    if reason not in {"differs", "later"}:
        mine = table.c.subject == ask.kind, table.c.now == key, table.c.state.not_in(("later", "differs"))
        listing.where(not_(exists(select(table.c.key).where(*mine))))
    elif reason == "differs" and ask.who:
        # It is for a third person.
        listing.where(not_(_said(ask.who, ask.kind, select(table.c.key).where(table.c.now == key).scalar_subquery())))
    if share:
        listing.where(share.has(listing.report.c.key))
    rows = listing.some([listing.row.c.key, listing.report.c.key], ask.limit)
    return (Waiting(subject=ask.kind, key=key, report=report, reason=reason) for key, report in rows)


def _listing(connection: Connection, ask: AskQueue) -> Listing:
    if ask.kind == "claim":
        names = set(AskClaims.model_fields) - {"reason", "state", "sort", "after", "limit"}
        return claims_of(connection, AskClaims(**{name: getattr(ask, name) for name in names}))
    names = {"q", "holder", "outlet", "report", "incident"}
    return events_of(connection, AskEvents(**{name: getattr(ask, name) for name in names}))


def _moved(connection: Connection, ask: AskQueue, share: Share | None) -> Iterator[Waiting]:
    """Decisions that a newer reading set adrift; within a filter there are none, for they are in no reading."""
    filtered = any(getattr(ask, name) for name in AskClaims.model_fields if name not in {"reason", "limit"})
    within = share.has(decided.c.report) if share else true()
    mine = decided.c.subject == ask.kind, decided.c.adrift == 1, false() if filtered else within
    rows = select(decided.c.key, decided.c.report).where(*mine).order_by(decided.c.number).limit(ask.limit)
    for key, report in connection.execute(rows):
        yield Waiting(subject=ask.kind, key=key, report=report, reason="moved")


def _by_others(connection: Connection, ask: AskQueue) -> Iterator[Waiting]:
    """What others decided in reports that were given to this person too, who decides apart from them."""
    if any(getattr(ask, name) for name in AskClaims.model_fields if name not in {"reason", "limit"}):
        return
    given = assigned.c.report == decided.c.report, assigned.c.who == ask.who
    chosen = (
        select(decided.c.key, decided.c.report)
        .join(assigned, and_(*given))
        .where(decided.c.subject == ask.kind, decided.c.adrift == 0, decided.c.state.in_(DECIDED))
        .where(not_(_said(ask.who or "", ask.kind, decided.c.key)))
        .order_by(decided.c.number)
        .limit(ask.limit)
    )
    for key, report in connection.execute(chosen):
        yield Waiting(subject=ask.kind, key=key, report=report, reason="unseen")


def _said(who: str, kind: Kind, key: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column or a query
    """Whether a person decided about something, by the key that the reader gave it."""
    mine = reviews.c.subject == kind, reviews.c.key == key, reviews.c.undone.is_(None)
    return exists(select(reviews.c.number).where(*mine, reviews.c.who == who, reviews.c.action.in_(PLAIN)))


def _counted(connection: Connection, kind: Kind) -> dict[Reason, int]:
    table = TABLES[kind]
    of = decided.c.subject == kind
    done = decided.c.state.in_(DECIDED), decided.c.adrift == 0, of
    states = select(decided.c.state, func.count()).where(of, decided.c.adrift == 0).group_by(decided.c.state)
    state = {name: number for name, number in connection.execute(states)}  # noqa: C416 - rows are no pairs to mypy
    moved = connection.execute(select(func.count()).where(of, decided.c.adrift == 1)).scalar_one()
    held, unsure = connection.execute(
        select(func.sum(reports.c[table.name]), func.sum(reports.c[f"{table.name}_open"])).where(
            reports.c.reading.is_not(None)
        )
    ).one()
    counted = select(func.count()).select_from(decided).join(table, table.c.key == decided.c.now).where(*done)
    counted = counted.join(reports, reports.c.reading == table.c.reading)
    sure = connection.execute(counted.where(table.c.open > 0)).scalar_one()
    seen = connection.execute(counted).scalar_one()
    return {
        "differs": state.get("differs", 0),
        "moved": moved,
        "contested": _contested(connection, kind),
        "unsure": (unsure or 0) - sure,
        "unseen": (held or 0) - seen,
        "later": state.get("later", 0),
    }


def _contested(connection: Connection, kind: Kind) -> int:
    """How many of incidents with a conflict nobody decided about yet."""
    key, disputed = told.c[kind], told.c.contested == literal_column("1")
    chosen = select(func.count(key.distinct())).where(disputed, key.is_not(None))
    done = and_(decided.c.now == key, decided.c.subject == kind, decided.c.state.in_(DECIDED))
    seen = chosen.join_from(decided, told, done)
    return connection.execute(chosen).scalar_one() - connection.execute(seen).scalar_one()
