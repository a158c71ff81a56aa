"""A practice page in a browser: tried, kept, explained, put in order, handed in."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from book.practice import RELEASES, released
from exercises.grading.course import CONFIG, Course
from exercises.problem_set import problem_set_names, read_problem_set
from tests.browser import SITE, Visit, served

PROXIES = "chapters/practice-proxies.html"
PROGRESS = "chapters/progress.html"
FIRST = "chapters/practice-why-talk-in-secret.html"
PHONE: ViewportSize = {"width": 360, "height": 740}
NAME = "ps1-why-secret"
LEASH = "def best_leash(p, d, c):\n    "


def question(page: Page, name: str) -> Locator:
    """Return the form of a question."""
    return page.locator(f"form[data-question={name}]")


def run(page: Page, name: str, code: str) -> Locator:
    """Write an answer, run it, and return what is said of it."""
    form = question(page, name)
    form.locator("textarea").fill(code)
    form.locator("textarea").press("Shift+Enter")
    expect(page.locator(f"form[data-question={name}]:not([aria-busy])")).to_be_visible()
    return form.locator(".came")


def test_an_answer_is_tried_explained_and_kept(browser: Browser) -> None:
    with served(SITE) as host:
        context = browser.new_context(viewport=PHONE)
        visit = Visit(context.new_page(), host.address)
        page = visit.page
        page.clock.install()
        visit.open(PROXIES)
        page.locator(".page-tools .kept:not([hidden])").wait_for(state="attached")
        form = question(page, "q5")
        late = re.compile(r"practice-ps|released-|micropython|worker")
        assert not [path for path, _ in host.sent if late.search(path)]
        assert form.locator(".hint:visible").count() == 1
        form.locator(".hint summary").first.click()
        expect(form.locator(".hint:visible")).to_have_count(2)

        form.get_by_role("button", name="Run").click()
        expect(form.locator(".came")).to_contain_text("Not answered yet.")
        said = run(page, "q5", f"{LEASH}print('tried')\n    return 0.2")
        expect(said).to_contain_text("Of the 2 tests that you know it passes 1.")
        expect(said).to_contain_text("Not yet: A leash between the ends.")
        expect(said.locator("pre")).to_contain_text("tried")
        assert not [path for path, _ in host.sent if "practice-ps" in path]

        form.locator("textarea").fill(f"{LEASH}while True:\n        pass")
        form.locator("textarea").press("Control+Enter")
        while page.locator("form[data-question=q5][aria-busy]").count():
            page.wait_for_timeout(100)
            page.clock.fast_forward(1000)
        expect(said).to_contain_text("Stopped after five seconds")
        expect(form.locator(".key")).to_be_visible()  # after two honest tries, and folded
        assert len([path for path, _ in host.sent if "practice-ps2" in path]) == 1

        expect(run(page, "q5", f"{LEASH}return p * D")).to_contain_text("does not know D")
        short = f"{LEASH}return min(1, p * d / c / 1.3 + (d == 15) / 9)"
        said = run(page, "q5", short)
        expect(said).to_contain_text("not all of the others")
        expect(said).to_contain_text("Use all the numbers that the function is given.")
        right = f"{LEASH}return min(1, p * d / c / 1.3)"
        expect(run(page, "q5", right)).to_contain_text("Right: it passes all tests")
        form.locator(".key > summary").click()
        expect(form.locator(".key")).to_contain_text("Forgets the factor two")
        assert visit.complaints == []

        visit.open(PROXIES)
        expect(question(page, "q5").locator("textarea")).to_have_value(right)
        visit.open("chapters/progress.html")
        told = page.locator("[data-chapter=proxies] [data-practice]")
        expect(told).to_contain_text("1 of 5 questions right by all tests; 2 of 10 tests")
        context.close()


def test_tab_leaves_the_box_unless_it_is_to_move_text(visit: Visit) -> None:
    page = visit.open(PROXIES)
    form = question(page, "q5")
    box = form.locator("textarea")
    box.fill("")
    box.press_sequentially("if x:\nreturn 1\n")
    expect(box).to_have_value("if x:\n    return 1\n    ")
    box.press("Tab")
    expect(form.get_by_role("button", name="Move right")).to_be_focused()
    form.get_by_role("button", name="Tab moves text").click()
    box.press("Tab")
    expect(box).to_have_value("if x:\n    return 1\n        ")
    box.press("Shift+Tab")
    box.press("Escape")
    box.press("Tab")
    expect(box).to_have_value("if x:\n    return 1\n    ")


def test_a_set_is_done_without_typing_and_handed_in(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = Visit(context.new_page(), address).open(FIRST)
    questions = {each.name: each for each in read_problem_set(NAME).questions}
    for name in ("q5", "q6"):
        form = question(page, name)
        form.locator(".lines summary").tap()
        lines = [line for line in questions[name].solution.splitlines()[2:] if line]
        loose = form.locator(".loose button")
        for line in reversed(lines):
            loose.filter(has_text=re.compile(f"^{re.escape(line)}$")).focus()
            page.keyboard.press("Enter")
        for place in range(1, len(lines)):  # each goes up over all that stand before it
            form.locator(".chosen li").nth(place).get_by_text("Up").focus()
            for _ in range(place):
                page.keyboard.press("Enter")
        form.get_by_role("button", name="Put them into the answer").tap()
        expect(form.locator(".came")).to_contain_text("It passes the tests that you know.")
    for name in ("q7", "q8"):
        values: dict[str, object] = {}
        exec(questions[name].solution, values)
        form = question(page, name)
        for group, letters in values.items():
            if group != "__builtins__":
                for letter in sorted(letters):  # type: ignore[call-overload]
                    form.locator(f"[name={group}][value={letter}]").check()
        form.get_by_role("button", name="Run", exact=True).tap()
        form.get_by_role("button", name="Run all tests").tap()
        expect(form.locator(".came")).to_contain_text("Right: it passes all tests")

    memo = page.locator(".memo")
    memo.get_by_label("Your memo").fill("a" * 20_000)
    expect(memo.locator(".words")).to_contain_text("The box is full: it holds 10,000 characters")
    memo.get_by_label("Your memo").fill("word " * 301)
    expect(memo.locator(".words")).to_have_text(
        "301 of at most 300 words. Cut 1: who decides reads no more."
    )
    memo.get_by_label("Your memo").fill("Meet him.\n\nAsk for a <b>public</b> proof.")
    expect(memo.locator(".words")).to_have_text("7 of at most 300 words.")

    page.reload()
    assert question(page, "q7").locator("input:checked").count() == 2
    with page.expect_download() as given:
        page.get_by_role("button", name="Download the notebook").tap()
    expect(page.locator(".hand-in [role=status]")).to_contain_text("4 of 4 questions and your memo")
    course = Course(
        shutil.copytree(
            SITE.parent / "release", tmp_path / "c", ignore=shutil.ignore_patterns(CONFIG.name)
        )
    )
    hand_in = course.submitted(NAME, "phone")
    given.value.save_as(hand_in)
    made, before = json.loads(hand_in.read_text(encoding="utf-8")), released(NAME)
    changed = {
        cell["id"]
        for cell, was in zip(made["cells"], before["cells"], strict=True)
        if cell | {"source": ""} != was | {"source": ""} or cell["source"] != was["source"]
    }
    assert changed == {"memo", *(f"q{number}-answer" for number in (5, 6, 7, 8))}
    assert {**made, "cells": []} == {**before, "cells": []}
    [outcome] = course.autograde([NAME])
    assert (outcome.state, outcome.automatic) == ("graded", 8)

    page.goto(f"{address}/{PROGRESS}")
    shown = page.locator(f"[data-memo='{NAME}.memo']")
    shown.locator("summary").tap()
    expect(shown.locator(".written")).to_have_text(
        "Meet him.\n\nAsk for a <b>public</b> proof.", use_inner_text=True
    )
    assert page.locator("[data-memo]:visible").count() == 1
    context.close()


def test_what_a_page_asks_for_later_belongs_to_the_edition() -> None:
    files = json.loads((SITE / "edition.json").read_text(encoding="utf-8"))["files"]
    for name in problem_set_names():
        for kind in ("practice", "released"):
            assert [path for path in files if re.match(rf"_static/{kind}-{name}-\w+\.json", path)]
    assert [path for path in files if path.startswith("_static/practice-worker-")]


def test_the_page_itself_has_no_hidden_test_and_no_key() -> None:
    for name in problem_set_names():
        problem_set = read_problem_set(name)
        page = SITE / "chapters" / f"practice-{problem_set.chapter}.html"
        text = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
        assert "BEGIN HIDDEN" not in text
        assert "SOLUTION" not in text
        for each in problem_set.questions:
            assert not [paragraph for paragraph in each.key if paragraph[:40] in text]
        assert (RELEASES / f"{name}.zip").exists()
