"""Memos, which an instructor reads: their marks stay with the very text that was read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from exercises.grading.released import released_notebook

if TYPE_CHECKING:
    from exercises.grading.course import Course


def mark_memo(
    course: Course, assignment: str, student: str, met: set[str], comment: str = ""
) -> None:
    """Give a memo the points of the rubric's lines that it meets, as the Formgrader would.

    Parameters
    ----------
    course
        The course, in whose gradebook the points stand.
    assignment, student
        Whose memo it is, and of which assignment; it must have been graded.
    met
        The criteria that the memo meets or goes beyond.
    comment
        What the student should read besides.

    Raises
    ------
    ValueError
        If the rubric has no such criterion.

    """
    cells = released_notebook(course.released(assignment)).cells
    (rubric,) = (cell.metadata.rubric for cell in cells if "rubric" in cell.metadata)
    if unknown := met - {line.criterion for line in rubric}:
        known = "; ".join(line.criterion for line in rubric)
        raise ValueError(
            f"{assignment} has no criterion {sorted(unknown)}. Its criteria are: {known}."
        )
    verdicts = [
        f"- {'Met' if line.criterion in met else 'Not yet'}: {line.criterion}." for line in rubric
    ]
    with Gradebook(course.api.coursedir.db_url) as gradebook:
        grade = gradebook.find_grade("memo", assignment, assignment, student)
        grade.manual_score = sum(line.points for line in rubric if line.criterion in met)
        grade.needs_manual_grade = False
        written = gradebook.find_comment("memo", assignment, assignment, student)
        written.manual_comment = "\n".join(["", "", *verdicts, "", comment])
        gradebook.db.commit()


@contextmanager
def earlier_copy(course: Course, assignment: str, student: str) -> Iterator[bool]:
    """Keep what was graded before until something else was; yield whether there is such a copy.

    What an earlier run left when it was broken off is taken up again.
    """
    graded = course.autograded(assignment, student).parent
    aside = course.folder / ".earlier" / student / assignment
    if graded.exists():
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(graded, aside)
    is_read = _is_read(course, assignment, student)
    try:
        yield aside.exists()
    finally:
        if aside.exists():
            if not course.autograded(assignment, student).exists():
                shutil.rmtree(graded, ignore_errors=True)
                shutil.copytree(aside, graded)
            same = _text(graded) == _text(aside)
            _settle(course, assignment, student, same=same, is_read=is_read)
            shutil.rmtree(aside)


def _text(folder: Path) -> str:
    """Return the text of the memo in a graded copy."""
    [notebook] = folder.glob("*.ipynb")
    cells = nbformat.read(notebook, as_version=4).cells
    return "".join(cell.source for cell in cells if cell.id == "memo")


def _is_read(course: Course, assignment: str, student: str) -> bool:
    """Tell whether an instructor has marked the memo."""
    with Gradebook(course.api.coursedir.db_url) as gradebook:
        try:
            grade = gradebook.find_grade("memo", assignment, assignment, student)
        except MissingEntry:
            return False
        return grade.manual_score is not None and not grade.needs_manual_grade


def _settle(course: Course, assignment: str, student: str, *, same: bool, is_read: bool) -> None:
    """Leave a memo that was read as read; take the marks from one that is another text."""
    with Gradebook(course.api.coursedir.db_url) as gradebook:
        try:
            grade = gradebook.find_grade("memo", assignment, assignment, student)
            written = gradebook.find_comment("memo", assignment, assignment, student)
        except MissingEntry:
            return
        if not same:
            grade.manual_score = written.manual_comment = None
        grade.needs_manual_grade = not (same and is_read)
        gradebook.db.commit()
