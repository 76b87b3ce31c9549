"""Who reviews, and what was given to whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from sayso.ledger.reviews import decided_by_both
from sayso.ledger.reviews.people import Pair
from sayso.ledger.reviews.state import outcome
from sayso.ledger.schema import assigned, decided, reviews
from sayso.review.screens.making import report_lines
from sayso.review.screens.reviewed import reviewed
from sayso.review.shapes import Assignment, Choice, Difference, People, ReportLine, ReviewedClaim, ReviewedEvent


def people(connection: Connection) -> People:
    """The persons with how many decisions each took, and the groups of persons with how many reports they were given."""
    counted = select(reviews.c.who, func.count()).group_by(reviews.c.who).order_by(func.count().desc(), reviews.c.who)
    given: dict[str, list[str]] = defaultdict(list)
    for report, who in connection.execute(select(assigned.c.report, assigned.c.who).order_by(assigned.c.who)):
        given[report].append(who)
    groups = Counter(tuple(to) for to in given.values())
    differ = select(func.count()).where(decided.c.state == "differs", decided.c.adrift == 0)
    return People(
        reviewers=tuple(Choice(value=who, count=count) for who, count in connection.execute(counted)),
        assignments=tuple(Assignment(to=to, reports=count) for to, count in groups.most_common()),
        differences=connection.execute(differ).scalar_one(),
    )


def differences(connection: Connection, one: str, two: str) -> list[Difference]:
    """What two persons decided differently about, each with the last word of both, in the order of reports."""
    pairs = [pair for pair in decided_by_both(connection, one, two) if _differ(pair)]
    reports = list(dict.fromkeys(pair.one.report for pair in pairs if pair.one.report))
    lines = report_lines(connection, reports)
    found: dict[str, ReviewedClaim | ReviewedEvent] = {}
    for report in reviewed(connection, reports):
        for claim in report.claims:
            found |= dict.fromkeys((review.key for review in claim.reviews), claim)
        for event in report.events:
            found |= dict.fromkeys((review.key for review in event.reviews), event)
    return [_difference(pair, lines, found.get(pair.one.key)) for pair in pairs if pair.one.report in lines]


def _differ(pair: Pair) -> bool:
    (one, before), (two, after) = outcome(pair.one), outcome(pair.two)
    return (one == "reject") != (two == "reject") or (one != "reject" and before != after)


def _difference(pair: Pair, lines: Mapping[str, ReportLine], item: ReviewedClaim | ReviewedEvent | None) -> Difference:
    report = lines[pair.one.report or ""]
    return Difference(
        subject="event" if pair.one.subject == "event" else "claim",
        key=item.key if item else pair.one.key,
        report=report.key,
        report_id=report.id,
        one=pair.one,
        two=pair.two,
        claim=item if isinstance(item, ReviewedClaim) else None,
        event=item if isinstance(item, ReviewedEvent) else None,
    )
