"""The problem sets as written: sound, drawn anew for a term, with answers whose marks are known.

These run the cells in plain Python, so that many terms can be tried; the same answers go through
nbgrader in `test_grading.py`.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from exercises.authoring import (
    CHAPTERS,
    DEFAULT_TERM,
    HINTS,
    ProblemError,
    ProblemSet,
    Question,
    key,
    names,
    notebook,
    read,
)

TERMS = (DEFAULT_TERM, "2026-fall", "2027-spring", "2027-fall", "2031-summer-b")
NAMES = names()
QUESTIONS = [(name, number) for name in NAMES for number in range(len(read(name).questions))]
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n?", re.DOTALL)

drawn = cache(read)


@contextmanager
def desk(problems: ProblemSet) -> Iterator[dict[str, Any]]:
    """Lay the data out, run the cells that are given, and yield what they define."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        for name, rows in problems.files.items():
            rows.to_csv(Path(folder) / name, index=False)
        os.chdir(folder)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                names: dict[str, Any] = {}
                exec(notebook(problems).cells[1].source, names)
                for question in problems.questions:
                    exec(question.given, names)
                yield names
        finally:
            os.chdir(before)


def passed(question: Question, names: dict[str, Any], answer: str) -> set[str]:
    """Return the names of the tests that an answer passes."""
    names = dict(names)
    exec(answer, names)
    found = set()
    for test in question.tests:
        try:
            exec(test.code, names)
        except Exception:
            continue
        found.add(test.name)
    return found


@pytest.mark.parametrize(("name", "number"), QUESTIONS)
def test_planted_answers_lose_what_they_should_in_every_term(name: str, number: int) -> None:
    for term in TERMS:
        problems = drawn(name, term)
        question = problems.questions[number]
        every = {test.name for test in question.tests}
        with desk(problems) as names:
            assert passed(question, names, question.solution) == every, term
            for planted in question.right:
                assert passed(question, names, planted.code) == every, (term, planted.idea)
            for planted in question.wrong:
                lost = every - passed(question, names, planted.code)
                assert lost == set(planted.loses), (term, planted.idea)


@pytest.mark.parametrize("name", NAMES)
def test_the_key_of_another_term_does_not_fit(name: str) -> None:
    problems = drawn(name)
    kept, all_points = 0, 0
    with desk(problems) as names:
        for number, question in enumerate(problems.questions):
            shares = []
            for term in TERMS[1:]:
                other = drawn(name, term).questions[number].solution
                found = passed(question, names, other)
                shares.append(sum(test.points for test in question.tests if test.name in found))
            assert min(shares) < question.points, f"{question.name}: every term has the same key"
            kept += sum(shares)
            all_points += question.points * len(shares)
    assert kept < 0.7 * all_points


@pytest.mark.parametrize("name", NAMES)
def test_a_problem_set_has_all_that_it_needs(name: str) -> None:
    problems = drawn(name)
    assert 8 <= len(problems.questions) <= 12
    points = sum(question.points for question in problems.questions)
    assert points + len(problems.memo.rubric) == 20
    assert 75 <= sum(q.minutes for q in problems.questions) + problems.memo.minutes <= 90
    assert {"Goes beyond", "Meets", "Falls short"} == set(problems.memo.examples)
    assert problems.memo.objective in problems.objectives
    for question in problems.questions:
        assert question.objective in problems.objectives, question.name
        assert len(question.hints) == HINTS, question.name
        assert question.key, f"{question.name}: say why the answer is right, after 'Key: '"
        assert len(question.wrong) >= 4, f"{question.name}: plant four wrong answers"
        assert question.right, f"{question.name}: plant a right answer written in another way"
        assert len(question.tests) >= 2, f"{question.name}: give a point for a right step"
        assert "### BEGIN SOLUTION" in question.answer
        for test in question.tests:
            visible = HIDDEN.sub("", test.code)
            assert "assert" in visible, f"{question.name}-{test.name}: leave a test students see"
            assert visible != test.code, f"{question.name}-{test.name}: hide a test"
            assert visible.startswith("# "), f"{question.name}-{test.name}: say what it tests"
            for node in ast.walk(ast.parse(test.code)):
                if isinstance(node, ast.Assert):
                    assert node.msg, f"say in words what is wrong: {ast.unparse(node)}"
    objectives = {question.objective for question in problems.questions}
    assert objectives | {problems.memo.objective} == set(problems.objectives)


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_gets_what_it_needs(name: str) -> None:
    cells = notebook(drawn(name)).cells
    ids = [cell.metadata.nbgrader.grade_id for cell in cells]
    assert len(set(ids)) == len(ids) and ids == [cell.id for cell in cells]
    for cell in cells:
        note = cell.metadata.nbgrader
        assert note.locked != note.solution, "what students do not write is locked"
        assert not cell.get("outputs")
    assert [cell for cell in cells if "rubric" in cell.metadata]


@pytest.mark.parametrize("name", NAMES)
def test_the_key_tells_the_instructor_everything(name: str) -> None:
    problems = drawn(name)
    text = key(problems)
    for question in problems.questions:
        assert question.solution in text
        assert all(planted.idea in text for planted in question.wrong + question.right)


def test_a_term_is_always_drawn_alike_and_another_differently() -> None:
    first, again, other = (read(NAMES[-1], term) for term in ("2030", "2030", "2031"))
    assert notebook(first) == notebook(again)
    assert notebook(first) != notebook(other)


def test_what_is_not_written_as_it_should_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exercises.authoring.PROBLEMS", tmp_path)
    start = "---\ntitle: A\nchapter: proxies\n---\n\n"
    for text, words in {
        "# One\n": "as 'Title (objective, 8 minutes)'",
        "# One (model, 8 minutes)\n": "whose heading starts with 'Memo'",
        "# One (model, 8 minutes)\n\n```python tset\n```\n": "fence 'tset' is not known",
        "# One (model, 8 minutes)\n\n```python wrong\nx = 1\n```\n": "begin each planted answer",
    }.items():
        (tmp_path / "ps9.md").write_text(start + text, encoding="utf-8")
        with pytest.raises(ProblemError, match=re.escape(words)):
            read("ps9")
    with pytest.raises(ProblemError, match=r"There is no problem set 'ps8'\. There are: ps9"):
        read("ps8")


# The hour of Python before the first set


def exercises_of_the_hour() -> list[tuple[str, str, str]]:
    """Return the stub, the check and the one way of each exercise that checks itself."""
    text = (CHAPTERS / "python-you-need.md").read_text(encoding="utf-8")
    parts = re.split(r"^\*\*Exercise \d+\.\*\*$", text, flags=re.MULTILINE)[1:]
    found = []
    for part in parts:
        cell = CELL.search(part)
        way = re.search(r"One way</summary>\n\n(?:```\n(.*?)```|`([^\n]*)`)\n", part, re.DOTALL)
        assert cell and way, part[:80]
        stub, _, check = cell[1].partition("\n\n")
        found.append((stub, check, way[1] or way[2]))
    return found


def test_the_hour_of_python_tells_right_from_not_yet(capsys: Any) -> None:
    cells = CELL.findall((CHAPTERS / "python-you-need.md").read_text(encoding="utf-8"))
    (table,) = (cell for cell in cells if cell.lstrip().startswith("import pandas"))
    reports = f"import altair as alt\n{table}"
    exercises = exercises_of_the_hour()
    assert len(exercises) == 11
    for stub, check, way in exercises:
        for answer, said in ((stub, "Not yet"), (f"{stub}\n{way}", "Right.")):
            exec(f"{reports}\n{answer}\n{check}", {})
            assert capsys.readouterr().out.startswith(said), answer
    for number, wrong in (
        (3, 'different = sources.count("official A")'),
        (8, 'large = reports["count"] >= 14'),
        (9, "growth = 0.6"),
        (10, 'largest = reports.groupby("place")["count"].max()'),
        (11, 'chart = alt.Chart(reports).mark_point().encode(y="place:N", x="count()")'),
    ):
        stub, check, _ = exercises[number - 1]
        exec(f"{reports}\n{stub}\n{wrong}\n{check}", {})
        assert capsys.readouterr().out.startswith("Not yet"), wrong
