"""The whole corpus: without a fault, split by incident and conflict, described as it is."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from corpus.check import ACTS, FACETS, KINDS, MANNERS, MODES, STATUS, SUPPORT, main, report_faults
from corpus.counts import UNPLACED, counted
from corpus.load import claims_of, containers, reports
from corpus.markup import Json, parse, show
from corpus.variety import main as variety

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
PARTS = ("train", "dev")
FILES = sorted(path for part in (*PARTS, "second") for path in (CORPUS / part).glob("*.json"))


@cache
def held(part: str) -> list[Json]:
    return [report for container in containers(CORPUS / part) for report in container["reports"]]


def test_the_checker_finds_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_mark_up_gives_back_every_file(path: Path) -> None:
    container = json.loads(path.read_text("utf-8"))
    assert parse(show(container)) == container


@pytest.mark.parametrize("part", ["train", "dev", "second"])
def test_claims_load_with_spans_that_hold_their_words(part: str) -> None:
    for report, gold in reports(CORPUS / part):
        for claim in claims_of(gold):
            for span in (claim.source, claim.cue, *claim.content):
                assert span is None or report.text[span.start : span.end] == span.text


def test_the_second_annotation_is_of_the_same_texts_and_without_a_fault() -> None:
    texts = {report["id"]: report["text"] for part in PARTS for report in held(part)}
    second = held("second")
    assert len(second) >= 40
    assert {report["id"]: report["text"] for report in second}.items() <= texts.items()
    assert [fault for report in second for fault in report_faults(report)] == []


@pytest.mark.parametrize("key", ["id", "text", "outlet"])
def test_no_report_and_no_outlet_of_train_stands_in_dev(key: str) -> None:
    train, dev = ({report[key] for report in held(part)} for part in PARTS)
    assert train & dev == set()


def test_no_place_of_a_dateline_of_train_stands_in_dev() -> None:
    train, dev = ({report.get("dateline", {}).get("place") for report in held(part)} - {None} for part in PARTS)
    assert train & dev == set()


def lands(part: str) -> set[str]:
    conflicts = {report["conflict"] for report in held(part) if not report["conflict"].startswith("none")}
    return {land for conflict in conflicts for land in re.sub(r" \d{4}s?$", "", conflict).split("/")}


def test_train_and_dev_share_no_conflict() -> None:
    assert lands("train") & lands("dev") == set()


def test_the_datasheet_names_the_conflicts_of_dev_and_every_file_beside_it() -> None:
    datasheet = " ".join((CORPUS / "README.md").read_text("utf-8").split())
    assert {land for land in lands("dev") if land not in datasheet} == set()
    linked = re.findall(r"\]\(([^)]+)\)", datasheet)
    assert {name for name in linked if not (CORPUS / name).is_file()} == set()


@pytest.mark.parametrize("part", PARTS)
def test_the_reports_of_an_incident_are_in_its_part(part: str) -> None:
    there = {report["id"] for report in held(part)}
    named = {one for file in containers(CORPUS / part) for told in file["incidents"] for one in told["reports"]}
    assert named <= there


@pytest.mark.parametrize("part", PARTS)
def test_every_report_has_a_genre_and_a_conflict_in_a_region(part: str) -> None:
    counts = counted(held(part))
    assert "not given" not in counts["genre"] | counts["conflict"]
    assert UNPLACED not in counts["region"]


def test_variety_and_datapackage_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert variety(["--check"]) == 0, capsys.readouterr().out


def test_the_package_names_every_file_that_is_there() -> None:
    package = json.loads((CORPUS / "datapackage.json").read_text("utf-8"))
    named = [CORPUS / path for resource in package["resources"] for path in resource["path"]]
    assert sorted(named) == FILES
    assert all((CORPUS / resource["jsonSchema"]).is_file() for resource in package["resources"])


def test_the_schema_knows_the_words_of_the_checker() -> None:
    shapes = json.loads((CORPUS / "schema.json").read_text("utf-8"))["definitions"]
    claim, event, incident = (shapes[name]["properties"] for name in ("claim", "event", "incident"))
    assert set(claim["act"]["enum"]) == ACTS
    assert set(claim["manner"]["enum"]) == MANNERS
    assert set(event["type"]["enum"]) == set(MODES)
    assert set(event["status"]["enum"]) == STATUS
    assert set(shapes["kind"]["enum"]) == KINDS
    assert set(incident["support"]["enum"]) == SUPPORT
    assert set(incident["conflict"]["items"]["enum"]) == FACETS


@pytest.mark.parametrize("shape", ["report", "claim", "event", "figure", "incident"])
def test_the_schema_has_the_keys_of_every_object(shape: str) -> None:
    files = [json.loads(path.read_text("utf-8")) for path in FILES]
    told = [report for file in files for report in file["reports"]]
    events = [event for report in told for event in report["events"]]
    objects = {
        "report": told,
        "claim": [claim for report in told for claim in report["claims"]],
        "event": events,
        "figure": [figure for event in events for figure in event["casualties"]],
        "incident": [incident for file in files for incident in file["incidents"]],
    }
    known = json.loads((CORPUS / "schema.json").read_text("utf-8"))["definitions"][shape]
    for one in objects[shape]:
        assert set(known["required"]) <= set(one) <= set(known["properties"])
