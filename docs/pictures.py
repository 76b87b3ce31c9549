"""Takes the pictures of the review page in the documentation, from the sample reports: `python -m docs.pictures`.

It runs the real command over a fresh ledger and Debian's Chromium, reviews a little, and saves each screen.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
SCREENS = {
    "overview": "/",
    "review": "/review",
    "incidents": "/incidents",
    "claims": "/claims",
    "events": "/events",
    "actors": "/actors",
    "reports": "/reports",
    "people": "/people",
    "log": "/log",
}


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address of `sayso review` over a ledger."""
    command = [sys.executable, "-m", "sayso", "review", "--ledger", str(ledger), "--port", "0", "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(20)


def reviewed(page: Page, address: str) -> None:
    """Decides about some claims, so that a person's work is there to see."""
    page.goto(f"{address}/review")
    for key in "aaalaxa":
        page.locator("main button kbd").first.wait_for()
        page.keyboard.press(key)
        if key == "x":
            page.keyboard.press("2")
        page.wait_for_timeout(400)


def take(page: Page, address: str) -> None:
    """Saves every screen."""
    for name, path in SCREENS.items():
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(900)
        page.screenshot(path=OUT / f"{name}.png")
    page.goto(f"{address}/incidents?sort=-reports")
    page.locator("tbody a").first.click()
    page.get_by_role("heading", name="Who says what").wait_for()
    page.wait_for_timeout(1200)
    page.screenshot(path=OUT / "incident.png")
    for name in ("Figures", "Origins"):
        page.get_by_role("heading", name=name, exact=True).evaluate("(heading) => heading.scrollIntoView()")
        page.wait_for_timeout(300)
        page.screenshot(path=OUT / f"incident-{name.lower()}.png")
    page.goto(f"{address}/claims")
    page.locator("tbody a").first.click()
    page.wait_for_timeout(1200)
    page.screenshot(path=OUT / "report.png")


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ledger = Path(folder) / "sayso.db"
        samples = str(ROOT / "src/sayso/demo/reports.json")
        subprocess.run([sys.executable, "-m", "sayso", "add", samples, "--ledger", str(ledger)], check=True)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with served(ledger) as opened:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.on("console", lambda said: print(said.type, said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: print("error", error))
            page.goto(opened)
            page.evaluate("localStorage.setItem('sayso.reviewer', 'Ada')")
            address = page.url.rstrip("/")
            reviewed(page, address)
            take(page, address)
        browser.close()


if __name__ == "__main__":
    main()
