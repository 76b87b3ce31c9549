"""Reviews as rows: each in the log, chained, with what it was about beside it.

The log holds the digests of what was before and after, so that a report can be removed with all that quotes it and the
chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from sayso.errors import InputError, LedgerError
from sayso.ledger.chain import append
from sayso.ledger.schema import log, reviews
from sayso.records.review import Action, Review, Subject

AT_ONCE = 500


class StaleError(LedgerError):
    """Somebody else decided since; `review` is that decision."""

    def __init__(self, review: Review) -> None:
        super().__init__(
            f"{review.who} decided about it since", where=f"{review.subject} {review.key}", mend="look at it again"
        )
        self.review = review


def write(
    connection: Connection,
    *,
    who: str,
    action: Action,
    subject: Subject,
    key: str,
    report: str | None,
    before: Any = None,  # noqa: ANN401 - what a decision was about can be any JSON
    after: Any = None,  # noqa: ANN401
    why: str | None = None,
    once: str | None = None,
) -> Review:
    """Adds a review at the end of the chain, in the transaction that is open; InputError where it cannot be written."""
    _must_be_text([who, key, before, after, why, once])
    append(
        connection,
        who=who,
        action=action,
        subject=f"{subject} {key}",
        before=digest(before),
        after=digest(after),
        why=why,
    )
    number = connection.execute(select(log.c.number).order_by(log.c.number.desc()).limit(1)).scalar_one()
    row = {"number": number, "subject": subject, "key": key, "report": report, "who": who, "action": action}
    connection.execute(insert(reviews).values(**row, before=before, after=after, once=once))
    return review(connection, number)


def named(who: str) -> str:
    """The name of a person with its blanks put right; InputError where nobody is named."""
    name = " ".join(who.split())
    if not name:
        raise InputError("nobody is named", where="the decision", mend="write your name beside `You review as`")
    return name


def _must_be_text(content: Any) -> None:  # noqa: ANN401 - any JSON
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as fault:
        # JSON can spell half a character, which no text can hold.
        raise InputError("it has half a character", where="the decision", mend="write it anew") from fault


def digest(content: Any) -> str | None:  # noqa: ANN401 - any JSON
    """What the log holds of a review's content; null of nothing."""
    if content is None:
        return None
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


_CHOSEN = (
    *(reviews.c[name] for name in ("number", "subject", "key", "report", "who", "action", "before", "after", "undone")),
    *(log.c[name] for name in ("at", "why", "previous", "digest")),
)
_ALL = select(*_CHOSEN).join_from(reviews, log)


def review(connection: Connection, number: int) -> Review:
    """A review by its number."""
    return _review(connection.execute(_ALL.where(reviews.c.number == number)).one())


def sent_before(connection: Connection, once: str | None) -> Review | None:
    """The review that was sent with this key already."""
    row = connection.execute(_ALL.where(reviews.c.once == once)).first() if once else None
    return _review(row) if row else None


def reviews_of(connection: Connection, subject: Subject, keys: Collection[str]) -> dict[str, list[Review]]:
    """All reviews about some claims, events, incidents or reports, in order, by key."""
    found: dict[str, list[Review]] = defaultdict(list)
    wanted = list(keys)
    for at in range(0, len(wanted), AT_ONCE):
        mine = _ALL.where(reviews.c.subject == subject, reviews.c.key.in_(wanted[at : at + AT_ONCE]))
        for row in connection.execute(mine.order_by(reviews.c.number)):
            found[row.key].append(_review(row))
    return found


def of_reports(connection: Connection, reports: Iterable[str]) -> dict[tuple[str, str], list[Review]]:
    """All reviews about the claims and events of some reports, in order, by subject and key."""
    found: dict[tuple[str, str], list[Review]] = defaultdict(list)
    mine = _ALL.where(reviews.c.report.in_(list(reports)), reviews.c.subject.in_(("claim", "event")))
    for row in connection.execute(mine.order_by(reviews.c.number)):
        found[row.subject, row.key].append(_review(row))
    return found


def last_of(connection: Connection, who: str, since: int | None = None) -> Review | None:
    """The last review of a person that stands and can be taken back; none with a lower number than `since`."""
    mine = _ALL.where(
        reviews.c.who == who, reviews.c.undone.is_(None), reviews.c.action != "undo", reviews.c.number >= (since or 0)
    )
    row = connection.execute(mine.order_by(reviews.c.number.desc()).limit(1)).first()
    return _review(row) if row else None


def log_rows(connection: Connection, *, before: int | None, limit: int, who: str | None) -> list[Review]:
    """Rows of the log, the newest first: reviews with their content, and removals and merges."""
    chosen = (
        select(log, reviews.c.subject.label("kind"), reviews.c.key, reviews.c.report, reviews.c.undone)
        .add_columns(reviews.c.before.label("was"), reviews.c.after.label("became"))
        .join_from(log, reviews, isouter=True)
        .order_by(log.c.number.desc())
        .limit(limit)
    )
    if before is not None:
        chosen = chosen.where(log.c.number < before)
    if who:
        chosen = chosen.where(log.c.who == who)
    return [_logged(row) for row in connection.execute(chosen)]


def _logged(row: Row[Any]) -> Review:
    own = {name: getattr(row, name) for name in ("number", "at", "who", "action", "why", "previous", "digest")}
    if row.kind is None:
        # The log of another ledger that was merged is as long as that one was.
        report = row.subject if row.action == "remove" else None
        return Review(**own, subject="report", key=row.subject, report=report, before=None, after=None)
    return Review(
        **own, subject=row.kind, key=row.key, report=row.report, before=row.was, after=row.became, undone=row.undone
    )


def _review(row: Row[Any]) -> Review:
    return Review(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
