"""A made-up class of thirty, from release to the table: `make grade-demo`.

Each student's fate is known beforehand: what was handed in, how many points it should earn or
that it cannot be graded. The tests grade the same class.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat

from exercises.grading.course import Course
from exercises.grading.marks import Outcome, print_table
from exercises.problem_set import PlantedAnswer, ProblemSet, read_problem_set

FULL = {"Goes beyond", "Meets"}  # levels that earn every line of the rubric
TIMEOUT = 8  # seconds for a cell, where students get thirty


@dataclass
class HandIn:
    """What a student hands in, and what should become of it."""

    student: str
    answers: dict[str, str] = field(default_factory=dict)
    damage: Callable[[Path], None] | None = None
    state: str = "graded"
    lost: set[str] = field(default_factory=set)
    """Tests that the answers fail, as question and test: q1-exact."""
    reason: str = ""
    memo: str = "Meets"
    """The level of the memo, by its example in the problem set; none, if it is empty."""


def answers(problems: ProblemSet, **other: PlantedAnswer) -> dict[str, str]:
    """Return the right answers, some of them replaced."""
    found = {f"{question.name}-answer": question.solution for question in problems.questions}
    found |= {f"{name}-answer": planted.code for name, planted in other.items()}
    return found


def lost(**other: PlantedAnswer) -> set[str]:
    """Return the tests that planted answers lose."""
    return {f"{name}-{test}" for name, planted in other.items() for test in planted.loses}


def rounds(problems: ProblemSet) -> list[HandIn]:
    """Return hand-ins in which every planted answer stands at least once.

    Questions take turns: in one hand-in the odd ones are wrong and the even ones right in an
    unusual way, in the next the other way round. A wrong answer that cost another question a
    mark would be seen.
    """
    found = []
    for number in range(max(len(question.wrong_answers) for question in problems.questions)):
        for turn, name in enumerate(("odd", "even")):
            wrong = {
                question.name: question.wrong_answers[number]
                for question in problems.questions[turn::2]
                if number < len(question.wrong_answers)
            }
            right = {
                question.name: question.right_answers[number % len(question.right_answers)]
                for question in problems.questions[1 - turn :: 2]
            }
            found.append(
                HandIn(
                    f"wrong-{number + 1}-{name}",
                    answers(problems, **wrong, **right),
                    lost=lost(**wrong),
                )
            )
    return found


def damages() -> dict[str, tuple[Callable[[Any], Any], set[str]]]:
    """Return what may happen to a notebook, by name, and the tests that it costs."""

    def duplicated(notebook: Any) -> None:
        notebook.cells += deepcopy([cell for cell in notebook.cells if cell.cell_type == "code"])
        for number, cell in enumerate(notebook.cells):
            cell.id = f"cell-{number}"

    def schema(version: int | None) -> Callable[[Any], None]:
        def changed(notebook: Any) -> None:
            for cell in notebook.cells:
                cell.metadata.nbgrader.pop("schema_version")
                if version is not None:
                    cell.metadata.nbgrader.schema_version = version

        return changed

    def without_tests(notebook: Any) -> None:
        notebook.cells = [
            cell
            for cell in notebook.cells
            if cell.cell_type == "markdown" or not cell.metadata.nbgrader.grade
        ]

    def stripped(notebook: Any) -> None:
        for number, cell in enumerate(notebook.cells):
            cell.metadata, cell.id = {}, f"cell-{number}"

    def reversed_order(notebook: Any) -> None:
        notebook.cells.reverse()

    def warned(notebook: Any) -> None:
        for cell in notebook.cells:
            if cell.id == "q6-answer":
                cell.source = cell.source.replace(
                    '    """', '    import sys; print("note", file=sys.stderr)\n    """', 1
                )

    def softened(notebook: Any) -> None:
        for cell in notebook.cells:
            if cell.metadata.nbgrader.get("points"):
                cell.metadata.nbgrader.points = 50
                cell.source = "assert True" if cell.cell_type == "code" else cell.source
            if cell.id == "q1-answer":
                cell.source = "def attacks_between(table):\n    return 0, 0"

    def broken(notebook: Any) -> None:
        for cell in notebook.cells:
            if cell.id == "q4-answer":
                cell.source = "def delegates(a, r) return a"

    def endless(notebook: Any) -> None:
        for cell in notebook.cells:
            if cell.id == "q5-answer":
                cell.source = "def best_leash(p, k, r):\n    while True:\n        pass"

    def merged(notebook: Any) -> None:
        written = [cell for cell in notebook.cells if cell.id.endswith("-answer")]
        written[0].source = "\n\n".join(cell.source for cell in written)
        notebook.cells = [cell for cell in notebook.cells if cell not in written[1:]]

    def reloaded(notebook: Any) -> None:
        setup = deepcopy(next(cell for cell in notebook.cells if cell.id == "setup"))
        at = next(at for at, cell in enumerate(notebook.cells) if cell.id == "q3-answer")
        setup.id = "setup-again"
        tried = nbformat.v4.new_code_cell("attacks = attacks.head(3)  # only to try")
        notebook.cells[at:at] = [tried, setup]

    def beside(notebook: Any) -> None:
        memo = notebook.cells[-1]
        notebook.cells.append(nbformat.v4.new_markdown_cell(memo.source))
        memo.source = "YOUR ANSWER HERE"

    def old_format(notebook: Any) -> None:
        notebook.nbformat_minor = 4
        for cell in notebook.cells:
            cell.pop("id")

    return {
        "duplicated": (duplicated, set()),
        "schema-missing": (schema(None), set()),
        "schema-99": (schema(99), set()),
        "deleted-tests": (without_tests, set()),
        "stripped": (stripped, set()),
        "reversed": (reversed_order, set()),
        "warned": (warned, set()),
        "softened-tests": (softened, {"q1-exact", "q1-ranges"}),
        "syntax-error": (broken, {"q4-rule", "q4-range"}),
        "endless-loop": (endless, {"q5-inside", "q5-edge"}),
        "merged-answers": (merged, set()),
        "reloaded": (reloaded, set()),
        "memo-beside": (beside, set()),
        "without-ids": (old_format, set()),
    }


def ruins() -> dict[str, tuple[Callable[[Path], Any], str]]:
    """Return what makes a submission impossible to grade, by name, and words of the reason."""

    def ended(path: Path) -> None:
        notebook = nbformat.read(path, as_version=4)
        next(c for c in notebook.cells if c.id == "q3-answer").source = "import os\nos._exit(0)"
        nbformat.write(notebook, path)

    return {
        "empty-file": (lambda path: path.write_text(""), "the file is empty"),
        "no-notebook": (lambda path: path.write_text("my answers"), "no notebook"),
        "other-encoding": (
            lambda path: path.write_bytes(path.read_text("utf-8").encode("utf-16")),
            "not written in plain UTF-8",
        ),
        "other-name": (lambda path: path.rename(path.with_stem(f"{path.stem} (1)")), "rename it"),
        "empty-folder": (lambda path: path.unlink(), "no notebook at all"),
        "ended": (ended, "ended Python"),
    }


def thirty(problems: ProblemSet) -> list[HandIn]:
    """Return a class of good, blank and damaged work; names put the damage among the good."""
    levels = [*problems.memo.examples, ""]
    found = [
        replace(one, student=f"good-{number}", memo=levels[number % len(levels)])
        for number, one in enumerate(rounds(problems)[:6])
    ]
    found.append(HandIn("blank", state="blank", memo=""))
    found.append(HandIn("memo-only", lost={"all"}))
    found.append(HandIn("solution", answers(problems)))
    for name, (damage, costs) in damages().items():
        found.append(HandIn(name, answers(problems), _in_notebook(damage), lost=costs))
    for name, (ruin, reason) in ruins().items():
        found.append(HandIn(name, answers(problems), ruin, "not graded", reason=reason))
    found.append(HandIn("zoe", answers(problems)))
    return found


def planted_class(problems: ProblemSet) -> list[HandIn]:
    """Return every planted answer of a problem set, the solution and the untouched release."""
    return [
        *rounds(problems),
        HandIn("solution", answers(problems)),
        HandIn("blank", state="blank", memo=""),
    ]


def _in_notebook(damage: Callable[[Any], Any]) -> Callable[[Path], None]:
    def done(path: Path) -> None:
        notebook = nbformat.read(path, as_version=4)
        damage(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")  # nbformat would mend it

    return done


def hand_in(course: Course, problems: ProblemSet, handed_in: list[HandIn]) -> None:
    """Put what students hand in where nbgrader looks for it."""
    name = problems.name
    for one in handed_in:
        folder = course.folder / "submitted" / one.student / name
        shutil.copytree(course.folder / "release" / name, folder)
        path = folder / f"{name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        written = one.answers | ({"memo": problems.memo.examples[one.memo]} if one.memo else {})
        for cell in notebook.cells:
            cell.source = written.get(cell.id, cell.source)
        nbformat.write(notebook, path)
        if one.damage:
            one.damage(path)


def mark_memos(course: Course, problems: ProblemSet, outcomes: list[Outcome]) -> None:
    """Mark the memos as an instructor would who knows the examples by heart."""
    name, memo = problems.name, problems.memo
    level = {text: level for level, text in memo.examples.items()}
    for one in outcomes:
        if one.state == "graded":
            path = course.folder / "autograded" / one.student / name / f"{name}.ipynb"
            cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
            if read_as := level.get(cells["memo"]):
                met = set(memo.rubric) if read_as in FULL else set()
                course.mark_memo(name, one.student, met, f"{read_as}.")


def due(problems: ProblemSet, one: HandIn) -> tuple[str, float | None, str]:
    """Return the state, the automatic points and the memo's points that a hand-in should get."""
    if one.state != "graded":
        return one.state, None, ""
    tests = {f"{q.name}-{test.name}": test.points for q in problems.questions for test in q.tests}
    lost = set(tests) if one.lost == {"all"} else one.lost
    earned = float(sum(points for test, points in tests.items() if test not in lost))
    return "graded", earned, f"{len(problems.memo.rubric) if one.memo in FULL else 0}"


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
    problems = read_problem_set(asked.name)
    students = planted_class(problems) if asked.planted else thirty(problems)
    hand_in(course, problems, students)
    mark_memos(course, problems, course.autograde([asked.name]))
    if not asked.planted:
        course.feedback([asked.name])
    outcomes = course.export()
    print_table(outcomes)
    wrong = surprises(problems, students, outcomes)
    print(*wrong or [f"Each of the {len(students)} got what was due."], sep="\n")
    if wrong:
        raise SystemExit(1)


def surprises(problems: ProblemSet, students: list[HandIn], outcomes: list[Outcome]) -> list[str]:
    """Return in words what became of students otherwise than it should."""
    found = {one.student: one for one in outcomes}
    return [
        f"{one.student}: {found[one.student]}"
        for one in students
        if (found[one.student].state, found[one.student].automatic, found[one.student].memo)
        != due(problems, one)
        or one.reason not in found[one.student].reason
    ]


if __name__ == "__main__":
    main()
