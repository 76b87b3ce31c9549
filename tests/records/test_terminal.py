"""A reading in a terminal, in a pipe, and without colour."""

import re
from io import StringIO

import pytest
from hypothesis import given
from rich.cells import cell_len
from rich.console import Console

from sayso.records import Reading
from tests.readings import readings, seed, told


def shown(reading: Reading, *, width: int = 60, terminal: bool = False, colour: bool = True) -> str:
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        no_color=not colour,
        highlight=False,
        _environ={},
    )
    console.print(reading)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_claims_stand_under_their_holder_with_their_words() -> None:
    lines = [line.rstrip() for line in shown(told(), width=100).splitlines()]
    assert lines == [
        "The mayor said that a clerk had denied the theft.",
        "The Lamp · told · 4 claims by 4 holders",
        "",
        "the mayor → The Lamp",
        "  assert    The mayor ‹said› that a clerk had denied the theft  c1·mixed·0–48",
        "    assert    a clerk → the mayor → The Lamp",
        "              a clerk ‹had denied› the theft  c2·mixed·20–48",
        "",
        "a clerk",
        "  see c2, told by others",
        "",
        "Lamp Union → The Lamp",
        "  assert    “We left,” the Lamp Union ‹added›, “at noon.”  c3·mixed·51–94",
        "",
        "no source named → The Lamp",
        "  assert    ‹was reported› that nobody was hurt  c4·mixed·98–131",
        "",
    ]


def test_a_relay_of_three_steps_is_an_arrow() -> None:
    text = flat(shown(seed()))
    assert "Baloch Liberation Army → The Balochistan Post → IANS" in text
    assert "Baloch Liberation Army → IANS" in text


def test_a_relay_that_all_claims_of_a_holder_share_stands_once() -> None:
    reading = told()
    claims = [
        claim.model_copy(update={"holder": "A", "relay": ("A", "B", "C"), "inside": None}) for claim in reading.claims
    ]
    assert flat(shown(reading.model_copy(update={"claims": tuple(claims)}))).count("A → B → C") == 1


@pytest.mark.parametrize("colour", [True, False])
def test_without_colour_cues_are_underlined_and_sources_bold(*, colour: bool) -> None:
    text = shown(told(), terminal=True, colour=colour)
    codes = {code for sequence in re.findall(r"\x1b\[([\d;]*)m", text) for code in sequence.split(";")}
    assert {"1", "4"} <= codes
    assert bool(codes & {str(code) for code in range(30, 50)}) == colour
    assert "‹" not in text


@given(readings())
def test_any_reading_fits_sixty_columns_and_moves_no_cursor(reading: Reading) -> None:
    text = shown(reading)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    assert all(cell_len(line) <= 60 for line in text.split("\n"))


def test_claims_in_claims_in_claims_still_fit() -> None:
    reading = told()
    first = reading.claims[1]
    claims = [first.model_copy(update={"id": f"c{depth}", "inside": f"c{depth - 1}"}) for depth in range(40)]
    text = shown(reading.model_copy(update={"claims": tuple(claims)}))
    assert all(cell_len(line) <= 60 for line in text.splitlines())
    assert "c39" in text
