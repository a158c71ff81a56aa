"""The record on its pages: a claim leads to its event, and the timeline can be searched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page

from backchannel.data import read_table
from backchannel.figures.timeline import lanes
from book.record.citations import author_and_year, letters, order, works
from tests.browser import Visit

CHAPTER = "chapters/proxies.html"
TIMELINE = "chapters/timeline.html"
EVENTS = len(read_table("events"))


@pytest.mark.parametrize("name", ["bibliography", "sources"])
def test_works_stand_in_the_order_of_their_letters(site: Path, name: str) -> None:
    page = BeautifulSoup((site / f"chapters/{name}.html").read_text("utf-8"), "html.parser")
    shown = [label.get_text().strip("[]") for label in page.select(".citation .label")]
    in_order = sorted(works().values(), key=order)
    labels = [author_and_year(entry) + letters().get(str(entry.key), "") for entry in in_order]
    assert len(shown) > 100
    assert shown == [label for label in labels if label in set(shown)]
    article = page.select_one("article")
    assert article is not None
    assert not re.search(r"and others( \d{4}|\.)", article.get_text())
    assert "\\" not in article.get_text(), "LaTeX that was left over"
    assert order(works()["afp2021baghdad"]) < order(works()["ziabari2023legacy"])


def test_a_claim_leads_to_its_event_and_its_sources(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.get_by_role("link", name="a drone struck living quarters at Tower 22").click()
    page.wait_for_url("**/timeline.html#event-2024-tower-22")
    row = page.locator("#event-2024-tower-22")
    assert row.is_visible()
    assert row.locator(".sources li").count() >= 2
    assert "contested" in str(row.text_content())
    assert "Biden" in page.locator(".event-shown").inner_text(), "the chart shows it too"


def test_every_event_of_a_chapter_leads_to_two_sources(site: Path) -> None:
    chapter = (site / CHAPTER).read_text(encoding="utf-8")
    timeline = (site / TIMELINE).read_text(encoding="utf-8")
    names = set(re.findall(r'href="timeline\.html#(event-[a-z0-9-]+)"', chapter))
    assert len(names) >= 5
    for name in names:
        row = timeline.split(f'id="{name}"')[1].split("</tr>")[0]
        assert row.count("<li>") >= 2, name


def open_timeline(visit: Visit, anchor: str = "") -> Page:
    page = visit.open(TIMELINE + anchor)
    page.wait_for_selector(".event_marks path")
    return page


def marks(page: Page) -> int:
    """Return how many events the chart draws."""
    page.wait_for_timeout(100)
    return page.locator("#figure-timeline .event_marks path").count()


def rows(page: Page) -> int:
    """Return how many events the table shows."""
    return page.locator("table.timeline tbody tr:visible").count()


def test_the_channels_stand_with_both_accounts_and_lead_to_their_events(visit: Visit) -> None:
    page = visit.open(TIMELINE)
    table = page.locator("table.channels")
    assert table.locator("tbody tr").count() == len(read_table("channels"))
    row = table.locator("tr", has_text="The Swiss fax of January 2020")
    told = str(row.text_content())
    assert "As told in Washington." in told
    assert "As told in Tehran." in told
    row.get_by_role("link", name="2020-swiss-fax").click()
    assert page.locator(".event-shown").inner_text().startswith("2020-01-03")


def test_the_timeline_filters_chart_and_table_alike(visit: Visit) -> None:
    page = open_timeline(visit)
    assert marks(page) == rows(page) == EVENTS
    events = read_table("events")
    swiss = [event for event in events if event["channel"] == "third_party_swiss"]
    page.get_by_label("Channel").select_option("Through Switzerland")
    assert marks(page) == rows(page) == len(swiss) > 3
    page.get_by_label("Decade").select_option("2020s")
    late = [event for event in swiss if str(event["date_start"]) >= "2020"]
    assert marks(page) == rows(page) == len(late) > 0
    said = page.locator("#figure-timeline .count").inner_text()
    assert said == f"{len(late)} of {EVENTS} events are shown, here and in the table."
    page.get_by_label("Type").select_option("Seizure")
    assert marks(page) == rows(page) == 0
    page.get_by_role("button", name="Show all").click()
    assert marks(page) == rows(page) == EVENTS
    assert visit.complaints == []


def test_the_timeline_is_walked_and_zoomed_by_keyboard(visit: Visit) -> None:
    page = open_timeline(visit)
    chart, shown = page.locator("#figure-timeline .chart"), page.locator(".event-shown")
    chart.focus()
    page.keyboard.press("ArrowRight")
    assert shown.inner_text().startswith("1979-11-04 to 1981-01-20")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert shown.inner_text().startswith("1979-11-14")
    assert shown.locator(".sources li").count() >= 2
    whole = marks(page)
    for _ in range(3):
        page.keyboard.press("+")
    page.wait_for_timeout(200)
    years = page.evaluate(
        "document.querySelector('#figure-timeline').view.scale('x').domain()"
        ".map((day) => new Date(day).getUTCFullYear())"
    )
    assert years[0] in (1978, 1979) and 5 <= years[1] - years[0] <= 7
    for _ in range(4):
        page.keyboard.press("-")
    assert marks(page) == whole
    assert visit.complaints == []


IN_VIEW = """() => {
    const box = document.querySelector(".event-shown").getBoundingClientRect();
    return box.height > 60 && box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.mark.parametrize(("width", "height"), [(1350, 900), (360, 740)])
def test_the_account_is_in_view_where_an_event_is_chosen(
    visit: Visit, width: int, height: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": height})
    page = open_timeline(visit)
    later, earlier = (
        page.get_by_role("button", name=f"{way} event") for way in ("Later", "Earlier")
    )
    later.click()
    assert page.evaluate(IN_VIEW)
    first = page.locator(".event-shown").inner_text()
    later.click()
    assert page.evaluate(IN_VIEW)
    assert page.locator(".event-shown").inner_text() != first
    earlier.click()
    assert page.locator(".event-shown").inner_text() == first
    mark = page.locator("#figure-timeline .event_marks path").first
    mark.evaluate("mark => mark.scrollIntoView({ block: 'start' })")
    mark.click(force=True)
    assert page.evaluate(IN_VIEW)
    last = page.locator("#figure-timeline .event_marks path").last
    last.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    last.click(force=True)
    page.wait_for_timeout(300)
    box, panel = last.bounding_box(), page.locator(".event-panel").bounding_box()
    assert box is not None
    assert panel is not None
    assert box["y"] + box["height"] <= panel["y"], "the mark is not below its account"
    for name in ("Earlier event", "Later event", "Zoom in"):
        assert page.get_by_role("button", name=name).bounding_box() is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_and_event_are_in_the_address_and_come_back(visit: Visit) -> None:
    page = open_timeline(visit)
    page.get_by_label("Channel").select_option("Through Switzerland")
    page.get_by_label("Decade").select_option("2020s")
    kept = rows(page)
    page.get_by_role("button", name="Later event").click()
    assert re.search(r"\?channel=third_party_swiss&decade=2020s#event-2020-swiss-fax$", page.url)
    page.reload(wait_until="networkidle")
    page.wait_for_selector(".event_marks path")
    assert page.get_by_label("Decade").input_value() == "2020s"
    assert marks(page) == rows(page) == kept
    assert page.locator(".event-shown").inner_text().startswith("2020-01-03")
    page.go_back()
    page.wait_for_timeout(100)
    assert page.get_by_label("Decade").input_value() == ""
    assert marks(page) == rows(page) > kept
    page.get_by_role("button", name="Show all").click()
    page.wait_for_timeout(100)
    assert "?" not in page.url
    assert marks(page) == EVENTS
    open_timeline(visit, "?type=no-such-type")
    assert marks(page) == EVENTS
    assert visit.complaints == []


def lanes_named(chart: Locator) -> list[str]:
    """Return the names of the lanes that are drawn; the other words at marks are of their form."""
    forms = {str(event["status"]) for event in read_table("events")}
    words = chart.locator(".mark-text.role-mark text").all_text_contents()
    return [word for word in words if word not in forms]


def test_lanes_without_events_vanish(visit: Visit) -> None:
    page = open_timeline(visit)
    chart = page.locator("#figure-timeline .chart svg")
    whole = chart.bounding_box()
    page.get_by_label("Type").select_option("Leak")
    page.wait_for_timeout(200)
    box = chart.bounding_box()
    assert whole is not None and box is not None
    assert box["height"] < whole["height"] / 2
    assert lanes_named(chart) == ["Leak"]
    page.get_by_role("button", name="Show all").click()
    page.wait_for_timeout(200)
    assert len(lanes_named(chart)) == len(lanes())
    again = chart.bounding_box()
    assert again is not None
    assert abs(again["height"] - whole["height"]) < 2


def test_a_mark_says_what_it_is_under_the_pointer_and_from_the_keyboard(visit: Visit) -> None:
    page = open_timeline(visit)
    label = page.locator(".event-label")
    page.locator("#figure-timeline .event_marks path").first.hover(force=True)
    assert re.match(r"\d{4}-\d\d-\d\d: \w", label.inner_text())
    page.get_by_label("Type").hover()
    assert not label.is_visible()
    page.locator("#figure-timeline .chart").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(100)
    assert label.inner_text().startswith("1979-11-04: Students occupy the US embassy")


def test_an_event_is_picked_on_the_timeline_by_touch(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/{TIMELINE}", wait_until="networkidle")
    mark = page.locator("#figure-timeline .event_marks path").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2 + 8, box["y"] + box["height"] / 2)
    assert re.match(r"\d{4}-\d\d", page.locator(".event-shown").inner_text())
    context.close()


def test_a_link_to_an_event_that_a_filter_hides_brings_it_back(visit: Visit) -> None:
    page = open_timeline(visit)
    page.get_by_label("Type").select_option("Leak")
    page.evaluate("location.hash = '#event-2020-swiss-fax'")
    page.wait_for_timeout(200)
    assert page.locator("#event-2020-swiss-fax").is_visible()
    assert page.get_by_label("Type").input_value() == ""
    assert page.locator(".event-shown").inner_text().startswith("2020-01-03")


def test_the_table_of_events_sorts_by_its_headings(visit: Visit) -> None:
    page = open_timeline(visit)
    heading = page.get_by_role("columnheader", name="Channel")
    heading.get_by_role("button").click()
    column = [
        text.strip()
        for text in page.locator("table.timeline tbody td:nth-child(3)").all_text_contents()
    ]
    assert column == sorted(column, key=str.casefold)
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    page.get_by_role("columnheader", name="Date").get_by_role("button").click()
    first = page.locator("table.timeline tbody tr").first
    assert first.get_attribute("id") == "event-1979-embassy-seizure"


def test_without_scripts_the_timeline_is_a_still_and_a_full_table(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{TIMELINE}")
    assert page.locator("#figure-timeline .chart svg path").count() >= EVENTS
    assert rows(page) == EVENTS
    assert not page.locator("form.filters").is_visible()
    context.close()
