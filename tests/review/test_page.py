"""The page in a real browser, by the real command over a real ledger: what a person does at it from the first file on."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect, sync_playwright

from tests.readings import ROOT
from tests.review.served import Served, served

ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
DEMO = ROOT / "src/sayso/demo/reports.json"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
URDU = "فوج نے پیر کو کہا کہ تین فوجی ہلاک ہوئے۔"
MIXED = f"The army said on Monday 👩‍👩‍👧 that rebels had killed three soldiers near Sake. {URDU} A spokesman denied it."
SCREENS = ["/", "/review", "/incidents", "/claims", "/events", "/actors", "/reports", "/people", "/log"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Debian's chromium is missing: `make chromium` installs it"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=ARGUMENTS.split())
        yield made
        made.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample reports, and of one with an emoji and Urdu text, to be copied."""
    folder = tmp_path_factory.mktemp("ledger")
    mixed = {
        "id": "mixed",
        "text": MIXED,
        "outlet": "Lake <b>Wire</b>",
        "published": "2024-03-04",
        "title": "<script>x</script>",
    }
    (folder / "mixed.json").write_text(json.dumps(mixed), "utf-8")
    add(folder / "sayso.db", DEMO, folder / "mixed.json")
    return folder / "sayso.db"


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "sayso.db"))


def add(ledger: Path, *what: Path) -> None:
    command = [sys.executable, "-m", "sayso", "add", *map(str, what), "--ledger", str(ledger)]
    subprocess.run(command, check=True, capture_output=True)


class Watched(NamedTuple):
    """A page with what it said on the console and asked for outside."""

    page: Page
    said: list[str]
    outside: list[str]

    def well(self) -> None:
        assert (self.said, self.outside) == ([], [])


@contextmanager
def opened(browser: Browser, server: Served, who: str = "Ada") -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        yield watched(context, server, who)
    finally:
        context.close()


def watched(context: BrowserContext, server: Served, who: str) -> Watched:
    page = context.new_page()
    page.set_default_timeout(15_000)
    said: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: outside.append(one.url) if not one.url.startswith(server.address) else None)
    page.add_init_script(f"localStorage.setItem('sayso.reviewer', {json.dumps(who)})")
    page.goto(f"{server.address}/?token={server.token}")
    return Watched(page, said, outside)


def log(server: Served) -> list[dict[str, object]]:
    rows = server.client.get("/api/log").json()
    assert rows["holds"]
    return list(rows["rows"])


def press(page: Page, key: str, rows: int, server: Served) -> None:
    """Presses a key that decides, and waits until the decision is in the ledger."""
    page.keyboard.press(key)
    for _ in range(100):
        if len(log(server)) >= rows:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{key} decided nothing")


def test_every_screen_is_calm_and_sound(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        for path in SCREENS:
            page.goto(server.address + path)
            expect(page.locator("main h1")).to_be_visible()
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.goto(f"{server.address}/incidents")
        page.locator("tbody a").first.click()
        expect(page.get_by_role("heading", name="Who says what")).to_be_visible()
        watch.well()


@pytest.mark.skipif(not AXE.exists(), reason="axe comes with the page's sources: `make page` fetches it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, ledger: Path, scheme: str) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        report = server.client.get("/api/reports").json()["rows"][0]["key"]
        incident = server.client.get("/api/incidents").json()["rows"][0]["key"]
        for path in [*SCREENS, f"/reports/{report}", f"/incidents/{incident}"]:
            page.goto(server.address + path)
            expect(page.locator("main h1")).to_be_visible()
            page.wait_for_load_state("networkidle")
            page.evaluate(AXE.read_text("utf-8"))
            found = page.evaluate(
                "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}))"
                ".violations.map((one) => one.id + ' ' + one.nodes[0].html)"
            )
            assert found == [], path
        watch.well()


def test_a_file_dropped_into_an_empty_ledger_is_read(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "new.db") as server, opened(browser, server) as watch:
        page = watch.page
        expect(page.get_by_role("heading", name="Begin with a report")).to_be_visible()
        page.set_input_files(
            "input[type=file]", files=FilePayload(name="a.txt", mimeType="text/plain", buffer=MIXED.encode())
        )
        expect(page.get_by_role("heading", name="In this ledger")).to_be_visible(timeout=60_000)
        assert server.client.get("/api/overview").json()["counts"]["reports"] == 1
        watch.well()


def test_a_file_that_is_no_report_is_named(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "new.db") as server, opened(browser, server) as watch:
        page = watch.page
        page.set_input_files(
            "input[type=file]", files=FilePayload(name="b.bin", mimeType="x/y", buffer=b"\x00\x01\xff" * 99)
        )
        expect(page.get_by_text("b.bin").first).to_be_visible(timeout=60_000)
        expect(page.get_by_text(re.compile("failed|no report|cannot|not")).first).to_be_visible(timeout=60_000)
        assert server.client.get("/api/overview").json()["counts"]["reports"] == 0


def test_twenty_claims_are_reviewed_by_keyboard_alone(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        page.goto(f"{server.address}/review")
        expect(page.get_by_role("button", name="Accept")).to_be_visible()
        for number, key in enumerate("aalaxaaalaaxaaaaalaa", 1):
            if key == "x":
                page.keyboard.press("x")
                expect(page.get_by_role("group", name="Why is it rejected?")).to_be_visible()
                press(page, "1", number, server)
            else:
                press(page, key, number, server)
        actions = [str(row["action"]) for row in reversed(log(server))]
        assert actions == [
            "reject" if key == "x" else "later" if key == "l" else "accept" for key in "aalaxaaalaaxaaaaalaa"
        ]
        press(page, "z", 21, server)
        assert log(server)[0]["action"] == "undo"
        durations = page.evaluate("performance.getEntriesByName('sayso:next').map((one) => one.duration)")
        assert sorted(durations)[len(durations) // 2] < 120
        watch.well()


def test_a_decision_made_while_offline_is_kept_through_a_reload(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        page.goto(f"{server.address}/review")
        expect(page.get_by_role("button", name="Accept")).to_be_visible()
        page.route("**/api/reviews", lambda route: route.abort())
        page.keyboard.press("a")
        page.wait_for_timeout(500)
        page.unroute("**/api/reviews")
        page.reload()
        for _ in range(100):
            if log(server):
                break
            page.wait_for_timeout(100)
        assert [row["action"] for row in log(server)] == ["accept"]


def test_a_stale_tab_is_told_what_somebody_else_decided(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server, "Ada") as ada:
        report = next(row["key"] for row in server.client.get("/api/reports").json()["rows"] if row["id"] == "mixed")
        claim = server.client.get(f"/api/reports/{report}").json()["claims"][0]["key"]
        asked = {"subject": "claim", "key": claim, "seen": 0}
        first = server.client.post("/api/reviews", json={"who": "Ben", "action": "reject", "why": "wrong", **asked})
        second = server.client.post("/api/reviews", json={"who": "Ada", "action": "accept", **asked})
        assert (first.status_code, second.status_code) == (201, 409)
        assert second.json()["review"]["who"] == "Ben"
        ada.page.goto(f"{server.address}/reports/{report}?claim={claim}")
        expect(ada.page.get_by_text("rejected").first).to_be_visible()
        ada.well()


def test_spans_are_moved_across_an_emoji_and_in_urdu(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        report = next(row["key"] for row in server.client.get("/api/reports").json()["rows"] if row["id"] == "mixed")
        claim = server.client.get(f"/api/reports/{report}").json()["claims"][0]
        page = watch.page
        at = MIXED.index("👩")
        urdu = MIXED.index("فوج")
        for start, end in ((at, at + 5), (urdu, urdu + 7)):
            after = claim["claim"] | {"content": [{"start": start, "end": end, "text": MIXED[start:end]}]}
            seen = server.client.get(f"/api/claims/{claim['key']}").json()["seen"]
            asked = {
                "who": "Ada",
                "subject": "claim",
                "action": "correct",
                "key": claim["key"],
                "after": after,
                "seen": seen,
            }
            done = server.client.post("/api/reviews", json=asked)
            assert done.status_code == 201, done.text
            claim = done.json()["claim"]
            assert claim["claim"]["content"][0]["text"] == MIXED[start:end]
        page.goto(f"{server.address}/reports/{report}?claim={claim['key']}")
        expect(page.get_by_role("button", name="Correct")).to_be_visible()
        expect(page.get_by_text(MIXED[urdu : urdu + 7]).first).to_be_visible()
        expect(page.locator("text=Lake <b>Wire</b>").first).to_be_visible()
        assert page.evaluate("document.querySelectorAll('main b').length") == 0
        watch.well()


def test_a_cue_is_lengthened_by_keyboard(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        page.goto(f"{server.address}/review")
        expect(page.get_by_role("button", name="Accept")).to_be_visible()
        page.keyboard.press("c")
        expect(page.get_by_role("button", name=re.compile("Save|Keep"))).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Accept")).to_be_visible()
        assert log(server) == []
        watch.well()


def test_origins_are_split_an_incident_signed_off_and_its_dossier_saved(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        rows = server.client.get("/api/incidents").json()["rows"]
        pages = [server.client.get(f"/api/incidents/{row['key']}").json() for row in rows]
        apart = (one for one in pages for merge in one["standing"]["merges"] if merge["one"] != merge["two"])
        found = next(apart)
        page.goto(f"{server.address}/incidents/{found['incident']['key']}")
        page.get_by_role("button", name=re.compile("^Split")).first.click()
        page.get_by_role("dialog").get_by_label("Why").fill("own reporter")
        page.get_by_role("dialog").get_by_role("button", name="Split").click()
        expect(page.get_by_text("own reporter").first).to_be_visible()
        page.get_by_label("Standard").fill("Airwars: fair")
        page.get_by_label("Note").fill("two sides")
        page.get_by_role("button", name="Sign off").click()
        expect(page.get_by_text("signed off", exact=True).first).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Save the dossier").click()
        text = Path(download.value.path()).read_text("utf-8")
        assert "Airwars: fair" in text
        assert "<script" not in text
        assert [row["action"] for row in reversed(log(server))] == ["split", "sign-off"]
        watch.well()


def test_two_reviewers_and_a_third_who_adjudicates(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server, "Cem") as cem:
        report = next(row["key"] for row in server.client.get("/api/reports").json()["rows"] if row["claims"])
        given = {"who": "Cem", "to": ["Ada", "Ben"], "filter": {}}
        assert server.client.post("/api/assignments", json=given).status_code == 200
        claim = server.client.get(f"/api/reports/{report}").json()["claims"][0]["key"]
        for who, action in (("Ada", "accept"), ("Ben", "reject")):
            asked = {"who": who, "subject": "claim", "action": action, "key": claim, "why": "wrong span", "seen": 0}
            assert server.client.post("/api/reviews", json=asked).status_code == 201
        page = cem.page
        page.goto(f"{server.address}/people?one=Ada&two=Ben")
        expect(page.get_by_text("wrong span").first).to_be_visible()
        page.get_by_role("button", name=re.compile("Ada")).first.click()
        for _ in range(60):
            if any(row["action"] == "adjudicate" for row in log(server)):
                break
            page.wait_for_timeout(100)
        assert log(server)[0]["action"] == "adjudicate"
        cem.well()


def test_all_within_a_filter_are_accepted_and_taken_back(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        claims = server.client.get("/api/claims", params={"act": "deny"}).json()["total"]
        page.goto(f"{server.address}/claims?act=deny")
        page.get_by_role("button", name="Accept all …").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name=f"Accept {claims} claims").click()
        expect(dialog.get_by_text(f"{claims} claims accepted")).to_be_visible()
        assert [row["action"] for row in log(server)] == ["accept"] * claims
        dialog.get_by_role("button", name=f"Take {claims} claims back").click()
        expect(dialog).to_be_hidden()
        assert [row["action"] for row in log(server)][:claims] == ["undo"] * claims
        watch.well()


def test_what_is_added_meanwhile_is_told_and_shown(browser: Browser, ledger: Path, tmp_path: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        expect(page.get_by_role("heading", name="In this ledger")).to_be_visible()
        page.wait_for_timeout(1500)
        (tmp_path / "late.txt").write_text("KABUL, March 3 - The ministry said that two soldiers were killed.", "utf-8")
        add(ledger, tmp_path / "late.txt")
        page.get_by_role("button", name="Show it").click(timeout=20_000)
        expect(page.get_by_text("12", exact=True).first).to_be_visible()
        watch.well()


def test_the_keys_are_listed_and_changed(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        page.goto(f"{server.address}/review")
        expect(page.get_by_role("button", name="Accept")).to_be_visible()
        page.keyboard.press("?")
        row = page.get_by_role("row", name=re.compile("^Accept"))
        row.get_by_role("button", name=re.compile("Change")).click()
        page.keyboard.press("y")
        page.keyboard.press("Escape")
        press(page, "y", 1, server)
        assert log(server)[0]["action"] == "accept"
        watch.well()


def test_an_address_without_the_token_shows_nothing(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server:
        page = browser.new_context().new_page()
        page.goto(f"{server.address}/claims")
        expect(page.get_by_text("open the address that sayso review printed")).to_be_visible()
        assert "army" not in page.content()
        page.context.close()


def test_on_a_phone_everything_can_be_read(browser: Browser, ledger: Path) -> None:
    with served(ledger) as server, opened(browser, server) as watch:
        page = watch.page
        page.set_viewport_size({"width": 390, "height": 844})
        report = server.client.get("/api/reports").json()["rows"][0]["key"]
        incident = server.client.get("/api/incidents").json()["rows"][0]["key"]
        for path in [*SCREENS, f"/reports/{report}", f"/incidents/{incident}"]:
            page.goto(server.address + path)
            expect(page.locator("main h1")).to_be_visible()
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        watch.well()
