"""Charts speak: their marks to pointer, finger and keys, their lines by keyboard and sound."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from backchannel.figures import EXPLORABLES
from tests.browser import Visit, wait_until_drawn

CHAPTER = "chapters/why-talk-in-secret.html"
GALLERY = "chapters/gallery.html"


def test_a_mark_says_what_it_is_to_the_pointer_and_to_the_keys(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    figure = page.locator("#figure-ways_of_talking")
    words, chart = figure.locator(".mark-words"), figure.locator(".chart")
    first = figure.locator("table[data-table=rows] tbody tr").first.locator("td")
    wait_until_drawn(page)
    mark = figure.locator(".chart .mark-rect path").first
    mark.scroll_into_view_if_needed()
    mark.hover()
    said = words.inner_text()
    assert said.startswith("Date: ")
    assert "What happened: " in said
    page.mouse.move(5, 5)
    assert not words.is_visible()
    chart.focus()
    page.keyboard.press("ArrowRight")
    assert f"Date: {first.first.inner_text()}" in words.inner_text()
    assert figure.locator(".mark-ring").is_visible()
    page.keyboard.press("ArrowRight")
    second = words.inner_text()
    page.keyboard.press("End")
    assert words.inner_text() != second
    page.keyboard.press("Home")
    assert f"Date: {first.first.inner_text()}" in words.inner_text()
    page.keyboard.press("Escape")
    assert not words.is_visible()
    assert visit.complaints == []


def test_a_chart_is_gone_through_by_keyboard_and_sound(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    loaded = "[...document.scripts].filter((one) => one.src.includes('/sound-')).length"
    assert page.evaluate(loaded) == 0, "only when it is asked for"
    figure = page.locator("#figure-demand")
    figure.get_by_role("button", name="Explore by keyboard and sound").click()
    box = figure.locator(".explored")
    expect(box).to_be_focused()
    said = box.locator(".said")
    expect(said).to_contain_text("The demand")
    page.keyboard.press("ArrowRight")
    row = figure.locator("table[data-table=rows] tbody tr").nth(1).locator("td")
    x, y = float(row.nth(0).text_content() or ""), float(row.nth(1).text_content() or "")
    expect(said).to_contain_text(f"{x:g}, {y:g}")
    assert page.evaluate(loaded) == 1
    assert visit.complaints == []


WHOLE = """all => all.filter((one) => {
    const svg = one.ownerSVGElement.getBoundingClientRect(), box = one.getBoundingClientRect();
    return box.left < svg.left || box.right > svg.right
        || box.top < svg.top || box.bottom > svg.bottom || one.closest("[clip-path]");
}).length"""


def set_all(page: Page, name: str, values: dict[str, float]) -> None:
    for slider, value in values.items():
        page.locator(f"#figure-{name} form.sliders [name={slider}]").fill(str(value))


@pytest.mark.parametrize("width", [1350, 360])
def test_no_mark_is_cut_at_the_edge_of_its_chart(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(GALLERY)
    for found in EXPLORABLES.values():
        marks = page.locator(f"#figure-{found.name} .chart .mark-symbol path")
        for end in ("value", "start", "stop"):
            set_all(page, found.name, {each.name: getattr(each, end) for each in found.sliders})
            assert marks.evaluate_all(WHOLE) == 0, f"{found.name} at {end}"


def test_a_chart_fills_its_room_when_a_window_grows_or_a_phone_is_turned(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.set_viewport_size({"width": 390, "height": 800})
    wait_until_drawn(page)
    chart = page.locator("#figure-demand .chart")
    for width in (844, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(500)
        drawn = chart.locator("svg").get_attribute("width")
        assert drawn == chart.evaluate("chart => String(chart.clientWidth)")


def test_chart_and_sliders_share_a_wide_screen(visit: Visit) -> None:
    page = visit.open(GALLERY)
    for name in EXPLORABLES:
        panel = page.locator(f"#figure-{name} .panel").bounding_box()
        chart = page.locator(f"#figure-{name} .chart").bounding_box()
        form = page.locator(f"#figure-{name} form.sliders").bounding_box()
        assert panel and chart and form
        assert panel["height"] < 852, name
        assert chart["x"] + chart["width"] <= form["x"], name
