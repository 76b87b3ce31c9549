"""What every page is made of: a document that stands on its own, with a policy that lets nothing in from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

# A parser of HTML would read a bare carriage return as a line feed, and knows no way to write the others.
UNWRITABLE = str.maketrans({"\r": "&#13;", **dict.fromkeys(map(chr, [0, *range(0xD800, 0xE000)]), "\ufffd")})


def document(title: str, body: str, *, style: str, script: str) -> str:
    """A page of HTML from a title in plain text and a body in HTML; no style or script but these two ever runs.

    An empty script is none.
    """
    scripts = f"'{_digest(script)}'" if script else "'none'"
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src {scripts}; base-uri 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{safe(title)} – Sayso</title>\n<style>{style}</style>\n</head>\n<body>\n{body}"
        "<footer><p>Sayso shows what reports say and on whose word. It does not judge what happened.</p></footer>\n"
        f"{f'<script>{script}</script>' if script else ''}\n</body>\n</html>\n"
    )


def safe(text: str) -> str:
    """Words as HTML that reads as these words and never as markup."""
    return escape(text).translate(UNWRITABLE)


@cache
def asset(name: str) -> str:
    """The text of a file that the pages are made with."""
    return files("sayso.records").joinpath("assets", name).read_text("utf-8")


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
