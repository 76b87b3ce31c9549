"""From a text and what came with it to a Report: the checks and findings that all kinds of input share."""

from __future__ import annotations

import re

from sayso.errors import InputError
from sayso.records import Report
from sayso.reports.dateline import Given, find_dateline, given_dateline
from sayso.reports.language import WORD, language_of

MOST_CHARACTERS = 1_000_000
"""A longer text is no report; a book has fewer."""

# A word, or a letter of the scripts that write words without spaces between them (Thai to Khmer, Japanese, Chinese).
_WORD = re.compile(rf"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|{WORD}")


def make_report(
    text: str,
    *,
    where: str,
    given: Given | None = None,
    language: str | None = None,
    published: str | None = None,
    **others: str | None,
) -> Report:
    """The report of a text, its language and dateline worked out; `others` are the report's further fields.

    Raises InputError where the text is too long or has no words that could be a report.
    """
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"the text is longer than {MOST_CHARACTERS:,} characters", where=where, mend="give each report by itself"
        )
    if not text.strip():
        raise InputError("there is no text in it", where=where, mend="give the words of a report")
    words = _WORD.finditer(text)
    if not (next(words, None) and next(words, None)):
        raise InputError("there is no report in it, at most one word", where=where, mend="give the words of a report")
    dateline = given_dateline(text, published, given) if given else find_dateline(text, published)
    return Report(
        text=text,
        language=language_of(text, language),
        published=published,
        dateline=dateline,
        origin=where,
        **others,
    )
