"""The page in a real browser: what is highlighted, how a claim is chosen, and that nothing leaves the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sayso.records.html import page
from tests.readings import seed, told

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
# The contrast of each piece of text with all the grounds behind it, and the words that have the least.
LEAST_CONTRAST = """() => {
  const rgba = (value) => { const [r, g, b, a = 1] = value.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
  const light = (colour) => colour.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = [21, ""];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest("script, style")) continue;
    const around = [];
    for (let element = node.parentElement; element; element = element.parentElement) around.unshift(getComputedStyle(element));
    const ground = around.reduce((under, style) => over(rgba(style.backgroundColor), under), [255, 255, 255]);
    const opacity = around.reduce((product, style) => product * style.opacity, 1);
    const [r, g, b, a] = rgba(around.at(-1).color);
    const [one, two] = [light(over([r, g, b, a * opacity], ground)), light(ground)].sort((x, y) => y - x);
    const contrast = (one + 0.05) / (two + 0.05);
    if (contrast < least[0]) least = [contrast, node.data];
  }
  return least;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "chromium: it is not installed; run `make chromium`."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS.split())
        yield started
        started.close()


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(page([told(), seed()]), "utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened; at the end nothing may have been asked for but the page, and the console be empty."""
    shown = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    heard: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: heard.append(message.text))
    shown.on("pageerror", lambda error: heard.append(str(error)))
    shown.goto(address)
    yield shown
    assert asked == [address]
    assert heard == []
    shown.close()


def chosen(shown: Page) -> list[str]:
    """The highlighted words of the text, in order."""
    return shown.locator(".text .chosen").all_inner_texts()


def test_the_text_of_each_report_stands_there(opened: Page) -> None:
    texts = opened.eval_on_selector_all(".text", "all => all.map((one) => one.textContent)")
    assert texts == [told().report.text, seed().report.text]


def test_parts_are_told_apart_without_colour(opened: Page) -> None:
    def style(selector: str, name: str) -> str:
        return str(opened.eval_on_selector(selector, f"one => getComputedStyle(one).{name}"))

    assert style('.text u[data-claim="r1-c1"]', "textDecorationLine") == "underline"
    assert int(style('.text b[data-claim="r1-c1"]', "fontWeight")) >= 700
    assert style('.text mark[data-claim="r1-c1"]', "borderBottomStyle") == "dotted"
    assert style('.text mark[data-claim="r1-c1"]', "backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_nested_claim_stands_in_the_element_of_its_outer_one(opened: Page) -> None:
    inner = opened.locator('mark[data-claim="r1-c1"] mark[data-claim="r1-c2"]')
    assert inner.inner_text() == "the theft"
    assert opened.locator('li[data-claim="r1-c1"] li[data-claim="r1-c2"]').count() == 1


def test_a_claim_is_chosen_with_the_keyboard(opened: Page) -> None:
    opened.locator('#r1 a[href="#r1-c2"]').first.focus()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash") == "#r1-c3"
    assert chosen(opened) == ["“We left,”", "the Lamp Union", "added", "“at noon.”"]
    assert opened.locator('[aria-current="true"]').get_attribute("href") == "#r1-c3"
    opened.keyboard.press("Escape")
    assert chosen(opened) == []


def test_a_click_in_the_text_chooses_the_innermost_claim(opened: Page) -> None:
    opened.locator('mark[data-claim="r1-c2"]').click()
    assert chosen(opened) == ["a clerk", "had denied", "the theft"]


def test_choosing_leads_to_the_words_in_the_text(opened: Page) -> None:
    last = seed().claims[-1]
    opened.locator(f'a[href="#r2-{last.id}"]').click()
    assert chosen(opened)[-1] in [piece.text for piece in last.content]
    assert opened.locator(f"#r2-{last.id}").evaluate(
        "one => { const { top, bottom } = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"
    )


def test_without_script_a_link_still_leads_to_its_cue(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(address)
    shown.locator('#r1 a[href="#r1-c3"]').click()
    assert shown.locator("u:target").inner_text() == "added"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_on_a_light_and_a_dark_ground(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    shown = browser.new_page(color_scheme=scheme)
    shown.goto(f"{address}#r2-c18")
    contrast, words = shown.evaluate(LEAST_CONTRAST)
    assert contrast >= 4.5, words
    shown.close()


def test_nothing_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    shown = browser.new_page(viewport={"width": 320, "height": 640})
    shown.goto(address)
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    shown.close()
