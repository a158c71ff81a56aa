"""Every page of the built book, in a real browser: whole, quiet, offline, accessible, alive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from backchannel.data import read_table
from backchannel.figures import EXPLORABLES, figure
from backchannel.figures.figure import Explorable
from tests.browser import SITE

PAGES = sorted(
    str(path.relative_to(SITE)) for path in SITE.rglob("*.html") if "_static" not in path.parts
)
CHAPTER = "chapters/proxies.html"
TIMELINE = "chapters/timeline.html"
GALLERY = "chapters/gallery.html"
AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visit:
    """A page with all that it asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._request)
        page.on("response", self._response)

    def open(self, path: str) -> Page:
        """Open a page of the book and wait until it is quiet."""
        self.page.goto(f"{self.address}/{path}", wait_until="networkidle")
        return self.page

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1350, "height": 900})
    yield Visit(context.new_page(), address)
    context.close()


def test_the_book_has_its_pages() -> None:
    assert {CHAPTER, "chapters/introduction.html", "index.html", "search.html"} <= set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_asks_no_other_host(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.complaints == []


def test_links_inside_the_book_lead_somewhere(site: Path) -> None:
    pages = {path: (site / path).read_text(encoding="utf-8") for path in PAGES}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    for path, text in pages.items():
        for link in re.findall(r'<a [^>]*?href="([^"]+)"', text):
            if link.startswith(("http:", "https:", "mailto:")):
                continue
            file, _, anchor = link.partition("#")
            target = (site / path).parent / file if file else site / path
            assert target.resolve().exists(), f"{path}: {link}"
            name = str(target.resolve().relative_to(site.resolve()))
            assert not anchor or anchor in anchors.get(name, {anchor}), f"{path}: {link}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1350, 320])
def test_a_page_never_scrolls_sideways(visit: Visit, path: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [path for path in PAGES if path != "index.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1350, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/{path}", wait_until="networkidle")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.add_script_tag(path=AXE)
    broken = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")["violations"]
    context.close()
    assert [
        f"{rule['id']}: {rule['nodes'][0]['target']} and {len(rule['nodes']) - 1} more"
        for rule in broken
    ] == []


def numbers(page: Page, name: str, table: str) -> list[dict[str, float]]:
    """Return the numbers that the browser has computed for a chart."""
    found: list[dict[str, float]] = page.evaluate(
        "([name, table]) => document.querySelector(`#figure-${name}`).view.data(table)"
        ".map((row) => ({...row}))",
        [name, table],
    )
    return found


def assert_answers_like_python(page: Page, found: Explorable, **values: float) -> None:
    """Compare chart, table and reading on the page with the model in Python."""
    for table, expected in found.datasets(**values).items():
        drawn = numbers(page, found.name, table)
        assert len(drawn) == len(expected)
        for got, row in zip(drawn, expected, strict=True):
            for column, number in row.items():
                assert got[column] == pytest.approx(number, abs=1e-9), (column, values)
    reading = page.locator(f"#figure-{found.name} .reading")
    assert reading.inner_text() == found.sentence(**values)


@pytest.mark.parametrize("found", EXPLORABLES.values(), ids=EXPLORABLES)
def test_an_explorable_answers_its_sliders_like_python(visit: Visit, found: Explorable) -> None:
    page = visit.open(GALLERY)
    form = page.locator(f"#figure-{found.name} form")
    assert_answers_like_python(page, found)
    for slider in found.sliders:
        for value in (slider.start, slider.stop):
            form.locator(f"[name={slider.name}]").fill(str(value))
            assert_answers_like_python(page, found, **{slider.name: value})
        form.get_by_role("button", name="Back to the starting values").click()
        page.wait_for_timeout(50)
        assert_answers_like_python(page, found)
    assert visit.complaints == []


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


def test_without_scripts_words_stills_and_answers_remain(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    assert page.locator("#figure-leash .chart svg path").count() > 5
    assert not page.locator("#figure-leash form").is_visible()
    page.locator("#check-echoes .answers summary").click()
    assert page.get_by_text("One source, one step of Bayes").is_visible()
    assert page.locator("[data-review] li").count() == 4
    context.close()


def test_a_prediction_is_kept_in_the_browser_and_taken_up_again(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    form, review = page.locator("#prediction-tower-22"), page.locator("[data-review=tower-22]")
    form.get_by_role("button", name="Commit").click()
    assert form.get_by_role("status").inner_text() == "Choose one of the answers first."
    assert review.locator("li:visible").count() == 4
    form.get_by_label("Leaders in Tehran ordered it.").check()
    form.get_by_role("button", name="Commit").click()
    assert "in this browser only" in form.get_by_role("status").inner_text()
    page.reload()
    assert form.get_by_label("Leaders in Tehran ordered it.").is_checked()
    assert "You predicted: Leaders in Tehran ordered it." in review.inner_text()
    assert review.locator("li:visible").count() == 1
    assert "Ordered." in review.locator("li:visible").inner_text()


def test_a_question_gives_feedback_for_each_choice(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    form = page.locator("#check-echoes")
    form.get_by_label("About 94 percent.").check()
    form.get_by_role("button", name="Check").click()
    said = form.get_by_role("status").inner_text().split()
    assert " ".join(said).startswith("Not this one. That would be right for two independent")
    form.get_by_label("About 67 percent.").check()
    form.get_by_role("button", name="Check").click()
    assert "One source, one step" in form.get_by_role("status").inner_text()
    assert form.locator(".hint").count() == 3
    page.reload()
    assert form.get_by_role("status").inner_text().startswith("Right.")


def test_damaged_memory_does_not_break_a_page(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.evaluate("localStorage.setItem('delicate-dance', '{broken')")
    page.reload(wait_until="networkidle")
    form = page.locator("#check-echoes")
    form.get_by_label("About 67 percent.").check()
    form.get_by_role("button", name="Check").click()
    assert form.get_by_role("status").inner_text().startswith("Right.")
    assert visit.complaints == []


def test_charts_follow_light_and_dark_without_reload(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    line = page.locator("#figure-leash .chart path[stroke-width='2.5']").first
    colour = "element => getComputedStyle(element).stroke"
    seen = set()
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        seen.add(line.evaluate(colour))
    assert len(seen) == 2


def test_a_claim_leads_to_its_event_and_its_sources(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.get_by_role("link", name="a drone struck living quarters at Tower 22").click()
    page.wait_for_url("**/timeline.html#event-2024-tower-22")
    row = page.locator("#event-2024-tower-22")
    assert row.is_visible()
    assert row.locator(".sources li").count() >= 2
    assert "contested" in row.inner_text()
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
    assert "As told in Washington." in row.inner_text()
    assert "As told in Tehran." in row.inner_text()
    row.get_by_role("link", name="2020-swiss-fax").click()
    assert page.locator(".event-shown").inner_text().startswith("2020-01-03")


def test_the_timeline_filters_chart_and_table_alike(visit: Visit) -> None:
    page = open_timeline(visit)
    assert marks(page) == rows(page) == 100
    events = read_table("events")
    swiss = [event for event in events if event["channel"] == "third_party_swiss"]
    page.get_by_label("Channel").select_option("Through Switzerland")
    assert marks(page) == rows(page) == len(swiss) > 3
    page.get_by_label("Decade").select_option("2020s")
    late = [event for event in swiss if str(event["date_start"]) >= "2020"]
    assert marks(page) == rows(page) == len(late) > 0
    said = page.locator("#figure-timeline .count").inner_text()
    assert said == f"{len(late)} of 100 events are shown, here and in the table."
    page.get_by_label("Type").select_option("Seizure")
    assert marks(page) == rows(page) == 0
    page.get_by_role("button", name="Show all").click()
    assert marks(page) == rows(page) == 100
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
    assert shown.locator(".sources a").count() >= 2
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
        for text in page.locator("table.timeline tbody td:nth-child(3)").all_inner_texts()
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
    assert page.locator("#figure-timeline .chart svg path").count() >= 100
    assert rows(page) == 100
    assert not page.locator("form.filters").is_visible()
    context.close()


def test_a_citation_shows_its_reference_on_hover(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    link = page.get_by_role("link", name="Biden 2024").first
    said = str(link.get_attribute("title"))
    assert said.startswith("Joseph R. Biden. Exchange with Reporters")
    assert said.endswith("30 January 2024.")
