"""Drives nbgrader through a course, student by student: release, autograde, feedback, export."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from pathlib import Path
from typing import Any

import nbformat
from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader

from exercises.grading.elsewhere import passed_there
from exercises.grading.late import LatePolicy, in_words
from exercises.grading.marks import Outcome, read_reasons, write_table
from exercises.grading.memos import earlier_copy
from exercises.grading.progress import Progress
from exercises.grading.reasons import (
    other_files,
    stop_if_interrupted,
    why_linked,
    why_nbgrader_gave_up,
    why_not_released,
    why_other_release,
    why_unreadable,
)
from exercises.grading.released import flags_of, is_unchanged, released_notebook
from exercises.grading.releasing import release
from exercises.grading.rooms import nursery
from exercises.grading.variants import released_variant, why_swapped, why_taken

CONFIG = Path(__file__).parents[1] / "nbgrader_config.py"


class Course:
    """A folder with source, release, submitted, autograded, feedback and the gradebook."""

    def __init__(self, folder: Path, *, walls: bool = True) -> None:
        # nbgrader calls alembic by its bare name, and a failed first call ruins the gradebook.
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.folder = folder.resolve()
        if odd := re.search(r"[\[\]*?]", str(self.folder)):  # nbgrader looks for files by them
            raise ValueError(
                f"{self.folder}: rename the folder on this way that has {odd[0]} in it."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / CONFIG.name).exists():
            shutil.copy(CONFIG, self.folder)
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, and of no consequence
        for of_ids in (DuplicateCellId, MissingIDFieldWarning):  # each cell gets an id of ours
            warnings.simplefilter("ignore", of_ids)
        config = PyFileConfigLoader(CONFIG.name, path=str(self.folder)).load_config()
        config.CourseDirectory.root = str(self.folder)
        config.NbGraderAPI.log_level = "ERROR"
        config.Judge.walls = walls
        self.api = NbGraderAPI(config=config)
        self.late_policy = LatePolicy(config=config)
        self.table = self.folder / "grades.csv"
        self.keep_private()

    def released(self, assignment: str) -> Path:
        """Return where the students' version of an assignment lies."""
        return self.folder / "release" / assignment / f"{assignment}.ipynb"

    def released_names(self) -> list[str]:
        """Return the assignments that were released."""
        return sorted(path.stem for path in (self.folder / "release").glob("*/*.ipynb"))

    def submitted(self, assignment: str, student: str) -> Path:
        """Return where a student's work is looked for."""
        return self.folder / "submitted" / student / assignment / f"{assignment}.ipynb"

    def autograded(self, assignment: str, student: str) -> Path:
        """Return where a student's work lies once it was graded."""
        return self.folder / "autograded" / student / assignment / f"{assignment}.ipynb"

    def release(self, term: str, assignments: list[str], variants: int = 0) -> None:
        """Draw problem sets for a term and make the students' version of each, or of each variant.

        Parameters
        ----------
        term
            Draws the numbers.
        assignments
            Which problem sets; all, if none is named.
        variants
            How many variants each has; none, if 0.

        Raises
        ------
        ValueError
            If work of another release was graded already, whose tests would no longer fit; or if
            nobody says who is to get the variants.

        """
        release(self, term, assignments, variants)
        self.keep_private()

    def keep_private(self) -> None:
        """Let nobody else on a shared machine read what students must not see."""
        for name in ("source", "key", "submitted", "autograded", "feedback", "variants"):
            if (self.folder / name).is_dir():
                (self.folder / name).chmod(0o700)
        for name in ("gradebook.db", "grades.csv", "students.csv", "variants.csv"):
            if (self.folder / name).is_file():
                (self.folder / name).chmod(0o600)

    def handed_in(self) -> dict[str, list[str]]:
        """Return which students have a folder for an assignment, for each."""
        found: dict[str, list[str]] = {}
        for folder in sorted((self.folder / "submitted").glob("*/*")):
            if folder.is_dir() and not folder.name.startswith("."):
                found.setdefault(folder.name, []).append(folder.parent.name)
        return dict(sorted(found.items()))

    def not_understood(self) -> list[str]:
        """Return what lies in the folder of submissions and is no student's folder of a set."""
        folder = self.folder / "submitted"
        beside = (path for path in folder.glob("*") if not path.is_dir())
        inside = (path for path in folder.glob("*/*") if not path.is_dir())
        paths = (path.relative_to(folder).as_posix() for path in (*beside, *inside))
        return sorted(path for path in paths if not path.rpartition("/")[2].startswith("."))

    def autograde(self, assignments: list[str], *, again: bool = False) -> list[Outcome]:
        """Grade what was handed in and not graded yet, or replaced; return the whole table."""
        reasons = read_reasons(self.table)
        nursery(walls=self.api.config.Judge.walls).try_out()
        waiting = [
            (assignment, student)
            for assignment, students in self.handed_in().items()
            for student in students
            if assignment in (assignments or [assignment])
            and (again or not self._is_graded(assignment, student))
        ]
        for assignment in {assignment for assignment, _ in waiting}:
            self._set_due(assignment)
        progress = Progress(len(waiting))
        for assignment, student in waiting:
            progress.begin(assignment, student)
            with earlier_copy(self, assignment, student) as earlier:
                reason = self._grade(assignment, student)
                if reason and earlier:
                    reason = f"a later upload was not graded: {reason}"
            reasons[assignment, student] = reason
        progress.end()
        return self.export(reasons)

    def _is_graded(self, assignment: str, student: str) -> bool:
        """Tell whether this very file was graded; one that replaces it may well be older."""
        handed_in, graded = (
            self.submitted(assignment, student),
            self.autograded(assignment, student),
        )
        return (
            graded.exists()
            and handed_in.exists()
            and graded.stat().st_mtime_ns == handed_in.stat().st_mtime_ns
        )

    def _grade(self, assignment: str, student: str) -> str:
        """Grade one submission; return why it could not be graded, or nothing."""
        handed_in, graded = (
            self.submitted(assignment, student),
            self.autograded(assignment, student),
        )
        try:
            reason = (
                why_not_released(assignment, self.released_names())
                or why_linked(handed_in.parent)
                or why_unreadable(handed_in)
                or why_other_release(handed_in, self.released(assignment))
                or why_swapped(handed_in, self.folder, assignment, student)
            )
            if reason:
                return reason
            # No file of a student's is copied; what the notebook needs comes from the release.
            with temp_attrs(self.api.coursedir, ignore=["*"]):
                result = self.api.autograde(assignment, student)
            stop_if_interrupted(result)
            if not result["success"]:
                return why_nbgrader_gave_up(result, handed_in)
            os.utime(graded, ns=(handed_in.stat().st_mtime_ns,) * 2)  # see _is_graded
        except Exception as error:  # whatever it is, the others are graded
            return f"{type(error).__name__}: {error}"
        return ""

    def _set_due(self, assignment: str) -> None:
        """Tell the gradebook when an assignment is due, by the course's late policy."""
        if due := self.late_policy.due.get(assignment):
            with Gradebook(self.api.coursedir.db_url) as gradebook:
                gradebook.update_or_create_assignment(assignment, duedate=due)

    def feedback(self, assignments: list[str]) -> None:
        """Write a feedback page for each graded submission; say which could not be written."""
        for assignment in assignments or self.handed_in():
            for student in sorted(self.api.get_autograded_students(assignment)):
                with temp_attrs(self.api.coursedir, ignore=["*"]):
                    result = self.api.generate_feedback(assignment, student)
                stop_if_interrupted(result)
                if not result["success"]:
                    reason = why_nbgrader_gave_up(result, self.autograded(assignment, student))
                    print(f"{assignment}: no feedback for {student}: {reason}")

    def export(self, reasons: dict[tuple[str, str], str] | None = None) -> list[Outcome]:
        """Write the table of all submissions to grades.csv and return it."""
        reasons = read_reasons(self.table) if reasons is None else reasons
        outcomes = [
            self._outcome(assignment, student, reasons.get((assignment, student), ""))
            for assignment, students in self.handed_in().items()
            for student in students
        ]
        write_table(self.table, outcomes)
        return outcomes

    def _outcome(self, assignment: str, student: str, reason: str) -> Outcome:
        """Return what the gradebook and the graded notebook say of a submission."""
        if not self.autograded(assignment, student).exists():
            reason = (
                reason or why_not_released(assignment, self.released_names()) or "not tried yet"
            )
            return Outcome(assignment, student, "not graded", reason=reason)
        with Gradebook(self.api.coursedir.db_url) as gradebook:
            try:
                submission = gradebook.find_submission(assignment, student)
            except MissingEntry:
                return Outcome(assignment, student, "not graded", reason="not in the gradebook")
            if self._is_blank(assignment, student):
                others = other_files(self.submitted(assignment, student))
                reason = f"look also at {others}" if others else ""
                return Outcome(
                    assignment, student, "blank", max_score=submission.max_score, reason=reason
                )
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            memo = next((grade for grade in grades if grade.name == "memo"), None)
            is_read = memo is not None and not memo.needs_manual_grade
            graded = nbformat.read(self.autograded(assignment, student), as_version=4)
            late = submission.total_seconds_late
            penalty = self.late_policy.late_submission_penalty(student, submission.score, late)
            return Outcome(
                assignment,
                student,
                "graded",
                score=submission.score - penalty,
                max_score=submission.max_score,
                automatic=sum(grade.auto_score or 0 for grade in grades),
                memo=f"{memo.score:g}" if memo is not None and is_read else "not read yet",
                late=in_words(late) if late else "",
                penalty=penalty if late else None,
                reason=reason,
                flags="; ".join(filter(None, self._flags(assignment, student, graded))),
                elsewhere=passed_there(graded),
            )

    def _flags(self, assignment: str, student: str, graded: Any) -> list[str]:
        """Return what else an instructor should know of a submission."""
        others = other_files(self.submitted(assignment, student)).split(", ")
        notebooks = [name for name in others if name.endswith(".ipynb")]
        beside = f"another notebook lies beside: {', '.join(notebooks)}" if notebooks else ""
        return [flags_of(graded), why_taken(graded, self.folder, assignment, student), beside]

    def _is_blank(self, assignment: str, student: str) -> bool:
        """Tell whether nothing was written into any cell for answers."""
        graded = nbformat.read(self.autograded(assignment, student), as_version=4)
        path = released_variant(self.released(assignment), graded.metadata.get("variant", ""))
        released, cells = released_notebook(path).cells, graded.cells
        stubs = {cell.id: cell for cell in released if cell.metadata.nbgrader.solution}
        return all(is_unchanged(cell, stubs[cell.id]) for cell in cells if cell.id in stubs)
