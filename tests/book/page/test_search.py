"""Search: what is asked for comes first, in any spelling; the way there; and when it is missing."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Host, Visit, broken_rules, served

ROOT = Path(__file__).resolve().parents[3]
CHAPTER = "chapters/proxies.html"

ANSWER = """
import { readFileSync } from "node:fs";
import { Index } from "./book/page/search-index.js";
const { pages, asked } = JSON.parse(readFileSync(0, "utf8"));
const index = new Index(pages);
console.log(JSON.stringify(asked.map((words) => index.answer(words))));
"""

FIRST = {
    # The course before its Python, however it is written
    "back-channel": "glossary#term-back-channel",
    "back channel": "glossary#term-back-channel",
    "backchannel": "glossary#term-back-channel",
    "back channels": "glossary#term-back-channel",
    "redlines": "glossary#term-red-line",
    "red-line": "glossary#term-red-line",
    "deescalation": "glossary#term-de-escalation",
    "de-escalation": "glossary#term-de-escalation",
    "de escalation": "glossary#term-de-escalation",
    "proxy": "glossary#term-proxy",
    "proxies": "glossary#term-proxy",
    "Bayes rule": "glossary#term-Bayes-rule",
    "tit-for-tat": "glossary#term-tit-for-tat",
    "hotlines": "glossary#term-hotline",
    "deniability": "glossary#term-deniability",
    "snapback": "glossary#term-snapback",
    "JCPOA": "glossary#term-JCPOA",
    "audience cost": "glossary#term-audience-costs",
    # Sections, figures and pages
    "leash": "proxies#play-the-leash",
    "Tower 22": "proxies#decision-point-tower-22",
    "tower22": "proxies#decision-point-tower-22",
    "two airliners": "de-escalation#two-airliners",
    "ten claims": "claims#the-ten-claims",
    "for instructors": "for-instructors#for-instructors",
    "seen from Muscat": "exploratory-talks#as-seen-from-muscat",
    "GTFT": "gallery#gallery-",
    # Events and channels
    "embassy seizure 1979": "timeline#event-1979-embassy-seizure",
    "Swiss fax": "timeline#channel-2020-swiss-fax",
    "McFarlane Tehran": "timeline#event-1986-mcfarlane-visit",
    "Khobar Towers": "timeline#event-1996-khobar-towers",
    "Executive Order 12170": "timeline#event-1979-assets-frozen",
    # People, as one or another writes them, and in Persian
    "Soleimani": "timeline#event-2020-soleimani-strike",
    "Soleimān": "timeline#event-2020-soleimani-strike",
    "Suleimani": "timeline#event-2020-soleimani-strike",
    "سلیمانی": "timeline#event-2020-soleimani-strike",
    "Ghorbanifar": "glossary#term-authentication",
    "Qurbanifar": "glossary#term-authentication",
    "Zarīf": "#event-",
    "ظریف": "#event-",
    "Tabatabei": "timeline#event-1980-bonn-channel",
    "Tabatabaei": "timeline#event-1980-bonn-channel",
    "خامنه‌ای": "timeline#channel-2009-obama-khamenei-letters",
    "Araqchi": "#event-2025",
    # Persian terms
    "خط قرمز": "glossary#term-red-line",
    "ديپلماسي پنهان": "glossary#term-secret-diplomacy",
    # Works, and code, for those who ask for them
    "Schelling 1960": "bibliography#",
    "expected_cost": "models#",
    # Small misspellings
    "escallation": "glossary#term-escalation",
    "Soliemani": "timeline#event-2020-soleimani-strike",
    "reasurance": "glossary#term-reassurance",
}
"""What is asked for, and the place that must be among the first three, or how that begins."""


def written(site: Path) -> str:
    """Return the places as the build wrote them, in JSON."""
    [index] = site.glob("searchplaces-*.js")
    return index.read_text(encoding="utf-8").removeprefix("searchPlaces=")


@pytest.fixture(scope="module")
def answers(site: Path) -> dict[str, Any]:
    asked = list(FIRST)
    pages = json.loads(written(site))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", ANSWER],
        cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True,
        input=json.dumps({"pages": pages, "asked": asked}),
    )  # fmt: skip
    return dict(zip(asked, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("asked", FIRST)
def test_what_is_asked_for_is_among_the_first_three(answers: dict[str, Any], asked: str) -> None:
    first = [place["address"].replace(".html", "") for place in answers[asked]["places"][:3]]
    assert any(FIRST[asked] in place for place in first), first


def test_python_comes_after_all_else_unless_code_is_asked_for(answers: dict[str, Any]) -> None:
    kinds = [place["kind"] for place in answers["backchannel"]["places"]]
    assert "python" in kinds
    assert set(kinds[kinds.index("python") :]) == {"python"}
    assert answers["expected_cost"]["places"][0]["kind"] == "python"


def test_the_index_is_light_and_leads_to_places_that_are_there(site: Path) -> None:
    text = written(site)
    assert len(gzip.compress(text.encode(), 6)) <= 200 * 1024
    assert "Swiss protecting-power mandateAlgiers" not in text, "words of a drawing"
    assert "One source, one step of Bayes" not in text, "the answer to a question"
    for page in json.loads(text):
        html = (site / page["address"]).read_text(encoding="utf-8")
        for anchor, _, title, _ in page["places"]:
            assert title
            assert f'id="{anchor}"' in html, f"{page['address']}#{anchor}"


def ask(page: Page, words: str) -> None:
    """Open search by its keys and write words."""
    page.keyboard.press("Control+k")
    page.locator("#search-words").fill(words)


def test_search_is_opened_walked_and_closed_by_keyboard(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    loaded = "performance.getEntriesByType('resource').filter((each) => /search/.test(each.name))"
    assert page.evaluate(f"{loaded}.length") == 0, "nothing of it before it is asked for"
    ask(page, "soleimani")
    window = page.locator("#search-window")
    page.locator(".search-places a").first.wait_for()
    assert "places found" in window.get_by_role("status").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(".search-places a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator("#search-words").evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    assert not window.is_visible()
    page.keyboard.press("Control+k")
    assert page.locator("#search-words").input_value() == "soleimani"
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline.html#event-2020-soleimani-strike")
    marked = page.locator("#event-2020-soleimani-strike mark.found")
    assert marked.first.inner_text() == "Soleimani"
    assert marked.first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("mark.found").count() == 0
    assert visit.complaints == []


@pytest.mark.parametrize("width", [1350, 360])
def test_the_window_of_search_fits_and_passes_axe(visit: Visit, width: int) -> None:
    page = visit.open(CHAPTER)
    page.set_viewport_size({"width": width, "height": 780})
    page.locator("a.search-link:visible").first.click()
    page.locator("#search-words").fill("red line")
    page.locator(".search-places mark").first.wait_for()
    field = page.locator("#search-words")
    box = field.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.locator("#search-window i, #search-window svg").count() == 0, "over the letters"
    for theme in ("light", "dark"):
        assert broken_rules(page, theme, width, "#search-window") == []


def test_what_stands_in_a_fold_is_opened_and_marked(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    ask(page, "two airliners")
    page.locator(".search-places a", has_text="Two airliners").first.click()
    page.wait_for_url("**/de-escalation.html#two-airliners")
    assert page.locator("#two-airliners mark.found").first.is_visible()


def test_when_nothing_is_found_it_says_so(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    ask(page, "xyzzyqqq")
    status = page.locator("#search-window [role=status]")
    page.get_by_text("Nothing in the course has “xyzzyqqq”.").wait_for()
    page.locator("#search-words").fill("escallation")
    page.locator(".search-places a").first.wait_for()
    assert "Did you mean “escalation”?" in status.inner_text()
    page.locator("#search-words").fill("")
    page.wait_for_timeout(50)
    assert page.locator(".search-places li").count() == 0


def test_more_is_shown_when_it_is_asked_for(visit: Visit) -> None:
    page = visit.open("search.html?q=iran")
    links = page.locator(".search-places a")
    links.first.wait_for()
    assert links.count() == 20
    page.get_by_role("button", name="Show 20 more").click()
    assert links.count() == 40
    assert links.nth(20).evaluate("link => link === document.activeElement")


def test_the_page_of_search_keeps_what_was_asked_for(visit: Visit) -> None:
    page = visit.open("search.html?q=Qurbanifar")
    page.locator(".search-places a").first.wait_for()
    page.locator("#search-words").fill("leash")
    page.locator(".search-places mark", has_text="leash").first.wait_for()
    assert page.url.endswith("search.html?q=leash")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proxies.html#play-the-leash")
    page.go_back()
    page.locator(".search-places mark", has_text="leash").first.wait_for()
    assert visit.complaints == []


@pytest.fixture
def own_host(site: Path) -> Iterator[Host]:
    with served(site, below="/courses/dance") as host:
        yield host


def test_a_list_of_words_that_does_not_come_is_said_and_asked_for_again(
    own_host: Host, browser: Browser
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    own_host.missing.add("searchplaces-*.js")
    page.goto(f"{own_host.address}/{CHAPTER}", wait_until="networkidle")
    ask(page, "leash")
    page.get_by_text("The list of words did not arrive").wait_for()
    own_host.missing.clear()
    page.get_by_role("button", name="Try again").click()
    page.locator(".search-places a").first.wait_for()
    context.close()


def test_a_script_that_does_not_come_leads_to_the_page_that_says_so(
    own_host: Host, browser: Browser
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    own_host.missing.add("search-*.js")
    page.goto(f"{own_host.address}/{CHAPTER}", wait_until="networkidle")
    page.locator("a.search-link:visible").first.click()
    page.wait_for_url("**/courses/dance/search.html")
    assert page.get_by_text("If it does not come, load this page again").is_visible()
    context.close()


def test_search_goes_on_without_a_network(own_host: Host, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{own_host.address}/{CHAPTER}")
    page.get_by_text("This page is kept in this browser").wait_for()
    ask(page, "leash")
    page.locator(".search-places a").first.wait_for()
    places = page.locator("a.search-link").first.get_attribute("data-places")
    kept = f"async () => Boolean(await caches.match(new URL('{places}', location.href)))"
    page.wait_for_function(kept)
    own_host.stop()
    page.reload()
    ask(page, "play leash")
    page.locator(".search-places a").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/proxies.html#play-the-leash")
    assert page.locator("#play-the-leash mark.found").count() > 0
    context.close()


def test_search_works_in_a_book_opened_from_a_disk(site: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{site}/{CHAPTER}")
    page.locator("a.search-link:visible").first.click()
    page.locator("#search-words").fill("leash")
    page.locator(".search-places a").first.wait_for()
    context.close()


def test_without_scripts_there_is_no_dead_search(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    assert page.locator("a.search-link:visible").count() == 0
    page.goto(f"{address}/search.html")
    assert "Search needs scripts" in page.locator("article").inner_text()
    context.close()
