"""What a reader does with questions: predict, answer, keep the progress and restore it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser import BLOCKED_STORAGE, Visit

CHAPTER = "chapters/proxies.html"
PROGRESS = "chapters/progress.html"


def test_without_scripts_words_stills_and_answers_remain(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    assert page.locator("#figure-leash .chart svg path").count() >= 4
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
    review.get_by_text("What there is to say of the other answers").click()
    assert review.locator("li:visible").count() == 4


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


def order(page: Page) -> list[list[str]]:
    """Return the choices of each question of a page, in the order in which they stand."""
    forms = page.locator("form.check").all()
    return [form.locator(".choice input").evaluate_all(VALUES) for form in forms]


VALUES = "inputs => inputs.map((input) => input.value)"


def test_choices_stand_in_an_order_of_the_readers_own_that_stays(
    visit: Visit, browser: Browser, address: str
) -> None:
    page = visit.open(CHAPTER)
    first = order(page)
    page.reload()
    assert order(page) == first
    # The same order for all of four questions in three readers: less than one in 1,000 times.
    others = []
    for _ in range(2):
        context = browser.new_context()
        other = context.new_page()
        other.goto(f"{address}/{CHAPTER}")
        others.append(order(other))
        context.close()
    assert any(other != first for other in others)
    written = [sorted(choices) for choices in first]
    assert any(choices != found for choices, found in zip(written, first, strict=True))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CHAPTER}")
    assert page.locator("#check-harsher .choice label").first.inner_text().startswith("It tightens")
    context.close()


def test_a_question_is_not_met_by_clicking_through(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    form = page.locator("#check-harsher")
    status = form.get_by_role("status")
    answer(page, "harsher", "It tightens the leash")
    answer(page, "harsher", "It loosens the leash")
    assert "It was not the first try of today" in status.inner_text()
    page.reload()
    assert status.inner_text().startswith("Right."), "what was answered today is still there"
    row = "section[data-chapter=proxies] tbody tr:nth-child(2)"
    assert "0 of 2 right at first, 1 tried" in visit.open(PROGRESS).locator(row).inner_text()

    # On another day the question is asked anew, and its first try counts.
    yesterday = """() => {
        const kept = JSON.parse(localStorage.getItem("delicate-dance"));
        kept.checks.harsher.tried = "2020-01-01";
        localStorage.setItem("delicate-dance", JSON.stringify(kept));
    }"""
    page.evaluate(yesterday)
    visit.open(CHAPTER)
    assert form.locator("input:checked").count() == 0
    assert "first try of today counts anew" in status.inner_text()
    answer(page, "harsher", "It loosens the leash")
    assert "first try" not in status.inner_text()
    assert "1 of 2 right at first, 1 tried" in visit.open(PROGRESS).locator(row).inner_text()
    assert visit.complaints == []


def test_what_an_earlier_edition_kept_still_counts(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    # The right choice stood second then, and stands third now.
    old = {"checks": {"harsher": {"choice": 1, "right": True}}}
    page.evaluate("old => localStorage.setItem('delicate-dance', JSON.stringify(old))", old)
    page.reload(wait_until="networkidle")
    assert page.locator("#check-harsher").get_by_role("status").inner_text() == ""
    chapter = visit.open(PROGRESS).locator("section[data-chapter=proxies]")
    assert "1 of 2 right at first, 1 tried" in chapter.inner_text()


def test_damaged_memory_does_not_break_a_page(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    page.evaluate("localStorage.setItem('delicate-dance', '{broken')")
    page.reload(wait_until="networkidle")
    form = page.locator("#check-echoes")
    form.get_by_label("About 67 percent.").check()
    form.get_by_role("button", name="Check").click()
    assert form.get_by_role("status").inner_text().startswith("Right.")
    assert visit.complaints == []


def answer(page: Page, question: str, choice: str) -> None:
    form = page.locator(f"#check-{question}")
    form.get_by_label(choice).check()
    form.get_by_role("button", name="Check").click()


def test_progress_is_shown_saved_deleted_and_restored(stranger: Visit) -> None:
    page = stranger.open(CHAPTER)
    answer(page, "harsher", "It loosens the leash")
    answer(page, "echoes", "About 94 percent.")
    form = page.locator("#prediction-tower-22")
    form.get_by_label("Leaders in Tehran ordered it.").check()
    form.get_by_role("button", name="Commit").click()

    page = stranger.open(PROGRESS)
    chapter = page.locator("section[data-chapter=proxies]")
    rows = chapter.locator("tbody tr")
    assert rows.count() == 3
    assert "1 of 2 right at first, 2 tried" in rows.nth(1).inner_text()
    assert rows.nth(1).inner_text().endswith("Begun")
    assert "0 of 3 objectives met." in chapter.inner_text()
    assert "You predicted: Leaders in Tehran ordered it." in chapter.inner_text()

    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    kept = json.loads(saved)["checks"]["harsher"]
    assert (kept["choice"], kept["right"], kept["met"]) == (2, True, True)

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Delete everything").click()
    assert "1 of 2 right" in rows.nth(1).inner_text(), "not without a yes"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete everything").click()
    assert "0 of 2 right at first, 0 tried" in rows.nth(1).inner_text()
    assert page.evaluate("Object.keys(localStorage).filter((key) => /delicate/.test(key))") == []

    # The file as it was saved, then with the last question answered right as well.
    whole = json.loads(saved)
    whole["checks"]["echoes"] = {"choice": 0, "right": True}
    files = page.get_by_label("Restore from a file")
    page.on("dialog", lambda dialog: dialog.accept())
    for text, expected in ((saved, "Begun"), (json.dumps(whole), "Met")):
        files.set_input_files({"name": "p.json", "mimeType": "", "buffer": text.encode()})
        page.get_by_text("Your progress was restored").wait_for()
        assert rows.nth(1).inner_text().endswith(expected)
    assert "1 of 3 objectives met." in chapter.inner_text()
    assert stranger.complaints == []


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
    assert "1 of 2 right" in rows.nth(1).inner_text()
    assert visit.complaints == []


def test_an_answer_that_no_longer_exists_is_forgotten(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    old = {"predictions": {"tower-22": 99}, "checks": {"echoes": {"choice": 9, "right": True}}}
    page.evaluate("old => localStorage.setItem('delicate-dance', JSON.stringify(old))", old)
    page.reload(wait_until="networkidle")
    assert "You have not made a prediction" in page.locator("[data-review]").inner_text()
    assert visit.complaints == []


def restore(page: Page, progress: object) -> str:
    """Give the page on progress a file, and return what it says."""
    status = page.locator(".memory [role=status]")
    page.evaluate("document.querySelector('.memory [role=status]').textContent = ''")
    page.get_by_label("Restore from a file").set_input_files(
        {"name": "p.json", "mimeType": "", "buffer": json.dumps(progress).encode()}
    )
    expect(status).not_to_be_empty()
    return status.inner_text()


FORMAT = {"format": "delicate-dance-progress"}


def test_before_a_file_takes_the_place_of_answers_it_says_of_how_many(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    answer(page, "harsher", "It loosens the leash")
    page = visit.open(PROGRESS)
    asked: list[str] = []
    file = {
        **FORMAT,
        "predictions": {"tower-22": 1, "of-another-edition": 0},
        "checks": {"echoes": {"choice": 0, "right": True}, "harsher": {"choice": 9, "right": True}},
    }

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", refuse)
    assert restore(page, file) == "Nothing was changed."
    assert asked == [
        "The file holds 1 predictions, 1 answers and 0 moves. "
        "2 of other questions than this book has stay out. "
        "They take the place of the 0 predictions, 1 answers and 0 moves kept here. Go on?"
    ]
    rows = page.locator("section[data-chapter=proxies] tbody tr")
    assert "1 of 2 right at first, 1 tried" in rows.nth(1).inner_text()
    page.once("dialog", lambda dialog: dialog.accept())
    assert "restored from the file: 1 predictions, 1 answers and 0 moves. 2 of" in restore(
        page, file
    )
    assert json.loads(page.evaluate("localStorage['delicate-dance']")) == {
        "predictions": {"tower-22": 1},
        "checks": {"echoes": {"choice": 0, "right": True}},
        "plays": {},
        "reviews": {},
        "measures": {},
        "practice": {},
    }


def test_a_file_that_fits_no_question_is_refused_with_the_reason(visit: Visit) -> None:
    page = visit.open(PROGRESS)
    other = {**FORMAT, "predictions": {"elsewhere": 1}, "checks": {}}
    assert "it fits no question here" in restore(page, other)
    negative = {**FORMAT, "predictions": {"tower-22": -1}, "checks": {}}
    assert "its prediction “tower-22” is no choice" in restore(page, negative)
    long = {**FORMAT, "predictions": {}, "checks": {}, "more": "x" * 600_000}
    assert "it is far too long" in restore(page, long)
    assert page.evaluate("localStorage['delicate-dance']") is None


FULL = """() => {
    let size = 5_000_000;
    for (let text = ""; size >= 1; size = Math.floor(size / 2)) {
        try { localStorage.setItem("other", text + "x".repeat(size)); text += "x".repeat(size); }
        catch {}
    }
}"""


@pytest.mark.parametrize("storage", ["full", "blocked"])
def test_an_answer_that_cannot_be_kept_is_called_so_and_offered_as_a_file(
    stranger: Visit, storage: str
) -> None:
    if storage == "blocked":
        stranger.page.add_init_script(BLOCKED_STORAGE)
    page = stranger.open(CHAPTER)
    if storage == "full":
        page.evaluate(FULL)
    answer(page, "harsher", "It loosens the leash")
    said = page.locator("#check-harsher [role=status]")
    expect(said).to_contain_text("Not kept: this browser has no room")
    form = page.locator("#prediction-tower-22")
    form.get_by_label("Leaders in Tehran ordered it.").check()
    form.get_by_role("button", name="Commit").click()
    said = form.get_by_role("status")
    expect(said).to_contain_text("Not kept: this browser has no room")
    assert "Noted" not in said.inner_text()
    review = page.locator("[data-review=tower-22]")
    assert "You predicted: Leaders in Tehran ordered it." in review.inner_text()
    with page.expect_download() as download:
        said.get_by_role("button", name="Save as a file").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert (len(saved["predictions"]), len(saved["checks"])) == (1, 1)
    # The theme, too, would keep something now and then: which mode of colours it is in.
    assert [each for each in stranger.complaints if "value of 'mode'" not in each] == []

    page = stranger.open(PROGRESS)
    assert (
        "You have not made a prediction" in page.locator("[data-predicted=tower-22]").inner_text()
    )
    assert "Not kept: this browser has no room" in restore(page, saved)
    assert "You predicted: " in page.locator("[data-predicted=tower-22]").inner_text()
    assert stranger.complaints == []


def test_the_browser_is_asked_for_its_promise_when_the_first_answer_is_kept(
    stranger: Visit,
) -> None:
    stranger.page.add_init_script(
        "navigator.storage.persisted = async () => 'promised' in sessionStorage;"
        "navigator.storage.persist = async () => { sessionStorage.promised = 1; return true; };"
    )
    page = stranger.open(PROGRESS)
    promise = page.locator(".promise")
    expect(promise).to_have_text("This browser has made no promise to keep it.")
    page = stranger.open(CHAPTER)
    answer(page, "harsher", "It loosens the leash")
    page = stranger.open(PROGRESS)
    expect(promise).to_have_text("This browser has promised not to delete it by itself.")
    assert "seven days without a visit" in page.locator(".memory").inner_text()
