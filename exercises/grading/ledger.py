"""The ledger: the gradebook, opened once for a class, in which one process alone writes.

A submission's marks go in together: a run that is broken off leaves all of them or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from nbgrader.api import (
    Assignment,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from exercises.grading.late import LatePolicy
from exercises.grading.papers import Marks

AT_ONCE = 200  # submissions that are read together
NO_ANSWER = "No response."
"""What nbgrader, too, writes beside a cell that is as it was released."""


class Ledger(Gradebook):
    """The gradebook with what a class asks of it: marks in, the table out."""

    def __init__(self, url: str, policy: LatePolicy) -> None:
        super().__init__(url)
        self.policy = policy
        self._names = cache(self._names_of_cells)
        self.most = cache(lambda assignment: float(self.find_assignment(assignment).max_score))

    def tests_in_full(self, assignment: str) -> dict[str, str]:
        """Return the sources of the cells that students cannot change, by name."""
        notebook = self.find_notebook(assignment, assignment)
        return {cell.name: cell.source for cell in notebook.source_cells if cell.locked}

    def set_due(self, assignment: str) -> None:
        """Note when an assignment is due, by the course's late policy."""
        if due := self.policy.due.get(assignment):
            self.update_or_create_assignment(assignment, duedate=due)

    def record(
        self,
        assignment: str,
        student: str,
        marks: Marks,
        *,
        timestamp: datetime | None = None,
        same_memo: bool | None = None,
    ) -> None:
        """Write what a submission earned.

        Parameters
        ----------
        assignment, student
            Whose submission it is, and of what; a student who is not there yet is added.
        marks
            What the tests gave.
        timestamp
            When it was handed in, if that is known.
        same_memo
            Whether the memo is the very text that was graded before; nothing, if none was. Marks
            that were given by hand stay with that text, and only with it.

        """
        self.update_or_create_student(student)
        known = {} if timestamp is None else {"timestamp": timestamp}
        submission = self.update_or_create_submission(assignment, student, **known)
        names = self._names(assignment)
        [notebook] = [one for one in submission.notebooks if one.name == assignment]
        for grade in notebook.grades:
            name = names[grade.cell_id]
            stays = name == "memo" and same_memo and not grade.needs_manual_grade
            if name == "memo" and same_memo is False:
                grade.manual_score = None
            grade.auto_score = marks.scores.get(name)
            by_hand = grade.manual_score is not None
            grade.needs_manual_grade = not (stays and by_hand) and (
                by_hand or grade.auto_score is None
            )
        for comment in notebook.comments:
            name = names[comment.cell_id]
            comment.auto_comment = NO_ANSWER if name in marks.unanswered else None
            if name == "memo" and same_memo is False:
                comment.manual_comment = None
        self.db.flush()
        seconds = submission.total_seconds_late
        notebook.late_submission_penalty = (
            self.policy.late_submission_penalty(student, notebook.score, seconds)
            if seconds > 0
            else None
        )
        self.db.commit()

    def submissions(self, assignment: str) -> Iterator[tuple[str, Any, list[Any]]]:
        """Yield each student with the submission and its grades, a few at a time."""
        asked = (
            select(SubmittedAssignment)
            .join(Assignment)
            .where(Assignment.name == assignment)
            .options(
                selectinload(SubmittedAssignment.notebooks).selectinload(SubmittedNotebook.grades)
            )
            .execution_options(yield_per=AT_ONCE)
        )
        for one in self.db.scalars(asked):
            yield one.student_id, one, [grade for each in one.notebooks for grade in each.grades]

    def _names_of_cells(self, assignment: str) -> dict[str, str]:
        notebook = self.find_notebook(assignment, assignment)
        return {cell.id: cell.name for cell in (*notebook.grade_cells, *notebook.solution_cells)}
