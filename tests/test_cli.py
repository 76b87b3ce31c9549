"""The command line as a person meets it: what it prints where, how it exits, and what it loads."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sayso import __version__
from tests.readings import DEMO

TEXT = "GOMA, March 4 (LRW) - The army said on Monday that rebels had left Sake."
SAYSO = [sys.executable, "-m", "sayso"]


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*SAYSO, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": "100"} | environment,
    )
    decoded = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in decoded[1]
    return subprocess.CompletedProcess(done.args, done.returncode, *decoded)


def on_terminal(*arguments: str | Path, stdout: int | None = None, **environment: str) -> str:
    """What a terminal shows of a command; `stdout` takes its standard output away from the terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    with subprocess.Popen(
        [*SAYSO, *map(str, arguments)],
        stdin=theirs,
        stdout=theirs if stdout is None else stdout,
        stderr=theirs,
        env=kept | {"COLUMNS": "60", "TERM": "xterm-256color"} | environment,
    ):
        os.close(theirs)
        shown = b"".join(_until_closed(ours))
    os.close(ours)
    return shown.decode()


def _until_closed(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux's way to say that the other end is closed.
            return
        if not data:
            return
        yield data


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_report_is_printed_by_holder(report: Path) -> None:
    done = run("read", report)
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.split())
    assert "The army ‹said›" in words
    assert "LRW" in words


def test_json_is_one_object_a_line_with_offsets_into_the_text(report: Path) -> None:
    done = run("read", report, DEMO, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(objects) == 11
    for made in objects:
        assert {
            "id",
            "text",
            "outlet",
            "published",
            "dateline",
            "claims",
            "events",
            "reader",
            "language",
        } <= made.keys()
        for claim in made["claims"]:
            for span in (claim["source"], claim["cue"], *claim["content"]):
                assert span is None or made["text"][span["start"] : span["end"]] == span["text"]


def test_whose_convention_bounds_a_figure_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Gunmen killed dozens of villagers near Quetta.", "utf-8")
    told = [json.loads(run("read", path, "--json", "--figures", name).stdout) for name in ("sayso", "acled")]
    figures = [made["events"][0]["casualties"][0] for made in told]
    assert [(figure["low"], figure["high"]) for figure in figures] == [(24, None), (12, 12)]


def test_json_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("L'armée 🕊 said that it left.", "utf-8")
    done = run("read", path, "--json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "L'armée 🕊 said" in done.stdout


def test_a_terminal_without_arrows_gets_their_codes(report: Path) -> None:
    done = run("read", report, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "\\u2039said\\u203a" in done.stdout


def test_standard_input_is_read() -> None:
    done = run("read", "-", "--json", stdin=TEXT.encode())
    assert json.loads(done.stdout)["text"] == TEXT


def test_a_page_is_written_and_said(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    done = run("read", report, "--html", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{path}: 1 report, 1 claim by 1 holder, 1 event\n"
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_page_and_json_come_together(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    done = run("read", report, "--html", path, "--json")
    assert json.loads(done.stdout)["text"] == TEXT
    assert path.exists()


def test_what_cannot_be_read_is_one_sentence_and_the_rest_is_read(report: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    gone = tmp_path / "gone.txt"
    done = run("read", gone, picture, report, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["text"] == TEXT
    first, second = done.stderr.splitlines()
    assert re.fullmatch(rf"{gone}: .*; .*\.", first)
    assert re.fullmatch(rf"{picture}: .*; .*\.", second)


def test_nothing_read_writes_no_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert run("read", tmp_path / "gone.txt", "--html", path).returncode == 1
    assert not path.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument 'WHAT'"),
        (["read", "--nothing", "x"], "No such option: --nothing"),
        (["write"], "No such command 'write'"),
        (["read", "x", "--html", "/nowhere/page.html"], "the folder /nowhere does not exist"),
        (["read", "x", "--html", "/"], "is a directory"),
        ([], "Usage: sayso"),
    ],
)
def test_wrong_use_exits_2_and_says_how(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_page_that_cannot_be_written_is_one_sentence(report: Path) -> None:
    done = run("read", report, "--html", "/dev/full")
    assert done.returncode == 1
    assert done.stderr == "/dev/full: the page cannot be written (No space left on device); name another file.\n"


@pytest.mark.parametrize("mode", [[], ["--json"]])
def test_a_full_disk_is_one_sentence(report: Path, mode: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*SAYSO, "read", str(report), *mode], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"standard output: it cannot be written (No space left on device); make room for it.\n"


@pytest.mark.parametrize("arguments", [[], ["read"], ["demo"]])
def test_help_shows_an_example(arguments: list[str]) -> None:
    done = run(*arguments, "--help")
    assert done.returncode == 0
    assert re.search(r"Example: sayso \w+", done.stdout)


def test_version_is_printed() -> None:
    assert run("--version").stdout == f"sayso {__version__}\n"


def test_a_reader_that_goes_away_is_no_error(report: Path) -> None:
    for mode in ([], ["--json"]):
        with subprocess.Popen(
            [*SAYSO, "read", str(DEMO), str(report), *mode], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as started:
            assert started.stdout is not None
            assert started.stderr is not None
            started.stdout.read(10)
            started.stdout.close()
            assert started.stderr.read() == b""


def test_the_demo_reads_ten_reports_and_says_what_to_try_next() -> None:
    done = run("demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"10 reports, \d+ claims by \d+ holders", done.stdout)
    for command in ("sayso read report.txt", "--html page.html", "--json", "sayso read https://"):
        assert command in done.stdout
    assert str(DEMO) in done.stdout


class Quiet(BaseHTTPRequestHandler):
    """One report at every address."""

    def do_GET(self) -> None:
        body = TEXT.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def local_address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/report"
        server.shutdown()
        thread.join()


def test_a_private_address_is_read_only_when_asked_for(local_address: str) -> None:
    refused = run("read", local_address, "--json")
    assert refused.returncode == 1
    assert re.fullmatch(rf"{local_address}: .*; .*\.\n", refused.stderr)
    assert "not public" in refused.stderr
    read = run("read", local_address, "--json", "--allow-private")
    assert read.returncode == 0, read.stderr
    assert json.loads(read.stdout)["text"] == TEXT


def test_colour_is_for_terminals_that_want_it(report: Path) -> None:
    assert re.search(r"\x1b\[[\d;]*3[1-7]", on_terminal("read", report))
    without = on_terminal("read", report, NO_COLOR="1")
    assert re.search(r"\x1b\[4m", without)
    assert not re.search(r"\x1b\[[\d;]*3[1-7]", without)
    assert "\x1b" not in run("read", report).stdout


def test_progress_is_for_terminals_that_show_nothing_else(tmp_path: Path) -> None:
    with (tmp_path / "out.jsonl").open("wb") as out:
        assert "reports read" in on_terminal("read", DEMO, "--json", stdout=out.fileno())
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 10
    assert "reports read" not in on_terminal("read", DEMO)


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--version"], {"pydantic", "rich", "numpy", "onnxruntime", "httpx", "trafilatura", "lxml"}),
        (["read", "report.txt", "--json"], {"rich", "httpx", "trafilatura", "lxml"}),
        (["read", "report.txt"], {"httpx", "trafilatura", "lxml"}),
    ],
)
def test_a_command_loads_only_what_it_needs(report: Path, arguments: list[str], heavy: set[str]) -> None:
    code = (
        "import sys; from sayso.cli import main\n"
        f"sys.argv = ['sayso', *{arguments!r}]\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=report.parent, capture_output=True, text=True, check=True)
    assert not heavy & set(done.stderr.split())
