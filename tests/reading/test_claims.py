"""From attributions to claims: nesting, going on, holders, relays; the network's part is given."""

import numpy as np
import pytest

from sayso.reading.claims import claims
from sayso.reading.spans import Attribution
from sayso.records import ACTS, Claim, Report
from sayso.reports.dateline import find_dateline


def read(text: str, *marked: tuple[str | None, str, str], outlet: str | None = "The Daily Lamp") -> tuple[Claim, ...]:
    """The claims of a text of which (source, cue, content) are marked, each at the place nearest to its content."""
    found = []
    for source, cue, content in marked:
        at = text.index(content)
        near = min(
            (place for place in range(len(text)) if text.startswith(cue, place)),
            key=lambda place: min(abs(place - at), abs(place - at - len(content))),
        )
        stretch = None
        if source is not None:
            places = [place for place in range(len(text)) if text.startswith(source, place)]
            start = min(places, key=lambda place: abs(place - near))
            stretch = (start, start + len(source))
        acts = np.zeros(len(ACTS), dtype=np.float32)
        found.append(Attribution(stretch, (near, near + len(cue)), ((at, at + len(content)),), acts, 1.0))
    return claims(
        Report(text=text, outlet=outlet, published="2024-03-04", dateline=find_dateline(text, "2024-03-04")), found, []
    )


@pytest.mark.parametrize(
    ("text", "marked", "holder"),
    [
        ("The Lake Front (LF) attacked. The LF said it won.", ("The LF", "said", "it won"), "Lake Front"),
        ("The Lake Front (LF) attacked. The group said it won.", ("The group", "said", "it won"), "Lake Front"),
        (
            "Mehran Marri spoke on Monday. Later Marri said it was over.",
            ("Marri", "said", "it was over"),
            "Mehran Marri",
        ),
        ("LF spokesman Ali Rind said it was over.", ("LF spokesman Ali Rind", "said", "it was over"), "LF"),
        (
            "A resident of Nushki said it was over.",
            ("A resident of Nushki", "said", "it was over"),
            "a resident of Nushki",
        ),
        ("Elders of the valley met. They said it was over.", ("They", "said", "it was over"), None),
    ],
)
def test_holder_of_one_claim(text: str, marked: tuple[str, str, str], holder: str | None) -> None:
    claim = read(text, marked)[0]
    assert claim.holder == (holder or claim.holder)
    assert claim.holder_span is None or text[claim.holder_span.start : claim.holder_span.end] == claim.holder_span.text


def test_pronouns_go_back_to_who_spoke_last() -> None:
    found = read(
        "Governor Ana Ruiz said the bridge had fallen. She added that nobody was hurt.",
        ("Governor Ana Ruiz", "said", "the bridge had fallen"),
        ("She", "added", "that nobody was hurt"),
    )
    assert [claim.holder for claim in found] == ["Ana Ruiz", "Ana Ruiz"]


def test_a_spokesman_s_pronoun_stands_for_the_organisation() -> None:
    found = read(
        "Army spokesman Captain Luis Mora said five men fell. He denied that more were missing.",
        ("Army spokesman Captain Luis Mora", "said", "five men fell"),
        ("He", "denied", "that more were missing"),
    )
    assert found[0].holder == found[1].holder != "Luis Mora"
    assert found[1].act == "deny"


def test_a_claim_in_a_content_stands_inside_and_its_relay_says_so() -> None:
    found = read(
        "Bishop Paul Okello said villagers had told him that soldiers came at night.",
        ("Bishop Paul Okello", "said", "villagers had told him that soldiers came at night"),
        ("villagers", "told", "that soldiers came at night"),
    )
    assert [claim.inside for claim in found] == [None, "c1"]
    assert found[1].relay == ("villagers", "Paul Okello", "The Daily Lamp")


def test_the_agency_of_a_dateline_is_a_step() -> None:
    found = read("GOMA, March 3 (Great Lakes Agency) - Police said it was over.", ("Police", "said", "it was over"))
    assert found[0].relay == ("police", "Great Lakes Agency", "The Daily Lamp")


def test_the_agency_is_no_step_where_it_is_the_outlet() -> None:
    text = "GOMA, March 3 (IANS) - Police said it was over."
    assert read(text, ("Police", "said", "it was over"), outlet="IANS")[0].relay == ("police", "IANS")
    assert read(text, ("Police", "said", "it was over"), outlet=None)[0].relay == ("police", "IANS")


def test_a_hearer_is_a_step_unless_it_is_everybody() -> None:
    told = read("A farmer told Radio Oudalan that it was over.", ("A farmer", "told", "that it was over"))
    assert told[0].relay == ("a farmer", "Radio Oudalan", "The Daily Lamp")
    everybody = read("A farmer told reporters that it was over.", ("A farmer", "told", "that it was over"))
    assert everybody[0].relay == ("a farmer", "The Daily Lamp")


def test_nobody_s_claim_has_a_relay_that_begins_with_nobody() -> None:
    claim = read("It was reported that the bridge had fallen.", (None, "was reported", "that the bridge had fallen"))[0]
    assert (claim.holder, claim.relay) == (None, (None, "The Daily Lamp"))


def test_a_quotation_that_goes_on_belongs_to_its_claim() -> None:
    text = "“The bridge has fallen,” Ana Ruiz said. “Nobody was hurt.”"
    claim = read(text, ("Ana Ruiz", "said", "“The bridge has fallen,”"))[0]
    assert [piece.text for piece in claim.content] == ["“The bridge has fallen,”", "“Nobody was hurt.”"]
    assert claim.manner == "direct"


def test_a_quotation_over_paragraphs_belongs_to_one_claim() -> None:
    text = (
        "Ana Ruiz said: “The bridge has fallen and the river is high.\n\n“Nobody was hurt in the fall of the bridge.”"
    )
    claim = read(text, ("Ana Ruiz", "said:", "“The bridge has fallen and the river is high."))[0]
    assert len(claim.content) == 2


def test_the_one_cited_stands_inside_the_one_who_cites() -> None:
    text = "The Lamp Post reported a raid at dawn, citing a police officer."
    found = read(
        text, ("The Lamp Post", "reported", "a raid at dawn"), ("a police officer", "citing", "a raid at dawn")
    )
    assert [claim.inside for claim in found] == [None, "c1"]
