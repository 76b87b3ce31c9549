"""Counts where contents begin and end: `python -m training.borders --data DIR --out borders.json`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from sayso.reading.borders import KINDS, borders, kinds
from sayso.reading.tokens import tokenize
from training import corpora
from training.labels import token_range


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    parser.add_argument("--out", type=Path, required=True, help="where the log odds go")
    options = parser.parse_args()
    documents = [
        *corpora.polnear(options.data, "train"),
        *corpora.own(Path(corpora.__file__).parent.parent / "corpus" / "train"),
    ]
    # A count of one for everything unseen; [kind on the left, kind on the right].
    size = (KINDS + 1, KINDS + 1)
    enter, stay, leave, every = (np.ones(size) for _ in range(4))
    for document, tokens in zip(documents, tokenize([document.text for document in documents]), strict=True):
        left, right = borders(tokens, kinds(document.text, tokens))
        np.add.at(every, (left, right), 1)
        for claim in document.claims or ():
            for stretch in claim.content:
                first, last = token_range(tokens, stretch)
                if first >= last:
                    continue
                enter[left[first], right[first]] += 1
                np.add.at(stay, (left[first + 1 : last], right[first + 1 : last]), 1)
                if last < len(tokens):
                    leave[left[last], right[last]] += 1
    # Against how often such a border is met at all, so that the odds are nought where a kind tells nothing.
    enters = np.log(enter / every) - np.log(enter.sum() / every.sum())
    leaves = np.log(leave / stay) - np.log(leave.sum() / stay.sum())
    rounded = {"enters": np.round(enters, 2).tolist(), "leaves": np.round(leaves, 2).tolist()}
    options.out.write_text(json.dumps(rounded) + "\n", "utf-8")


if __name__ == "__main__":
    main()
