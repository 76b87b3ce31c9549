"""The runs of words of a ledger's reports, by which copies are found: an index of copies in the ledger's own tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from sayso.incidents.copies import Wording
from sayso.incidents.copies.index import HOLDERS, KEPT, Holder
from sayso.incidents.copies.wording import day_of
from sayso.ledger.schema import reports, shingles
from sayso.ledger.selecting import AT_ONCE
from sayso.records import Report


def as_number(key: str) -> int:
    """A report's key as the signed number of 64 bits that it is."""
    return int.from_bytes(bytes.fromhex(key), signed=True)


def as_key(number: int) -> str:
    """The key that a number stands for."""
    return number.to_bytes(8, signed=True).hex()


class Shingles:
    """An index of copies over a ledger, good for one transaction; it keeps some thousand wordings at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._wordings: dict[str, Wording] = {}

    def add(self, report: Report) -> None:
        """Takes in a report, once by its key."""
        number, wording = as_number(report.key), self._kept(report)
        had = self.holders(wording.shingles)
        if any(holder.key == report.key for holders in had.values() for holder in holders):
            return
        row = {"report": number, "day": day_of(report), "size": len(wording.shingles)}
        rows = [
            {"shingle": shingle, "place": len(had.get(shingle, ())), **row}
            for shingle in wording.shingles
            if len(had.get(shingle, ())) < HOLDERS
        ]
        if rows:
            self._connection.execute(insert(shingles), rows)

    def holders(self, shingles_of: Iterable[int]) -> Mapping[int, Sequence[Holder]]:
        """Of each shingle that stands anywhere, the first `HOLDERS` reports that came with it."""
        wanted = list(shingles_of)
        found: dict[int, list[Holder]] = {}
        for at in range(0, len(wanted), AT_ONCE):
            rows = select(shingles).where(shingles.c.shingle.in_(wanted[at : at + AT_ONCE]))
            for shingle, _, number, day, size in self._connection.execute(rows.order_by(*shingles.primary_key)):
                found.setdefault(shingle, []).append(Holder(as_key(number), day, size))
        return found

    def wording(self, key: str) -> Wording:
        """The wording of a report of the ledger, by its key; KeyError where there is none such."""
        if key not in self._wordings:
            data = self._connection.execute(select(reports.c.data).where(reports.c.key == key)).scalar()
            if data is None:
                raise KeyError(key)
            self._kept(Report.model_validate(data))
        return self._wordings[key]

    def _kept(self, report: Report) -> Wording:
        if len(self._wordings) >= KEPT:
            self._wordings.clear()
        return self._wordings.setdefault(report.key, Wording.of(report))
