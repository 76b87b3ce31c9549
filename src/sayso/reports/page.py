"""HTML pages: the article in a page, its headline and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from sayso.errors import InputError
from sayso.reports.making import make_report
from sayso.reports.notice import Notice, Source, Taken, Took
from sayso.reports.plain import check_text, codec_of, wide_encoding

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# These libraries log what they discard; a person gets one sentence from here instead.
for _library in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# A day of publication is taken from what the page declares, not guessed from any day in its text.
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_CHARSET_WITHIN = 4_096
# An article has a sentence: some words and an end. Menus and captions have none.
# The ends are those of the Latin, Chinese, Indian, Arabic and Ethiopic scripts.
_END = r"[.!?…\u3002\uff01\uff1f\u0964\u0965\u06d4\u061f\u1362]"
_SENTENCE = re.compile(
    rf"(?<![^\W_])(?:[^\W_]++[^\w\n]++){{3,30}}?[^\W_]++[\"'“”‘’«»)\]]*{_END}|[\u3040-\u9fff]{{4}}{_END}"
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = frozenset({"p", "head", "item", "list", "quote", "row", "table", "div", "code"})
_AS_SET = frozenset({"pre", "textarea", "script", "style"})


def read_page(data: bytes, source: Source) -> Iterator[Took]:
    """The report of a page: headline and paragraphs with blank lines between them; a notice of damaged characters.

    Raises InputError where there is no article in the page.
    """
    check_text(data, source)
    characters = _characters(data, source)
    try:
        tree = load_html(characters)
        page = tree is not None and _extracted(_set_solid(tree), source)
    # An odd page can raise anything in the libraries that take it apart; the others are to be read all the same.
    except Exception as fault:
        raise _no_article("the page cannot be taken apart", source) from fault
    if tree is None or not page:
        raise _no_article("no article was found in the page", source)
    article = _text_of(page)
    if not _SENTENCE.search(article):
        raise _no_article("no article was found in the page", source)
    report = make_report(
        article if _begins_with_headline(page, article) else f"{page.title}\n\n{article}",
        where=source.origin,
        language=_declared_language(tree),
        published=page.date,
        title=page.title,
        outlet=page.sitename,
        byline=page.author,
        address=source.address or page.url,
        retrieved=source.retrieved,
    )
    yield Taken(report, data)
    if "\ufffd" in article:
        yield Notice("some characters of the page are not in the encoding that it declares", source.origin)


def _characters(data: bytes, source: Source) -> str:
    """The characters of a page, damaged ones replaced, in the encoding that is declared, else as browsers guess it."""
    encoding = wide_encoding(data) or codec_of(source.charset) or _named_in(data)
    if encoding:
        return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _named_in(data: bytes) -> str | None:
    head = data[:_CHARSET_WITHIN]
    named = _XML_CHARSET.search(head) or _META_CHARSET.search(head)
    encoding = codec_of(named[1].decode("ascii")) if named else None
    # A name that could be read byte by byte is not that of an encoding of two or four bytes.
    return None if encoding and encoding.startswith(("utf-16", "utf-32")) else encoding


def _set_solid(tree: HtmlElement) -> HtmlElement:
    """The tree with the line breaks of its source made spaces, so that those which come out tell paragraphs.

    Two `<br>` in a row are a paragraph's end, as pages were once written.
    """
    for element in tree.iter():
        if element.tag in _AS_SET:
            continue
        if element.text:
            element.text = _SPACES.sub(" ", element.text)
        if element.tail:
            element.tail = _SPACES.sub(" ", element.tail)
    for br in tree.iter("br"):
        before = br.getprevious()
        if before is not None and before.tag == "br" and not (before.tail or "").strip():
            br.tail = "\n" + (br.tail or "")
    return tree


def _extracted(tree: HtmlElement, source: Source) -> Document | None:
    page = bare_extraction(
        tree, url=source.address, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    return page if isinstance(page, Document) else None


def _text_of(page: Document) -> str:
    """The paragraphs of an article with a blank line between them; a table's cells with tabs, set line breaks kept."""
    marked = "".join(_pieces(page.body))
    lines = (re.sub(r" *\t[ \t]*", "\t", re.sub(" {2,}", " ", line)).strip() for line in marked.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(element: HtmlElement) -> Iterator[str]:
    edge = "\n\n" if element.tag in _PARAGRAPHS else ""
    yield edge
    if element.tag == "lb":
        yield "\n"
    yield (element.text or "").replace("\n", "\n\n")
    for child in element:
        yield from _pieces(child)
        yield "\t" if child.tag == "cell" else ""
        yield (child.tail or "").replace("\n", "\n\n")
    yield edge


def _begins_with_headline(page: Document, article: str) -> bool:
    """Whether there is no headline to put before the article, or it has one, be it worded otherwise than the title."""
    first = next(iter(page.body), None)
    own = first is not None and first.tag == "head" and first.get("rend") == "h1"
    return not page.title or own or _letters(article).startswith(_letters(page.title))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _declared_language(tree: HtmlElement) -> str | None:
    named = tree.xpath(
        "//html/@lang | //html/@*[local-name()='lang'] | //meta[@http-equiv='content-language']/@content"
        " | //meta[@property='og:locale']/@content"
    )
    return str(named[0]) if named else None


def _no_article(what: str, source: Source) -> InputError:
    return InputError(what, where=source.origin, mend="save the article's own text and give that")
