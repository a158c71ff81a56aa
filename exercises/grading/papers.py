"""Papers: what a student handed in goes through the steps and comes back as notebook and marks.

Any process on any machine can do it: what it needs comes with the paper and with its standard, and
nothing here knows of a gradebook or of other students.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, parse_utc
from traitlets.config import Config

from exercises.grading.reasons import (
    why_given_up,
    why_linked,
    why_not_found,
    why_other_release,
    why_unreadable,
)
from exercises.grading.released import release_of
from exercises.grading.rooms import NotGradedError, NoWallsError
from exercises.grading.variants import why_swapped


@dataclass(frozen=True)
class Standard:
    """What the papers of an assignment are held against."""

    config: Config
    """The course's; its root is where the release lies."""
    steps: tuple[list[Any], list[Any]]
    """Those that clean a notebook and those that judge it; none needs a gradebook."""
    tests: dict[str, str]
    """The locked cells by name, tests in full."""


@dataclass(frozen=True)
class Paper:
    """A notebook as it was handed in."""

    assignment: str
    student: str
    content: bytes
    changed: int = 0
    """When its file was last changed, in nanoseconds."""
    timestamp: datetime | None = None
    """When it was handed in, where something says so."""

    @property
    def key(self) -> tuple[str, str]:
        """Which paper it is."""
        return self.assignment, self.student


@dataclass(frozen=True)
class Marks:
    """What a notebook earns, by the names of its cells."""

    scores: dict[str, float | None] = field(default_factory=dict)
    """None, where an instructor decides."""
    unanswered: frozenset[str] = frozenset()
    """Cells for answers that are as they were released."""


@dataclass(frozen=True)
class Marked:
    """What became of a paper: a notebook and marks, or the reason why there are none."""

    paper: Paper
    reason: str = ""
    notebook: str = ""
    marks: Marks = Marks()


def read_paper(assignment: str, student: str, path: Path) -> Paper:
    """Return what lies where a student's work is looked for.

    Raises
    ------
    NotGradedError
        If it cannot be read; the message says why.

    """
    if reason := why_linked(path.parent) or why_not_found(path):
        raise NotGradedError(reason)
    said = path.with_name("timestamp.txt")
    text = said.read_text(encoding="utf-8").strip() if said.is_file() else ""
    try:
        moment = parse_utc(text) if text else None
    except ValueError as error:
        words = "its timestamp.txt is no date: write one, or remove the file"
        raise NotGradedError(words) from error
    return Paper(assignment, student, path.read_bytes(), path.stat().st_mtime_ns, moment)


def mark(paper: Paper, standard: Standard) -> Marked:
    """Take a paper through the steps, in rooms of this process's own nursery.

    Raises
    ------
    NoWallsError
        If there are no walls on this machine: nothing else is graded here either.

    """
    try:
        if reason := why_unreadable(paper.content):
            return Marked(paper, reason)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of formats and ids, which the first steps mend
            notebook = nbformat.reads(paper.content.decode("utf-8"), as_version=4)
            released = release_of(standard.config, paper.assignment)
            course = released.parents[2]
            if reason := (
                why_other_release(notebook, released) or why_swapped(notebook, course, *paper.key)
            ):
                return Marked(paper, reason)
            _, notebook = nbformat.validator.normalize(notebook)
            notebook = _through_steps(notebook, paper, standard)
            return Marked(paper, "", nbformat.writes(notebook), marks_of(notebook))
    except NoWallsError:
        raise
    except Exception as error:  # whatever it is, the others are graded
        return Marked(paper, why_given_up(error, paper.content))


def _through_steps(notebook: Any, paper: Paper, standard: Standard) -> Any:
    """Return the notebook after each step, valid after those that clean it and at the end."""
    facts = {"assignment": paper.assignment, "notebook": paper.assignment}
    resources: Any = {"nbgrader": facts | {"student": paper.student, "tests": standard.tests}}
    for steps in standard.steps:
        for step in steps:
            notebook, resources = step(config=standard.config)(notebook, resources)
        nbformat.validate(notebook, relax_add_props=True)
    return notebook


def marks_of(notebook: Any) -> Marks:
    """Return what a notebook earns that went through all other steps, by nbgrader's own rules."""
    return Marks(
        {
            cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
            for cell in notebook.cells
            if is_grade(cell)
        },
        frozenset(
            cell.metadata.nbgrader.grade_id
            for cell in notebook.cells
            if is_solution(cell)
            and cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        ),
    )
