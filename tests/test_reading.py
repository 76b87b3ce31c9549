"""The whole reading: evidence holds for any text, order is kept, languages are told."""

import random
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading import read_reports
from sayso.records import Reading, Report, Span

WORDS = [
    "The",
    "army",
    "said",
    "that",
    "rebels",
    "had",
    "fired",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    ".",
    ",",
    ":",
    "—",
    "according",
    "to",
    "the",
    "group",
    ",",
    "which",
    "denied",
    "it",
    ".",
    "He",
    "told",
    "Radio",
    "Mirador",
    "[",
    "WORDS",
    "INDISTINCT",
    "]",
    "citing",
    "a",
    "witness",
    ";",
    "she",
    "added",
    "claimed",
    "Major",
    "Ana",
    "Ruiz",
    "(",
    "UF",
    ")",
    "spokesman",
    "of",
    "the",
    "United",
    "Front",
    "12",
    "soldiers",
    "were",
    "killed",
    "\n\n",
    "GOMA,",
    "March",
    "3",
    "(",
    "LRW",
    ")",
    "-",
    "🕊",
    "é",
]


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span that a reading points with."""
    for claim in reading.claims:
        yield from (
            span for span in (claim.source, claim.cue, *claim.content, claim.holder_span, *claim.relay_spans) if span
        )
    line = reading.report.dateline
    if line:
        yield from (span for span in (line.place_span, line.date_span, line.agency_span) if span)


def assert_holds(reading: Reading) -> None:
    """Evidence is what it says, references lead somewhere, a relay runs from the holder to the outlet."""
    text = reading.report.text
    ids = {claim.id for claim in reading.claims}
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    for claim in reading.claims:
        assert claim.content
        assert claim.relay[0] == claim.holder
        assert len(claim.relay) == len(claim.relay_spans)
        assert all(one != two for one, two in pairwise(claim.relay))
        assert claim.inside is None or (claim.inside in ids and claim.inside != claim.id)
    assert [claim.id for claim in reading.claims] == [f"c{number}" for number in range(1, len(ids) + 1)]
    assert [claim.cue.start for claim in reading.claims] == sorted(claim.cue.start for claim in reading.claims)


def generated(count: int) -> Iterator[Report]:
    """Texts that look like reports gone wrong: words, marks and breaks in any order, from a fixed seed."""
    chance = random.Random(20240304)
    for number in range(count):
        words = chance.choices(WORDS, k=chance.randint(2, 20))
        yield Report(text=" ".join(words), given_id=str(number), outlet=chance.choice([None, "The Daily Lamp"]))


def test_evidence_holds_in_ten_thousand_generated_reports() -> None:
    found = 0
    for number, reading in enumerate(read_reports(generated(10_000))):
        assert reading.report.id == str(number)
        assert_holds(reading)
        found += len(reading.claims)
    assert found > 3_000


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_any_string_is_read_and_its_spans_hold(text: str) -> None:
    for reading in read_reports([Report(text=text)]):
        assert_holds(reading)


def test_ten_thousand_quotation_marks_do_not_break_the_reader() -> None:
    for mark in "\"“”'‘":
        for reading in read_reports([Report(text="He said " + mark * 10_000)]):
            assert_holds(reading)


def test_a_long_report_is_read_to_its_end() -> None:
    text = "\n\n".join(f"Mayor Ana Ruiz said that bridge number {number} had fallen." for number in range(400))
    claims = next(read_reports([Report(text=text)])).claims
    assert len(claims) > 380
    assert claims[-1].cue.start > len(text) - 100


def test_a_report_in_another_language_is_left_unread_and_says_so() -> None:
    reading = next(read_reports([Report(text="Le maire a dit que le pont était tombé.", language="fr")]))
    assert reading.claims == ()
    assert reading.unread is not None
    assert "'fr'" in reading.unread


def test_a_reading_is_the_same_alone_and_among_others() -> None:
    reports = list(generated(40))
    together = {reading.report.id: reading.to_json() for reading in read_reports(reports)}
    alone = next(read_reports([reports[7]])).to_json()
    assert [claim["cue"] for claim in together["7"]["claims"]] == [claim["cue"] for claim in alone["claims"]]
