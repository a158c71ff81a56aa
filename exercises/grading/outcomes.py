"""Outcomes: what gradebook and graded notebooks say of each submission, for the table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exercises.grading.elsewhere import passed_there
from exercises.grading.late import in_words
from exercises.grading.ledger import Ledger
from exercises.grading.marks import Outcome
from exercises.grading.reasons import other_files
from exercises.grading.released import Note, read_note
from exercises.grading.variants import why_taken

if TYPE_CHECKING:
    from exercises.grading.course import Course


def outcomes(course: Course, assignment: str, ledger: Ledger) -> dict[str, Outcome]:
    """Return what became of each submission of an assignment that was graded, by student."""
    found: dict[str, Outcome] = {}
    for student, submission, grades in ledger.submissions(assignment):
        path = course.autograded(assignment, student)
        if not path.exists():
            continue
        note, most = read_note(path), ledger.most(assignment)
        if note.blank:
            others = other_files(course.submitted(assignment, student))
            reason = f"look also at {others}" if others else ""
            found[student] = Outcome(assignment, student, "blank", max_score=most, reason=reason)
        else:
            late = submission.total_seconds_late
            found[student] = one = _graded(assignment, student, grades, note)
            one.max_score = most
            graded = json.loads(path.read_bytes())
            one.elsewhere = passed_there(graded)
            beside = _beside(course.submitted(assignment, student))
            taken = why_taken(graded, course.folder, assignment, student)
            one.flags = "; ".join(filter(None, [one.flags, taken, beside]))
            if late:
                one.late = in_words(late)
                one.penalty = ledger.policy.late_submission_penalty(student, one.score or 0, late)
                one.score = (one.score or 0) - one.penalty
    return found


def _beside(path: Path) -> str:
    """Return which other notebooks lie beside the one that was graded."""
    others = [name for name in other_files(path).split(", ") if name.endswith(".ipynb")]
    return f"another notebook lies beside: {', '.join(others)}" if others else ""


def _graded(assignment: str, student: str, grades: list[Any], note: Note) -> Outcome:
    """Return the points of a submission, before any penalty."""
    memo = next((grade for grade in grades if grade.name == "memo"), None)
    is_read = memo is not None and not memo.needs_manual_grade
    return Outcome(
        assignment,
        student,
        "graded",
        score=sum(grade.score for grade in grades),
        automatic=sum(grade.auto_score or 0 for grade in grades),
        memo=f"{memo.score:g}" if memo is not None and is_read else "not read yet",
        flags=note.flags,
    )
