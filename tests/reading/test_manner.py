"""Direct, indirect, mixed."""

import time

import pytest

from sayso.reading.manner import manner


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["“We left,”"], "direct"),
        (["“We left,”", "“We came back.”"], "direct"),
        (["that they had left"], "indirect"),
        (["that they had “left”"], "mixed"),
        (["“We left” and “came back”"], "mixed"),
        (["“We left,”", "and that they came back"], "mixed"),
        (["the operation 'Northern Dawn 2.0'"], "indirect"),
        (["the army’s men don’t talk"], "indirect"),
        (["“We left"], "mixed"),
    ],
)
def test_manner_follows_the_quotation_marks(pieces: list[str], expected: str) -> None:
    assert manner(pieces) == expected


def test_capitals_in_quotes_do_not_hang() -> None:
    began = time.perf_counter()
    manner(["'" + "AAAA BBBB CCCC " * 300])
    assert time.perf_counter() - began < 1
