"""Grades the made-up class, from release to the table, and says whether each got what was due."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from exercises.assignment import instructor_notebook, write_data
from exercises.demo.students import (
    EVERY_TEST,
    FULL_MARKS_MEMO,
    HandIn,
    made_up_class,
    planted_class,
)
from exercises.grading.course import Course
from exercises.grading.judge import cells_of, judge
from exercises.grading.marks import Outcome, print_table
from exercises.grading.memos import mark_memo
from exercises.grading.rooms import nursery
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


def judged_otherwise(problem_set: ProblemSet) -> list[str]:
    """Return in words which planted answers did not lose the very tests that they should.

    They go to the judge alone, without nbgrader, in rooms like everybody's.
    """
    notebook = instructor_notebook(problem_set)
    names = [cell.id for cell in notebook.cells]
    found = []
    with TemporaryDirectory() as folder:
        write_data(problem_set, Path(folder))
        for one in planted_class(problem_set)[:-1]:  # but the blank one
            cells = [
                replace(cell, source=one.answers.get(names[cell.position], cell.source))
                for cell in cells_of(notebook)
            ]
            judged = judge(cells, Path(folder), nursery(walls=True), TIMEOUT)
            lost = {names[at] for at, verdict in judged.verdicts.items() if verdict.error}
            if lost != one.expected.lost or judged.flags:
                more, less = sorted(lost - one.expected.lost), sorted(one.expected.lost - lost)
                flags = sorted(judged.flags)
                found.append(f"{one.student}: lost {more} besides, kept {less}, flags {flags}")
    return found


def grade(course: Course, classes: dict[str, list[HandIn]]) -> dict[str, list[str]]:
    """Take classes through a course that has their sets; return what became otherwise, by set."""
    problem_sets = [read_problem_set(name) for name in classes]
    for one in problem_sets:
        hand_in(course, one, classes[one.name])
    outcomes = course.autograde(list(classes))
    for one in problem_sets:
        mark_memos(course, one, [each for each in outcomes if each.assignment == one.name])
    marked = course.export()
    print_table(marked)
    return {
        one.name: unexpected_outcomes(
            one, classes[one.name], [each for each in marked if each.assignment == one.name]
        )
        for one in problem_sets
    }


def main() -> None:
    """Grade a made-up class and say whether each student got what was due."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*", default=["ps2-proxies"])
    parser.add_argument("--planted", action="store_true", help="every planted answer, judged alone")
    parser.add_argument("--course", type=Path, default=Path("_build/demo"))
    asked = parser.parse_args()
    problem_sets = [read_problem_set(name) for name in asked.names]
    if asked.planted:
        sizes = {one.name: len(planted_class(one)) - 1 for one in problem_sets}
        unexpected = {one.name: judged_otherwise(one) for one in problem_sets}
    else:
        shutil.rmtree(asked.course, ignore_errors=True)
        course = Course(asked.course)
        course.api.config.Judge.seconds = TIMEOUT
        course.release("default", asked.names)
        classes = {one.name: made_up_class(one) for one in problem_sets}
        sizes = {name: len(students) for name, students in classes.items()}
        unexpected = grade(course, classes)
        course.feedback(asked.names)
    for name, otherwise in unexpected.items():
        print(*otherwise or [f"{name}: each of the {sizes[name]} got what was due."], sep="\n")
    if any(unexpected.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
