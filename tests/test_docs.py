"""The documentation: every command in it runs, the reference is what --help prints, every key is described."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from docs import schema
from docs.reference import PAGE, reference

import sayso
from tests.readings import DEMO, ROOT

TEXT = "GOMA, March 4 (LRW) - The army said on Monday that rebels had denied leaving Sake."
PAGES = ["README.md", "docs/index.md", "docs/json.md", "docs/library.md"]


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)


COMMANDS = [command for page in PAGES for block in blocks(page, "sh") for command in block.splitlines()]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the demo's reports, as `sayso add` makes it."""
    path = tmp_path_factory.mktemp("ledger") / "sayso.db"
    subprocess.run([sys.executable, "-m", "sayso", "add", DEMO, "--ledger", path], check=True, capture_output=True)
    return path


@pytest.fixture
def clone(tmp_path: Path, stored: Path) -> Path:
    """A folder like a clone in which `make` has been run: the program where it stands then, and some reports."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    program = tmp_path / ".venv" / "bin" / "sayso"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m sayso "$@"\n')
    program.chmod(0o755)
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / "reports").mkdir()
    shutil.copy(DEMO, tmp_path / "reports")
    shutil.copy(stored, tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_every_command_runs(clone: Path, command: str) -> None:
    path = f"{clone / '.venv' / 'bin'}:{os.environ['PATH']}"
    if " review" in command:
        # It runs until a person ends it, as Ctrl-C does; no browser is opened for it here.
        serves = [*command.split(), "--no-browser", "--port", "0"]
        with subprocess.Popen(serves, cwd=clone, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            httpx.get(address, trust_env=False)
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0
        return
    done = subprocess.run(
        command, shell=True, cwd=clone, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_readme_has_the_two_commands_of_the_start() -> None:
    assert {"make demo", ".venv/bin/sayso read report.txt"} <= set(COMMANDS)


def test_the_python_example_runs(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(clone)
    (example,) = blocks("docs/library.md", "python")
    exec(compile(example, "docs/library.md", "exec"), {})
    assert "said" in capsys.readouterr().out


def test_the_command_reference_is_what_help_prints() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run `python -m docs.reference`"


def test_every_key_of_the_json_is_described() -> None:
    described = (ROOT / "docs" / "json.md").read_text("utf-8")
    report = sayso.Report(text=TEXT, outlet="The Lamp", dateline=sayso.Dateline(place="Goma"))
    made = json.loads(json.dumps(sayso.read(report).to_json()))
    inner = made["claims"][-1] | {"inside": "c1"}
    known = set(re.findall(r"`(\w+)`", described))
    assert {*made, *inner, *made["dateline"], *inner["cue"]} - known <= {"start", "end"}


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(str(one.relative_to(ROOT)) for one in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_to_files(page: str) -> None:
    path = ROOT / page
    for link in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
        assert link.startswith("https://") or (path.parent / link).exists(), link


def test_the_ledgers_tables_are_those_of_the_schema() -> None:
    assert schema.PAGE.read_text("utf-8") == schema.page(), "run `python -m docs.schema`"
