"""Pages: the article, its headline and what the page says of itself; nothing of the rest, nothing invented."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.records import Report
from sayso.reports import Found, Notice, read_bytes

PAGE = """<!doctype html><html lang="en-GB"><head><title>Four killed in ambush | Bolan Times</title>
<meta charset="utf-8"><meta property="og:title" content="Four killed in ambush">
<meta property="og:site_name" content="Bolan Times"><meta name="author" content="Asma Reki">
<meta property="article:published_time" content="2012-04-13T08:00:00+05:00">
<link rel="canonical" href="https://bolantimes.example/2012/04/13/ambush"></head>
<body><nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav><article><h1>Four killed in ambush</h1>
<p>QUETTA, April 12 (CNS) &mdash; At least four paramilitary soldiers were killed on Thursday,
the <b>Frontier Corps</b> said.</p><h2>What they say</h2>
<p>“We did it,” the group&nbsp;said in a <a href="x">statement</a>, e-mailed to our newsroom.</p>
<ul><li>Four soldiers died, police said.</li><li>Five were wounded.</li></ul>
<blockquote><p>We shall go on until the last of them is gone.</p></blockquote>
<table><tr><td>Killed</td><td>4</td></tr></table><p>Four soldiers died, police said.</p></article>
<div class="comments"><p>I do not believe a word of it.</p></div><footer>© 2024 Bolan Times.</footer></body></html>"""
TEXT = """Four killed in ambush

QUETTA, April 12 (CNS) — At least four paramilitary soldiers were killed on Thursday, the Frontier Corps said.

What they say

“We did it,” the group said in a statement, e-mailed to our newsroom.

Four soldiers died, police said.

Five were wounded.

We shall go on until the last of them is gone.

Killed\t4

Four soldiers died, police said."""
BARE = "<html>{}<body><p>The army said so, and the group did not.</p></body></html>"


def read(page: str | bytes, address: str | None = None) -> list[Found]:
    data = page.encode() if isinstance(page, str) else page
    return list(read_bytes(data, origin="page.html", kind="page", address=address))


def read_one(page: str | bytes, address: str | None = None) -> Report:
    (report,) = read(page, address)
    assert isinstance(report, Report)
    return report


def test_a_page_is_its_article() -> None:
    report = read_one(PAGE)
    assert report.text == TEXT
    assert report.title == "Four killed in ambush"
    assert report.outlet == "Bolan Times"
    assert report.byline == "Asma Reki"
    assert report.published == "2012-04-13"
    assert report.address == "https://bolantimes.example/2012/04/13/ambush"
    assert report.language == "en"
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.date, report.dateline.agency) == ("Quetta", "2012-04-12", "CNS")


def test_the_headline_is_put_first_where_it_is_missing() -> None:
    headless = PAGE.replace("<h1>Four killed in ambush</h1>", "")
    assert read_one(headless).text == TEXT


def test_a_headline_in_other_words_is_not_doubled() -> None:
    report = read_one(PAGE.replace("<h1>Four killed in ambush</h1>", "<h1>Convoy attacked: four dead</h1>"))
    assert report.text == TEXT.replace("Four killed in ambush", "Convoy attacked: four dead")
    assert report.title == "Four killed in ambush"


def test_nothing_is_invented() -> None:
    report = read_one(BARE.format(""))
    assert report.text == "The army said so, and the group did not."
    assert (report.title, report.outlet, report.byline, report.published, report.address) == (None,) * 5


def test_the_address_that_it_came_from_is_kept() -> None:
    assert read_one(PAGE, "https://mirror.example/x").address == "https://mirror.example/x"
    assert read_one(BARE.format(""), "https://www.bolantimes.example/x").outlet == "bolantimes.example"


def test_paragraphs_as_pages_were_once_written() -> None:
    page = """<HTML><BODY BGCOLOR=white><H2>Four killed</H2>
    ZENICA, June 15 (MNA) - The command of the Third Corps announced that
    four soldiers died.<P>"We saw it," a driver said.<BR><BR>Another paragraph follows here.<BR>
    And a next line of it.</BODY></HTML>"""
    assert read_one(page).text.endswith(
        "The command of the Third Corps announced that four soldiers died.\n\n"
        '"We saw it," a driver said.\n\nAnother paragraph follows here.\nAnd a next line of it.'
    )


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">'),
        ("cp1251", "<meta charset=windows-1251>"),
        ("utf-8", '<meta charset="no-such">'),
        ("utf-8", '<meta charset="utf-16">'),
        ("utf-8", '<meta charset="hex">'),
    ],
)
def test_the_encoding_is_the_declared_one(encoding: str, head: str) -> None:
    assert "“so”" in read_one(BARE.format(f"<head>{head}</head>").replace("so", "“so”").encode(encoding)).text


def test_an_xml_declaration_is_no_hindrance() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-1"?>' + BARE.format("").replace("army", "armée")
    assert "armée" in read_one(page.encode("latin-1")).text


def test_damaged_characters_are_said() -> None:
    page = BARE.format("<meta charset=utf-8>").encode().replace(b"army", b"arm\xe9e")
    report, notice = read(page)
    assert isinstance(report, Report)
    assert "arm\ufffde" in report.text
    assert isinstance(notice, Notice)


@pytest.mark.parametrize(
    ("page", "language"),
    [
        (BARE.format("").replace("<html>", "<html lang=fr>"), "fr"),
        (BARE.format('<head><meta property="og:locale" content="pt_BR"></head>'), "pt"),
        (BARE.format(""), "en"),
    ],
)
def test_the_declared_language_is_believed(page: str, language: str) -> None:
    assert read_one(page).language == language


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Menu</title></head><body><nav><a href=/>Home</a></nav><form><input></form></body></html>",
        "<html><body>" + "<ul><li><a href=/>Home</a><li><a href=/w>World news</a></ul>" * 50 + "</body></html>",
        "<p>",
        "<html><body>" + "<div>" * 5_000 + "</body></html>",
        "<" * 1_000,
        "&" * 1_000,
        "<html><body><script>var a = 'The army said so, and the group did not.';</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_an_error(page: str) -> None:
    (fault,) = read(page)
    assert isinstance(fault, InputError)


def test_nothing_is_logged_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    read("<p>")
    assert capfd.readouterr() == ("", "")
