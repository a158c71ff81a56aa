"""Feedback pages: what each says at its top, by question, and in any language."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser

from exercises.demo.__main__ import hand_in
from exercises.demo.students import HandIn, answers
from exercises.grading.course import Course
from exercises.grading.memos import mark_memo
from exercises.problem_set import read_problem_set
from tests.browser import AXE

NAME = "ps2-proxies"
NOTES = {"timestamp.txt": "2027-03-01 12:00:00 UTC", "submission_secret.txt": "b1946ac9"}
"""What nbgrader's exchange lays beside a hand-in."""
PERSIAN = "تهران (Tehran) پاسخ داد."


@pytest.fixture(scope="module")
def course(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course with one student whose work is half right, whose memo holds surprises."""
    course = Course(shutil.copytree(released, tmp_path_factory.mktemp("feedback") / "course"))
    config = course.folder / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.Summary.explain = True\n")
    course = Course(course.folder)
    problem_set = read_problem_set(NAME)
    seen = problem_set.questions[0].wrong_answers[0].code
    unseen = [
        question.wrong_answers for question in (problem_set.questions[3], problem_set.questions[5])
    ]
    threshold, two_reports = unseen[0][4].code, unseen[1][5].code  # hidden tests alone notice
    wrong = {"q1-answer": seen, "q4-answer": threshold, "q6-answer": two_reports}
    hand_in(course, problem_set, [HandIn("ana", answers(problem_set) | wrong)])
    path = course.submitted(NAME, "ana")
    notebook = nbformat.read(path, as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    cells["q3-answer"].source += "\nchart"  # looked at, as students do
    memo = cells["memo"]
    memo.source = f"{PERSIAN}\n\n<img src=x onerror='document.title=1'>\n\n![i](attachment:i.png)"
    nbformat.write(notebook, path)
    for name, text in NOTES.items():
        path.with_name(name).write_text(text, encoding="utf-8")
    course.autograde([NAME])
    course.feedback([NAME])
    return course


def page(course: Course) -> Path:
    """Return the feedback page."""
    return course.folder / "feedback" / "ana" / NAME / f"{NAME}.html"


def test_the_page_says_what_was_earned_and_what_is_missing(
    course: Course, browser: Browser
) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page(course).as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.title().startswith("Feedback: Problem set 2")
    text = tab.inner_text("body")
    assert "and the memo is not read yet" in text
    rows = tab.locator("table").first.locator("tbody tr").all_inner_texts()
    assert len(rows) == 9 and rows[-1].endswith("not read yet")
    assert "0.0 / 4.0" not in text
    assert tab.locator("h2").count() == 9
    pictures = tab.locator("img[src^='data:image/svg+xml']")
    assert pictures.evaluate_all("all => all.map((one) => one.naturalWidth > 100)") == [True]
    assert text.count("For the fewest, let the earlier count") == 1, "a visible test says it"
    assert text.count("What is missing: ") == 2, "hidden ones are explained, as the policy says"
    tab.get_by_text("What the key says").first.click()
    assert read_problem_set(NAME).questions[0].key[0][:40] in tab.inner_text("body")
    persian = tab.get_by_text("پاسخ داد").first
    assert persian.evaluate("it => getComputedStyle(it).direction") == "rtl"
    assert "(a picture that was lost: i.png)" in text
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_breaks_no_rule_of_accessibility(
    course: Course, browser: Browser, scheme: str
) -> None:
    tab = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 740})  # type: ignore[arg-type]
    tab.goto(page(course).as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    tab.add_script_tag(path=AXE)
    found = tab.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))")
    assert found == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.close()


def test_the_exchange_finds_whom_a_page_is_for(course: Course, tmp_path: Path) -> None:
    """Without these two nbgrader's ``release_feedback`` stops; a link may lead anywhere."""
    beside = {path.name: path.read_text("utf-8") for path in page(course).parent.glob("*.txt")}
    assert beside == NOTES
    secret = course.submitted(NAME, "ana").with_name("submission_secret.txt")
    (tmp_path / "gradebook").write_text("marks", encoding="utf-8")
    secret.unlink()
    secret.symlink_to(tmp_path / "gradebook")
    Course(course.folder).feedback([NAME])
    assert sorted(path.name for path in page(course).parent.iterdir()) == [
        f"{NAME}.html", "timestamp.txt",
    ]  # fmt: skip
    secret.unlink()


def test_a_memo_that_was_read_has_its_points_and_words(course: Course, browser: Browser) -> None:
    mark_memo(course, NAME, "ana", {"Says how sure it is"}, "Name the sources.")
    course.feedback([NAME])
    tab = browser.new_page()
    tab.goto(page(course).as_uri())
    text = tab.inner_text("body")
    assert "not read yet" not in text
    assert "Name the sources." in text and "Met: Says how sure it is." in text
    assert tab.locator("table").first.locator("tbody tr").last.inner_text().endswith("1 of 4")
    tab.close()
