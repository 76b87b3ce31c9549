"""Copies: what is one, what is none, what passages prove it, which way it went, and what a collection teaches."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from benchmarks import copies as bench
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.copies import MemoryIndex, Wording, copies_of, credits_of, find_copies
from sayso.records import Report
from sayso.records.copy import Copy
from sayso.reports import find_dateline

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
AGENCY = (
    "GOMA, March 4 (LRW) - Fighters of the Ridge Front overran an army post above Numbi before dawn on Monday and burned "
    "two lorries, the provincial administrator said.\n\n"
    "Residents who fled down the valley described hearing heavy shelling until noon, and a nurse at the mission hospital "
    "counted eleven wounded soldiers on her ward.\n\n"
    "The front's political wing put the dead on the government side at thirty, a toll that the barracks in Goma dismissed."
)
OTHER = (
    "A convoy of flour reached the besieged suburb on Thursday after nine days at the checkpoint, drivers said. Bakers "
    "queued with handcarts while officers searched every sack twice and confiscated the yeast."
)


def report(text: str, outlet: str = "Lake Region Wire", published: str | None = "2024-03-04") -> Report:
    return Report(text=text, outlet=outlet, published=published, dateline=find_dateline(text, published))


def only(*reports: Report) -> Copy:
    (copy,) = find_copies(reports).copies
    return copy


def pairs(copies: tuple[Copy, ...]) -> set[tuple[str, str]]:
    return {(copy.one, copy.two) for copy in copies}


TRIMMED, SECOND, _ = AGENCY.split("\n\n")
CHANGED = AGENCY.replace("two lorries", "three lorries").replace("eleven wounded", "nineteen wounded")
REORDERED = "\n\n".join(reversed(AGENCY.split("\n\n")))
MIXED = OTHER + "\n\n" + SECOND


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (AGENCY, "whole"),
        (TRIMMED, "whole"),
        (CHANGED, "whole"),
        (REORDERED, "whole"),
        (AGENCY.upper(), "whole"),
        (MIXED, "partial"),
        (OTHER * 3 + " Residents who fled down the valley described hearing heavy shelling until noon.", "passage"),
    ],
    ids=["same", "trimmed", "numbers", "reordered", "capitals", "mixed", "one sentence"],
)
def test_a_text_and_what_an_outlet_made_of_it_are_copies(text: str, kind: str) -> None:
    assert only(report(AGENCY), report(text, "Harbour Post", "2024-03-05")).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        "",
        "Numbi.",
        # Whoever tells of the same happening has the same names and numbers.
        "The Ridge Front has taken an army post at Numbi. A Goma barracks spoke of 30 dead, the provincial administrator of 11.",
        "Gunmen shot a teacher near Numbi on Monday, the provincial administrator said. Nobody claimed the killing.",
    ],
    ids=["another matter", "empty", "one word", "same happening", "formula"],
)
def test_reports_that_share_no_wording_are_no_copies(text: str) -> None:
    assert not find_copies([report(AGENCY), report(text, "Harbour Post", "2024-03-05")]).copies


def test_passages_are_aligned_in_characters_across_changed_words() -> None:
    one, two = report(AGENCY), report(CHANGED, "Harbour Post", "2024-03-05")
    copy = only(one, two)
    for passage in copy.passages:
        assert one.text[passage.one.start : passage.one.end] == passage.one.text
        assert two.text[passage.two.start : passage.two.end] == passage.two.text
    assert "burned two lorries, the" in copy.passages[0].one.text
    assert "burned three lorries, the" in copy.passages[0].two.text


def test_paragraphs_in_another_order_are_passages_of_their_own() -> None:
    copy = only(report(AGENCY), report(REORDERED, "Harbour Post", "2024-03-05"))
    ones = [passage.one.start for passage in copy.passages]
    twos = [passage.two.start for passage in copy.passages]
    assert ones == sorted(ones)
    assert twos == sorted(twos, reverse=True)


SPEECH = (
    "“We will not leave the valley while a single one of our wounded lies there, and whoever fires on the bearers will "
    "answer to their mothers”"
)


def test_a_quotation_that_two_reports_share_is_no_copy_by_itself() -> None:
    one = f"{SPEECH}, the commander told a crowd at the bridge. {OTHER}"
    two = f"Market women repeated what they had heard from a balcony: {SPEECH}. The rain fell until evening and nobody slept."
    assert not find_copies([report(one), report(two, "Harbour Post")]).copies


def test_a_quotation_within_a_copy_is_told_apart() -> None:
    one = f"{AGENCY}\n\n{SPEECH}"
    two = f"{SPEECH}\n\nMore from the province: {AGENCY}"
    kinds = {passage.kind for passage in only(report(one), report(two, "Harbour Post")).passages}
    assert kinds == {"wording", "quotation"}


def test_a_report_that_is_nearly_all_quotation_can_be_copied() -> None:
    assert only(report(SPEECH), report(SPEECH, "Harbour Post")).kind == "whole"


@pytest.mark.parametrize(
    ("text", "published", "shown"),
    [
        (TRIMMED, "2024-03-05", True),
        (TRIMMED.replace("(LRW)", "(KZN)"), "2024-03-05", False),
        (TRIMMED, "2024-03-04", False),
        (TRIMMED, None, False),
        (f"{MIXED} Lake Region Wire reported it first.", "2024-03-05", True),
        (f"{AGENCY.partition(' - ')[2]}\n\n{OTHER}", "2024-03-05", True),
        (MIXED, "2024-03-05", False),
    ],
    ids=["credited", "another agency", "same day", "no day", "named", "contained", "neither"],
)
def test_direction_is_given_where_it_can_be_shown(text: str, published: str | None, shown: bool) -> None:
    first = report(AGENCY)
    copy = only(report(text, "Harbour Post", published), first)
    assert copy.origin == (first.key if shown else None)
    assert copy.reason.endswith(".")


def test_an_outlets_own_update_has_no_direction() -> None:
    copy = only(report(AGENCY), report(f"{AGENCY}\n\n{OTHER}", published="2024-03-05"))
    assert copy.origin is None
    assert "Both are of Lake Region Wire" in copy.reason


def test_times_on_one_day_tell_which_came_first() -> None:
    first, second = report(AGENCY, published="2024-03-04T06:00"), report(TRIMMED, "Post", "2024-03-04T09:30")
    assert only(second, first).origin == first.key


def test_a_text_that_both_have_from_an_agency_has_no_direction() -> None:
    copy = only(report(AGENCY, "Valley Courier"), report(TRIMMED, "Harbour Post", "2024-03-05"))
    assert copy.origin is None
    assert "LRW" in copy.reason


BACKGROUND = (
    "The province has known no peace since the mutiny of 2012, in which a colonel and most of his brigade went over to the "
    "rebels; more than 6,000 people have died."
)


def unlike(number: int, background: str = BACKGROUND, apart: int = 10) -> Report:
    """A report with nothing in common with those of other numbers but its background."""
    chance = random.Random(number)
    own = " ".join("".join(chance.choices("abcdefghij", k=7)) for _ in range(60))
    day = date(2024, 1, 1) + timedelta(days=apart * number)
    return report(f"{own}.\n\n{background}", f"Outlet {number}", day.isoformat())


def test_background_that_comes_again_and_again_is_boilerplate() -> None:
    found = find_copies([unlike(number) for number in range(6)])
    assert not found.copies
    assert len(found.boilerplate) == 6
    assert all("no peace since the mutiny" in sentence.span.text for sentence in found.boilerplate)
    assert all(len(sentence.holders) == 5 for sentence in found.boilerplate)


@pytest.mark.parametrize(("count", "apart"), [(3, 10), (6, 0)], ids=["too seldom", "all on one day"])
def test_wording_that_came_on_few_occasions_shows_copying(count: int, apart: int) -> None:
    found = find_copies([unlike(number, apart=apart) for number in range(count)])
    assert len(found.copies) == count * (count - 1) // 2
    assert not found.boilerplate


def test_a_story_reprinted_for_weeks_is_no_boilerplate() -> None:
    days = [(date(2024, 3, 4) + timedelta(days=5 * number)).isoformat() for number in range(6)]
    found = find_copies([report(AGENCY, f"Outlet {day}", day) for day in days])
    assert len(found.copies) == 15
    assert not found.boilerplate


def test_reports_added_one_by_one_come_to_the_same() -> None:
    reports = [unlike(number) for number in range(6)] + [report(AGENCY), report(MIXED, "Post", "2024-03-05")]
    index = MemoryIndex()
    kept: dict[tuple[str, str], Copy] = {}
    again: set[str] = set()
    for one in reports:
        index.add(one)
        found = copies_of(one, index)
        again |= found.again
        for key in found.again:
            kept = {pair: copy for pair, copy in kept.items() if key not in pair}
        later = [copies_of(index.wording(key).report, index) for key in found.again]
        kept |= {(copy.one, copy.two): copy for each in (found, *later) for copy in each.copies}
    assert set(kept) == pairs(find_copies(reports).copies)
    # Only those that had the background before it was known as such were compared again.
    assert again == {one.key for one in reports[:3]}


def test_many_copies_of_one_text_make_few_pairs() -> None:
    found = find_copies([report(AGENCY, f"Outlet {number}") for number in range(150)])
    touched = {key for copy in found.copies for key in (copy.one, copy.two)}
    assert len(touched) == 150
    assert len(found.copies) <= 8 * 150


def test_the_same_report_twice_is_one() -> None:
    assert not find_copies([report(AGENCY), report(AGENCY)]).copies


def test_a_report_dated_1900_is_a_report() -> None:
    assert (
        only(report(AGENCY, published="1900-01-01"), report(AGENCY, "Post")).one
        == report(AGENCY, published="1900-01-01").key
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("KABUL (Reuters) - Ten died.", [("dateline", "Reuters")]),
        ("Ten died on Friday. (AFP)", [("tag", "AFP")]),
        ("Ten died on Friday. – AFP", [("tag", "AFP")]),
        ("Ten died.\n\nSource: Radio Okapi", [("tag", "Radio Okapi")]),
        ("Ten died.\n\n(With inputs from PTI and ANI)", [("inputs", "PTI"), ("inputs", "ANI")]),
        ("Ten died.\n\nWith agency inputs", [("inputs", None)]),
        ("Ten died. (With Reuters and AFP)", [("inputs", "Reuters"), ("inputs", "AFP")]),
        ("The Associated Press contributed to this report.", [("inputs", "Associated Press")]),
        ("Ten died. (Reporting by Ann Lee in Goma; Editing by Jo Fox)", [("staff", None)]),
        ("Additional reporting by Ann Lee in Goma", [("staff", None)]),
        ("Ann Lee contributed reporting.", [("staff", None)]),
        ("He met people from Reuters, AFP and the army.", []),
        ("The army (FARDC) and the Ridge Front (RF)\nfought.", []),
        ("They left - all of them - on Monday", []),
    ],
)
def test_credits_are_found_with_their_characters(text: str, named: list[tuple[str, str | None]]) -> None:
    found = credits_of(report(text, "Post"))
    assert [(credit.kind, credit.agency) for credit in found] == named
    assert all(credit.span and text[credit.span.start : credit.span.end] == credit.span.text for credit in found)


def test_an_agency_as_author_is_a_credit_without_characters() -> None:
    assert [credit.kind for credit in credits_of(Report(text="Ten died.", byline="AFP"))] == ["byline"]
    assert not credits_of(Report(text="Ten died.", byline="Ann Lee"))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.text(max_size=100))
def test_any_text_has_a_wording_and_copies_with_spans_that_hold(text: str, tail: str) -> None:
    one, two = Report(text=text, outlet="a"), Report(text=text + tail, outlet="b")
    wording = Wording.of(one)
    assert len(wording.words) == len(wording.weights) == len(wording.quoted) == len(wording.framed)
    for copy in find_copies([one, two]).copies:
        for passage in copy.passages:
            texts = {one.key: one.text, two.key: two.text}
            assert texts[copy.one][passage.one.start : passage.one.end] == passage.one.text
            assert texts[copy.two][passage.two.start : passage.two.end] == passage.two.text


def test_copies_of_the_corpus_are_found() -> None:
    rows = dict(bench.on_gold(CORPUS / "dev"))
    assert all(value >= 90 for value in rows.values()), rows
