"""Contents and sources with their ends put right."""

import pytest

from sayso.reading import tidy
from sayso.reading.quotes import quotations


@pytest.mark.parametrize(
    ("text", "rough", "expected"),
    [
        ("He said that it was over.", "that it was over.", "that it was over"),
        ("He said that it was over, and left.", "that it was over,", "that it was over"),
        ("“It is over,” he said.", "It is over,", "“It is over,”"),
        ("“It is over,” he said.", "“It is over", "“It is over,”"),
        ("He said it was “over.”", "it was “over", "it was “over.”"),
        ("He called it “a “small” thing”.", "a “small” thing", "a “small” thing"),
        ("They left the U.S.", "left the U.S.", "left the U.S."),
        ("— , ;", "— , ;", None),
    ],
)
def test_content(text: str, rough: str, expected: str | None) -> None:
    start = text.index(rough)
    piece = tidy.content(text, (start, start + len(rough)), quotations(text))
    assert (text[slice(*piece)] if piece else None) == expected


def test_source_loses_the_punctuation_around_it() -> None:
    text = "x, the mayor, said"
    piece = tidy.source(text, (1, 13))
    assert piece
    assert text[slice(*piece)] == "the mayor"
