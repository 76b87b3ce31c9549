"""`make bench`: one table of accuracy and speed, each beside what it must reach and what it aims at.

Accuracy on PolNeAR dev and on corpus dev is of data that was not trained on; corpus train is left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.load import reports
from rich.console import Console
from rich.table import Table

from benchmarks import (
    accuracy,
    acled,
    actors,
    baseline,
    copies,
    dates,
    events,
    figures,
    incidents,
    places,
    speed,
    standing,
)

ROOT = Path(__file__).resolve().parent.parent
# (must, aim) by section and row.
GOALS = {
    ("PolNeAR dev", "exact span, source"): ("≥ 81", "85"),
    ("PolNeAR dev", "exact span, cue"): ("≥ 73", "77"),
    ("PolNeAR dev", "exact span, content"): ("≥ 67", "75"),
    ("PolNeAR dev", "whole relation, exact"): ("≥ 45", "53"),
    ("PolNeAR dev", "whole relation, soft"): ("≥ 72", "78"),
    ("corpus dev", "claims detected, F1"): ("≥ 90", "96"),
    ("corpus dev", "whole claims, F1"): ("≥ 80", "90"),
    ("corpus dev", "of those detected, holder right"): ("≥ 88", "95"),
    ("corpus dev", "of those detected, relay right"): ("≥ 82", "92"),
    ("corpus dev", "of those detected, act right"): ("≥ 80", "90"),
    ("corpus dev", "of those detected, nesting right"): ("≥ 85", "93"),
    ("corpus dev, events", "events by type and trigger, F1"): ("≥ 75", "85"),
    ("corpus dev, events", "events with agent and patient, F1"): ("≥ 60", "75"),
    ("corpus dev, events", "figures, F1"): ("≥ 80", "90"),
    ("corpus dev, events", "of those found, place right"): ("≥ 85", "93"),
    ("corpus dev, events", "of those found, date right"): ("≥ 80", "90"),
    ("corpus dev, events", "of those found, status right"): ("≥ 85", "92"),
    ("corpus dev, events", "of those found, claim right"): ("≥ 90", "96"),
    ("one agency report", "claims detected, recall"): ("≥ 95", "100"),
    ("one agency report", "of those detected, holder right"): ("≥ 95", "100"),
    ("one agency report", "of those detected, relay right"): ("≥ 90", "100"),
    ("one agency report", "of those detected, act right"): ("≥ 85", "100"),
    ("incidents, corpus dev", "pairs of reports, F1"): ("≥ 85", "93"),
    ("incidents, corpus dev", "reports, B³ F1"): ("≥ 92", "96"),
    ("standing, corpus dev", "figure versions F1, as read"): ("≥ 75", "88"),
    ("standing, corpus dev", "support right, as read"): ("≥ 80", "90"),
    ("standing, corpus dev", "conflict facets F1, as read"): ("≥ 75", "88"),
    ("speed", "read ÷ bare ONNX pass"): ("≤ 1.5", "1.2"),
    ("speed", "windows sent ÷ windows of the text"): ("≤ 1.7", "1.0"),
    ("speed", "cold start ÷ bare script"): ("≤ 1.8", "1.3"),
    ("speed", "peak memory of 2,000 reports, MiB"): ("≤ 900", "600"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    parser.add_argument(
        "--report", type=Path, help="one more annotated report, in the container of the annotation guide"
    )
    options = parser.parse_args()
    table = Table("what", "measured", "must", "aim", title="Sayso")

    def show(section: str, rows: accuracy.Rows) -> None:
        table.add_section()
        table.add_row(f"[bold]{section}")
        for name, value in rows:
            must, aim = GOALS.get((section, name), ("", ""))
            table.add_row(f"  {name}", f"{value:.2f}" if value < 10 else f"{value:.1f}", must, aim)

    show("PolNeAR dev", accuracy.on_polnear(options.data))
    show(
        "PolNeAR dev, quotation marks and reporting verbs alone",
        accuracy.on_polnear(options.data, rules=baseline.attributions),
    )
    show("corpus dev", accuracy.rows_of(accuracy.judge(ROOT / "corpus" / "dev")))
    show("corpus dev, events", events.rows_of(events.judge(ROOT / "corpus" / "dev")))
    show("figures, gold triggers given", figures.rows(options.data))
    show("types of ACLED's, derived from its notes", acled.rows(options.data))
    show("dates", dates.rows(options.data))
    show("places", places.on_texts(options.data) + places.on_corpus(ROOT / "corpus" / "dev"))
    show("parties, corpus dev", actors.rows(ROOT / "corpus" / "dev"))
    show("copies, corpus dev", copies.on_gold(ROOT / "corpus" / "dev") + copies.planted(ROOT / "corpus" / "dev"))
    show("incidents, corpus dev", incidents.rows(ROOT / "corpus" / "dev"))
    show("standing, corpus dev", standing.rows(ROOT / "corpus" / "dev"))
    if options.report:
        show("one agency report", accuracy.rows_of(accuracy.judge(options.report)))
    texts = [report.text for report, _ in reports(ROOT / "corpus" / "dev")]
    longest = max(texts, key=len)
    show("speed", speed.against_bare(texts, 200) + speed.cold_start(longest) + speed.peak_memory(texts))
    Console().print(table)


if __name__ == "__main__":
    main()
