"""Agreement of two annotations."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from corpus.agree import Agreement, kappa, rows
from corpus.markup import Json, parse

ROOT = Path(__file__).resolve().parent.parent.parent

FIRST = """= lamp-01-a
outlet: The Lamp
published: 2001-05-04

{s1,a1 The army} {q1 said} {c1 that {s2 rebels} {q2,t1 denied} {c2 the {p1,t2 raid}} on {l2 Oldport}, with {f1 two dead}}.

==
c1 assert | army
c2 deny | rebels | via army | in c1
e1 REJECT actual c2 | -
e2 ASSAULT/firearms denied c2 | 2001-05-02
f1 e2 killed 2 people
"""
AGREEING = {
    "claims, F1": "100.0",
    "claims with source, cue and holder, F1": "100.0",
    "cue, per cent": "100.0",
    "holder, per cent": "100.0",
    "relay, per cent": "100.0",
    "act, per cent": "100.0",
    "manner, per cent": "100.0",
    "nesting, per cent": "100.0",
    "act, Cohen's kappa": "1.00",
    "events, F1": "100.0",
    "mode, per cent": "100.0",
    "status, per cent": "100.0",
    "date, per cent": "100.0",
    "place, per cent": "100.0",
    "agent, per cent": "100.0",
    "patient, per cent": "100.0",
    "figures, F1": "100.0",
}


def report(draft: str) -> Json:
    return dict(parse(draft)["reports"][0])


def compared(second: str) -> dict[str, str]:
    agreement = Agreement()
    agreement.add(report(FIRST), report(second))
    return {name.strip(): value for name, value, _ in rows(agreement)}


@pytest.mark.parametrize(
    ("right", "wrong", "changed"),
    [
        ("", "", {}),
        ("c1 assert", "c1 admit", {"act, per cent": "50.0", "act, Cohen's kappa": "0.33"}),
        ("c1 assert | army", "c1 assert | army | manner direct", {"manner, per cent": "50.0"}),
        ("| rebels | via army", "| rebels", {"relay, per cent": "50.0"}),
        (
            "| rebels | via army",
            "| a clerk | via army",
            {"holder, per cent": "50.0", "relay, per cent": "50.0", "claims with source, cue and holder, F1": "50.0"},
        ),
        (" | in c1", "", {"nesting, per cent": "50.0"}),
        # A content that shares half of its characters is still the same claim; one that shares fewer is not.
        ("{c2 the {p1,t2 raid}}", "the {c2,p1,t2 raid}", {}),
        (
            "{c2 the {p1,t2 raid}} on {l2 Oldport}",
            "the {p1,t2 raid} {c2 on {l2 Oldport}}",
            {"claims, F1": "50.0", "claims with source, cue and holder, F1": "50.0"},
        ),
        ("ASSAULT/firearms", "ASSAULT", {"mode, per cent": "50.0"}),
        ("ASSAULT/firearms", "COERCE", {"events, F1": "50.0"}),
        ("denied c2 | 2001-05-02", "actual c2 | 2001-05-03", {"status, per cent": "50.0", "date, per cent": "50.0"}),
        ("{l2 Oldport}", "Oldport", {"place, per cent": "50.0"}),
        ("{s1,a1 The army}", "{s1 The army}", {"agent, per cent": "50.0"}),
        ("{p1,t2 raid}", "{t2 raid}", {"patient, per cent": "50.0"}),
        ("killed 2 people", "killed 2.. people", {"figures, F1": "0.0"}),
        ("killed 2 people", "wounded 2 people", {"figures, F1": "0.0"}),
        ("killed 2 people", "killed 2 soldiers", {}),
    ],
)
def test_what_differs_shows_where_it_differs(right: str, wrong: str, changed: dict[str, str]) -> None:
    assert right in FIRST
    got = compared(FIRST.replace(right, wrong, 1))
    if "claims, F1" in changed:
        got = {name: got[name] for name in changed}
        assert got == changed
    else:
        assert got == AGREEING | changed


def test_annotations_of_different_texts_are_not_compared() -> None:
    with pytest.raises(ValueError, match="lamp-01-a: the two annotations have different texts"):
        compared(FIRST.replace("two dead", "ten dead"))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, 0.0),
        ({("deny", "deny"): 3}, 1.0),
        ({("deny", "deny"): 20, ("deny", "admit"): 5, ("admit", "deny"): 10, ("admit", "admit"): 15}, 0.4),
        ({("deny", "admit"): 1, ("admit", "deny"): 1}, -1.0),
    ],
)
def test_kappa_takes_chance_out(counts: dict[tuple[str, str], int], expected: float) -> None:
    assert kappa(Counter(counts)) == pytest.approx(expected)


@pytest.mark.parametrize("command", [["-m", "corpus.agree"]])
def test_the_table_is_printed(command: list[str]) -> None:
    printed = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    head, *lines = printed.splitlines()
    assert head.endswith("reports, first and second annotation")
    assert len(lines) == len(AGREEING)
