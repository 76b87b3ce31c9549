"""The page and the fragment: the text letter for letter, parts inside one another, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given

from sayso.records import Reading
from sayso.records.html import fragment, page
from tests.readings import readings, seed, told

VOID = {"meta"}
# What HTML has no way to write stands as the sign for that.
WRITABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


class Parsed(HTMLParser):
    """What a page holds, read by a parser that is not ours; every element is closed where it was opened."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.parts: dict[tuple[str, str], str] = {}
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(made)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = tag, dict(attrs)
        self.elements.append(element)
        if element[1].get("class") == "text":
            self.texts.append("")
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(attrs.get("class") == "text" for _, attrs in self.open):
            return
        self.texts[-1] += data
        for tag, attrs in self.open:
            if claim := attrs.get("data-claim"):
                self.parts[tag, claim] = self.parts.get((tag, claim), "") + data


def squeezed(text: str) -> str:
    """Without white space: between paragraphs nothing is marked."""
    return re.sub(r"\s", "", text.translate(WRITABLE))


def covered(reading: Reading, spans: list[tuple[int, int]]) -> str:
    """The characters of a text that any of the spans covers."""
    text = reading.report.text
    return "".join(sign for at, sign in enumerate(text) if any(start <= at < end for start, end in spans))


@given(readings())
def test_the_text_stands_letter_for_letter(reading: Reading) -> None:
    parsed = Parsed(page([reading, reading]))
    assert parsed.texts == [reading.report.text.translate(WRITABLE)] * 2
    assert Parsed(fragment(reading)).texts == parsed.texts[:1]


@given(readings())
def test_each_part_covers_its_spans_and_nothing_else(reading: Reading) -> None:
    parts = Parsed(page([reading])).parts
    for claim in reading.claims:
        for tag, spans in (("u", [claim.cue]), ("b", [claim.source] if claim.source else []), ("mark", claim.content)):
            found = squeezed(parts.get((tag, f"r1-{claim.id}"), ""))
            wanted = covered(reading, [(span.start, span.end) for span in spans])
            # A claim's contents may overlap in what is generated here, and then stand in one another.
            assert found == squeezed(wanted) or (tag == "mark" and set(found) == set(squeezed(wanted)))


def test_a_claim_inside_another_is_an_element_inside_its_content() -> None:
    made = page([told()])
    assert (
        '<mark data-claim="r1-c1">that <b data-claim="r1-c2">a clerk</b> <u id="r1-c2" data-claim="r1-c2">had denied</u> '
        '<mark data-claim="r1-c2">the theft</mark></mark>'
    ) in made


def test_parts_that_cross_are_cut() -> None:
    reading = told()
    first, second = reading.claims[0], reading.claims[2]
    text = reading.report.text
    crossing = second.model_copy(update={"content": (type(first.cue).of(text, 40, 60),)})
    parts = Parsed(page([reading.model_copy(update={"claims": (first, crossing)})])).parts
    assert parts["mark", "r1-c1"] == "that a clerk had denied the theft"
    assert squeezed(parts["mark", "r1-c3"]) == squeezed(text[40:60])


def test_every_link_leads_to_one_element_of_the_page() -> None:
    elements = Parsed(page([seed(), told(), told()])).elements
    names = [attrs["id"] for _, attrs in elements if "id" in attrs]
    links = [attrs["href"] or "" for tag, attrs in elements if tag == "a"]
    assert len(names) == len(set(names))
    assert {link.removeprefix("#") for link in links} <= set(names)
    assert len([link for link in links if "-c" in link]) >= len(seed().claims) + 2 * len(told().claims)


def test_the_list_names_holder_relay_act_and_manner() -> None:
    words = re.sub(r"<[^>]*>", " ", page([seed()]))
    for part in ("Baloch Liberation Army → The Balochistan Post → IANS · mixed · c9", "support", "admit", "demand"):
        assert part in re.sub(r"\s+", " ", words)


def test_words_of_a_report_are_never_markup() -> None:
    evil = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"
    reading = told()
    report = reading.report.model_copy(update={"title": evil, "outlet": evil, "given_id": evil, "language": '"><b>'})
    claims = tuple(claim.model_copy(update={"holder": evil, "relay": (evil, evil)}) for claim in reading.claims)
    made = page([reading.model_copy(update={"report": report, "claims": claims})] * 2)
    assert made.count("<script") == 1
    assert "<img" not in made


def test_the_policy_allows_the_own_style_and_script_and_nothing_else() -> None:
    made = page([told()])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for name in ("style", "script"):
        code = re.search(rf"<{name}>(.*?)</{name}>", made, re.DOTALL)
        assert code is not None
        digest = base64.b64encode(hashlib.sha256(code[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"https?:|//cdn|@import|url\(", made)


def test_a_notebook_gets_styles_of_its_own_and_no_script() -> None:
    made = told()._repr_html_()
    assert "<script" not in made
    rules = re.sub(
        r"/\*.*?\*/|@media[^{]*\{", "", made[made.index("<style>") + 7 : made.index("</style>")], flags=re.DOTALL
    )
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", rules) for one in rule.split(",")]
    assert selectors
    assert all(one.startswith(".sayso") for one in selectors)
