"""Which claim an event stands in, and which of two triggers counts."""

import pytest

from sayso.reading.events import Told, once
from sayso.reading.spans import Happening
from sayso.records import Span
from tests.readings import told


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("theft", "c2"),
        ("had denied", "c2"),
        ("said", "c1"),
        ("We left", "c3"),
        ("nobody", "c4"),
        ("The mayor", None),
    ],
)
def test_an_event_stands_in_the_innermost_claim_or_in_the_one_whose_cue_names_it(words: str, claim: str | None) -> None:
    reading = told()
    start = reading.report.text.index(words)
    trigger = Span.of(reading.report.text, start, start + len(words))
    assert Told(reading.claims).claim_of(trigger) == claim


def test_of_two_triggers_that_overlap_the_surer_one_counts() -> None:
    def seen(start: int, end: int, sure: float) -> Happening:
        return Happening((start, end), "ASSAULT", None, "actual", {}, sure)

    first, second, third = seen(5, 9, 0.6), seen(8, 12, 0.9), seen(0, 3, 0.2)
    assert once([first, second, third]) == [third, second]
