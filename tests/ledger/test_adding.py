"""`sayso add` as a person meets it: what it says, what stands afterwards, and that nothing stops it for good."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.ledger.schema import metadata
from tests.readings import DEMO

SAYSO = [sys.executable, "-m", "sayso"]
ENDS = [
    "The army denied on Sunday that soldiers had fired on the boat.",
    "Villagers said that three fishermen were missing after the shelling.",
    "The mayor of Sake accused rebels of burning two houses overnight.",
]


def run(*arguments: str | Path, code: int = 0) -> str:
    """What a command says on stderr; it must exit with this code."""
    done = subprocess.run([*SAYSO, *map(str, arguments)], capture_output=True, check=False, text=True)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def record(number: int, **others: str) -> dict[str, Any]:
    text = f"GOMA, March 4 (LRW) - Patrol {number} reached Sake. {ENDS[number % 3]}"
    return {"id": f"r{number}", "text": text, "outlet": "Lake Wire", "published": "2024-03-04"} | others


def lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def dump(path: Path) -> dict[str, list[Any]]:
    """Every row of a ledger but for the times at which it was written."""
    times = {"added", "made", "tried", "settled", "linked"}
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        rows = {
            table: [
                {name: row[name] for name in row.keys() if name not in times}  # noqa: SIM118 - a Row gives its values
                for row in connection.execute(f"SELECT * FROM {table}")
            ]
            for table in metadata.tables
        }
    connection.close()
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def count(path: Path) -> int:
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.reports().height


def test_files_are_added_once(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    said = run("add", DEMO, "--ledger", ledger)
    assert said == f"{ledger}: 10 reports added, 0 known, 0 failed.\n"
    assert run("add", DEMO, "--ledger", ledger).endswith("0 reports added, 10 known, 0 failed.\n")
    assert "all hold" in run("check", "--ledger", ledger)


def test_a_broken_line_is_kept_as_a_failure_and_tried_again(tmp_path: Path) -> None:
    ledger, path = tmp_path / "a.db", tmp_path / "news.jsonl"
    good = [json.dumps(record(number)) for number in range(4)]
    path.write_text("\n".join([*good[:2], '{"text": "half', *good[2:]]), "utf-8")
    said = run("add", path, "--ledger", ledger, code=1)
    assert f"{path}:3: not JSON" in said
    assert said.endswith("4 reports added, 0 known, 1 failed.\n")
    path.write_text("\n".join([*good[:2], json.dumps(record(9)), *good[2:]]), "utf-8")
    assert run("add", "--retry", "--ledger", ledger).endswith("1 reports added, 4 known, 0 failed.\n")
    assert run("add", "--retry", "--ledger", ledger).endswith("0 reports added, 0 known, 0 failed.\n")


def test_original_bytes_are_kept(tmp_path: Path) -> None:
    import zlib

    page = tmp_path / "page.html"
    page.write_bytes(b"<html><title>Sake</title><article><p>The army said that it had left Sake.</p></article>")
    news = lines(tmp_path / "news.jsonl", [record(1)])
    run("add", page, news, "--ledger", tmp_path / "a.db")
    with sqlite3.connect(tmp_path / "a.db") as connection:
        kept = {zlib.decompress(row[0]) for row in connection.execute("SELECT bytes FROM sources")}
    connection.close()
    assert kept == {page.read_bytes(), news.read_bytes()}


def test_one_text_with_another_day_is_another_report(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [record(1), record(1, published="1900-01-01"), record(1)])
    said = run("add", path, "--ledger", tmp_path / "a.db")
    assert said.endswith("2 reports added, 1 known, 0 failed.\n")


def test_a_ledger_is_added_to_another(tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    run("add", lines(tmp_path / "a.jsonl", [record(number) for number in range(3)]), "--ledger", one)
    run("add", lines(tmp_path / "b.jsonl", [record(number) for number in range(2, 5)]), "--ledger", two)
    assert run("add", one, "--ledger", two).endswith("2 reports added, 0 known, 0 failed.\n")
    assert count(two) == 5
    assert "itself" in run("add", two, "--ledger", two, code=1)
    assert "all hold" in run("check", "--ledger", two)


def test_killed_at_any_moment_it_ends_the_same(tmp_path: Path) -> None:
    records = [record(number) for number in range(200)]
    path = lines(tmp_path / "news.jsonl", records)
    undisturbed, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    run("add", path, "--ledger", undisturbed)
    chance = random.Random(7)
    command = [*SAYSO, "add", str(path), "--ledger", str(killed)]
    for _ in range(5):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            time.sleep(chance.uniform(0.3, 4.0))
            os.killpg(process.pid, signal.SIGKILL)
    run("add", path, "--ledger", killed)
    assert dump(killed) == dump(undisturbed)
    assert "all hold" in run("check", "--ledger", killed)


def test_two_can_add_at_once(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    paths = [lines(tmp_path / f"{at}.jsonl", [record(number) for number in range(at, at + 80)]) for at in (0, 40)]
    commands = [[*SAYSO, "add", str(path), "--ledger", str(ledger)] for path in paths]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    for process in processes:
        _, said = process.communicate()
        assert process.returncode == 0, said
    assert count(ledger) == 120
    assert "all hold" in run("check", "--ledger", ledger)


def test_many_copies_of_one_text_are_no_burden(tmp_path: Path) -> None:
    text = (
        "The ministry said on Monday that the bridge at Sake had been closed after two lorries burnt there overnight."
    )
    records = [{"text": text, "outlet": f"Outlet {number}"} for number in range(300)]
    began = time.monotonic()
    run("add", lines(tmp_path / "a.jsonl", records), "--ledger", tmp_path / "a.db")
    assert time.monotonic() - began < 30
    assert count(tmp_path / "a.db") == 300


@pytest.mark.parametrize("arguments", [[], ["--ledger", "x.db"]])
def test_without_anything_to_add_it_says_so(arguments: list[str]) -> None:
    assert "name what to add" in run("add", *arguments, code=2).replace("\n", " ")


def test_a_full_disk_is_one_sentence_and_leaves_a_sound_ledger(tmp_path: Path) -> None:
    ledger, path = tmp_path / "a.db", lines(tmp_path / "a.jsonl", [record(number) for number in range(300)])
    run("add", lines(tmp_path / "b.jsonl", [record(999)]), "--ledger", ledger)
    limited = (
        f"ulimit -f {ledger.stat().st_size // 1024 + 90}; exec {sys.executable} -m sayso add {path} --ledger {ledger}"
    )
    done = subprocess.run(["bash", "-c", limited], capture_output=True, check=False, text=True)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "the disk" in done.stderr
    assert "all hold" in run("check", "--ledger", ledger)
    assert run("add", path, "--ledger", ledger).endswith("0 failed.\n")
    assert count(ledger) == 301
