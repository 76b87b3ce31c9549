"""The checker finds each kind of fault, and says nothing of a report without one."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus.check import incident_faults, main, repeats, report_faults
from corpus.markup import Json, parse

DRAFT = """= lamp-01-a
outlet: The Lamp
published: 2001-05-04
dateline: Oldport | 2001-05-04 | -
genre: wire
conflict: Oldport 2000s

{s1,a1 The army} {q1 said} {c1 that {s2 rebels} {q2,t1 denied} {c2 the {t2 raid}} on {l2 Oldport}, with {f1 two dead}}. {s3 It} {q3 added}: {c3 “They ran.”}

==
c1 assert | army
c2 deny | rebels | via army | in c1
c3 assert | army
e1 REJECT/yield actual c2 | -
e2 ASSAULT denied c2 | 2001-05-02..2001-05-03
f1 e2 killed 2 people

== incident lamp-01
reports: a
figure killed people: rebels 2..2 a
parties: rebels
support: one-side
conflict: figure
"""


def container() -> Json:
    return parse(DRAFT)


def put(value: object, *path: str | int) -> Callable[[Json], None]:
    """A change: one value of a report set to another."""

    def change(report: Json) -> None:
        for step in path[:-1]:
            report = report[step]  # type: ignore[index]
        report[path[-1]] = value  # type: ignore[index]

    return change


def drop(*path: str | int) -> Callable[[Json], None]:
    """A change: one key of a report taken away."""

    def change(report: Json) -> None:
        for step in path[:-1]:
            report = report[step]  # type: ignore[index]
        del report[path[-1]]  # type: ignore[arg-type]

    return change


def test_a_good_report_has_no_fault() -> None:
    good = container()
    assert list(report_faults(good["reports"][0])) == []
    assert list(incident_faults(good["incidents"][0], {"lamp-01-a": good["reports"][0]})) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("The army  said.", "text"), "does not stand"),
        (put("two dead  ", "events", 1, "casualties", 0, "evidence"), "does not stand"),
        (put({"text": "The army", "nth": 2}, "claims", 0, "source"), "does not stand 2 times"),
        (put({"text": "The army", "nth": 0}, "claims", 0, "source"), "does not stand 0 times"),
        (put("yesterday", "published"), "Invalid isoformat"),
        (put("2001-02-30", "dateline", "date"), "day is out of range"),
        (drop("claims", 0, "cue"), "'cue'"),
        (put("c3", "claims", 0, "id"), "claims are c1, c2, …, not c3, c2, c3"),
        (lambda report: report["claims"].reverse(), "claims are c1, c2, …"),
        (put("added", "claims", 0, "cue"), "not in the order of their cues"),
        (put([], "claims", 2, "content"), "c3: its contents are not there, or not in order"),
        (put(["two dead", "the raid"], "claims", 2, "content"), "c3: its contents are not there, or not in order"),
        (put(["the raid", "raid on"], "claims", 2, "content"), "c3: its contents are not there, or not in order"),
        (put("rebels", "claims", 0, "cue"), "c1: the cue 'rebels' stands in its own content"),
        (put("raid", "claims", 1, "source"), "c2: the source 'raid' stands in its own content"),
        (put(["the raid "], "claims", 1, "content"), "c2: the comma or full stop after"),
        (put(["the raid on Oldport,"], "claims", 1, "content"), "c2: the comma or full stop after"),
        (put(["with two dead."], "claims", 2, "content"), "c3: the comma or full stop after"),
        (put("mumble", "claims", 0, "act"), "c1: 'mumble' is no act"),
        (put("loud", "claims", 0, "manner"), "c1: 'loud' is no manner"),
        (put(["rebels", "The Lamp"], "claims", 0, "relay"), "must begin with the holder"),
        (put(["army"], "claims", 0, "relay"), "end with the outlet"),
        (put(["army", "army", "The Lamp"], "claims", 0, "relay"), "no step twice in a row"),
        (put("c9", "claims", 1, "inside"), "c2: stands in c9, which is not there"),
        (put("c2", "claims", 1, "inside"), "c2: stands in c2, which is not there or stands in it"),
        (put("c2", "claims", 0, "inside"), "c1: stands in c2, which is not there or stands in it"),
        (put("c3", "claims", 1, "inside"), "c2: its content is not in the content of c3"),
        (put(["rebels", "The Lamp"], "claims", 1, "relay"), "c2: the holder of c1, 'army', is not in its relay"),
        (drop("claims", 1, "inside"), "c2: stands in the content of c1 and does not say"),
        (put("RAID", "events", 1, "type"), "e2: RAID/None is not in PLOVER"),
        (put("firearms", "events", 0, "mode"), "e1: REJECT/firearms is not in PLOVER"),
        (put("rumoured", "events", 0, "status"), "e1: status rumoured"),
        (put("c9", "events", 0, "claim"), "e1: status actual or claim c9 is not known"),
        (put(["2001-05-03", "2001-05-02"], "events", 1, "date"), "e2: its days run backwards"),
        (put(["2001-05-03"], "events", 1, "date"), "not enough values"),
        (put("nowhere", "events", 1, "place"), "'nowhere' does not stand"),
        (put(["nobody"], "events", 1, "agent"), "'nobody' does not stand"),
        (put("sad", "events", 1, "casualties", 0, "kind"), "has no known kind or no range"),
        (put(3, "events", 1, "casualties", 0, "low"), "has no known kind or no range"),
    ],
)
def test_a_fault_of_a_report_is_told(
    change: Callable[[Json], None], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = container()
    change(broken["reports"][0])
    file = tmp_path / "lamp-01.json"
    file.write_text(json.dumps(broken), "utf-8")
    assert main([str(file)]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("lamp-01-a: ")
    assert told in printed


@pytest.mark.parametrize("text", ["A {brace}", "A  doubled space", "A line \nbreak", "Three\n\n\nbreaks"])
def test_a_text_is_kept_tidy(text: str) -> None:
    report = {"text": text, "published": "2001-05-04", "claims": [], "events": []}
    assert [fault.split(",")[0] for fault in report_faults(report)] == ["a brace"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put(["lamp-01-b"], "reports"), "['lamp-01-a', 'lamp-01-b'] are not there"),
        (put([["lamp-01-a", "lamp-01-z"]], "copies"), "['lamp-01-z'] are not there"),
        (put(["lamp-01-z"], "figures", 0, "versions", 0, "reports"), "['lamp-01-z'] are not there"),
        (put(["nobody"], "parties"), "'nobody' holds no claim in it"),
        (put("nobody", "figures", 0, "versions", 0, "holder"), "'nobody' holds no claim in it"),
        (put("some", "support"), "a word that the guide does not know"),
        (put(["weather"], "conflict"), "a word that the guide does not know"),
        (put("sad", "figures", 0, "kind"), "a word that the guide does not know"),
    ],
)
def test_a_fault_of_an_incident_is_told(change: Callable[[Json], None], told: str) -> None:
    broken = container()
    change(broken["incidents"][0])
    (fault,) = incident_faults(broken["incidents"][0], {"lamp-01-a": broken["reports"][0]})
    assert told in fault


def test_a_name_is_used_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = container()
    twice["reports"].append(copy.deepcopy(twice["reports"][0]))
    (tmp_path / "lamp-01.json").write_text(json.dumps(twice), "utf-8")
    assert main([str(tmp_path / "lamp-01.json")]) == 1
    assert "lamp-01-a: stands in ['lamp-01.json', 'lamp-01.json']" in capsys.readouterr().out


def test_eight_words_in_two_reports_are_told_except_in_one_incident() -> None:
    words = "one two three four five six seven eight"
    reports = {"a": {"text": words + " nine"}, "b": {"text": "Zero " + words.upper()}, "c": {"text": words[:-6]}}
    assert list(repeats(reports, {})) == [f"b: '{words}' stands in a too"]
    assert list(repeats(reports, {"a": "lamp-01", "b": "lamp-01"})) == []


def test_what_the_corpus_holds_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lamp-01.json").write_text(json.dumps(container()), "utf-8")
    assert main([str(tmp_path / "lamp-01.json")]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 reports, 17 words, 1 incidents, 3 claims, 1 nested claims")
    assert "act: 2 different of 3; assert 66.7%, deny 33.3%" in printed
