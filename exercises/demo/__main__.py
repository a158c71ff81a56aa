"""Grades the made-up class, from release to the table, and says whether each got what was due."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import nbformat

from exercises.demo.students import (
    EVERY_TEST,
    FULL_MARKS_MEMO,
    HandIn,
    made_up_class,
    planted_class,
)
from exercises.grading.course import Course
from exercises.grading.marks import Outcome, print_table
from exercises.grading.memos import mark_memo
from exercises.problem_set import ProblemSet, read_problem_set

TIMEOUT = 8  # seconds for a cell, where students get thirty


def hand_in(course: Course, problem_set: ProblemSet, students: list[HandIn]) -> None:
    """Put what students hand in where nbgrader looks for it."""
    examples = problem_set.memo.examples
    for one in students:
        path = course.submitted(problem_set.name, one.student)
        shutil.copytree(course.released(problem_set.name).parent, path.parent)
        notebook = nbformat.read(path, as_version=4)
        written = one.answers | ({"memo": examples[one.memo]} if one.memo else {})
        for cell in notebook.cells:
            cell.source = written.get(cell.id, cell.source)
        nbformat.write(notebook, path)
        if one.damage:
            one.damage(path)


def mark_memos(course: Course, problem_set: ProblemSet, outcomes: list[Outcome]) -> None:
    """Mark the memos as an instructor would who knows the examples by heart."""
    name, memo = problem_set.name, problem_set.memo
    levels = {text: level for level, text in memo.examples.items()}
    for one in outcomes:
        if one.state == "graded":
            notebook = nbformat.read(course.autograded(name, one.student), as_version=4)
            cells = {cell.id: cell.source for cell in notebook.cells}
            if level := levels.get(cells["memo"]):
                met = set(memo.rubric) if level in FULL_MARKS_MEMO else set()
                mark_memo(course, name, one.student, met, f"{level}.")


def expected_marks(problem_set: ProblemSet, one: HandIn) -> tuple[str, float | None, str]:
    """Return the state, the automatic points and the memo's points that a hand-in should get."""
    if one.expected.state != "graded":
        return one.expected.state, None, ""
    automatic = sum(
        test.points
        for question in problem_set.questions
        for test in question.tests
        if not one.expected.lost & {f"{question.name}-{test.name}", EVERY_TEST}
    )
    memo = len(problem_set.memo.rubric) if one.memo in FULL_MARKS_MEMO else 0
    return "graded", float(automatic), f"{memo}"


def unexpected_outcomes(
    problem_set: ProblemSet, students: list[HandIn], outcomes: list[Outcome]
) -> list[str]:
    """Return in words what became of students otherwise than it should."""
    found = {one.student: one for one in outcomes}
    return [
        f"{one.student}: {found[one.student]}"
        for one in students
        if (found[one.student].state, found[one.student].automatic, found[one.student].memo)
        != expected_marks(problem_set, one)
        or one.expected.reason not in found[one.student].reason
    ]


def main() -> None:
    """Grade a made-up class and say whether each student got what was due."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("name", nargs="?", default="ps2-proxies")
    parser.add_argument("--planted", action="store_true", help="every planted answer, no damage")
    parser.add_argument("--course", type=Path, default=Path("_build/demo"))
    asked = parser.parse_args()
    shutil.rmtree(asked.course, ignore_errors=True)
    course = Course(asked.course)
    course.api.config.ExecutePreprocessor.timeout = TIMEOUT
    course.release("default", [asked.name])
    problem_set = read_problem_set(asked.name)
    students = planted_class(problem_set) if asked.planted else made_up_class(problem_set)
    hand_in(course, problem_set, students)
    mark_memos(course, problem_set, course.autograde([asked.name]))
    if not asked.planted:
        course.feedback([asked.name])
    outcomes = course.export()
    print_table(outcomes)
    unexpected = unexpected_outcomes(problem_set, students, outcomes)
    print(*unexpected or [f"Each of the {len(students)} got what was due."], sep="\n")
    if unexpected:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
