"""The instructor's report: its numbers, its pictures without names, and how it can be read."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser

from exercises.demo.__main__ import hand_in
from exercises.demo.damage import empty_file
from exercises.demo.students import HandIn, answers
from exercises.grading.course import Course
from exercises.grading.marks import Outcome, print_table
from exercises.grading.memos import mark_memo
from exercises.grading.report import Report, asked, by_objective, gather
from exercises.grading.report_page import page, write_report
from exercises.problem_set import read_problem_set
from tests.browser import AXE, RULES

NAME = "ps2-proxies"
QUESTIONS = [f"q{number}" for number in range(1, 9)]
POINTS = {**dict.fromkeys(QUESTIONS, 2.0), "memo": 4.0}
NASTY = "zoë <script>document.title=1</script>"


def outcome(student: str, score: float, **facts: str | float) -> Outcome:
    """Return a graded one."""
    one = Outcome(NAME, student, "graded", score, 20.0, score, memo="not read yet")
    return replace(one, **facts)  # type: ignore[arg-type]


def made_up() -> Report:
    """Return a class of five: q1 tells them apart the wrong way, q2 was too hard."""
    marks = [
        dict.fromkeys(QUESTIONS, 2.0) | {"q1": 0.0, "q2": 0.0, "memo": 4.0},
        dict.fromkeys(QUESTIONS, 1.0) | {"q1": 1.0, "q2": 0.0},
        dict.fromkeys(QUESTIONS, 0.0) | {"q1": 2.0, "q2": 1.0},
    ]
    outcomes = [
        outcome("ana", 16, memo="4", late="2 h", penalty=1.5),
        outcome(NASTY, 7, flags="looks through the memory"),
        outcome("كاوه", 3, elsewhere="q1-exact: passed there with pandas 2.2.2"),
        Outcome(NAME, "leer", "blank", max_score=20.0),
        Outcome(NAME, "kim", "not graded", reason="the file is empty: ask for it again"),
    ]
    problem_set = read_problem_set(NAME)
    return Report(
        problem_set,
        outcomes,
        asked(problem_set, marks, POINTS),
        by_objective(problem_set, marks, POINTS),
        [0.5, 1.0, 60.0],
    )


def test_the_numbers_are_those_of_the_class() -> None:
    report = made_up()
    first, second, third, *_, memo = report.asked
    assert first.item and second.item and third.item and memo.item
    assert (first.item.difficulty, second.item.difficulty) == (0.5, 1 / 6)
    assert first.item.discrimination == pytest.approx(-0.998, abs=0.001)  # 0 1 2 with 12 6 1
    assert "read its words" in first.advice and "read its words" in second.advice
    assert "was it taught" in replace(second, item=replace(second.item, discrimination=None)).advice
    assert third.advice == ""
    assert (memo.number, memo.item.students, memo.item.discrimination) == ("9", 1, None)
    assert [(row["points"], row["students"]) for row in report.bins if row["students"]] == [
        ("2 to under 4", 1), ("6 to under 8", 1), ("16 to under 18", 1),
    ]  # fmt: skip
    assert report.bins[-1]["points"] == "18 to 20"


def test_an_objective_has_the_share_of_its_points() -> None:
    problem_set = read_problem_set(NAME)
    shares = {row["objective"]: row["share"] for row in made_up().objectives}
    of = {name: [q.name for q in problem_set.questions if q.objective == name] for name in shares}
    marks = {"q1": 3, "q2": 1, **dict.fromkeys(QUESTIONS[2:], 3)}
    for name, questions in of.items():
        memo = name == problem_set.memo.objective  # all of it, by the one whose memo was read
        earned = sum(marks[question] for question in questions) + 4 * memo
        assert shares[name] == pytest.approx(earned / (6 * len(questions) + 4 * memo))
    assert sum(map(len, of.values())) == len(QUESTIONS)


def test_no_name_is_in_a_picture_and_none_is_code() -> None:
    text = page(made_up())
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(pictures) == 4
    for one in made_up().outcomes:
        assert not [drawn for drawn in pictures if one.student in drawn]
    assert "<script" not in text and "zoë &lt;script&gt;" in text
    assert "http" not in text.replace("http://www.w3.org/", ""), "no other host is named"


def test_a_class_of_nobody_has_a_page_too() -> None:
    report = replace(made_up(), outcomes=[], asked=[], objectives=[], seconds=[])
    text = page(report)
    assert "Nothing is graded yet" in text and "<svg" not in text


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_the_page_can_be_read_by_everybody(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    path = tmp_path / "report.html"
    path.write_text(page(made_up()), encoding="utf-8")
    tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    asked_for: list[str] = []
    tab.on("request", lambda request: asked_for.append(request.url))
    tab.goto(path.as_uri())
    assert asked_for == [path.as_uri()]
    assert tab.title() == f"Report: {NAME}, default"
    tab.add_script_tag(path=AXE)
    found = tab.evaluate(
        "tags => axe.run({ runOnly: tags })"
        ".then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
        RULES,
    )
    assert found == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    headings = tab.locator("h2").all_inner_texts()
    assert headings == [
        "Points", "Questions", "Objectives", "Not graded", "Flags",
        "Passed there, fails here", "Late", "Time",
    ]  # fmt: skip
    tables = tab.get_by_role("region")
    assert tables.count() == 7
    tables.first.focus()
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    bar = tab.locator("[role=img] svg path[fill]").last
    expected = {"light": "rgb(0, 97, 164)", "dark": "rgb(108, 184, 240)"}[scheme]
    assert bar.evaluate("it => getComputedStyle(it).fill") == expected
    assert tab.get_by_text("61 s").or_(tab.get_by_text("62 s")).count() == 1
    tab.close()


def as_run_there(path: Path) -> None:
    """Save a notebook as if all its tests had passed, with older libraries."""
    notebook = nbformat.read(path, as_version=4)
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.execution_count = number
        if cell.id == "setup":
            said = "pandas 2.2.2 and Altair 5.4.1\n"
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=said)]
    nbformat.write(notebook, path)


def test_a_course_has_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = Course(tmp_path / "course")
    course.release("default", [NAME])
    problem_set = read_problem_set(NAME)
    rows = problem_set.questions[0].wrong_answers[3]
    right = answers(problem_set)
    wrong = HandIn("ben", right | {"q1-answer": rows.code}, damage=as_run_there)
    hand_in(course, problem_set, [HandIn("ana", right), wrong, HandIn("eve", damage=empty_file)])
    path = course.submitted(NAME, "ben")
    shutil.copy(path, path.with_name("draft.ipynb"))
    shutil.copytree(path.parent, course.folder / "submitted" / "kim" / "PS2 (1)")
    misnamed, *outcomes = course.autograde([NAME])
    assert misnamed.reason.startswith("no assignment of this name: rename the folder")
    assert outcomes[1].flags == "another notebook lies beside: draft.ipynb"
    print_table(outcomes)
    said = "passed there with pandas 2.2.2 and Altair 5.4.1, fails here with pandas "
    assert f"q1-exact, q1-ranges: {said}" in capsys.readouterr().out
    assert [said in one.elsewhere for one in outcomes] == [False, True, False]
    mark_memo(course, NAME, "ana", set(problem_set.memo.rubric))
    report = gather(course, NAME)
    items = {one.number: one.item for one in report.asked}
    assert items["1"] and items["5"] and items["9"]
    assert rows.loses == ("exact", "ranges")
    assert (items["1"].mean, items["5"].difficulty, items["5"].students) == (1, 1, 2)
    assert (items["9"].students, items["9"].mean) == (1, 4), "an unread memo has no mark"
    assert len(report.seconds) == 2 and 0 < report.seconds[0] < 60
    path = write_report(course, NAME)
    assert path.parent.stat().st_mode & 0o077 == 0, "it names students"
    text = path.read_text(encoding="utf-8")
    assert "the file is empty" in text and said in text
