"""The made-up class: every planted answer in it, damage that damages, a comparison that sees."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.assignment import instructor_notebook
from exercises.demo.__main__ import judged_otherwise, unexpected_outcomes
from exercises.demo.students import DAMAGED, HandIn, answers, not_graded, planted_class
from exercises.grading.marks import Outcome
from exercises.problem_set import problem_set_names, read_problem_set


def test_an_unexpected_outcome_would_be_seen() -> None:
    problem_set = read_problem_set("ps2-proxies")
    right = HandIn("right", answers(problem_set))
    expected = Outcome("ps2-proxies", "right", "graded", automatic=16.0, memo="4")
    assert unexpected_outcomes(problem_set, [right], [expected]) == []
    for change in ({"automatic": 15.0}, {"state": "blank"}, {"memo": "not read yet"}):
        assert unexpected_outcomes(problem_set, [right], [replace(expected, **change)])
    ungradable = replace(right, expected=not_graded("rename it"))
    other = Outcome("ps2-proxies", "right", "not graded", reason="other words")
    assert unexpected_outcomes(problem_set, [ungradable], [other])


def test_each_planted_answer_stands_in_the_class() -> None:
    for name in problem_set_names():
        problem_set = read_problem_set(name)
        handed_in = planted_class(problem_set)
        for question in problem_set.questions:
            cells = {one.answers.get(f"{question.name}-answer") for one in handed_in}
            assert {
                planted.code for planted in question.wrong_answers + question.right_answers
            } <= cells


@pytest.mark.parametrize("name", problem_set_names())
def test_every_planted_answer_loses_what_it_should_before_the_judge(name: str) -> None:
    assert judged_otherwise(read_problem_set(name)) == []


def test_a_planted_answer_judged_otherwise_would_be_named() -> None:
    problem_set = read_problem_set("ps2-proxies")
    question = problem_set.questions[0]
    question.wrong_answers = [replace(question.wrong_answers[0], loses=("exact",))]
    for other in problem_set.questions[1:]:
        other.wrong_answers = other.wrong_answers[:1]
    (said,) = judged_otherwise(problem_set)
    assert said.startswith("wrong-1-odd: lost ['q1-ranges'] besides, kept ['q1-exact']")


def test_damage_changes_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "one.ipynb"
    original = json.dumps(instructor_notebook(read_problem_set("ps2-proxies")))
    for student, damage, expected in DAMAGED:
        if expected.state == "graded":
            path.write_text(original, encoding="utf-8")
            damage(path)
            assert path.read_text(encoding="utf-8") != original, student
