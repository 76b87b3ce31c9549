"""`sayso claims`, `events`, `incidents` and `export` as a person meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli import app
from sayso.errors import LedgerError, SaysoError
from sayso.ledger.tables import ClaimRow, EventRow
from sayso.records import ACTS
from sayso.records.event import EVENT_TYPES
from tests.ledger import stored


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored.ledger(tmp_path_factory.mktemp("ledger") / "sayso.db")


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--ledger", str(path)], env={"COLUMNS": "160"})


def test_claims_are_a_table_with_heads(path: Path) -> None:
    done = run(path, "claims", "--holder", "congolese")
    assert done.exit_code == 0
    head, *rest = done.stdout.splitlines()
    assert head.split() == ["published", "outlet", "holder", "act", "content", "report"]
    assert "raid on Sake" in " ".join(" ".join(rest).split())


def test_claims_as_json_have_the_guides_keys_and_their_report(path: Path) -> None:
    (made,) = map(json.loads, run(path, "claims", "--act", "ADMIT", "--json").stdout.splitlines())
    assert {"id", "source", "cue", "content", "holder", "relay", "act", "manner", "holder_span"} <= made.keys()
    assert (made["report"], made["outlet"], made["published"]) == ("b", "Radio Écho", "2024-03-05")
    assert (made["report_key"], made["holder"]) == (stored.rebels().report.key, "M-30 Movement")
    assert len(made["key"]) == 16


def test_events_as_json_have_the_guides_keys_and_their_report(path: Path) -> None:
    made = [json.loads(line) for line in run(path, "events", "--place", "sake", "--json").stdout.splitlines()]
    assert [(one["id"], one["holder"], one["report"]) for one in made] == [
        ("e1", "Congolese army", "a"),
        ("e2", None, "b"),
    ]
    assert all(one["location"]["name"] == "Saké" and len(one["incidents"]) == 1 for one in made)


@pytest.mark.parametrize(("command", "row"), [("claims", ClaimRow), ("events", EventRow)])
def test_csv_has_all_fields(path: Path, command: str, row: type[ClaimRow | EventRow]) -> None:
    done = run(path, command, "--csv")
    made = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode(), newline="")))
    assert tuple(made[0]) == row._fields
    assert [one["report"] for one in made][-1] == "'=d"


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("claims", "--text", "nobody says this"), "no claim is like that."),
        (("events", "--country", "fra"), "no event is like that."),
        (("claims", "--until", "1900-01-01", "--json"), "no claim is like that."),
    ],
)
def test_nothing_found_is_one_sentence(path: Path, arguments: tuple[str, ...], what: str) -> None:
    done = run(path, *arguments)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{path}: {what}\n"


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("claims", "--act", "lie"), ACTS),
        (("claims", "--manner", "loud"), ("direct", "indirect", "mixed")),
        (("events", "--type", "WAR"), EVENT_TYPES),
        (("events", "--mode", "magic"), ("aerial", "ceasefire")),
        (("events", "--status", "true"), ("actual", "denied")),
        (("export", "xml", "out"), ("csv", "jsonl", "parquet", "geojson")),
        (("claims", "--since", "yesterday"), ("%Y-%m-%d",)),
        (("claims", "--json", "--csv"), ("--json", "--csv")),
    ],
)
def test_what_there_is_not_is_wrong_use_and_says_what_there_is(
    path: Path, arguments: tuple[str, ...], known: tuple[str, ...]
) -> None:
    done = run(path, *arguments)
    assert done.exit_code == 2
    assert all(name in done.stderr for name in known)


def test_a_ledger_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    done = run(tmp_path / "no.db", "claims")
    assert isinstance(done.exception, LedgerError)
    assert list(tmp_path.iterdir()) == []


def test_incidents_are_a_table_and_json(path: Path) -> None:
    done = run(path, "incidents")
    assert done.stdout.splitlines()[0].split()[:3] == ["key", "day", "place"]
    assert "acknowledged" in done.stdout
    assert "2–3" in done.stdout
    (made,) = map(json.loads, run(path, "incidents", "--json").stdout.splitlines())
    (same,) = map(json.loads, run(path, "incidents", "b", "--json").stdout.splitlines())
    assert made == same
    assert made["reports"] == ["a", "b", "c"]


def test_one_incident_is_shown_in_full(path: Path) -> None:
    done = run(path, "incidents", "b")
    assert done.exit_code == 0
    for title in ("Who says what", "Figures", "The ways it came", "Origins: 2 to 3", "Reports"):
        assert title in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("csv", "claims 4, events 5, figures 3, reports 4, copies 1, incidents 1"),
        ("jsonl", "readings 4"),
        ("parquet", "claims 4, events 5, figures 3, reports 4, copies 1, incidents 1"),
        ("GeoJSON", "events 2, without a place and left out 3"),
    ],
)
def test_an_export_says_what_it_wrote_and_overwrites_nothing(path: Path, tmp_path: Path, form: str, said: str) -> None:
    out = tmp_path / "out"
    done = run(path, "export", form, str(out))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"{out}: {said}\n")
    again = run(path, "export", form, str(out))
    assert isinstance(again.exception, SaysoError)
