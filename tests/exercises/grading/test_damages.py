"""Damage costs what it damages and nothing else, or is refused with words that help.

Each goes through nbgrader's first steps and the course's own, then to the judge; what comes out
alike is judged once. That nbgrader does the same with files is shown by ``test_course.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest

from exercises.demo.__main__ import hand_in
from exercises.demo.students import HandIn, answers
from exercises.grading.course import Course
from exercises.grading.judge import Cell, cells_of, judge
from exercises.grading.papers import read_paper
from exercises.grading.reasons import (
    why_given_up,
    why_other_release,
    why_unreadable,
)
from exercises.grading.rooms import NotGradedError, nursery
from exercises.grading.variants import why_swapped
from exercises.problem_set import read_problem_set
from tests.exercises.grading.damages import DAMAGES

NAME = "ps2-proxies"
SECONDS = 4.0
"""For a cell or a test, where students get thirty: one kind of damage waits for it."""


@dataclass
class Grader:
    """Grades one hand-in after another, in a course of its own."""

    course: Course
    judged: dict[tuple[Cell, ...], set[str]] = field(default_factory=dict)

    def outcome(self, student: str) -> tuple[str, set[str]]:
        """Return why a hand-in was not graded, or which tests it lost."""
        path = self.course.submitted(NAME, student)
        released = self.course.released(NAME)
        try:
            content = read_paper(NAME, student, path).content
        except NotGradedError as error:
            return str(error), set()
        if reason := why_unreadable(content):
            return reason, set()
        try:
            notebook = nbformat.reads(content.decode("utf-8"), as_version=4)
            reason = why_other_release(notebook, released) or why_swapped(
                notebook, self.course.folder, NAME, student
            )
            return (reason, set()) if reason else ("", self._lost(notebook, path, released.parent))
        except Exception as error:
            return why_given_up(error, content), set()

    def _lost(self, notebook: Any, path: Path, data: Path) -> set[str]:
        config = self.course.api.config
        _, notebook = nbformat.validator.normalize(notebook)
        facts = {"assignment": NAME, "notebook": NAME, "student": path.parents[1].name}
        resources: Any = {"nbgrader": facts | {"db_url": self.course.api.coursedir.db_url}}
        for step in config.Autograde.sanitize_preprocessors:
            notebook, resources = step(config=config).preprocess(notebook, resources)
        cells = tuple(cells_of(notebook))
        names = {at: cell.metadata.get("nbgrader", {}) for at, cell in enumerate(notebook.cells)}
        if cells not in self.judged:
            found = judge(list(cells), data, nursery(walls=True), SECONDS).verdicts
            lost = {names[at]["grade_id"] for at, verdict in found.items() if verdict.error}
            self.judged[cells] = lost
        return self.judged[cells]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a course that was released."""
    made = Course(tmp_path_factory.mktemp("damages") / "course")
    made.release("default", [NAME])
    return made.folder


GRADERS: dict[Path, Grader] = {}


@pytest.fixture
def grader(folder: Path) -> Iterator[Grader]:
    """Return the one grader; what it knew of warnings ends with each test."""
    kept = GRADERS.setdefault(folder, Grader(Course(folder)))
    kept.course = Course(folder)
    yield kept


def test_there_are_sixty_kinds_and_more() -> None:
    assert len(DAMAGES) >= 60


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_costs_what_it_damages(name: str, grader: Grader) -> None:
    problem_set = read_problem_set(NAME)
    what_happens, expected = DAMAGES[name]
    student = name.replace(" ", "-").replace("'", "")
    hand_in(
        grader.course, problem_set, [HandIn(student, answers(problem_set), damage=what_happens)]
    )
    reason, lost = grader.outcome(student)
    if expected.state == "graded":
        assert reason == "" and lost == expected.lost
    else:
        assert expected.reason in reason


def test_nobody_elses_work_was_touched(grader: Grader) -> None:
    problem_set = read_problem_set(NAME)
    hand_in(grader.course, problem_set, [HandIn("zoe", answers(problem_set))])
    released = sorted(grader.course.released(NAME).parent.iterdir())
    assert [path.name for path in released] == ["attacks_2023_24.csv", f"{NAME}.ipynb"]
    grader.judged.clear()
    assert grader.outcome("zoe") == ("", set())
