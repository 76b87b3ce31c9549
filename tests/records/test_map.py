"""The map: every event in the list, each known place one mark, drawn where it lies and by how exactly it is known."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from sayso.records import Event, Location, Reading
from sayso.records.document import asset
from sayso.records.event import EVENT_TYPES
from sayso.records.map import QUADS, RINGS, page
from sayso.records.outline import coded
from tests.readings import happened, readings, told
from tests.records import test_browser
from tests.records.test_html import Parsed

browser, opened = test_browser.browser, test_browser.opened

QUETTA = Location(id="1", name="Quetta", precision="town", country="PAK", latitude=30.18, longitude=67.0)
MASTUNG = Location(id="2", name="Mastung", precision="town", country="PAK", latitude=29.8, longitude=66.85)
PROVINCE = Location(id="3", name="Balochistan", precision="province", country="PAK", latitude=28.4, longitude=66.1)
GOMA = Location(id="4", name="Goma", precision="town", country="COD", latitude=-1.67, longitude=29.23)
PLACES = st.builds(
    Location,
    id=st.just("1"),
    name=st.sampled_from(["Bol", "<b>", "Ω & \x1b", "'\"\ud800"]),
    precision=st.sampled_from([*RINGS, "site"]),
    country=st.none() | st.just("HRV"),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)


def placed(*locations: Location | None, kinds: Iterable[str] = ()) -> Reading:
    """The invented report with an event at each place, of these kinds; the first has a claim."""
    told_of, own = happened().events
    events = [(own if at else told_of).model_copy(update={"location": one}) for at, one in enumerate(locations)]
    events = [event.model_copy(update={"id": f"e{at}"}) for at, event in enumerate(events, 1)]
    typed = [event.model_copy(update={"type": kind}) for event, kind in zip(events, kinds, strict=False)]
    return happened().model_copy(update={"events": tuple(typed or events)})


@st.composite
def mapped(draw: st.DrawFn) -> Reading:
    """Any reading at all, with events at any place or none."""
    reading = draw(readings())
    spans = [claim.cue for claim in reading.claims]
    if not spans:
        return reading
    event = st.builds(
        Event,
        id=st.just(""),
        type=st.sampled_from(EVENT_TYPES),
        mode=st.none(),
        trigger=st.sampled_from(spans),
        agent=st.just(()),
        patient=st.lists(st.sampled_from(spans), max_size=2).map(tuple),
        instrument=st.just(()),
        place=st.none() | st.sampled_from(spans),
        location=st.none() | PLACES,
        date=st.none(),
        date_span=st.none(),
        casualties=st.just(()),
        claim=st.none() | st.sampled_from([claim.id for claim in reading.claims]),
        status=st.just("denied"),
    )
    events = [one.model_copy(update={"id": f"e{at}"}) for at, one in enumerate(draw(st.lists(event, max_size=6)))]
    return reading.model_copy(update={"events": tuple(events)})


def marks(made: str) -> list[str]:
    """The marks of a page, each as its HTML."""
    return re.findall(r'<a class="mark".*?</a>', made, re.DOTALL)


def words(made: str) -> str:
    """What a page says, without its code."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>", " ", made, flags=re.DOTALL))


@given(st.lists(mapped(), max_size=3))
def test_every_event_stands_once_in_the_list_and_every_known_place_once_on_the_map(found: list[Reading]) -> None:
    made = page(found)
    elements = Parsed(made).elements
    names = [attrs["id"] for _, attrs in elements if "id" in attrs]
    links = [(attrs["href"] or "").removeprefix("#") for tag, attrs in elements if tag in {"a", "use"}]
    events = [f"r{number}-{event.id}" for number, reading in enumerate(found, 1) for event in reading.events]
    assert sorted(name for tag, attrs in elements if tag == "li" and (name := attrs.get("id"))) == sorted(events)
    assert len(names) == len(set(names))
    assert set(links) <= set(names)
    shown = sum(int(number) for number in re.findall(r'data-count="(\d+)"', made))
    assert shown == sum(event.location is not None for reading in found for event in reading.events)
    assert made.encode("utf-8")


@given(mapped())
def test_all_marks_lie_in_what_is_shown_with_a_margin(reading: Reading) -> None:
    made = page([reading])
    found = re.search(r'viewBox="([^"]*)"', made)
    assert found
    left, top, wide, high = map(float, found[1].split())
    for mark in marks(made):
        at = re.search(r"translate\((\S+) (\S+)\)", mark)
        assert at
        assert left + 0.1 * wide < float(at[1]) < left + 0.9 * wide
        assert top + 0.1 * high < float(at[2]) < top + 0.9 * high


def test_an_entry_says_what_and_on_whose_word_and_where_it_is_printed() -> None:
    made = words(page([placed(QUETTA, QUETTA, None)]))
    assert (
        "ASSAULT firearms denied fired on · guards → a boat · Bol · 2001-05-02–2001-05-03 · 2 fishermen killed navy → The Lamp"
    ) in made
    assert "PROTEST demo marched · Villagers → … in the writer’s own words The navy denied" in made
    assert "Quetta, town, PAK" in made
    assert made.index("Not on the map") < made.rindex("PROTEST demo")
    assert "3 events; 2 at 1 place on the map, 1 beside it" in made


@pytest.mark.parametrize(
    ("kinds", "shape"),
    [
        (["SUPPORT"], "verbal-cooperation"),
        (["RETREAT", "AID"], "material-cooperation"),
        (["ACCUSE"], "verbal-conflict"),
        (["SANCTION", "ASSAULT"], "material-conflict"),
        (["ASSAULT", "AID"], "several-kinds"),
    ],
)
def test_the_shape_tells_the_kind_of_the_events(kinds: list[str], shape: str) -> None:
    (mark,) = marks(page([placed(*[QUETTA] * len(kinds), kinds=kinds)]))
    assert f'<use href="#{shape}"/>' in mark


def test_every_type_of_event_has_one_kind() -> None:
    assert sorted(one for types in QUADS.values() for one in types) == sorted(EVENT_TYPES)


@pytest.mark.parametrize("precision", [*RINGS, "site"])
def test_a_ring_tells_how_exactly_the_place_is_known(precision: str) -> None:
    (mark,) = marks(page([placed(QUETTA.model_copy(update={"precision": precision}))]))
    assert re.findall(r'class="ring (\w+)"', mark) == ([precision] if precision in RINGS else [])
    assert f"Quetta: {precision}, 1 event<" in mark
    assert list(RINGS.values()) == sorted(RINGS.values())


def test_events_at_one_spot_are_one_mark_with_a_count() -> None:
    district = QUETTA.model_copy(update={"id": "9", "name": "Quetta District", "precision": "district"})
    first, second = marks(page([placed(QUETTA, GOMA), placed(district, QUETTA)]))
    assert "<title>Quetta, Quetta District: town, district, 3 events</title>" in first
    assert '<text class="count" x="6" y="-7">3</text>' in first
    assert '<text class="count" x="6" y="-7"></text>' in second


@pytest.mark.parametrize("degrees", [{"latitude": 91.0}, {"longitude": float("nan")}, {"longitude": -180.5}])
def test_a_place_that_lies_nowhere_on_earth_is_not_drawn_and_not_dropped(degrees: dict[str, float]) -> None:
    made = page([placed(QUETTA.model_copy(update=degrees))])
    assert not marks(made)
    assert coded(happened().events[0]) in made


@pytest.mark.parametrize("found", [[], [told()]])
def test_without_events_the_world_is_shown_and_the_list_says_so(found: list[Reading]) -> None:
    assert "No events were found." in page(found)


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [(30.2, 67.0, True), (-1.67, 29.0, True), (66.0, -178.0, True), (-85, 0, True), (-29.5, 28.2, True), (0, -30, False), (42, 51, False)],
)  # fmt: skip
def test_the_borders_lie_where_they_are(latitude: float, longitude: float, inside: bool) -> None:
    borders = json.loads(asset("borders.json"))
    crossed = 0
    for ring in borders["path"].split("z")[:-1]:
        x, y, *steps = map(int, re.findall(r"-?\d+", ring))
        points = [(x, y)]
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            points.append((points[-1][0] + across, points[-1][1] + down))
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            level = -10 * latitude + 0.05
            if (y1 > level) != (y2 > level):
                crossed += 10 * longitude < x1 + (level - y1) / (y2 - y1) * (x2 - x1)
    assert crossed % 2 == inside
    assert "Natural Earth" in borders["source"]
    assert len(borders["names"]) == 177


def test_words_of_a_report_are_never_markup_and_nothing_comes_from_elsewhere() -> None:
    evil = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"
    reading = placed(QUETTA.model_copy(update={"name": evil, "country": evil}), None)
    report = reading.report.model_copy(update={"title": evil, "outlet": evil})
    claims = tuple(claim.model_copy(update={"holder": evil, "relay": (evil, evil)}) for claim in reading.claims)
    made = page([reading.model_copy(update={"report": report, "claims": claims})])
    assert made.count("<script") == 1
    assert "<img" not in made
    assert not re.search(r"https?:|//cdn|@import|url\(| style=", made)
    assert "default-src 'none'; " in made
    for name in ("style", "script"):
        code = re.search(rf"<{name}>(.*?)</{name}>", made, re.DOTALL)
        assert code
        digest = base64.b64encode(hashlib.sha256(code[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in made


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "map.html"
    path.write_text(page([placed(QUETTA, QUETTA, MASTUNG, PROVINCE, GOMA, None)]), "utf-8")
    return path.as_uri()


def view(shown: Page) -> list[float]:
    """The part of the map that is shown: left, top, width, height."""
    return [float(one) for one in (shown.locator(".world").get_attribute("viewBox") or "").split()]


def chosen(shown: Page) -> tuple[list[str], list[str]]:
    """The chosen marks and the chosen parts of the list, by what they lead to and their names."""
    drawn = shown.eval_on_selector_all(".mark.chosen", "all => all.map((one) => one.getAttribute('href'))")
    return drawn, shown.eval_on_selector_all(".list .chosen", "all => all.map((one) => one.id)")


def test_near_places_share_a_mark_until_it_is_opened(opened: Page) -> None:
    names = opened.locator(".mark:not(.merged) .name")
    assert names.all_text_contents() == ["Quetta +2", "Goma"]
    assert opened.locator(".mark:not(.merged) .count").all_text_contents() == ["4", ""]
    opened.locator(".mark", has_text="Quetta").locator(".target").click()
    assert sorted(names.all_text_contents()) == ["Balochistan", "Goma", "Mastung", "Quetta"]
    assert opened.evaluate("location.hash") == ""


def test_a_mark_opens_its_events_in_the_list(opened: Page) -> None:
    opened.locator(".mark", has_text="Goma").locator(".target").click()
    name = opened.locator(".list section", has_text="Goma, town, COD").get_attribute("id")
    assert chosen(opened) == ([f"#{name}"], [name])
    assert opened.evaluate("document.activeElement.id") == name


def test_everything_is_reached_with_the_keyboard(opened: Page) -> None:
    first = view(opened)
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "To the list of events"
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className.baseVal") == "world"
    opened.keyboard.press("ArrowRight")
    assert view(opened)[0] > first[0]
    opened.keyboard.press("+")
    assert view(opened)[2] < first[2]
    opened.keyboard.press("0")
    assert view(opened) == pytest.approx(first)
    opened.locator(".mark:not(.merged)").last.focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash").startswith("#p")
    opened.keyboard.press("Escape")
    assert chosen(opened) == ([], [])


def test_an_event_of_the_list_shows_its_mark(opened: Page) -> None:
    opened.locator(".world").press("+")
    for _ in range(9):
        opened.locator(".world").press("ArrowLeft")
    opened.locator('a[href="#r1-e5"]').click()
    (mark,), parts = chosen(opened)
    assert parts == ["r1-e5"]
    assert opened.locator(f'.mark[href="{mark}"] .name').text_content() == "Goma"
    left, top, wide, high = view(opened)
    at = re.findall(r"[-\d.]+", opened.locator(f'.mark[href="{mark}"]').get_attribute("transform") or "")
    assert left < float(at[0]) < left + wide
    assert top < float(at[1]) < top + high
    opened.locator('a[href="#r1-e6"]').click()
    assert chosen(opened) == ([], ["r1-e6"])


def test_the_mouse_and_the_buttons_move_the_map(opened: Page) -> None:
    first = view(opened)
    box = opened.locator(".mark", has_text="Goma").locator(".target").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move(x + 40, y + 20, steps=4)
    opened.mouse.up()
    assert view(opened)[0] < first[0]
    assert view(opened)[1] < first[1]
    assert view(opened)[2] == pytest.approx(first[2])
    assert opened.evaluate("location.hash") == ""
    opened.mouse.wheel(0, -200)
    opened.wait_for_function(f"document.querySelector('.world').viewBox.baseVal.width < {first[2] * 0.95}")
    opened.get_by_role("button", name="All").click()
    assert view(opened) == pytest.approx(first)
    opened.get_by_role("button", name="Zoom in").click()
    assert view(opened)[2] < first[2]
    opened.get_by_role("button", name="Zoom out").click()
    assert view(opened) == pytest.approx(first)


@pytest.mark.parametrize("width", [1280, 400])
def test_no_name_lies_on_another_or_is_cut_off(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    opened.wait_for_timeout(100)
    frame, *boxes = opened.evaluate(
        "[document.querySelector('.world'), ...document.querySelectorAll('.mark:not(.merged, .nameless) .name, .label.shown')]"
        ".map((one) => one.getBoundingClientRect()).map(({ left, top, right, bottom }) => [left, top, right, bottom])"
    )
    assert len(boxes) > 2
    for left, top, right, bottom in boxes:
        assert frame[0] <= left < right <= frame[2]
        assert frame[1] <= top < bottom <= frame[3]
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 1 or down <= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["sea", "land"])
def test_names_are_readable_on_sea_and_land(
    browser: Browser, address: str, scheme: Literal["light", "dark"], ground: str
) -> None:
    shown = browser.new_page(color_scheme=scheme)
    shown.goto(f"{address}#r1-e1")
    shown.evaluate(f"document.querySelector('.world').style.background = 'var(--{ground})'")
    contrast, least = shown.evaluate(test_browser.LEAST_CONTRAST)
    assert contrast >= 4.5, least
    shown.close()


def test_nothing_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    shown = browser.new_page(viewport={"width": 320, "height": 640})
    shown.goto(address)
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    shown.close()


def test_without_script_the_marks_lead_into_the_whole_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(address)
    assert shown.locator(".list li").count() == 6
    assert not shown.locator(".tools").is_visible()
    shown.locator(".mark", has_text="Goma").locator(".target").click()
    assert "Goma, town, COD" in shown.locator(".list section:target").inner_text()
    context.close()
