"""Ways to rows among very many: a filter that few rows have finds them, the other filters sift what it found.

SQLite keeps no statistics of a ledger that grows; so what the rows are found by is chosen here, by counting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select
from sqlalchemy.sql import operators
from sqlalchemy.sql.expression import UnaryExpression

from sayso.ledger.schema import readings

# So many rows are counted or sifted for what they have in common; a hundred thousand would take a quarter of a second.
SIFTED = 40_000
# Claims or events of a report, about: how many rows there are in all is known by the number of readings.
IN_A_REPORT = 10


class Way(NamedTuple):
    """A filter as a way to its rows.

    `source` is joined to them by `on`; `where` is the filter within it; `rows` is how many there are, up to `SIFTED`.
    `order` are its columns by which the newest reports come first by an index, none where there is no such. `condition`
    is the same filter for rows that were found another way.
    """

    source: FromClause
    on: Callable[[FromClause], ColumnElement[bool]]
    where: ColumnElement[bool] | None
    rows: int
    order: Sequence[str]
    condition: ColumnElement[bool] | None

    def cut(self, within: Sequence[ColumnElement[bool]]) -> Way:
        """The way to no more than `SIFTED` rows, the newest where that is known, `within` some conditions on its order."""
        chosen = select(*(one for one in self.source.c if not self.order or one.name in self.order)).limit(SIFTED)
        if self.where is not None:
            chosen = chosen.where(self.where)
        if self.order:
            chosen = chosen.where(*within)
        newest = self.order[:2] or [name for name in ("number",) if name in self.source.c]
        return self._replace(
            source=chosen.order_by(*(self.source.c[name].desc() for name in newest)).subquery("sifted"), where=None
        )


def aside(given: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column by which no index is to be taken."""
    return UnaryExpression(given, operator=operators.custom_op("+"), type_=given.type)


def best(ways: Iterable[Way]) -> Way | None:
    """The way to the fewest rows; of several that have very many, one that has an order."""
    return min(ways, key=lambda way: (way.rows, not way.order), default=None)


def quicker(connection: Connection, way: Way, limit: int) -> bool:
    """Whether some rows of a way are found sooner among its own, put in order, than by looking through all in order."""
    if way.order:
        return True
    # A row that is joined and sorted takes about twice as long as one that is passed over.
    newest = connection.execute(select(func.max(readings.c.number))).scalar() or 0
    return way.rows < SIFTED and 2 * way.rows**2 <= limit * newest * IN_A_REPORT


def count(connection: Connection, found: Select[Any]) -> int:
    """How many rows a query finds, up to `SIFTED`."""
    return connection.execute(select(func.count()).select_from(found.limit(SIFTED).subquery())).scalar_one()
