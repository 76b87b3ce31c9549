"""A figure's versions as ranges on one scale, in block characters that say the same without colour."""

from __future__ import annotations

from collections.abc import Iterable

# A number that is said, and what the words leave open.
SAID, OPEN = "█", "░"
# Room beyond the greatest number, for what is open upwards.
BEYOND = 3

Range = tuple[int | None, int | None]


def greatest(ranges: Iterable[Range]) -> int:
    """The greatest number among ranges, one where there is none."""
    return max((number for ends in ranges for number in ends if number), default=1)


def axis(top: int, width: int) -> str:
    """The two ends of a scale from 0 to `top`."""
    return "0" + f"{top:,}".rjust(width - BEYOND - 1)


def bar(low: int | None, high: int | None, top: int, width: int) -> str:
    """A range on that scale, `width` characters wide: `   ███  ` is from so many to so many, `  █░░░░` at least so many."""
    if low is None and high is None:
        return OPEN * width
    first, last = (round(number / top * (width - BEYOND - 1)) for number in _ends(low, high))
    if low is None:
        return (OPEN * last + SAID).ljust(width)
    if high is None:
        return (" " * first + SAID).ljust(width, OPEN)
    return (" " * first + SAID * (last - first + 1)).ljust(width)


def _ends(low: int | None, high: int | None) -> tuple[int, int]:
    """Both ends, an open one where the other is."""
    known = [number for number in (low, high) if number is not None]
    return known[0], known[-1]
