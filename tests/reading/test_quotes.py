"""Which characters stand in quotation, in every style in use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.quotes import quotations, states


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we left” and went.", ["“we left”"]),
        ('He said "we left" and "we came back".', ['"we left"', '"we came back"']),
        ("He said ‘we left’ and went.", ["‘we left’"]),
        ("He said 'we left' and went.", ["'we left'"]),
        ("He said ``we left'' and went.", ["``we left''"]),
        ("Il dit «we left» alors.", ["«we left»"]),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”", "‘go’"]),
        ("The army’s and the rebels’ men don’t talk.", []),
        ("In the '90s nothing of the kind was heard.", []),
        ("“It never ended\n\n“It went on,” she said.", ["“It never ended", "“It went on,”"]),
        ("A mark that is never “closed", ["“closed"]),
        ("A mark that was never opened” here", []),
    ],
)
def test_finds_what_stands_in_quotation(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == quoted


def test_tells_whether_a_quotation_was_closed() -> None:
    assert [one.closed for one in quotations("“Open\n\n“closed”")] == [False, True]


@given(st.text(alphabet="ab “”\"'‘’«»`[]\n.", max_size=60))
def test_any_marks_give_stretches_of_the_text(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in quotations(text))
    assert len(states(text)) == len(text)


def test_ten_thousand_marks_are_done_at_once() -> None:
    assert len(quotations('"' * 10_000)) == 5_000
