"""What `import sayso` offers."""

import sys
import warnings
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import sayso
from tests.readings import DEMO

TEXT = "GOMA, March 4 (LRW) - The army said on Monday that rebels had left Sake."


def test_public_names_are_these() -> None:
    assert sayso.__all__ == [
        "Claim",
        "Dateline",
        "InputError",
        "LedgerError",
        "ModelError",
        "Reading",
        "Report",
        "SaysoError",
        "Span",
        "__version__",
        "open",
        "read",
    ]
    assert all(getattr(sayso, name) for name in sayso.__all__)


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = sayso.nothing_of_the_kind  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_is_read(tmp_path: Path, kind: type) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    reading = sayso.read(kind(path))
    assert reading.report.text == TEXT
    assert [claim.cue.text for claim in reading.claims] == ["said"]


def test_a_report_made_in_memory_is_read() -> None:
    report = sayso.Report(text=TEXT, outlet="The Lamp")
    reading = sayso.read(report)
    assert reading.report is report
    assert reading.claims[0].relay[-1] == "The Lamp"


def test_a_copy_with_another_text_has_another_key() -> None:
    report = sayso.Report(text=TEXT)
    assert report.key != report.model_copy(update={"text": "Another text."}).key


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(TEXT.encode())))
    assert sayso.read("-").report.text == TEXT


def test_several_reports_in_one_are_an_error_that_says_so() -> None:
    with pytest.raises(sayso.InputError, match=r"reports\.json: it holds more than one report; name one"):
        sayso.read(DEMO)


def test_no_report_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "nothing.jsonl"
    path.touch()
    with pytest.raises(sayso.InputError, match=r"nothing\.jsonl"):
        sayso.read(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(sayso.InputError, match=r"gone\.txt: no such file"):
        sayso.read(tmp_path / "gone.txt")


def test_reading_warns_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sayso.read(path)
