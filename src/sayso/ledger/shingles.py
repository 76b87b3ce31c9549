"""The runs of words of a ledger's reports, by which copies are found: an index of copies in the ledger's own tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from sayso.incidents.copies import Wording
from sayso.incidents.copies.index import ENTRY, KEPT, as_number, with_report, without_report
from sayso.ledger.among import among, wanted
from sayso.ledger.schema import reports, shingles
from sayso.records import Report

_HOLDERS = select(shingles).where(among(shingles.c.shingle))


class Shingles:
    """An index of copies over a ledger, good for one transaction; `wordings` are some thousand that are kept at hand."""

    def __init__(self, connection: Connection, wordings: dict[str, Wording]) -> None:
        self._connection = connection
        self._wordings = wordings

    def add(self, report: Report) -> None:
        """Takes in a report, once by its key."""
        wording, number = self._kept(report), as_number(report.key)
        had = self.holders(wording.shingles)
        mark = number.to_bytes(8, "little", signed=True)
        if any(_has(entries, mark) for entries in had.values()):
            return
        self._put(with_report(wording, had))

    def remove(self, report: Report) -> None:
        """Takes a report out."""
        self._put(without_report(report.key, self.holders(self._kept(report).shingles)))

    def holders(self, shingles_of: Iterable[int]) -> Mapping[int, bytes]:
        """Of each shingle that stands anywhere, the first `HOLDERS` reports that came with it, as entries in a row."""
        rows = self._connection.execute(_HOLDERS, wanted(shingles_of)).all()
        return {row[0]: row[1] for row in rows}

    def wording(self, key: str) -> Wording:
        """The wording of a report of the ledger, by its key; KeyError where there is none such."""
        if key not in self._wordings:
            data = self._connection.execute(select(reports.c.data).where(reports.c.key == key)).scalar()
            if data is None:
                raise KeyError(key)
            self._kept(Report.model_validate(data))
        return self._wordings[key]

    def _put(self, entries: Mapping[int, bytes]) -> None:
        if entries:
            kept = insert(shingles)
            self._connection.execute(
                kept.on_conflict_do_update(index_elements=["shingle"], set_={"holders": kept.excluded.holders}),
                [{"shingle": shingle, "holders": packed} for shingle, packed in entries.items()],
            )

    def _kept(self, report: Report) -> Wording:
        if len(self._wordings) >= KEPT:
            self._wordings.clear()
        return self._wordings.setdefault(report.key, Wording.of(report))


def _has(entries: bytes, mark: bytes) -> bool:
    return any(entries.startswith(mark, at) for at in range(0, len(entries), ENTRY.itemsize))
