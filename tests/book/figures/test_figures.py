"""The figures on a page move as one turns their sliders; `tests/test_engines.py` compares all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from backchannel.figures import figure
from backchannel.figures.figure import Explorable
from backchannel.figures.theme import COLOURS
from book.figures import FORCED, _without_invisible
from tests.browser import Visit, wait_until_drawn

ROOT = Path(__file__).resolve().parents[3]
CHAPTER = "chapters/proxies.html"
ZONES = ("Pacific/Kiritimati", "America/Los_Angeles")
"""A day apart and an hour more."""
PAGES_WITH_DAYS = (
    *("why-talk-in-secret", "proxies", "red-lines", "de-escalation"),
    *("beyond-crisis-management", "timeline"),
)


def numbers(page: Page, name: str, table: str) -> list[dict[str, float]]:
    """Return the numbers that the browser has computed for a chart."""
    found: list[dict[str, float]] = page.evaluate(
        "([name, table]) => document.querySelector(`#figure-${name}`).view.data(table)"
        ".map((row) => ({...row}))",
        [name, table],
    )
    return found


def assert_equal(drawn: list[dict[str, float]], expected: list[dict[str, Any]]) -> None:
    """Compare a table that a browser has computed with Python's."""
    assert len(drawn) == len(expected)
    for got, row in zip(drawn, expected, strict=True):
        for column, number in row.items():
            assert got[column] == pytest.approx(number, abs=1e-9), column


def assert_answers_like_python(page: Page, found: Explorable, **values: float) -> None:
    """Compare chart, table and reading on the page with the model in Python."""
    for table, expected in found.datasets(**values).items():
        assert_equal(numbers(page, found.name, table), expected)
    reading = page.locator(f"#figure-{found.name} .reading")
    assert reading.inner_text() == found.sentence(**values)


def test_a_slider_is_moved_by_keyboard(visit: Visit) -> None:
    page, leash = visit.open(CHAPTER), figure("leash")
    assert isinstance(leash, Explorable)
    slider = page.get_by_label("How much does retaliation hurt?")
    slider.focus()
    wait_until_drawn(page)
    diamond = page.locator("#figure-leash .chart path[transform]").last
    before = diamond.bounding_box()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert slider.input_value() == "20"
    assert slider.get_attribute("aria-valuetext") == "20"
    assert_answers_like_python(page, leash, retaliation_cost=20)
    after = diamond.bounding_box()
    assert before is not None and after is not None
    assert after["x"] < before["x"] - 50, "the drawn mark moves with the best leash"
    page.keyboard.press("Home")
    assert_answers_like_python(page, leash, retaliation_cost=1)


def test_the_table_behind_a_chart_follows_the_slider(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.get_by_label("How much does retaliation hurt?").fill("20")
    page.get_by_text("Numbers behind “The leash”").click()
    row = page.locator("#figure-leash table[data-table=rows] tbody tr").last
    assert row.locator("td").all_inner_texts() == ["1.00", "0.00", "14.00", "14.00"]


def test_a_setting_stands_in_the_address_and_is_found_by_it(visit: Visit) -> None:
    leash = figure("leash")
    assert isinstance(leash, Explorable)
    page = visit.page
    page.goto(f"{visit.address}/{CHAPTER}#set=leash.retaliation_cost=20,nothing=3")
    expect(page.locator("#figure-leash")).to_be_in_viewport()  # unfolded, though nobody played
    wait_until_drawn(page)
    assert_answers_like_python(page, leash, retaliation_cost=20)
    came, length = page.url, page.evaluate("history.length")
    page.get_by_label("How much does retaliation hurt?").press("ArrowRight")
    page.wait_for_url(came.replace("20,nothing=3", "21"))
    page.get_by_role("button", name="Back to the starting values").first.click()
    page.wait_for_url(re.compile(r"#figure-leash$"))
    assert page.evaluate("history.length") == length, "Back leads where one came from"
    assert visit.complaints == []


def test_a_still_keeps_its_marks_and_words_and_leaves_out_what_nobody_sees() -> None:
    still = (
        '<g role="graphics-object" aria-label="a" class="b"><path class="background" d="M0,0h1"/>'
        '<path d="M0.125,10.7777L3,4" fill="none"/>'
        '<text transform="translate(0.5,1.999)">0.25</text></g>'
    )
    assert _without_invisible(still) == (
        '<g><path d="M0.1,10.8L3,4" fill="none"/><text transform="translate(0.5,2)">0.25</text></g>'
    )


def test_every_role_has_a_colour_of_the_readers_own() -> None:
    assert set(FORCED) == set(COLOURS)


def test_charts_follow_light_and_dark_without_reload(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    line = page.locator("#figure-leash .chart path[stroke-width='2.5']").first
    colour = "element => getComputedStyle(element).stroke"
    seen = set()
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        seen.add(line.evaluate(colour))
    assert len(seen) == 2


def test_a_day_is_the_same_wherever_the_book_is_built() -> None:
    code = (
        "from backchannel.figures import CHARTS; from book.figures import render\n"
        "print(*(render(chart.description()) for chart in CHARTS.values()))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT, env={**os.environ, "TZ": zone}, stdout=subprocess.PIPE,
        )
        for zone in ZONES
    ]  # fmt: skip
    first, second = (each.communicate()[0] for each in running)
    assert b"Jan 2024" in first
    assert first == second


@pytest.mark.parametrize("page", PAGES_WITH_DAYS)
def test_a_day_is_the_same_wherever_the_book_is_read(
    browser: Browser, address: str, page: str
) -> None:
    drawn = []
    for zone in ZONES:
        context = browser.new_context(timezone_id=zone)
        place = Visit(context.new_page(), address).open(f"chapters/{page}.html")
        wait_until_drawn(place)
        drawn.append(place.locator(".chart svg").evaluate_all("all => all.map((e) => e.outerHTML)"))
        context.close()
    assert drawn[0]
    assert drawn[0] == drawn[1]
