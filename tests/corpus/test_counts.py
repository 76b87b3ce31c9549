"""How what the corpus holds is sorted and counted."""

from __future__ import annotations

import pytest
from corpus.counts import UNPLACED, counted, cue_kind, region, source_kind
from corpus.markup import locate, parse


@pytest.mark.parametrize(
    ("text", "cue", "source", "kind"),
    [
        ("The army claims a win", "claims", "The army", "verb"),
        ("The army's claim of a win", "claim of", "The army's", "no verb"),
        ("the villagers' allegation that", "allegation", "the villagers'", "no verb"),
        ("He denied the latest claim that", "claim", None, "no verb"),
        ("a rumour, reports the paper", "reports", "the paper", "verb"),
        ("its demand for bread", "demand", "its", "no verb"),
        ("They demand bread", "demand", "They", "verb"),
        ("ACCORDING TO THE RADIO", "ACCORDING TO", "THE RADIO", "no verb"),
        ("in the words of a clerk", "in the words of", "a clerk", "no verb"),
        ("A nurse: we left", ":", "A nurse", "mark"),
    ],
)
def test_cues_are_verbs_marks_or_neither(text: str, cue: str, source: str | None, kind: str) -> None:
    assert cue_kind(text, locate(text, cue), locate(text, source) if source else None) == kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (None, "none"),
        ("She", "pronoun"),
        ("Officials", "description"),
        ("the second witness", "description"),
        ("Karanov", "name"),
        ("The Lamp Union", "name"),
        ("THE LAMP UNION", "in capitals"),
    ],
)
def test_sources_are_pronouns_names_or_descriptions(source: str | None, kind: str) -> None:
    assert source_kind(source, {"officials", "the"}) == kind


@pytest.mark.parametrize(
    ("conflict", "part"),
    [
        ("Mali/Burkina Faso/Niger 2020s", "West Africa and the Sahel"),
        ("eastern Ukraine 2010s", "Europe"),
        ("none (sport, Pakistan 2010s)", "none"),
        ("Atlantis 1990s", UNPLACED),
    ],
)
def test_a_conflict_has_a_region(conflict: str, part: str) -> None:
    assert region(conflict) == part


def test_depth_and_relay_are_counted_by_claim() -> None:
    draft = """= lamp-01-a
outlet: The Lamp
published: 1989-05-04

{s1 The Mail} {q1 wrote} {c1 that {s2 the army} {q2 said} {c2 that {s3 rebels} {q3 denied} {c3 the raid}}}.

==
c1 assert | The Mail
c2 assert | army | via The Mail | in c1
c3 deny | rebels | via army > The Mail | in c2
"""
    counts = counted(parse(draft)["reports"])
    assert counts["depth of nesting"] == {"1": 1, "2": 1, "3": 1}
    assert counts["steps of the relay"] == {"2": 1, "3": 1, "4": 1}
    assert counts["decade"] == {"1980s": 1}
