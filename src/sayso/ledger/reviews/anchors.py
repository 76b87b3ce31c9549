"""Which claim an event, or a claim inside another, is told in: a review says it by key, a reading by id.

Ids change with each reader, keys stay with the words. So a review holds keys, and they are brought back to the ids of the
reading that it is applied to: by the key itself, by the claim that it was carried to, or by one claim with the same cue,
which is what the key of an event goes by too. Nothing else is taken for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.ledger.reviews.state import Stands
from sayso.records import Claim, Event, Reading
from sayso.records.review import Review

Subjects = Mapping[tuple[str, str], list[Review]]
RECORDS: dict[str, type[Claim | Event]] = {"claim": Claim, "event": Event}
FIELD = {"claim": "inside", "event": "claim"}


class Anchors:
    """The claims of one report by key and by id. `cues` has where the cue of each stands that any reader found."""

    def __init__(
        self, base: Reading, ids: Mapping[str, str], subjects: Subjects, cues: Mapping[str, tuple[int, int]]
    ) -> None:
        self._ids, self._keys = ids, {id_: key for key, id_ in ids.items()}
        self._base, self._cues = base, cues
        self._carried = _carried(subjects)

    def key_of(self, named: str) -> str | None:
        """The key of a claim that is named by id or by key; None where there is none."""
        return self._keys.get(named) or (named if named in self._ids else None)

    def id_of(self, key: str | None) -> str | None:
        """The id of the claim that a key means by now; None where there is none, or more than one."""
        if key is None:
            return None
        for _ in self._carried:
            if key not in self._ids:
                key = self._carried.get(key, key)
        if key in self._ids:
            return self._ids[key]
        same = [one.id for one in self._base.claims if (one.cue.start, one.cue.end) == self._cues.get(key)]
        return same[0] if len(same) == 1 else None

    def pinned(self, coded: Claim | Event) -> dict[str, Any]:
        """A claim or an event as a review holds it."""
        field = FIELD["claim" if isinstance(coded, Claim) else "event"]
        return coded.model_dump(mode="json") | {field: self.key_of(getattr(coded, field) or "")}

    def restored(
        self, subject: str, id_: str, record: Mapping[str, Any], otherwise: str | None = None
    ) -> Claim | Event:
        """What a review holds as a claim or an event of the reading; `otherwise` is what it stands in where that is gone."""
        field = FIELD[subject]
        told_in = self.id_of(record[field]) or (otherwise if record[field] else None)
        return RECORDS[subject].model_validate({**record, "id": id_, field: told_in})

    def lost(self, subject: str, stands: Stands) -> bool:
        """Whether the claim is gone that an event stands in, which would become the writer's own word."""
        record = stands.outcome.record if stands.outcome else None
        return bool(subject == "event" and record and record["claim"] and not self.id_of(record["claim"]))


def _carried(subjects: Subjects) -> dict[str, str]:
    """The keys of claims whose reviews a person carried to another key."""
    keys = {one.number: key for key, about in subjects.items() for one in about}
    found = {}
    for (subject, key), about in subjects.items():
        for one in about:
            if subject == "claim" and one.action == "settle" and one.undone is None and one.after["verdict"] != "drop":
                found[keys.get(one.after["settles"], ("", key))[1]] = key
    return {old: new for old, new in found.items() if old != new}
