"""Speed, memory and what the rules cost beside the bare network."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sayso.reading import read_reports
from sayso.reading.tagger import Tagger, shipped
from sayso.reading.tokens import tokenize, windows
from sayso.records import Report

BARE = """
import sys
import numpy, onnxruntime
from tokenizers import Tokenizer
from pathlib import Path
folder, text, inputs = Path(sys.argv[1]), Path(sys.argv[2]).read_text("utf-8"), numpy.load(sys.argv[3])
Tokenizer.from_file(str(folder / "tokenizer.json")).encode(text)
session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), providers=["CPUExecutionProvider"])
for number in range(int(inputs["batches"])):
    session.run(None, {name: inputs[f"{name}{number}"] for name in ("ids", "cases", "quotes", "breaks", "mask")})
"""

MEMORY = """
import json, resource, sys
from itertools import cycle, islice
from sayso.reading import read_reports
from sayso.records import Report
texts = json.load(open(sys.argv[1]))
count = 0
for reading in read_reports(Report(text=text, given_id=str(number)) for number, text in enumerate(islice(cycle(texts), int(sys.argv[2])))):
    count += len(reading.claims)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


class Recorder:
    """Stands in for a tagger's session: runs it, and keeps what it was given."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.calls: list[tuple[list[str], dict[str, Any]]] = []

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> Any:
        """One pass."""
        self.calls.append((outputs, inputs))
        return self.session.run(outputs, inputs)


def made(texts: list[str], count: int) -> Iterator[Report]:
    """So many reports out of some texts, each with an id of its own."""
    return (Report(text=text, given_id=f"r{number}") for number, text in enumerate(islice(cycle(texts), count)))


def against_bare(texts: list[str], count: int) -> list[tuple[str, float]]:
    """Reports a second, `read` by the bare pass over the same windows, and windows sent by windows of the plain text."""
    tagger = shipped()
    recorder = Recorder(tagger._session)  # measured from inside
    tagger._session = recorder
    list(read_reports(made(texts, 2)))
    recorder.calls.clear()
    began = time.perf_counter()
    list(read_reports(made(texts, count)))
    whole = time.perf_counter() - began
    tagger._session = recorder.session
    began = time.perf_counter()
    for outputs, inputs in recorder.calls:
        recorder.session.run(outputs, inputs)
    bare = time.perf_counter() - began
    sent = sum(len(inputs["ids"]) for _, inputs in recorder.calls)
    plain = sum(len(windows(tokens)) for tokens in tokenize([report.text for report in made(texts, count)]))
    return [
        ("reports a second", count / whole),
        ("read ÷ bare ONNX pass", whole / bare),
        ("windows sent ÷ windows of the text", sent / plain),
    ]


def cold_start(text: str) -> list[tuple[str, float]]:
    """Seconds of `sayso read FILE` from nothing, and by a bare script that does the same windows."""
    import numpy as np

    tagger: Tagger = shipped()
    recorder = Recorder(tagger._session)
    tagger._session = recorder
    list(read_reports([Report(text=text)]))
    tagger._session = recorder.session
    with tempfile.TemporaryDirectory() as folder:
        report, inputs, script = Path(folder) / "report.txt", Path(folder) / "inputs.npz", Path(folder) / "bare.py"
        report.write_text(text, "utf-8")
        script.write_text(BARE, "utf-8")
        kept = {
            f"{name}{number}": value
            for number, (_, values) in enumerate(recorder.calls)
            for name, value in values.items()
        }
        np.savez(inputs, batches=len(recorder.calls), **kept)
        import sayso.reading as package

        model = Path(package.__file__).parent / "model"
        mine = min(_seconds([sys.executable, "-m", "sayso", "read", str(report)]) for _ in range(5))
        bare = min(_seconds([sys.executable, str(script), str(model), str(report), str(inputs)]) for _ in range(5))
    return [("seconds to the first claim, from a cold start", mine), ("cold start ÷ bare script", mine / bare)]


def peak_memory(texts: list[str]) -> list[tuple[str, float]]:
    """Mebibytes at the peak of reading 500 and 2,000 reports."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), "utf-8")
        peaks = [
            float(
                subprocess.run(
                    [sys.executable, "-c", MEMORY, str(path), str(count)], check=True, capture_output=True, text=True
                ).stdout
            )
            for count in (500, 2000)
        ]
    return [("peak memory of 500 reports, MiB", peaks[0]), ("peak memory of 2,000 reports, MiB", peaks[1])]


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
