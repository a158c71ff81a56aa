"""What comes back, and whether the course taught: as a reader meets it in a browser."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from book.questions.prompts import errors, items, prompts
from exercises.measure import read
from tests.browser import Visit, broken_rules

CHAPTER, PAGE = "chapters/proxies.html", "chapters/come-back.html"
PROGRESS, MEASURE = "chapters/progress.html", "chapters/measure.html"
BY_NAME = {prompt.name: prompt for prompt in prompts()}


def remember(visit: Visit, memory: dict[str, Any]) -> None:
    """Let the browser remember this when the next page is opened."""
    visit.page.goto(f"{visit.address}/{PROGRESS}")
    visit.page.evaluate("kept => localStorage.setItem('delicate-dance', kept)", json.dumps(memory))


def remembered(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("localStorage['delicate-dance']"))
    return found


def answer(form: Locator, *, right: bool) -> None:
    """Answer a prompt by keyboard, and wait until it is kept."""
    name = (form.get_attribute("id") or "").removeprefix("prompt-")
    form, prompt = form.page.locator(f"#prompt-{name}"), BY_NAME[name]
    if prompt.wrong:
        form.get_by_label(prompt.answer if right else prompt.wrong[0], exact=True).press("Space")
        form.get_by_role("button", name="Check").press("Enter")
    else:
        form.get_by_role("button", name="Show the answer").press("Enter")
        expect(form.get_by_role("status")).to_contain_text(prompt.answer)
        form.get_by_role("button", name="I knew it" if right else "I did not").press("Enter")
    expect(form).to_have_attribute("data-state", "right" if right else "wrong")


def test_a_chapter_begins_with_up_to_three_prompts_of_earlier_ones(visit: Visit) -> None:
    page = visit.open(CHAPTER)
    assert not page.locator(".come-back").is_visible(), "nothing was begun"
    remember(visit, {"predictions": {"bonn": 1}})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit.open(CHAPTER)
    fold = page.locator("details.come-back")
    expect(fold.locator("summary")).to_have_text(
        "Before you go on: three questions from earlier chapters"
    )
    assert not [url for url in asked if re.search("come-back|prompts", url)], "not before it opens"
    fold.locator("summary").press("Enter")
    for left in ("2 more now", "1 more now", "That is all for now"):
        form = fold.locator("form:not([data-state])")
        expect(form).to_have_count(1)
        answer(form.first, right=True)
        expect(fold.locator("form[data-state]").last).to_contain_text(left)
    assert fold.locator("form").count() == 3
    kept = remembered(page)["reviews"]
    assert {BY_NAME[name].chapter for name in kept} == {"why-talk-in-secret"}
    assert visit.complaints == []


def test_what_was_missed_comes_first_and_the_rest_when_it_is_due(stranger: Visit) -> None:
    page = stranger.page
    remember(stranger, {"predictions": {"bonn": 1, "tower-22": 0}})
    page.clock.set_fixed_time(datetime(2026, 11, 30, 10))
    stranger.open(PAGE)
    place = page.locator("section.come-back")
    for number in range(10):
        answer(place.locator("form:not([data-state])"), right=number != 3)
    assert "That is all for now." in place.locator("form").last.inner_text()
    kept = remembered(page)["reviews"]
    chapters = [BY_NAME[name].chapter for name in kept]
    assert chapters[:4] == ["why-talk-in-secret", "proxies"] * 2, "mixed over the chapters"
    assert len(kept) == 10
    missed = list(kept)[3]
    with page.expect_download() as download:
        page.get_by_role("button", name="calendar file").click()
    days = Path(download.value.path()).read_text(encoding="utf-8")
    assert days.count("BEGIN:VEVENT") == len({value.split()[3] for value in kept.values()}) >= 2

    page.clock.set_fixed_time(datetime(2026, 12, 1, 8))
    stranger.open(PAGE)
    first = place.locator("form").first
    assert first.get_attribute("id") == f"prompt-{missed}", "what was missed comes first"
    answer(first, right=True)
    assert int(remembered(page)["reviews"][missed].split()[5]) == 2
    assert stranger.complaints == []


def test_where_nothing_is_due_the_page_says_when(stranger: Visit) -> None:
    page = stranger.page
    kept = {each.name: "2.3 2.1 20787 20792 3 1" for each in BY_NAME.values()}
    remember(stranger, {"reviews": kept})
    page.clock.set_fixed_time(datetime(2026, 11, 30, 10))
    stranger.open(PAGE)
    said = "Nothing is due today. The next comes on 5 December."
    expect(page.locator(".asked")).to_have_text(said)
    remember(stranger, {})
    stranger.open(PAGE)
    expect(page.locator(".asked")).to_contain_text("Nothing comes back yet")


def test_an_objective_with_one_question_is_met_when_a_prompt_was_right_too(visit: Visit) -> None:
    page = visit.page
    right = {"choice": 1, "right": True, "tried": "2026-11-30", "met": True}
    right["first"] = {"day": "2026-11-30", "right": True}
    remember(visit, {"checks": {"proof": right}})
    row = page.locator("section[data-chapter=why-talk-in-secret] tbody tr").first
    visit.open(PROGRESS)
    assert row.inner_text().endswith("Begun; one more when you come back")
    asked = {"proof-of-bonn": "2.3 2.1 20787 20789 3 1", "authentic-not-able": "2 2 1 2 3 1"}
    remember(visit, {"checks": {"proof": right}, "reviews": asked})
    visit.open(PROGRESS)
    assert "1 right on coming back" in row.inner_text(), "what one rates oneself does not count"
    assert row.inner_text().endswith("Met")
    shown = page.locator(".shown").inner_text()
    assert re.search(r"1 of 21 objectives met\. 1 of 1 questions right at the very first", shown)
    page.emulate_media(media="print")
    assert not page.locator(".memory").is_visible()
    assert page.locator(".all-met").is_visible()


def test_the_measure_is_taken_kept_and_shown(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(MEASURE)
    page.get_by_role("button", name="Begin: before").click()
    sets = page.locator("fieldset.item")
    expect(sets).to_have_count(24)
    texts = {item.ask: item for item in items()}
    first = texts[re.sub(r"^\d+\. ", "", sets.first.locator("legend").inner_text())]
    sets.first.get_by_label(first.choices[0], exact=True).check()
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".items [role=status]")).to_contain_text("Item 1: choose an answer and say")
    sets.first.get_by_label("How sure").select_option("80")

    page.reload()  # what was answered so far is still there
    page.get_by_role("button", name="Begin: before").click()
    assert sets.first.get_by_label(first.choices[0], exact=True).is_checked()
    second = texts[re.sub(r"^\d+\. ", "", sets.nth(1).locator("legend").inner_text())]
    sets.nth(1).get_by_label(second.choices[1], exact=True).check()
    sets.nth(1).get_by_label("How sure").select_option("60")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".upcoming")).to_contain_text("Next: after the course")
    assert page.locator("#your-results").evaluate("one => one === document.activeElement")
    objectives = page.locator("table.by-objective tbody tr")
    assert objectives.count() == 22
    assert objectives.last.inner_text().split("\t") == ["All of it", "1 of 24"]
    sureness = page.locator("table.by-sureness tbody tr")
    assert sureness.last.inner_text().split("\t") == ["Brier score", "0.200"]
    labels = page.locator(".pictures svg").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert "before 4 percent" in labels[0] and "before 0.200" in labels[1]
    page.get_by_text("Which ideas were missing").click()
    ideas = page.locator("table.by-idea tbody tr")
    assert ideas.all_inner_texts() == [
        f"{errors()[second.errors[0]].idea}\tonce\tWhy talk in secret?"
    ]
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the answers").click()
    download.value.save_as(tmp_path / "class.csv")
    answers = read(tmp_path)
    assert len(answers) == 24
    first_two = [(each.item, each.right, each.sure) for each in answers[:2]]
    assert first_two == [(1, 1, 0.8), (2, 0, 0.6)]
    assert visit.complaints == []


def test_axe_finds_nothing_in_what_is_asked(stranger: Visit) -> None:
    page = stranger.page
    day = "2026-11-30."
    done = {"before": f"A.{day}{'02' * 24}", "after": f"B.{day}{'13' * 24}"}
    remember(stranger, {"measures": done})
    page.clock.set_fixed_time(datetime(2027, 1, 5, 10))
    stranger.open(MEASURE)
    page.get_by_role("button", name="Begin: after 30 days").click()
    assert broken_rules(page, "dark", 360) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_who_has_read_the_course_already_begins_after_it(visit: Visit) -> None:
    page = visit.open(MEASURE)
    page.get_by_role("button", name="I have finished the course already").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".upcoming")).to_contain_text("Next: after 30 days, from ")
    assert list(remembered(page)["measures"]) == ["after"]


def test_progress_with_prompts_and_measure_is_saved_and_restored(visit: Visit) -> None:
    page = visit.page
    before = {
        "predictions": {},
        "checks": {},
        "plays": {},
        "practice": {},
        "reviews": {"proof-of-bonn": "2.3 2.1 20787 20789 3 1"},
        "measures": {"before": "A.2026-11-30." + "00" * 24},
    }
    remember(visit, before)
    visit.open(PROGRESS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    page.evaluate("localStorage.clear()")
    page.get_by_label("Restore from a file").set_input_files(download.value.path())
    expect(page.locator(".memory [role=status]")).to_contain_text("1 prompts and 1 measures")
    assert remembered(page) == before


def test_without_scripts_nothing_stands_there_that_would_not_answer(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path, words in ((PAGE, "needs scripts"), (MEASURE, "needs scripts"), (CHAPTER, "Tower 22")):
        page.goto(f"{address}/{path}")
        assert words in page.locator("main").inner_text()
        assert not page.locator(":is(.come-back, .elsewhere, .measure) button:visible").count()
    assert not page.locator("details.come-back").is_visible()
    context.close()
