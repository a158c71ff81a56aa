"""A course: its folder, and what is done with it; release, autograde, feedback, export."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from functools import partial
from pathlib import Path

from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
from nbgrader.apps import NbGraderAPI
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader

from exercises.grading.late import LatePolicy
from exercises.grading.ledger import Ledger
from exercises.grading.marks import Outcome, read_reasons, write_table
from exercises.grading.outcomes import outcomes
from exercises.grading.reasons import (
    stop_if_interrupted,
    why_nbgrader_gave_up,
    why_not_released,
)
from exercises.grading.releasing import release
from exercises.grading.run import Marking, Run
from exercises.grading.side_by_side import cores, marked_side_by_side

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

    def autograde(
        self,
        assignments: list[str],
        *,
        again: bool = False,
        at_once: int = 0,
        marked_elsewhere: Marking | None = None,
    ) -> list[Outcome]:
        """Grade what was handed in and not graded yet, or replaced; return the whole table.

        Parameters
        ----------
        assignments
            Which; all, if none is named.
        again
            Whether to grade also what was graded already.
        at_once
            How many at a time on this machine; as many as there are processors, if it is 0.
        marked_elsewhere
            What marks instead of this machine: a cluster.

        """
        reasons = read_reasons(self.table)
        waiting = [
            (assignment, student)
            for assignment, students in self.handed_in().items()
            for student in students
            if assignment in (assignments or [assignment])
            and (again or not self._is_graded(assignment, student))
        ]
        marking = marked_elsewhere or partial(
            marked_side_by_side, min(at_once or cores(), len(waiting))
        )
        with self.ledger() as ledger:
            for key, reason in Run(self, ledger).grade(waiting, marking):
                reasons[key] = reason
        self.keep_private()
        return self.export(reasons)

    def ledger(self) -> Ledger:
        """Open the gradebook."""
        return Ledger(self.api.coursedir.db_url, self.late_policy)

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
                else:
                    self._note_whose(assignment, student)

    def _note_whose(self, assignment: str, student: str) -> None:
        """Lay beside a page by what nbgrader's exchange finds whom it is for, where it came so."""
        folder = self.folder / "feedback" / student / assignment
        for name in ("timestamp.txt", "submission_secret.txt"):
            note = self.submitted(assignment, student).with_name(name)
            if note.is_file() and not note.is_symlink():
                shutil.copy(note, folder)

    def export(self, reasons: dict[tuple[str, str], str] | None = None) -> list[Outcome]:
        """Write the table of all submissions to grades.csv and return it."""
        reasons = read_reasons(self.table) if reasons is None else reasons
        table = []
        with self.ledger() as ledger:
            for assignment, students in self.handed_in().items():
                graded = outcomes(self, assignment, ledger)
                untried = why_not_released(assignment, self.released_names()) or "not tried yet"
                for student in students:
                    reason = reasons.get((assignment, student), "")
                    missing = Outcome(assignment, student, "not graded", reason=reason or untried)
                    one = graded.get(student, missing)
                    if one.state == "graded":
                        one.reason = reason
                    table.append(one)
        write_table(self.table, table)
        return table
