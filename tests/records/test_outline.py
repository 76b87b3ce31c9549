"""Readings arranged for a person."""

from hypothesis import given

from sayso.records import Reading, Report
from sayso.records.outline import cut, depths, evidence, heading, particulars, parties, parts, route, totals
from tests.readings import readings, seed, told


def test_claims_stand_by_holder_and_what_others_tell_is_named_apart() -> None:
    found = [(party.name, [one.id for one in party.own], [one.id for one in party.told]) for party in parties(told())]
    assert found == [
        ("the mayor", ["c1"], []),
        ("a clerk", [], ["c2"]),
        ("Lamp Union", ["c3"], []),
        ("no source named", ["c4"], []),
    ]


@given(readings())
def test_every_claim_stands_once(reading: Reading) -> None:
    found = parties(reading)
    own = [claim.id for party in found for claim in party.own]
    assert sorted(own) == sorted(claim.id for claim in reading.claims if claim.inside is None)
    assert {party.holder for party in found} == {claim.holder for claim in reading.claims}


@given(readings())
def test_a_text_is_cut_without_gap_and_every_part_is_covered(reading: Reading) -> None:
    spans = [part for claim in reading.claims for part in parts(claim)]
    pieces = list(cut(spans, 0, len(reading.report.text)))
    assert "".join(reading.report.text[piece.start : piece.end] for piece in pieces) == reading.report.text
    for piece in pieces:
        assert set(piece.around) == {one for one in spans if one.start <= piece.start and piece.end <= one.end}


def test_a_content_in_two_pieces_reads_as_the_text_does() -> None:
    reading = told()
    assert list(evidence(reading.report.text, reading.claims[2])) == [
        ("“We left,”", "content"),
        (" ", None),
        ("the Lamp Union", "source"),
        (" ", None),
        ("added", "cue"),
        (", ", None),
        ("“at noon.”", "content"),
    ]


def test_much_between_two_parts_becomes_an_ellipsis() -> None:
    reading = seed()
    claim = reading.claims[3]
    assert "".join(words for words, _ in evidence(reading.report.text, claim)).startswith(
        "BLA spokesperson Jeeyand Baloch … asserting that Pakistani"
    )


def test_depth_counts_the_claims_around() -> None:
    assert depths(told().claims) == {"c1": 0, "c2": 1, "c3": 0, "c4": 0}


def test_a_relay_names_what_is_unknown() -> None:
    claim = told().claims[3]
    assert route(claim) == ["no source named", "The Lamp"]
    assert route(claim.model_copy(update={"relay": ("the army", None)})) == ["the army", "outlet unknown"]


def test_heading_is_the_title_else_the_first_line_else_the_id() -> None:
    assert heading(Report(text="One.\n\nTwo.", title="Title")) == "Title"
    assert heading(Report(text="\n One.\nTwo.")) == "One."
    assert heading(Report(text=" ", given_id="r1")) == "r1"
    assert len(heading(Report(text="word " * 100))) <= 80


def test_particulars_say_why_a_report_was_left_unread() -> None:
    reading = Reading(report=Report(text="Hola.", given_id="r1"), reader="a test", unread="Only English is read.")
    assert particulars(reading) == ["r1", "Only English is read."]
    assert particulars(told()) == ["The Lamp", "told", "4 claims by 4 holders"]
    assert totals([reading]) == "0 claims by 0 holders"
