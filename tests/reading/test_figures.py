"""Amounts, the people they count and what became of them; the events that figures result from."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.figures import Convention, assign, figures, numbers
from sayso.records.event import EventType
from tests.readings import TEXTS

CONVENTIONS: tuple[Convention, ...] = ("sayso", "acled", "ucdp")
Bounds = tuple[int | None, int | None]
Told = tuple[str, int | None, int | None, str]


def told(text: str, convention: Convention = "sayso") -> list[Told]:
    return [(one.kind, one.low, one.high, one.evidence.text) for one in figures(text, convention=convention)]


@pytest.mark.parametrize(
    ("text", "low", "high", "evidence"),
    [
        ("1,200 men", 1_200, 1_200, "1,200"),
        ("1,00,000 men", 100_000, 100_000, "1,00,000"),
        ("1.5 million people", 1_500_000, 1_500_000, "1.5 million"),
        ("twenty-seven men", 27, 27, "twenty-seven"),
        ("two hundred and", 200, 200, "two hundred"),
        ("Two hundred and ten civilians", 210, 210, "Two hundred and ten"),
        ("one million two hundred thousand", 1_200_000, 1_200_000, "one million two hundred thousand"),
        ("half a dozen men", 6, 6, "half a dozen"),
        ("three dozen men", 36, 36, "three dozen"),
        ("a hundred and five men", 105, 105, "a hundred and five"),
        ("a couple of men", 2, 2, "a couple"),
        ("two or three men", 2, 3, "two or three"),
        ("15 to 20 men", 15, 20, "15 to 20"),
        ("15-20 men", 15, 20, "15-20"),
        ("between 20 and 25 men", 20, 25, "between 20 and 25"),
        ("between five and six thousand", 5_000, 6_000, "between five and six thousand"),
        ("at least 15 men", 15, None, "at least 15"),
        ("no fewer than seventeen men", 17, None, "no fewer than seventeen"),
        ("more than 60 men", 61, None, "more than 60"),
        ("forty or more men", 40, None, "forty or more"),
        ("up to 20 men", None, 20, "up to 20"),
        ("300 at the very most", None, 300, "300 at the very most"),
        ("fewer than 20 men", None, 19, "fewer than 20"),
        ("around 30 men", 30, 30, "around 30"),
        ("another 64 were", 64, 64, "another 64"),
        ("dozens of men", 24, None, "dozens"),
        ("scores of men", 40, None, "scores"),
        ("several men", 3, None, "several"),
        ("several hundred men", 200, None, "several hundred"),
        ("hundreds of thousands of people", 200_000, None, "hundreds of thousands"),
        ("No soldier", 0, 0, "No"),
        ("not a single civilian", 0, 0, "not a single"),
        ("nobody", 0, 0, "nobody"),
        ("the toll rose from 27 to 34", 34, 34, "34"),
        ("1" + "0" * 30 + " men", 10**30, 10**30, "1" + "0" * 30),
    ],
)
def test_amounts_have_bounds(text: str, low: int | None, high: int | None, evidence: str) -> None:
    (number,) = numbers(text)
    assert (number.low, number.high, text[number.start : number.end]) == (low, high, evidence)


@pytest.mark.parametrize(
    "text",
    [
        "on 3 May", "in 2024", "at 14:30", "40mm", "aged 20", "$20", "Haji Karim, 34, said", "a girl of 9, who", "Battalion 12",
        "0900 hours", "12%", "1. The army", "how many", "five", "a 15 year old boy", "9" * 5_000, "two more than before", "10^30 men", "1e30 men",
    ],
)  # fmt: skip
def test_names_dates_ages_and_money_are_no_amounts(text: str) -> None:
    assert [text[one.start : one.end] for one in numbers(text)] == (["five"] if text == "five" else [])


@pytest.mark.parametrize(
    ("words", "sayso", "acled", "ucdp"),
    [
        ("Dozens of villagers", (24, None), (12, 12), (24, None)),
        ("Several villagers", (3, None), (3, 3), (3, None)),
        ("A few villagers", (3, None), (3, 3), (2, None)),
        ("Hundreds of villagers", (200, None), (100, 100), (200, None)),
        ("At least 15 villagers", (15, None), (15, 15), (15, None)),
        ("More than 15 villagers", (16, None), (15, 15), (16, None)),
        ("Up to 20 villagers", (None, 20), (20, 20), (None, 20)),
    ],
)
def test_each_convention_has_bounds_of_its_own(words: str, sayso: Bounds, acled: Bounds, ucdp: Bounds) -> None:
    for convention, expected in zip(CONVENTIONS, (sayso, acled, ucdp), strict=True):
        ((kind, low, high, _),) = told(f"{words} were killed.", convention)
        assert (kind, (low, high)) == ("killed", expected), convention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 27 civilians were killed.", [("killed", 27, None, "At least 27 civilians")]),
        ("Gunmen killed three soldiers and wounded seven.", [("killed", 3, 3, "three soldiers"), ("wounded", 7, 7, "seven")]),
        ("The blast killed two policemen and three civilians.", [("killed", 2, 2, "two policemen"), ("killed", 3, 3, "three civilians")]),
        ("Two policemen and three civilians were killed.", [("killed", 2, 2, "two policemen"), ("killed", 3, 3, "three civilians")]),
        ("Two gunmen killed four farmers.", [("killed", 4, 4, "four farmers")]),
        ("The raid ended, leaving 12 dead.", [("killed", 12, 12, "12")]),
        ("He mourned the death of two guards.", [("killed", 2, 2, "two guards")]),
        ("The army admitted the killing of at least five herders.", [("killed", 5, None, "at least five herders")]),
        ("33 died, nine of them children.", [("killed", 33, 33, "33"), ("killed", 9, 9, "nine of them children")]),
        ("Ten died, including two women.", [("killed", 10, 10, "Ten"), ("killed", 2, 2, "two women")]),
        ("Six soldiers died and nine wounded were flown out.", [("killed", 6, 6, "Six soldiers"), ("wounded", 9, 9, "nine")]),
        ("Police raised the toll to 17.", [("killed", 17, 17, "17")]),
        ("He put the army's dead in the ambush at eight.", [("killed", 8, 8, "eight")]),
        ("No one was hurt.", [("wounded", 0, 0, "No one")]),
        ("He denied that any soldier had been captured.", [("captured", 0, 0, "any soldier")]),
        ("There were no casualties.", [("casualties", 0, 0, "no casualties")]),
        ("A soldier was killed.", [("killed", 1, 1, "A soldier")]),
        ("Fourteen bodies were found.", [("killed", 14, 14, "Fourteen bodies")]),
        ("Six people, two of them children, were hurt by shells.", [("wounded", 6, 6, "Six people"), ("wounded", 2, 2, "two of them children")]),
        ("Two of the wounded died.", [("killed", 2, 2, "Two of the wounded")]),
        ("Twelve farmers, women and children were murdered.", [("killed", 12, 12, "Twelve farmers, women and children")]),
        ("Some 300 families fled across the river.", [("displaced", 300, 300, "Some 300 families")]),
        ("Soldiers took 26 men prisoner.", [("captured", 26, 26, "26 men")]),
        ("Four boys from our lane are still missing.", [("missing", 4, 4, "Four boys")]),
        ("They freed 18 mine workers on Sunday.", [("captured", 18, 18, "18 mine workers")]),
        ("“About twenty” were killed.", [("killed", 20, 20, "“About twenty”")]),
    ],
)  # fmt: skip
def test_people_are_counted_with_what_became_of_them(text: str, expected: list[Told]) -> None:
    assert [(kind, low, high, words.lower()) for kind, low, high, words in told(text)] == [
        (kind, low, high, words.lower()) for kind, low, high, words in expected
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels destroyed three vehicles.",
        "They seized two bullock carts and 310 cartridges.",
        "The talks lasted four days.",
        "Ten soldiers attacked the town.",
        "He did not say whether any soldier had been captured.",
        "Shells fell 20 kilometres away.",
        "The Dawn Front has 200 fighters.",
        "Aircraft killed 14 goats.",
        "",
    ],
)
def test_what_counts_nobody_is_no_figure(text: str) -> None:
    assert told(text) == []


def test_a_figure_shows_who_and_the_words_for_their_fate() -> None:
    (figure,) = figures("An ambush martyred at least six gendarmes.")
    assert (figure.who, figure.fate.text, figure.figure().evidence) == ("gendarmes", "martyred", figure.evidence)


def test_figures_go_to_the_event_that_they_result_from() -> None:
    text = "The raid killed nine traders, and 4,000 people fled. Two men were arrested."
    kinds: list[tuple[str, EventType]] = [
        ("raid", "ASSAULT"),
        ("arrested", "COERCE"),
        ("fled", "SANCTION"),
        ("said", "CONSULT"),
    ]
    triggers = [(start := text.find(word), start + len(word), kind) for word, kind in kinds]
    triggers[3] = (0, 3, "CONSULT")
    assert [[one.evidence.text for one in some] for some in assign(figures(text), triggers)] == [
        ["nine traders"],
        ["Two men"],
        ["4,000 people"],
        [],
    ]


PIECES = (
    "killed three and two hundred soldiers , . were no one not a dozen of them the dead at 1,00,000 from to between any "
    "who “ ” ( ) 20 - Sudanese at least wounded thousand dozens he body found"
)
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=60).map(" ".join)


@given(st.one_of(TEXTS, WORDS, st.text()))
def test_spans_hold_in_any_text(text: str) -> None:
    for convention in ("sayso", "acled", "ucdp"):
        found = figures(text, convention=convention)
        for figure in found:
            for span in (figure.evidence, figure.fate):
                assert text[span.start : span.end] == span.text != ""
            assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert sum(map(len, assign(found, [(0, 1, "ASSAULT")]))) <= len(found)


@pytest.mark.parametrize(
    "piece",
    ["killed 3 men, ", "five ", "9", "the dead at ", "who ", "( ", "of them ", "1,", "a ", "Two soldiers died. "],
)
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    figures(text)
    assert time.process_time() - began < 2
