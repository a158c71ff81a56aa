"""The problem sets as written: sound, drawn anew for a term, with answers whose marks are known.

These run the cells in plain Python, so that many terms can be tried; the same answers go through
nbgrader in `grading/test_course.py`.
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

from book.record.citations import authors, works
from exercises.assignment import instructor_notebook
from exercises.problem_set import (
    DEFAULT_TERM,
    Memo,
    ProblemError,
    ProblemSet,
    Question,
    problem_set_names,
    read_problem_set,
)

TERMS = (DEFAULT_TERM, "2026-fall", "2027-spring", "2027-fall", "2031-summer-b")
NAMES = problem_set_names()
DRAWS = [*((term, "") for term in TERMS), ("2027-spring", "B"), ("2027-spring", "D")]
QUESTIONS = [
    (name, number) for name in NAMES for number in range(len(read_problem_set(name).questions))
]
GRADE_LEVEL = 9
"""School years that the instructions ask for, by Flesch and Kincaid, at most."""
HINTS_PER_QUESTION = 3
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n?", re.DOTALL)

drawn = cache(read_problem_set)


@contextmanager
def student_namespace(problem_set: ProblemSet) -> Iterator[dict[str, Any]]:
    """Lay the data out, run the cells that are given, and yield what they define."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        for name, rows in problem_set.files.items():
            rows.to_csv(Path(folder) / name, index=False)
        os.chdir(folder)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                names: dict[str, Any] = {}
                exec(instructor_notebook(problem_set).cells[1].source, names)
                for question in problem_set.questions:
                    exec(question.given, names)
                yield names
        finally:
            os.chdir(before)


def passed_tests(question: Question, names: dict[str, Any], answer: str) -> set[str]:
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
    for term in DRAWS:
        problem_set = drawn(name, *term)
        question = problem_set.questions[number]
        every = {test.name for test in question.tests}
        with student_namespace(problem_set) as names:
            assert passed_tests(question, names, question.solution) == every, term
            for planted in question.right_answers:
                assert passed_tests(question, names, planted.code) == every, (term, planted.idea)
            for planted in question.wrong_answers:
                lost = every - passed_tests(question, names, planted.code)
                assert lost == set(planted.loses), (term, planted.idea)


@pytest.mark.parametrize("name", NAMES)
def test_the_key_of_another_term_does_not_fit(name: str) -> None:
    problem_set = drawn(name)
    kept_points, all_points = 0, 0
    with student_namespace(problem_set) as names:
        for number, question in enumerate(problem_set.questions):
            shares = []
            for term in TERMS[1:]:
                other = drawn(name, term).questions[number].solution
                found = passed_tests(question, names, other)
                shares.append(sum(test.points for test in question.tests if test.name in found))
            assert min(shares) < question.points, f"{question.name}: every term has the same key"
            kept_points += sum(shares)
            all_points += question.points * len(shares)
    assert kept_points < 0.7 * all_points


@pytest.mark.parametrize("name", NAMES)
def test_a_problem_set_has_all_that_it_needs(name: str) -> None:
    problem_set = drawn(name)
    assert 8 <= len(problem_set.questions) <= 12
    points = sum(question.points for question in problem_set.questions)
    assert points + len(problem_set.memo.rubric) == 20
    assert 55 <= problem_set.minutes <= 120
    assert problem_set.memo.minutes == 45
    assert {"Goes beyond", "Meets", "Falls short"} == set(problem_set.memo.examples)
    assert problem_set.memo.objective in problem_set.objectives
    for question in problem_set.questions:
        assert question.objective in problem_set.objectives, question.name
        assert len(question.hints) == HINTS_PER_QUESTION, question.name
        assert question.key, f"{question.name}: say why the answer is right, after 'Key: '"
        assert len(question.wrong_answers) >= 4, f"{question.name}: plant four wrong answers"
        assert question.right_answers, (
            f"{question.name}: plant a right answer written in another way"
        )
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
    objectives = {question.objective for question in problem_set.questions}
    assert objectives | {problem_set.memo.objective} == set(problem_set.objectives)


@pytest.mark.parametrize("name", NAMES)
def test_instructions_are_plain(name: str) -> None:
    problem_set = drawn(name)
    parts: list[Question | Memo] = [*problem_set.questions, problem_set.memo]
    for part in parts:
        text = re.sub(r"`[^`]*`|[*_]|^- .*$", " ", " ".join(part.prose), flags=re.MULTILINE)
        words = re.findall(r"[A-Za-z']+", text)
        sentences = len(re.findall(r"[.?!:;](?:\s|$)", text))
        syllables = sum(
            len(re.findall("[aeiouy]+", word.lower().removesuffix("e"))) for word in words
        )
        level = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
        assert level <= GRADE_LEVEL, f"{part.title}: {level:.1f} years of school"


@pytest.mark.parametrize("name", NAMES)
def test_works_that_a_question_names_stand_in_the_bibliography(name: str) -> None:
    known = {(authors(work), work.fields["year"]) for work in works().values()}
    named = [
        (work.partition(",")[0].partition(" and ")[0], work[-4:])
        for question in drawn(name).questions
        for text in [*question.prose, *question.key]
        for noted in re.findall(r"\(([A-Z][^()]*, [^()]*\d{4})\)", text)
        for work in noted.split("; ")
    ]
    for author, year in named:
        assert any(year == when and who.startswith(author) for who, when in known), (author, year)
    assert named, "Each set takes a question to another pair of states, and says who tells of it."


def test_a_term_is_always_drawn_alike_and_another_differently() -> None:
    first, again, other = (read_problem_set(NAMES[-1], term) for term in ("2030", "2030", "2031"))
    assert instructor_notebook(first) == instructor_notebook(again)
    assert instructor_notebook(first) != instructor_notebook(other)


def test_what_is_not_written_as_it_should_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exercises.problem_set.PROBLEMS", tmp_path)
    start = "---\ntitle: A\nchapter: proxies\n---\n\n"
    for text, words in {
        "# One\n": "as 'Title (objective, 8 minutes)'",
        "# One (model, 8 minutes)\n": "whose heading starts with 'Memo'",
        "# One (model, 8 minutes)\n\n```python tset\n```\n": "fence 'tset' is not known",
        "# One (model, 8 minutes)\n\n```python wrong\nx = 1\n```\n": "begin each planted answer",
    }.items():
        (tmp_path / "ps9.md").write_text(start + text, encoding="utf-8")
        with pytest.raises(ProblemError, match=re.escape(words)):
            read_problem_set("ps9")
    (tmp_path / "ps9.md").write_text("---\ntitle: A\nminutes: 60\n---\n\n", encoding="utf-8")
    with pytest.raises(ProblemError, match="take minutes out of the head"):
        read_problem_set("ps9")
    with pytest.raises(ProblemError, match=r"There is no problem set 'ps8'\. There are: ps9"):
        read_problem_set("ps8")
