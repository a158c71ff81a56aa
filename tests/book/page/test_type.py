"""The faces of the book: its own, light, and nothing moves when they come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Host, Visit, served

CHAPTER = "chapters/proxies.html"
GLOSSARY = "chapters/glossary.html"

MOVED = """() => new Promise((resolve) => {
    let moved = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(moved), 200);
})"""


def face_of(page: Page, selector: str) -> str:
    """Return the face in which a browser has set the first element that a selector finds."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    found = max(fonts, key=lambda font: font["glyphCount"])
    assert found["isCustomFont"], f"{selector} is set in a face of this machine"
    return str(found["familyName"])


@pytest.fixture
def later(visit: Visit) -> Visit:
    """Somebody who has been here before, so that the faces are there at once."""
    visit.open(CHAPTER)
    visit.open(GLOSSARY)
    return visit


def test_text_is_set_in_the_faces_of_the_book(later: Visit) -> None:
    page = later.open(CHAPTER)
    for selector in ("article section > p", "article h1", "article h2", "article .after-move em"):
        assert face_of(page, selector).startswith("Source Serif"), selector
    page = later.open(GLOSSARY)
    assert face_of(page, "[lang=fa]") == "Vazirmatn"


@pytest.fixture
def slow(site: object) -> Iterator[Host]:
    with served() as host:
        host.slow = {"*.woff2": 1.5}
        yield host


@pytest.mark.parametrize("path", ["chapters/introduction.html", CHAPTER, GLOSSARY])
@pytest.mark.parametrize("width", [360, 1350])
def test_nothing_moves_when_a_face_comes_late(
    browser: Browser, slow: Host, path: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    page = context.new_page()
    page.goto(f"{slow.address}/{path}", wait_until="load")
    page.wait_for_timeout(2500)
    assert [name for name, _ in slow.sent if name.endswith(".woff2")], "the faces came, late"
    assert page.evaluate(MOVED) == 0
    context.close()


def test_a_line_has_sixty_to_seventy_five_letters(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    letters = page.evaluate(
        """() => {
        const lengths = [];
        for (const paragraph of document.querySelectorAll("article section > p")) {
            const lines = Math.round(
                paragraph.getBoundingClientRect().height
                    / parseFloat(getComputedStyle(paragraph).lineHeight));
            if (lines >= 4) lengths.push(paragraph.innerText.length / (lines - 0.5));
        }
        return lengths.reduce((one, other) => one + other, 0) / lengths.length;
    }"""
    )
    assert 60 <= letters <= 75
