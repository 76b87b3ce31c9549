"""The pages on tables, exports and frames: they say what the code does, and their examples run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from docs.dictionary import PAGE, page
from typer.testing import CliRunner

import sayso
from sayso.cli import app
from tests.ledger import stored
from tests.readings import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger, in which commands run."""
    stored.ledger(tmp_path / "sayso.db")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_dictionary_is_that_of_the_code() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m docs.dictionary`"


def test_every_command_of_the_page_runs(folder: Path) -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    for command in block.splitlines():
        assert CliRunner().invoke(app, command.split()[1:]).exit_code == 0, command
    assert len(list(folder.glob("*"))) >= 5


@pytest.mark.parametrize("command", ["claims", "events", "incidents"])
def test_every_key_of_the_json_is_described(folder: Path, command: str) -> None:
    assert (folder / "sayso.db").exists()
    described = PAGE.read_text("utf-8") + (ROOT / "docs" / "json.md").read_text("utf-8")
    known = set(re.findall(r"`(\w+)`", described))
    for line in CliRunner().invoke(app, [command, "--json"]).stdout.splitlines():
        assert set(json.loads(line)) <= known


@pytest.mark.usefixtures("folder")
def test_the_example_with_a_ledger_runs(capsys: pytest.CaptureFixture[str]) -> None:
    library = (ROOT / "docs" / "library.md").read_text("utf-8")
    (example,) = re.findall(r"^```py\n(.*?)^```", library, re.DOTALL | re.MULTILINE)
    made: dict[str, object] = {"sayso": sayso}
    exec(compile(example, "docs/library.md", "exec"), made)
    assert "Radio Écho 1" in capsys.readouterr().out
    assert "by_holder" in made
