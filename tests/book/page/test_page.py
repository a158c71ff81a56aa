"""Around the text of a page: previews of links, minutes left, how to cite it, its downloads."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser, Locator, Page

from backchannel.data import read_table, table_names
from tests.browser import Visit

CHAPTER = "chapters/proxies.html"

FIRST = """link => {
    link.scrollIntoView({block: "center", behavior: "instant"});
    const {x, y} = [...link.getClientRects()].find(({width}) => width > 12);
    return [x + 8, y + 10];
}"""
"""The beginning of a link's words; its middle may lie between them and its note in the margin."""


def point_at(link: Locator) -> None:
    """Put the pointer on the first word of a link."""
    link.page.mouse.move(*link.evaluate(FIRST))
    link.page.wait_for_timeout(50)


def look_at(page: Page, words: str) -> str:
    """Put the pointer on a link and return what is shown beside it."""
    point_at(page.locator("article").get_by_role("link", name=words).first)
    return page.locator("#preview").inner_text()


def test_a_link_shows_what_stands_behind_it(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    assert look_at(page, "delegation").startswith("Handing a task to an agent")
    assert look_at(page, "Biden 2024").startswith("Joseph R. Biden. Exchange with Reporters")
    assert look_at(page, "resumed").startswith("2023-10-17")
    assert look_at(page, "bibliography").startswith("What to read on secret talks")


def test_a_preview_comes_with_the_focus_and_goes_with_escape(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    link, preview = page.get_by_role("link", name="agency loss").first, page.locator("#preview")
    page.get_by_role("link", name="delegation").first.focus()
    page.keyboard.press("Tab")
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    assert preview.is_visible()
    assert preview.get_attribute("role") == "tooltip"
    assert link.get_attribute("aria-describedby") == "preview"
    assert link.get_attribute("title") is None, "or the words would be shown and read twice"
    page.keyboard.press("Escape")
    assert not preview.is_visible()
    link.hover()
    preview.hover()
    page.wait_for_timeout(400)
    assert preview.is_visible(), "one can go and select its words"


BESIDE = """() => [...document.querySelectorAll(".noted")].filter((link) => link.checkVisibility())
    .map((link) => {
        const note = getComputedStyle(link, "::after");
        const text = link.closest("p, li").getBoundingClientRect();
        const left = text.right - parseFloat(note.marginRight) - parseFloat(note.width);
        return [note.float, left - text.right, left + parseFloat(note.width)];
    })"""


def test_on_a_wide_page_sources_stand_beside_the_line_that_cites_them(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1350, "height": 900})
    page = visit.open(CHAPTER)
    contents = page.locator(".bd-sidebar-secondary").bounding_box()
    assert contents
    notes = page.evaluate(BESIDE)
    assert len(notes) >= 20
    for floats, gap, right in notes:
        assert floats == "right"
        assert gap >= 8
        assert right <= contents["x"]
    link = page.get_by_role("link", name="Biden 2024").first
    point_at(link)
    assert not page.locator("#preview").is_visible(), "or the same words would be seen twice"
    assert link.get_attribute("aria-describedby") == "preview"
    page.set_viewport_size({"width": 1000, "height": 900})
    assert {floats for floats, *_ in page.evaluate(BESIDE)} == {"none"}
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    point_at(link)
    assert page.locator("#preview").is_visible()


def test_without_scripts_a_link_has_its_words_as_title(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    title = page.get_by_role("link", name="delegation").first.get_attribute("title")
    assert str(title).startswith("Handing a task to an agent")
    context.close()


def test_minutes_count_down_and_the_page_can_be_cited(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    minutes = page.locator(".minutes")
    assert minutes.inner_text() == "About 65 minutes"
    page.evaluate("document.querySelector('#check-yourself').scrollIntoView()")
    page.wait_for_timeout(200)
    left = int(minutes.inner_text().split()[1])
    assert 10 < left < 50
    assert minutes.inner_text().endswith("minutes left")
    page.get_by_text("Cite this page").click()
    tools = page.locator(".page-tools")
    assert f"{visit.address}/{CHAPTER}" in tools.locator(".cite-this-page pre").inner_text()
    assert "“Proxies.” The Delicate Dance, version" in tools.inner_text()
    page.get_by_text("Report an error").click()
    address = str(tools.get_by_role("link", name="begin a message").get_attribute("href"))
    assert address.startswith("mailto:?subject=The%20Delicate%20Dance%2C%20Proxies")
    assert "proxies.html" in address
    lines = tools.locator(".report-lines").inner_text()
    assert lines.startswith(f"Page: {visit.address}/{CHAPTER}\nSentence:")


def test_minutes_are_said_of_what_is_read(visit: Visit) -> None:
    for name in ("gallery", "glossary", "timeline", "sources"):
        opened = visit.open(f"chapters/{name}.html")
        assert opened.locator(".minutes").count() == 0, name
        assert opened.locator(".page-tools").count() == 1, name
    page = visit.open(CHAPTER)
    page.locator(".sources-cited").evaluate("one => { one.open = true; one.scrollIntoView(); }")
    page.wait_for_timeout(200)
    assert page.locator(".minutes").inner_text() == "At the end", "sources are not read through"


def test_next_stands_above_the_sources_and_these_open_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    onward = page.get_by_text("Next: chapter 3").bounding_box()
    sources = page.locator(".sources-cited")
    below = sources.bounding_box()
    assert onward and below and onward["y"] < below["y"]
    assert not sources.locator(".event-card").first.is_visible()
    sources.locator("summary").click()
    assert sources.locator(".event-card").first.is_visible()
    context.close()


def test_a_link_to_a_page_brings_title_and_description(visit: Visit) -> None:
    for path, title, kind in (
        (CHAPTER, "Proxies \N{EM DASH} The Delicate Dance", "article"),
        ("chapters/introduction.html", "The Delicate Dance", "website"),
    ):
        page = visit.open(path)
        said = {
            name: page.locator(f"meta[property='og:{name}']").get_attribute("content")
            for name in ("title", "description", "type")
        }
        description = page.locator("meta[name=description]").get_attribute("content")
        assert said == {"title": title, "description": description, "type": kind}
        assert page.title() == title
        assert page.locator("meta[name=viewport]").count() == 1
        assert (
            page.locator(".bd-footer-content").inner_text().strip()
            == "\N{COPYRIGHT SIGN} Copyright 2026."
        )


def test_the_next_report_is_found_in_the_codebook(visit: Visit) -> None:
    page = visit.open("chapters/red-lines.html")
    page.get_by_role("link", name="next report").click()
    page.wait_for_url("**/codebook.html#table-uranium_60")
    assert page.locator("#table-uranium_60").count() == 1


def test_the_downloads_of_a_page_are_whole(visit: Visit, site: Path, tmp_path: Path) -> None:
    page = visit.open(CHAPTER)
    page.get_by_text("Download this page").click()
    tools = page.locator(".page-tools")
    got: dict[str, bytes] = {}
    for name in ("Markdown", "notebooks", "data"):
        with page.expect_download() as download:
            tools.get_by_role("link", name=name).click()
        got[name] = Path(download.value.path()).read_bytes()
    assert got["Markdown"].startswith(b"---\ntitle: Proxies\n")
    with ZipFile(BytesIO(got["notebooks"])) as archive:
        notebook = json.loads(archive.read("the-delicate-dance/proxies.ipynb"))
        assert "the-delicate-dance/backchannel/data.py" in archive.namelist()
    assert [cell["cell_type"] for cell in notebook["cells"]].count("code") >= 4
    with ZipFile(BytesIO(got["data"])) as archive:
        names = set(archive.namelist())
        assert {"data/events.csv", "data/datapackage.json", "data/references.bib"} <= names
        archive.extractall(tmp_path)
    downloads = [*tmp_path.glob("data/*.csv"), *site.glob("_downloads/*/*.csv")]
    assert len(downloads) > 2 * len(table_names())
    assert all(path.read_bytes().count(BOM_UTF8) == 1 for path in downloads), "for Excel"
    assert [read_table(name, tmp_path / "data") for name in table_names()] == [
        read_table(name) for name in table_names()
    ]
