"""Where scripts do not run, storage is blocked or one script is lost, no dead control is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import BLOCKED_STORAGE, DRAWN, Visit, broken_rules

CHAPTER, PROGRESS, TIMELINE = (
    f"chapters/{name}.html" for name in ("proxies", "progress", "timeline")
)
PRACTICE = "chapters/practice-proxies.html"
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1350, "height": 900}
THEMES_BUTTONS = ".sidebar-toggle, .theme-switch-button, .search-button__button"


@contextmanager
def opened_without_scripts(browser: Browser, address: str, size: ViewportSize) -> Iterator[Page]:
    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    yield page
    context.close()


def named(script: str) -> re.Pattern[str]:
    """Return what the address of a script looks like."""
    return re.compile(rf"/{script}-[0-9a-f]{{16}}\.js$")


def other_pages(page: Page) -> int:
    """Return how many pages of the book the menu leads to, where one can see and press it."""
    return page.locator("#pst-primary-sidebar a.reference.internal:visible").count()


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_without_scripts_no_button_is_dead_and_every_page_is_reached(
    browser: Browser, address: str, size: ViewportSize
) -> None:
    with opened_without_scripts(browser, address, size) as page:
        assert page.locator("button:visible").count() == 0
        assert page.locator(f":is({THEMES_BUTTONS}):visible").count() == 0
        assert other_pages(page) >= 18
        if size is PHONE:
            page.get_by_role("link", name="All pages").click()
            link = page.locator("#pst-primary-sidebar").get_by_role("link", name="3. Red lines")
            box = link.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
            link.click()
            page.wait_for_url("**/red-lines.html")
        else:
            assert not page.get_by_role("link", name="All pages").is_visible()


def test_with_scripts_the_plain_way_to_all_pages_is_not_shown(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.set_viewport_size(PHONE)
    assert not page.locator(".all-pages").is_visible()
    assert page.locator(".primary-toggle").is_visible()


def test_where_storage_is_blocked_the_themes_buttons_work(stranger: Visit) -> None:
    stranger.page.add_init_script(BLOCKED_STORAGE)
    page = stranger.open(CHAPTER)
    before = page.evaluate("document.documentElement.dataset.mode")
    page.locator(".theme-switch-button:visible").first.click()
    assert page.evaluate("document.documentElement.dataset.mode") != before
    page.keyboard.press("Control+k")
    page.locator("#search-window").wait_for()
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(400)  # the theme notices a new width after 300 ms
    page.locator(".primary-toggle").click()
    page.locator("dialog[open] a.reference.internal").first.wait_for()
    assert stranger.complaints == []


def test_where_storage_is_there_no_stand_in_takes_its_place(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    assert page.evaluate("'fleeting' in localStorage") is False


LOST = {
    "figures": (CHAPTER, ".sliders :is(input, button)"),
    "timeline": (TIMELINE, ".filters *, .toolbar *"),
    "practice": (PRACTICE, ":is(.practice, .hand-in) button, :is(.practice, .memo) textarea"),
    "progress": (PROGRESS, ".progress-page :is(button, input)"),
    "reader": (CHAPTER, ".live button, .prediction button, .check button"),
    "pydata-sphinx-theme": (CHAPTER, THEMES_BUTTONS),
    "mode": (CHAPTER, f"article button, {THEMES_BUTTONS}"),
}


@pytest.mark.parametrize("name", LOST)
def test_a_script_that_is_lost_leaves_no_dead_control(
    browser: Browser, visit: Visit, name: str
) -> None:
    path, controls = LOST[name]
    shown = f":is({controls}):visible"
    whole = visit.open(path)
    whole.evaluate(DRAWN)
    whole.locator(shown).first.wait_for()  # with the script they are there
    context = browser.new_context(viewport=WIDE)
    context.route(named(name), lambda route: route.abort())
    page = Visit(context.new_page(), visit.address).open(path)
    expect(page.locator(shown)).to_have_count(0)
    context.close()


def test_a_phone_that_lost_the_themes_script_still_reaches_every_page(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(PHONE)
    page.route(named("pydata-sphinx-theme"), lambda route: route.abort())
    page.goto(f"{visit.address}/{CHAPTER}", wait_until="networkidle")
    assert other_pages(page) >= 18
    assert broken_rules(page, "dark", 390) == []


def test_a_slider_that_cannot_answer_yet_is_not_shown_but_has_its_room(stranger: Visit) -> None:
    page = stranger.page
    waiting = page.locator("#figure-leash .sliders")
    page.route(named("figures"), lambda route: None)  # it never comes
    page.goto(f"{stranger.address}/chapters/gallery.html", wait_until="commit")
    waiting.wait_for(state="attached")
    expect(waiting).to_be_hidden()  # once the style is there
    assert (waiting.bounding_box() or {"height": 0})["height"] > 100
