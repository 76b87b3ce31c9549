"""The command reference: `python -m docs.reference` writes docs/commands.md from what `--help` prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("commands.md")
COMMANDS = (
    (),
    ("demo",),
    ("read",),
    ("add",),
    ("incidents",),
    ("claims",),
    ("events",),
    ("review",),
    ("export",),
    ("check",),
    ("remove",),
    ("gazetteer", "import"),
)
HEAD = """\
# Commands

Exit status: 0 when all is done, 1 when some input failed, 2 when the command was used wrongly. Errors go to stderr, one
sentence each, and name what failed and the mend; the other inputs are still read. Progress is shown on a terminal only.
"""


def reference() -> str:
    """The page: each command with its help, as a terminal 80 columns wide shows it."""
    return "\n".join([HEAD, *(_section(command) for command in COMMANDS)])


def _section(command: tuple[str, ...]) -> str:
    shown = subprocess.run(
        [sys.executable, "-m", "sayso", *command, "--help"],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"COLUMNS": "80"},
    )
    return f"## {' '.join(['sayso', *command])}\n\n```text\n{shown.stdout.strip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
