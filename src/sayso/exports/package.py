"""What describes the files of an export: a Frictionless data package, made from the data dictionary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sayso.ledger.dictionary import Field, fields, meaning
from sayso.ledger.tables import TABLES

Json = dict[str, Any]

KEYS = {table: field.name for table, row in TABLES.items() for field in fields(row) if field.cell.identifies}


def describe(folder: Path, suffix: str, mediatype: str) -> None:
    """Write `datapackage.json` into a folder with a file for each table."""
    described = json.dumps(package(suffix, mediatype), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(described + "\n", "utf-8")


def package(suffix: str, mediatype: str) -> Json:
    """The descriptor of a folder with one file for each table."""
    return {
        "profile": "tabular-data-package",
        "name": "sayso-ledger",
        "title": "Who said what happened: claims, events and figures of a Sayso ledger",
        "description": "What reports say and on whose word. Nothing here says what happened.",
        "resources": [_resource(table, row, suffix, mediatype) for table, row in TABLES.items()],
    }


def _resource(table: str, row: type, suffix: str, mediatype: str) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.{suffix}",
        "title": meaning(row),
        "format": suffix,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "schema": schema(table),
    }


def schema(table: str) -> Json:
    """The Table Schema of a table: its fields, its key, and the keys of others in it."""
    known = fields(TABLES[table])
    made: Json = {"fields": [_field(field) for field in known], "missingValues": [""]}
    if table in KEYS:
        made["primaryKey"] = KEYS[table]
    made["foreignKeys"] = [
        {
            "fields": field.name,
            "reference": {
                "resource": "" if field.cell.refers == table else field.cell.refers,
                "fields": KEYS[field.cell.refers],
            },
        }
        for field in known
        if field.cell.refers
    ]
    return made


def _field(field: Field) -> Json:
    made: Json = {"name": field.name, "type": field.type, "description": field.cell.meaning}
    if field.cell.unit:
        made["unit"] = field.cell.unit
    constraints: Json = {}
    if field.required:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    if constraints:
        made["constraints"] = constraints
    return made
