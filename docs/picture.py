"""The picture of the README: `python -m docs.picture` draws docs/terminal.svg from what `sayso read` prints of a report."""

from __future__ import annotations

import re
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from sayso.reading import read_reports
from sayso.records import Report
from sayso.reports import read_inputs

PICTURE = Path(__file__).with_name("terminal.svg")
REPORT = "torola-6"
PARAGRAPHS = 3
# Ink, ground and magenta of a calm dark terminal; the others do not occur.
THEME = TerminalTheme((29, 31, 35), (225, 223, 217), [(29, 31, 35)] * 5 + [(224, 160, 190)] + [(225, 223, 217)] * 2)


def main() -> None:
    """Read one report of the demo and draw it."""
    with as_file(files("sayso").joinpath("demo", "reports.json")) as path:
        report = next(one for one in read_inputs([path]) if isinstance(one, Report) and one.given_id == REPORT)
    shorter = report.model_copy(update={"text": "\n\n".join(report.text.split("\n\n")[:PARAGRAPHS])})
    console = Console(record=True, width=96, file=StringIO(), force_terminal=True, highlight=False)
    console.print(next(iter(read_reports([shorter]))))
    drawn = console.export_svg(title="sayso read report.txt", theme=THEME)
    # The picture asks for nothing from elsewhere.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
