"""One thing that somebody other than the writer is made answerable for."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sayso.records.base import Record
from sayso.records.span import Span

Act = Literal["assert", "deny", "accuse", "admit", "support", "condemn", "demand", "threaten", "promise", "doubt"]
Manner = Literal["direct", "indirect", "mixed"]
ACTS: tuple[Act, ...] = get_args(Act)
MANNERS: tuple[Manner, ...] = get_args(Manner)


class Claim(Record):
    """Source, cue and content of one attribution, who is answerable for it, and the way it came.

    `relay` begins with the holder and ends with the outlet; `relay_spans` has the evidence of each step, null for the
    outlet and where a step has none of its own. `inside` is the id of the claim whose content holds this one.
    """

    id: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    holder: str | None
    holder_span: Span | None
    relay: tuple[str | None, ...]
    relay_spans: tuple[Span | None, ...]
    act: Act
    manner: Manner
    inside: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Its object of the annotation guide, with offsets."""
        return self.model_dump(mode="json", exclude={"inside"} if self.inside is None else None)
