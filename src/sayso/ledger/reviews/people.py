"""Two persons at one ledger: what was given to whom, and what they decided differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from sayso.errors import InputError
from sayso.ledger.reviews.rows import AT_ONCE, named, of_reports, write
from sayso.ledger.schema import assigned, reviews
from sayso.records.review import Review


class Pair(NamedTuple):
    """What two persons decided last about one claim or event."""

    one: Review
    two: Review


def assign(connection: Connection, who: str, to: Sequence[str], reports: Sequence[str], once: str | None) -> Review:
    """Gives reports, by their keys, to some persons; who has them already keeps them."""
    who = named(who)
    names = [name for name in dict.fromkeys(" ".join(one.split()) for one in to) if name]
    if not names or not reports:
        what = "nobody is named" if not names else "there is no such report"
        raise InputError(what, where="the assignment", mend="name who is to review which reports")
    _give(connection, ((report, name) for report in reports for name in names))
    return write(
        connection,
        who=who,
        action="assign",
        subject="report",
        key=reports[0],
        report=None,
        after={"to": names, "reports": list(reports)},
        once=once,
    )


def _give(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    rows = [{"report": report, "who": name} for report, name in pairs]
    for at in range(0, len(rows), AT_ONCE):
        connection.execute(insert(assigned).on_conflict_do_nothing(), rows[at : at + AT_ONCE])


def assigned_anew(connection: Connection, taken_back: Review) -> None:
    """Takes reports back that were given, as far as no other row gives them."""
    names, keys = taken_back.after["to"], taken_back.after["reports"]
    for at in range(0, len(keys), AT_ONCE):
        part = keys[at : at + AT_ONCE]
        connection.execute(delete(assigned).where(assigned.c.report.in_(part), assigned.c.who.in_(names)))
    rows = select(reviews.c.after).where(reviews.c.action == "assign", reviews.c.undone.is_(None))
    _give(connection, given_in(connection.execute(rows).scalars()))


def given_in(contents: Iterable[dict[str, list[str]]]) -> set[tuple[str, str]]:
    """The reports and persons of what stands in some assignments."""
    return {(report, name) for one in contents for report in one["reports"] for name in one["to"]}


def decided_by_both(connection: Connection, one: str, two: str) -> Iterator[Pair]:
    """All claims and events that both decided about, with the last word of each, in the order of reports."""
    mine, theirs = (
        select(reviews.c.report).where(reviews.c.who == who, reviews.c.undone.is_(None), reviews.c.report.is_not(None))
        for who in (one, two)
    )
    both = sorted(set(connection.execute(mine.intersect(theirs)).scalars()))
    for at in range(0, len(both), AT_ONCE):
        for about in of_reports(connection, both[at : at + AT_ONCE]).values():
            if (first := last_word(about, one)) and (second := last_word(about, two)):
                yield Pair(first, second)


def last_word(about: Iterable[Review], who: str) -> Review | None:
    """What a person decided last about something, adjudications and what was put off left out."""
    plain = {"accept", "correct", "reject", "add"}
    said = [one for one in about if one.who == who and one.undone is None and one.action in plain]
    return said[-1] if said else None


def reviewers(connection: Connection) -> list[str]:
    """The names of all who decided something or were given something, in order."""
    named = select(reviews.c.who).union(select(assigned.c.who))
    return sorted(connection.execute(named).scalars())
