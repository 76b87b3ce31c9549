"""Tokens and windows: nothing is lost, everything is decided once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.labels import best_paths, legal, runs
from sayso.reading.tagger import PAIR
from sayso.reading.tokens import WINDOW, tokenize, windows


@given(st.text(max_size=300))
@settings(deadline=None)
def test_offsets_are_code_points_of_the_text_as_given(text: str) -> None:
    tokens = tokenize([text])[0]
    assert (tokens.starts <= tokens.ends).all()
    assert len(tokens) == 0 or tokens.ends.max() <= len(text)
    assert (np.diff(tokens.starts) >= 0).all()


def test_emoji_and_combining_marks_are_one_code_point_each() -> None:
    text = "🕊️ The ministe\u0301re said 🕊️ no."
    tokens = tokenize([text])[0]
    said = text.index("said")
    assert said in tokens.starts.tolist()


@given(st.integers(min_value=1, max_value=4000))
@settings(deadline=None, max_examples=40)
def test_every_token_is_decided_in_one_window(length: int) -> None:
    tokens = tokenize(["peace " * length])[0]
    found = windows(tokens)
    assert [found[0].first, found[-1].last] == [0, len(tokens)]
    assert all(before.last == after.first for before, after in zip(found, found[1:], strict=False))
    assert all(one.start <= one.first < one.last <= one.end and one.end - one.start <= WINDOW for one in found)


@given(st.integers(min_value=1, max_value=30), st.randoms(use_true_random=False))
def test_paths_are_legal(length: int, chance: object) -> None:
    seed = chance.randint(0, 2**31)  # type: ignore[attr-defined]
    chances = np.random.default_rng(seed)
    scores = [chances.normal(size=(size, len(PAIR))).astype(np.float32) for size in (length, 2 * length)]
    paths = best_paths(scores, *legal(PAIR))
    assert [len(path) for path in paths] == [length, 2 * length]
    assert (paths[0] == best_paths(scores[:1], *legal(PAIR))[0]).all()
    for path in paths:
        labels = [PAIR[one] for one in path]
        for before, label in zip(["O", *labels], labels, strict=False):
            assert label[0] != "I" or before[2:] == label[2:]
        assert sum(last - first for first, last, _ in runs(path, PAIR)) == sum(label != "O" for label in labels)
