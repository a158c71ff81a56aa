"""On a phone: what a finger opens, closes, scrolls past and sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Visit, wait_until_drawn

CHAPTER = "chapters/red-lines.html"


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    view = {"width": 360, "height": 740}
    context = browser.new_context(viewport=view, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield Visit(context.new_page(), address)
    context.close()


def test_a_tap_opens_a_card_that_leads_on_and_gives_the_place_back(phone: Visit) -> None:
    page = phone.open(CHAPTER)
    card = page.locator("dialog.card")
    for words, said in (
        ("audience costs", "What leaders pay at home"),
        ("Kurizaki 2007", "Shuhei Kurizaki"),
        ("five prisoners", "2023-09-18"),
        ("the talks in Muscat", "2023-05-08"),
    ):
        link = page.locator("article").get_by_role("link", name=words).first
        link.tap()
        assert page.url.endswith(CHAPTER)
        assert said in card.inner_text()
        assert card.get_by_role("heading").inner_text() == link.inner_text()
        assert card.evaluate("one => one.contains(document.activeElement)")
        card.get_by_role("button", name="Close").tap()
        assert card.count() == 0
    link.tap()
    page.keyboard.press("Escape")
    assert card.count() == 0
    link.tap()
    page.touchscreen.tap(180, 60)  # beside it
    assert card.count() == 0
    link.tap()
    card.get_by_role("link", name="Open the page").tap()
    page.wait_for_url("**/timeline.html#event-2023-muscat-red-line")
    assert phone.complaints == []


def test_the_contents_close_behind_a_chosen_entry(phone: Visit) -> None:
    page = phone.open(CHAPTER)
    page.locator(".secondary-toggle").tap()
    drawer = page.locator("#pst-secondary-sidebar-modal")
    assert drawer.is_visible()
    drawer.get_by_role("link", name="Check yourself").tap()
    assert not drawer.is_visible()
    page.wait_for_timeout(300)
    place = "document.querySelector('#check-yourself').getBoundingClientRect().top"
    assert abs(page.evaluate(place)) < 120


def swipe(page: Page, x: float, y: float, up: float) -> None:
    """Draw a finger up from a place, as a hand would."""
    hand = page.context.new_cdp_session(page)
    send = hand.send
    send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        place = {"x": x + step, "y": y - up * step / 10}
        send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place]})
        page.wait_for_timeout(16)
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


def test_chart_reading_and_slider_share_the_screen_and_a_swipe_moves_no_slider(
    phone: Visit,
) -> None:
    page = phone.open(CHAPTER)
    figure = page.locator("#figure-threats")
    wait_until_drawn(page)
    sliders = figure.locator("input[type=range]")
    for slider in sliders.all():
        slider.evaluate("one => one.scrollIntoView({block: 'end'})")
        page.wait_for_timeout(50)
        box = slider.bounding_box()
        above = figure.locator(".stage").bounding_box()
        assert box and above
        assert above["y"] >= 40
        assert above["y"] + above["height"] <= box["y"]
        assert box["y"] + box["height"] <= 741
    box = sliders.nth(1).bounding_box()
    assert box
    before = [slider.input_value() for slider in sliders.all()]
    reading = figure.locator(".reading").inner_text()
    top = page.evaluate("scrollY")
    swipe(page, box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, 150)
    assert page.evaluate("scrollY") > top + 50, "the page scrolls"
    assert [slider.input_value() for slider in sliders.all()] == before
    assert figure.locator(".reading").inner_text() == reading


def test_nothing_is_hidden_beside_a_narrow_screen(phone: Visit) -> None:
    page = phone.open("chapters/progress.html")
    for box in page.locator(".table-scroll").all():
        assert box.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    wide = "one => one.scrollWidth > one.parentElement.clientWidth"
    for name in ("claims", "hosting"):
        page = phone.open(f"chapters/{name}.html")
        for table in page.locator("article table").all():
            assert not table.evaluate(wide), name
    page = phone.open("chapters/bibliography.html")
    label = page.locator(".citation > .label").first
    assert label.evaluate("one => getComputedStyle(one).float") == "none"
