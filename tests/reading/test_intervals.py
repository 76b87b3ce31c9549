"""Stretches around and across a place: the same as by a look at each."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.intervals import Intervals, surest

STRETCHES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12)


class Seen(NamedTuple):
    """Something with a stretch and how sure it is."""

    at: tuple[int, int]
    sure: float


@given(STRETCHES, st.integers(0, 45), st.integers(1, 9))
def test_those_around_and_across_are_found(stretches: list[tuple[int, int]], start: int, size: int) -> None:
    found = [(first, first + length, number) for number, (first, length) in enumerate(stretches)]
    end = start + size
    intervals = Intervals(found)
    assert set(intervals.across(start, end)) == {one for one in found if one[0] < end and start < one[1]}
    assert set(intervals.around(start, end)) == {one for one in found if one[0] <= start and end <= one[1]}


@given(st.lists(st.builds(Seen, st.tuples(st.integers(0, 9), st.integers(10, 12)), st.floats(0, 1)), max_size=9))
def test_what_overlaps_something_surer_goes(found: list[Seen]) -> None:
    kept = surest(found, lambda one: one.at)
    assert len(kept) == min(1, len(found))
    assert all(one.sure <= kept[0].sure for one in found)
