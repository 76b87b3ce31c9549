"""The API's description: `python -m docs.openapi` writes docs/openapi.json, from which the page's types are made."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.review.app import make_app

FILE = Path(__file__).with_name("openapi.json")


def described() -> str:
    """The description, as JSON of OpenAPI 3.1."""
    return json.dumps(make_app(None, token="", port=0).openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(described(), "utf-8")
