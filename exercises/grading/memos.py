"""Memos, which an instructor reads: points by the rubric's lines, from a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbgrader.api import Gradebook

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
