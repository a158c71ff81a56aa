"""For the eyes: own colours of the reader, paper, and contents that follow the reading."""

from __future__ import annotations

from base64 import b64encode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Visit, wait_until_drawn

CHAPTER = "chapters/red-lines.html"


CONTRAST = """async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const brush = canvas.getContext("2d");
    brush.drawImage(picture, 0, 0);
    const green = brush.getImageData(0, 0, picture.width, picture.height).data
        .filter((_, index) => index % 4 === 1);
    return Math.max(...green.map((each) => Math.abs(each - green[0])));
}"""


def strongest_contrast(part: Locator) -> int:
    """Return by how much a part of a page stands out from its corner, from 0 to 255."""
    address = "data:image/png;base64," + b64encode(part.screenshot()).decode()
    return int(part.page.evaluate(CONTRAST, address))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_colours_of_the_readers_own_icons_buttons_and_marks_are_seen(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, forced_colors="active",
        color_scheme=scheme,  # type: ignore[arg-type]
    )  # fmt: skip
    page = Visit(context.new_page(), address).open(CHAPTER)
    icons = page.locator(".bd-header-article button:visible")
    assert icons.count() >= 3
    for icon in icons.all():
        assert strongest_contrast(icon) > 100, icon.evaluate("one => one.outerHTML")
    for name in ("Commit", "Check"):
        button = page.get_by_role("button", name=name, exact=True).first
        button.scroll_into_view_if_needed()
        edge = button.evaluate("one => getComputedStyle(one).borderTopColor")
        ground = button.evaluate("one => getComputedStyle(one.parentElement).backgroundColor")
        assert button.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1
        assert edge not in (ground, "rgba(0, 0, 0, 0)")
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert button.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    wait_until_drawn(page)
    colours = "all => all.map((one) => getComputedStyle(one).fill)"
    marks = page.locator("#figure-threats .chart .mark-symbol path").evaluate_all(colours)
    assert len(set(marks)) == 2
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground not in marks
    context.close()


def test_paper_is_light_and_shows_what_is_folded(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 900}, color_scheme="dark")
    page = Visit(context.new_page(), address).open(CHAPTER)
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.emulate_media(media="print")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert page.evaluate(ground) != dark
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).color") != dark
    deeper = page.locator("details.deeper > p").first
    assert deeper.bounding_box() is not None
    assert page.locator(".sources-cited .event-card").first.bounding_box() is not None
    assert page.locator("details[open]:not(.after-move)").count() == 0, "by the style alone"
    page.emulate_media(media="screen")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def current(page: Page) -> str:
    page.wait_for_timeout(100)
    return page.locator(".contents [aria-current]").inner_text()


def test_the_contents_follow_the_reading_down_up_and_after_a_jump(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    go_to = "name => document.getElementById(name).scrollIntoView()"
    for name, words in (
        ("check-yourself", "Check yourself"),
        ("your-prediction", "Your prediction"),
        ("summary", "Summary"),
        ("decision-point-ninety-percent", "Decision point: ninety percent"),
    ):
        page.evaluate(go_to, name)
        assert current(page) == words
    page.evaluate(go_to, "what-happened")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -400)  # back into what stands before
    page.wait_for_timeout(300)
    assert current(page) == "What was known"


def test_a_link_to_a_folded_part_opens_it(visit: Visit) -> None:
    page = visit.open(f"{CHAPTER}#how-much-can-words-say")
    part = page.locator("#how-much-can-words-say")
    assert part.locator("p").first.is_visible()
    other = page.locator("#a-crisis-with-witnesses")
    assert not other.locator("p").first.is_visible()
    entry = page.locator(".contents").get_by_role("link", name="A crisis with witnesses")
    entry.click()
    assert other.locator("p").first.is_visible()
    page.wait_for_timeout(300)
    place = other.bounding_box()
    assert place and abs(place["y"]) < 120
    other.locator("summary").first.click()
    entry.click()  # the address is already this one
    assert other.locator("p").first.is_visible()
    assert visit.complaints == []
