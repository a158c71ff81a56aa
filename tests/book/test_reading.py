"""What a reader does with a chapter: predict, answer, look behind a link, keep the progress."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser, Page

from tests.browser import Visit

CHAPTER = "chapters/proxies.html"
PROGRESS = "chapters/progress.html"


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


def look_at(page: Page, words: str) -> str:
    """Put the pointer on a link and return what is shown beside it."""
    page.locator("article").get_by_role("link", name=words).first.hover()
    page.wait_for_timeout(50)
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
    assert minutes.inner_text() == "About 60 minutes"
    page.evaluate("document.querySelector('#check-yourself').scrollIntoView()")
    page.wait_for_timeout(200)
    left = int(minutes.inner_text().split()[1])
    assert 10 < left < 50
    assert minutes.inner_text().endswith("minutes left")
    page.get_by_text("Cite this page").click()
    tools = page.locator(".page-tools")
    assert f"{visit.address}/{CHAPTER}" in tools.locator("pre").inner_text()
    assert "“Proxies.” The Delicate Dance, version" in tools.inner_text()
    page.get_by_text("Report an error").click()
    address = str(tools.get_by_role("link", name="begin a message").get_attribute("href"))
    assert address.startswith("mailto:?subject=The%20Delicate%20Dance%2C%20Proxies")
    assert "proxies.html" in address


def test_the_downloads_of_a_page_are_whole(visit: Visit, site: Path) -> None:
    page = visit.open(CHAPTER)
    page.get_by_text("Download this page").click()
    tools = page.locator(".page-tools")
    got: dict[str, bytes] = {}
    for name in ("Markdown", "notebook", "data"):
        with page.expect_download() as download:
            tools.get_by_role("link", name=name).click()
        got[name] = Path(download.value.path()).read_bytes()
    assert got["Markdown"].startswith(b"---\ntitle: Proxies\n")
    notebook = json.loads(got["notebook"])
    assert [cell["cell_type"] for cell in notebook["cells"]].count("code") >= 4
    with ZipFile(BytesIO(got["data"])) as archive:
        names = set(archive.namelist())
        assert {"data/events.csv", "data/datapackage.json", "data/references.bib"} <= names


def answer(page: Page, question: str, choice: str) -> None:
    form = page.locator(f"#check-{question}")
    form.get_by_label(choice).check()
    form.get_by_role("button", name="Check").click()


def test_progress_is_shown_saved_deleted_and_restored(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    answer(page, "harsher", "It loosens the leash")
    answer(page, "echoes", "About 94 percent.")
    form = page.locator("#prediction-tower-22")
    form.get_by_label("Leaders in Tehran ordered it.").check()
    form.get_by_role("button", name="Commit").click()

    page = visit.open(PROGRESS)
    chapter = page.locator("section[data-chapter=proxies]")
    rows = chapter.locator("tbody tr")
    assert rows.count() == 3
    assert "1 right of 2, 2 tried" in rows.nth(1).inner_text()
    assert rows.nth(1).inner_text().endswith("Begun")
    assert "0 of 3 objectives met." in chapter.inner_text()
    assert "You predicted: Leaders in Tehran ordered it." in chapter.inner_text()

    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert json.loads(saved)["checks"]["harsher"] == {"choice": 1, "right": True}

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Delete everything").click()
    assert "1 right of 2" in rows.nth(1).inner_text(), "not without a yes"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete everything").click()
    assert "0 right of 2, 0 tried" in rows.nth(1).inner_text()
    assert page.evaluate("localStorage.getItem('delicate-dance')") is None

    # The file as it was saved, then with the last question answered right as well.
    whole = json.loads(saved)
    whole["checks"]["echoes"] = {"choice": 0, "right": True}
    files = page.get_by_label("Restore from a file")
    for text, expected in ((saved, "Begun"), (json.dumps(whole), "Met")):
        files.set_input_files({"name": "p.json", "mimeType": "", "buffer": text.encode()})
        page.get_by_text("Your progress was restored").wait_for()
        assert rows.nth(1).inner_text().endswith(expected)
    assert "1 of 3 objectives met." in chapter.inner_text()
    assert visit.complaints == []


def test_a_file_that_holds_no_progress_changes_nothing(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    answer(page, "harsher", "It loosens the leash")
    page = visit.open(PROGRESS)
    bad = ["", "{broken", "[]", "null", '{"format": "another"}']
    start = '{"format": "delicate-dance-progress", '
    bad += [start + '"predictions": {"a": "b"}, "checks": {}}', start + '"checks": {"a": 1}}']
    status = page.locator(".memory [role=status]")
    for text in bad:
        page.evaluate("document.querySelector('.memory [role=status]').textContent = ''")
        page.get_by_label("Restore from a file").set_input_files(
            {"name": "p.json", "mimeType": "", "buffer": text.encode()}
        )
        page.get_by_text("does not hold progress").wait_for()
        assert status.inner_text().endswith("Nothing was changed.")
    rows = page.locator("section[data-chapter=proxies] tbody tr")
    assert "1 right of 2" in rows.nth(1).inner_text()
    assert visit.complaints == []


def test_an_answer_that_no_longer_exists_is_forgotten(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    old = {"predictions": {"tower-22": 99}, "checks": {"echoes": {"choice": 9, "right": True}}}
    page.evaluate("old => localStorage.setItem('delicate-dance', JSON.stringify(old))", old)
    page.reload(wait_until="networkidle")
    assert "You have not made a prediction" in page.locator("[data-review]").inner_text()
    assert visit.complaints == []
