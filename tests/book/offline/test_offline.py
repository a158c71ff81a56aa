"""What was read once opens without a network, from any folder of any host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import UNFOLD, Host, served

CHAPTER = "chapters/proxies.html"
KEPT = "This page is kept in this browser and opens without a network."


@pytest.fixture
def own_host(site: Path) -> Iterator[Host]:
    with served(site, below="/courses/delicate-dance") as host:
        yield host


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_chapter_opens_again_without_a_network(own_host: Host, page: Page) -> None:
    complaints: list[str] = []
    page.goto(f"{own_host.address}/{CHAPTER}")
    page.get_by_text(KEPT).wait_for()
    own_host.stop()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    page.get_by_role("heading", name="Proxies").wait_for()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.page-tools')).marginTop") != "0px"
    )
    page.evaluate(UNFOLD)
    slider = page.get_by_label("How much does retaliation hurt?")
    slider.fill("20")
    reading = page.locator("#figure-leash .reading")
    expect(reading).to_contain_text("in its own name 20.0")  # drawn when one came near
    assert complaints == []
    page.goto(f"{own_host.address}/chapters/timeline.html")
    assert page.get_by_role("heading").inner_text() == "This page is not kept in this browser"


def test_the_whole_book_can_be_kept_and_searched_without_a_network(
    own_host: Host, page: Page
) -> None:
    page.goto(f"{own_host.address}/chapters/progress.html")
    page.get_by_role("button", name="Keep the whole book").click()
    page.get_by_text("The whole book is kept in this browser: edition").wait_for()
    own_host.stop()
    page.goto(f"{own_host.address}/search.html?q=misperception")
    page.get_by_text("places found").wait_for()
    assert page.locator(".search-places li a").count() >= 1
    for path in ("", "chapters/timeline.html", "chapters/bibliography.html"):
        page.goto(f"{own_host.address}/{path}")
        page.wait_for_load_state("networkidle")
        assert page.locator("article h1").is_visible()
    assert page.locator(".citation").count() > 400


def test_with_a_network_the_newest_page_is_shown(
    own_host: Host, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{own_host.address}/{CHAPTER}")
    page.get_by_text(KEPT).wait_for()
    before = len(own_host.sent)
    page.reload()
    assert any(CHAPTER in path for path, _ in own_host.sent[before:])
