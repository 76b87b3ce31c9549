"""The data dictionary: what each field of a tidy table holds, as its row type says it.

A row type is a NamedTuple whose fields are `Annotated` with a Cell. Commands, exports, frames and the documentation all
take fields, types and meanings from here.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

FieldType = Literal["string", "integer", "number", "boolean", "date"]
_TYPES: dict[type, FieldType] = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}


class Cell(NamedTuple):
    """What a cell of a field holds.

    `free` text is somebody's own words and can be anything at all. `identifies` says that no two rows have the same;
    `refers` names the table whose key it is.
    """

    meaning: str
    unit: str | None = None
    free: bool = False
    identifies: bool = False
    refers: str | None = None


class Field(NamedTuple):
    """One field of a table; `values` are all that it can have, empty where there is no such list."""

    name: str
    type: FieldType
    required: bool
    values: tuple[str, ...]
    cell: Cell


@cache
def fields(row: type) -> tuple[Field, ...]:
    """The fields of a row type in their order."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_field(name, hint) for name, hint in hints.items())


def meaning(row: type) -> str:
    """What a table holds, in one sentence: the first line of its row type's docstring."""
    return (row.__doc__ or "").partition("\n")[0]


def _field(name: str, hint: Any) -> Field:  # noqa: ANN401, a type hint is no type
    assert get_origin(hint) is Annotated, name
    written, cell = get_args(hint)
    kinds = [kind for kind in get_args(written) or (written,) if kind is not NoneType]
    required = NoneType not in get_args(written)
    if get_origin(written) is Literal:
        return Field(name, "string", required, tuple(kinds), cell)
    (kind,) = kinds
    if get_origin(kind) is Literal:
        return Field(name, "string", required, get_args(kind), cell)
    return Field(name, _TYPES[kind], required, (), cell)
