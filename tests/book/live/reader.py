"""For the tests of live pages: a reader who starts Python and types into cells."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser import Visit

BUTTON = "section.live button"
LIVE = "section.live[data-state=live]"
STILL = "section.live[data-state=still]"
STATUS = "section.live [role=status]"


def awake(visit: Visit, chapter: str) -> Page:
    """Open a chapter and wait until it runs."""
    page = visit.open(f"chapters/{chapter}.html")
    page.click(BUTTON)
    page.wait_for_selector(LIVE, timeout=120_000)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    return page


def cell(page: Page, number: int) -> Locator:
    """Return a cell of the page, counted from 0."""
    return page.locator("article div.cell").filter(has=page.locator("textarea")).nth(number)


def typed(page: Page, number: int, code: str) -> Locator:
    """Type code into a cell and run it; return the cell."""
    found = cell(page, number)
    found.locator("textarea").fill(code)
    found.locator("textarea").press("Shift+Enter")
    return found


def says(found: Locator, words: str) -> None:
    """Wait until a cell says how it went."""
    expect(found.locator(".live-state")).to_contain_text(words, timeout=60_000)
