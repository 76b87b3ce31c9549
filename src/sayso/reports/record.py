"""JSON records: one, a list of them, the container of the annotation guide, and JSONL, one value a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, BinaryIO

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from sayso.errors import InputError, RecordError
from sayso.reports.dateline import Given
from sayso.reports.dates import published_day
from sayso.reports.making import make_report
from sayso.reports.notice import Notice, Source, Taken, Took, shown
from sayso.reports.plain import check_text, decoded

MOST_BYTES = 20_000_000
"""A larger file, or line of JSONL, is refused before it is read to its end."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_FAULTS = {
    "missing": "{0} is missing",
    "string_type": "{0} is no string",
    "string_unicode": "{0} has half of a surrogate pair, which is no character",
    "model_type": "{0} is no object",
}


def _as_id(value: object) -> object:
    return str(value) if type(value) is int else value


def _whole(value: str) -> str:
    """JSON can write half of a surrogate pair, which Python keeps as a character and no file or database takes."""
    if _SURROGATE.search(value):
        raise PydanticCustomError("string_unicode", "half of a surrogate pair")
    return value


_Characters = Annotated[str, AfterValidator(_whole)]


class _Dateline(BaseModel):
    model_config = ConfigDict(extra="ignore")

    place: _Characters | None = None
    date: _Characters | None = None
    agency: _Characters | None = None


class _Record(BaseModel):
    """What is read of a record; an empty string or null is as good as nothing."""

    model_config = ConfigDict(extra="ignore")

    text: _Characters
    id: Annotated[_Characters | None, BeforeValidator(_as_id)] = None
    outlet: _Characters | None = None
    published: _Characters | None = None
    title: _Characters | None = None
    address: _Characters | None = Field(None, validation_alias=AliasChoices("url", "address"))
    byline: _Characters | None = None
    language: _Characters | None = None
    dateline: _Dateline | None = None


def read_json(data: bytes, source: Source) -> Iterator[Took]:
    """The reports of a JSON text, and an error for each record in it that is none. Raises InputError."""
    yield from _reports(_parsed(decoded(data, source), source.origin), data, source.origin, source)


def read_lines(first: bytes, stream: BinaryIO, source: Source) -> Iterator[Took]:
    """The reports of JSONL, one line in memory at a time; a bad line is an error that names `file:line`.

    `first` is what has been read of the stream already, ending with a line.
    """
    passed = first[: len(first) - len(first.lstrip())].count(b"\n")
    empty = True
    for number, line in enumerate(_lines(first, stream), 1 + passed):
        where = f"{source.origin}:{number}"
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            yield from _line(line, where, source)
        except InputError as fault:
            yield fault
    if empty:
        check_text(b"", source)


def _line(line: bytes | None, where: str, source: Source) -> Iterator[Took]:
    if line is None:
        raise InputError(f"the line is longer than {MOST_BYTES:,} bytes", where=where, mend="shorten it")
    yield from _reports(_parsed(decoded(line, Source(where)), where), line, where, source)


def is_record(line: bytes) -> bool:
    """Whether a line is a whole JSON object or list by itself, as those of JSONL are."""
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def _lines(first: bytes, stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; null for one that is too long, which is passed over without being kept."""
    line = first
    while line:
        long = len(line) > MOST_BYTES
        yield None if long else line
        while long and line and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES)
        line = stream.readline(MOST_BYTES + 1)


def _parsed(text: str, where: str) -> Any:  # noqa: ANN401 - JSON can be anything
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        what = f"not JSON: {fault.msg} at line {fault.lineno}, column {fault.colno}"
    except RecursionError:
        what = "not JSON that can be read: it is nested too deeply"
    except ValueError:
        what = "not JSON that can be read: it has a number of too many digits"
    raise InputError(what, where=where, mend="give one record, a list of records, or one record a line")


def _reports(value: Any, data: bytes, where: str, source: Source) -> Iterator[Took]:  # noqa: ANN401 - JSON can be anything
    """The reports of one parsed value: a record, a list, or `{"reports": […]}`."""
    if isinstance(value, dict) and "text" not in value and isinstance(value.get("reports"), list):
        records, path = value["reports"], " $.reports"
    elif isinstance(value, list):
        records, path = value, " $"
    else:
        yield from _report(value, data, where, source)
        return
    if not records:
        yield InputError("the list has no record", where=where, mend="give records with a `text`")
    for index, record in enumerate(records):
        # Of a list each record is kept by itself.
        own = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield from _report(record, own, f"{where}{path}[{index}]", source)


def _report(value: object, data: bytes, where: str, source: Source) -> Iterator[Took]:
    try:
        record = _Record.model_validate(value)
        yield from _made(record, data, where, source)
    except ValidationError as fault:
        yield RecordError(_faults(fault), where=where, mend="give `text` and the keys beside it as strings")
    except InputError as fault:
        yield fault


def _made(record: _Record, data: bytes, where: str, source: Source) -> Iterator[Taken | Notice]:
    published = published_day(record.published) if record.published else None
    written = record.dateline
    day = published_day(written.date) if written and written.date else None
    given = Given(written.place or None, day, written.agency or None) if written else Given()
    report = make_report(
        record.text,
        where=where,
        given=given if any(given) else None,
        language=record.language,
        published=published,
        given_id=record.id or None,
        title=record.title or None,
        outlet=record.outlet or None,
        byline=record.byline or None,
        address=record.address or None,
        retrieved=source.retrieved,
    )
    yield Taken(report, data)
    for name, value, read in (
        ("published", record.published, published),
        ("dateline.date", written and written.date, day),
    ):
        if value and not read:
            yield Notice(f"`{name}` is left out, for `{shown(value)}` is no day such as 2024-03-04", where)


def _faults(fault: ValidationError) -> str:
    """All faults of a record in one sentence, each with the key that it is at."""
    faults: Iterable[str] = (
        _FAULTS.get(found["type"], "{0} cannot be read").format(
            f"`{'.'.join(str(key) for key in found['loc'])}`" if found["loc"] else "the record"
        )
        for found in fault.errors()
    )
    return ", ".join(dict.fromkeys(faults))
