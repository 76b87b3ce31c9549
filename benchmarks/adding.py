"""`sayso add` beside a bare pass of the network over the same windows, on the same cores: `python -m benchmarks.adding`.

The reports are those of the corpus with other names, days and figures, so that each is another one. Adding reads, stores,
finds copies, links, and works out standings; the bare pass does none of it.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.incidents import many, sample
from benchmarks.speed import Recorder
from sayso.ledger import Ledger
from sayso.ledger.adding import add
from sayso.reading.tagger import cores, shipped
from sayso.records import Report


def bare(texts: Sequence[str]) -> float:
    """Seconds of the network alone over the windows of some texts, one thread a process as `add` has it."""
    tagger = shipped(1)
    recorder = Recorder(tagger._session)
    tagger._session = recorder
    for at in range(0, len(texts), 32):
        tagger.score(texts[at : at + 32])
    tagger._session = recorder.session
    calls: list[tuple[list[str], dict[str, Any]]] = recorder.calls
    began = time.perf_counter()
    for outputs, inputs in calls:
        recorder.session.run(outputs, inputs)
    return time.perf_counter() - began


def measure(count: int) -> list[tuple[str, float]]:
    """The ratio, reports a second, and mebibytes at the peak of the process that stores."""
    made = [reading.report for reading in many(sample(), count)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(f"{json.dumps(_record(report))}\n" for report in made), "utf-8")
        with Ledger.open(Path(folder) / "sayso.db", create=True) as ledger:
            began = time.perf_counter()
            added = add(ledger, [path])
            whole = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parts = [[report.text for report in made[at :: cores()]] for at in range(cores())]
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn")) as workers:
        slowest = max(workers.map(bare, parts))
    return [
        (f"add of {added.new:,} reports ÷ bare ONNX pass", whole / slowest),
        ("reports a second", added.new / whole),
        ("peak memory, MiB", peak),
    ]


def _record(report: Report) -> dict[str, str | None]:
    return {"id": report.given_id, "text": report.text, "outlet": report.outlet, "published": report.published}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    for name, value in measure(parser.parse_args().count):
        print(f"{name}: {value:.2f}")


if __name__ == "__main__":
    main()
