"""Claims and events by filters, some rows at a time, quickly however many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from sayso.ledger import words
from sayso.ledger.schema import claims, decided, events, reports, told
from sayso.ledger.words import BITS
from sayso.review.screens.outlets import outlets_of
from sayso.review.screens.paging import COUNTED, Key, Tally, beyond, cursor, ordered, tally, values_of
from sayso.review.screens.ways import SIFTED, Way, aside, best, count, quicker

TABLES: dict[str, Table] = {"claim": claims, "event": events}
NEWEST = ("published", "reading", "at")


class Listing:
    """The claims or the events of a ledger within some filters; a filter that is not given is passed over.

    `row` is the row itself and `report` that of its report, for further conditions; `state` what stands decided of it.
    """

    def __init__(self, connection: Connection, subject: Literal["claim", "event"]) -> None:
        self._connection, self._subject = connection, subject
        self._table = TABLES[subject]
        self.row = self._table.alias("row")
        self.report = reports.alias("report")
        self._said = decided.alias("said")
        self.state = func.coalesce(self._said.c.state, "undecided")
        self._conditions: list[ColumnElement[bool]] = []
        self._ways: list[Way] = []
        self._days: list[tuple[str, str]] = []

    # --- filters ---

    def where(self, condition: ColumnElement[bool]) -> None:
        """Those of a condition; its columns have to be put `aside`."""
        self._conditions.append(condition)

    def same(self, name: str, value: str | None) -> None:
        """Those that have this value in a column."""
        if value:
            self.where(aside(self.row.c[name]) == value)

    def equal(self, name: str, value: str | None) -> None:
        """The same for a column that has an index with the order."""
        if value:
            near = self._table.alias(f"by_{name}")
            self._near(near, near.c[name] == value, aside(self.row.c[name]) == value)

    def named(self, name: str, value: str | None) -> None:
        """Those of a name, or where nothing is called so, those whose names have words that begin so."""
        known = select(self._table.c.key).where(self._table.c[name] == value).limit(1)
        if value and self._connection.execute(known).first():
            self.equal(name, value)
        else:
            self.words(value, name)

    def published(self, since: str | None, until: str | None) -> None:
        """Those whose reports were published on these days, both included."""
        if since:
            self._days.append((">=", since))
        if until:
            self._days += [("<=", until + "~"), (">", "")]

    def words(self, typed: str | None, name: str | None = None) -> None:
        """Those that have the words that a person typed, in one column of the index where it is named."""
        if typed and typed.strip():
            found = words.numbers(f"{self._subject}_words", words.query(typed, name))
            own = aside(self.row.c.reading).op("<<")(BITS).op("|")(aside(self.row.c.at))
            self._way(found, self._numbered, own.in_(found))

    def keys(self, chosen: Select[Any], condition: ColumnElement[bool] | None = None) -> None:
        """Those whose keys a query gives."""
        here = aside(self.row.c.key).in_(chosen) if condition is None else condition
        self._way(chosen, lambda source: self.row.c.key == source.c[0], here)

    def of_report(self, name: str | None) -> None:
        """Those of a report, by its key or id."""
        mine = or_(reports.c.key == name, reports.c.given_id == name)
        if name:
            chosen = select(reports.c.reading).where(mine)
            self._way(chosen, self._read, aside(self.row.c.reading).in_(chosen))

    def of_outlet(self, name: str | None) -> None:
        """Those of an outlet by its name, or where none is called so, of those whose names have it as a part."""
        if not name:
            return
        names = outlets_of(self._connection, name)
        near = reports.alias("by_outlet")
        mine = near.c.outlet == names[0] if len(names) == 1 else near.c.outlet.in_(names)
        many = count(self._connection, select(near.c.outlet).where(mine))
        order = NEWEST[:2] if len(names) == 1 else ()
        self._ways.append(Way(near, self._read, mine, 10 * many, order, aside(self.report.c.outlet).in_(names)))

    def of_state(self, state: str | None) -> None:
        """Those of a state."""
        mine = decided.c.subject == self._subject, decided.c.now.is_not(None)
        if state == "undecided":
            self.where(aside(self.row.c.key).not_in(select(decided.c.now).where(*mine)))
        elif state:
            self.keys(select(decided.c.now).where(decided.c.state == state, *mine))

    def of_incident(self, key: str | None) -> None:
        """Those that tell of an incident."""
        mine = told.c[self._subject]
        if key:
            self.keys(select(mine).where(told.c.incident == key, mine.is_not(None)).distinct())

    def of_reason(self, reason: str | None) -> None:
        """Those that wait for a reason."""
        if reason == "unsure":
            near = self._table.alias("by_open")
            mine = select(self._table.c.key).where(self._table.c.open > 0, self._table.c.reading == self.row.c.reading)
            self._near(near, near.c.open > literal_column("0"), self.row.c.key.in_(mine))
        elif reason == "contested":
            key, within = told.c[self._subject], told.c.contested == literal_column("1")
            here = exists(select(key).where(key == self.row.c.key, within))
            self.keys(select(key).where(within, key.is_not(None)).distinct(), here)
        elif reason == "unseen":
            self.of_state("undecided")
        elif reason == "moved":
            # What moved is in no reading that counts; it waits in the queue and at its report.
            self.where(aside(self.row.c.reading) < 0)
        else:
            # Put off, or decided differently: states of the same names.
            self.of_state(reason)

    # --- rows ---

    def page(self, sort: str | None, after: str | None, limit: int) -> tuple[list[str], str | None]:
        """The keys of some rows, and the cursor of what comes after them."""
        chosen, order = self._ordered(sort, limit)
        values = values_of(after, len(order)) if after else None
        if values:
            chosen = chosen.where(beyond([Key(aside(key.column), key.down) for key in order], values))
            first, down = order[0]
            if first.key == "published":
                chosen = chosen.where(first <= values[0] if down else first >= values[0])
        rows = self._connection.execute(
            chosen.add_columns(self.row.c.key, *(key.column for key in order)).limit(limit + 1)
        ).all()
        following = cursor(rows[limit - 1][1:]) if len(rows) > limit else None
        return [row[0] for row in rows[:limit]], following

    def some(self, columns: Sequence[ColumnElement[Any]], limit: int) -> list[Any]:
        """Columns of the first rows, the newest reports first."""
        chosen, _ = self._ordered(None, limit)
        return list(self._connection.execute(chosen.add_columns(*columns).limit(limit)).all())

    def all_keys(self) -> list[str]:
        """The keys of all rows, the newest reports first."""
        chosen, _ = self._ordered(None, SIFTED)
        return list(self._connection.execute(chosen.add_columns(self.row.c.key)).scalars())

    def tally(self, facets: Mapping[str, ColumnElement[Any]]) -> Tally:
        """How many rows there are and what they have in common, of `COUNTED` of them; of very many, some are sifted."""
        way = best(self._ways) or self._all("published")
        chosen = self._joined(way.cut(self._within(way))).add_columns(*facets.values()).limit(COUNTED + 1)
        made = tally(self._connection.execute(chosen).all(), list(facets))
        return made._replace(more_than=made.more_than or self._count(way) >= SIFTED)

    def _within(self, way: Way) -> list[ColumnElement[bool]]:
        """The days of publication, on the column that the rows come in the order of."""
        published = way.source.c["published"] if way.order else aside(self.row.c.published)
        return [published.op(sign)(day) for sign, day in self._days]

    def _count(self, way: Way) -> int:
        return (
            count(self._connection, select(literal_column("1")).select_from(way.source)) if way.rows < 0 else way.rows
        )

    def _ordered(self, sort: str | None, limit: int) -> tuple[Select[Any], list[Key]]:
        """The rows by the way that gives the first of them soonest, and the order they are put in."""
        name, down = (sort or "-published").lstrip("-"), (sort or "-").startswith("-")
        way = best(self._ways)
        if way is None or not quicker(self._connection, way, limit):
            way = self._all(name)
        near = {part: way.source.c[part] for part in way.order}
        columns = [near.get(part, self.row.c[part]) for part in NEWEST]
        newest = [Key(column, down=part != "at") for column, part in zip(columns, NEWEST, strict=True)]
        if name == "published":
            order = newest if down else [key._replace(down=False) for key in newest]
        else:
            first = self.report.c.outlet if name == "outlet" else self.row.c[name]
            order = [Key(way.source.c[name] if way.order and name in way.source.c else first, down), *newest]
        chosen = self._joined(way)
        return chosen.order_by(*ordered(order)), order

    def _joined(self, way: Way) -> Select[Any]:
        """The rows of a way that the other filters leave, with their reports and what stands decided of them."""
        rest = (one.condition for one in self._ways if one.condition is not way.condition)
        said = and_(self._said.c.now == self.row.c.key, self._said.c.subject == self._subject)
        chosen = (
            select()
            .select_from(way.source)
            .join(self.row, way.on(way.source))
            .join(self.report, self.report.c.reading == aside(self.row.c.reading))
            .outerjoin(self._said, said)
            .where(*self._conditions, *(one for one in rest if one is not None), *self._within(way))
        )
        return chosen if way.where is None else chosen.where(way.where)

    # --- ways ---

    def _all(self, sort: str) -> Way:
        """All rows, in an order that an index has."""
        if sort == "outlet":
            return Way(reports.alias("by_outlet"), self._read, None, -1, NEWEST[:2], None)
        return Way(self._table.alias("by_order"), self._placed, None, -1, NEWEST, None)

    def _near(self, near: FromClause, mine: ColumnElement[bool], condition: ColumnElement[bool]) -> None:
        many = count(self._connection, select(literal_column("1")).select_from(near).where(mine))
        self._ways.append(Way(near, self._placed, mine, many, NEWEST, condition))

    def _way(
        self, found: Select[Any], on: Callable[[FromClause], ColumnElement[bool]], condition: ColumnElement[bool]
    ) -> None:
        source = found.subquery(f"way{len(self._ways)}")
        self._ways.append(Way(source, on, None, count(self._connection, found), (), condition))

    def _placed(self, source: FromClause) -> ColumnElement[bool]:
        return and_(self.row.c.reading == source.c.reading, self.row.c.at == source.c.at)

    def _read(self, source: FromClause) -> ColumnElement[bool]:
        return self.row.c.reading == source.c.reading

    def _numbered(self, source: FromClause) -> ColumnElement[bool]:
        number = source.c.number
        return and_(self.row.c.reading == number.op(">>")(BITS), self.row.c.at == number.op("&")((1 << BITS) - 1))
