"""The figures on a page move as one turns their sliders; `tests/test_engines.py` compares all."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from backchannel.figures import figure
from backchannel.figures.figure import Explorable
from tests.browser import Visit

CHAPTER = "chapters/proxies.html"


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


def test_charts_follow_light_and_dark_without_reload(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    line = page.locator("#figure-leash .chart path[stroke-width='2.5']").first
    colour = "element => getComputedStyle(element).stroke"
    seen = set()
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        seen.add(line.evaluate(colour))
    assert len(seen) == 2
