"""Grades a class with nbgrader, so that one damaged submission costs nobody else a mark.

Three small steps are added to nbgrader's own, through its lists of preprocessors
(`nbgrader_config.py`): what a submission lost is restored before grading, a warning costs
nothing, and feedback shows no hidden test. The rest drives nbgrader's API, student by student.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader

from exercises.assignment import write_assignment
from exercises.problem_set import DEFAULT_TERM, problem_set_names, read_problem_set

CONFIG = "nbgrader_config.py"
HIDDEN = "### BEGIN HIDDEN TESTS"
CHAINED = re.compile(r"another exception occurred:|of the following exception:")
LINE = re.compile(r"(?:Cell In\[\d+\], line |<ipython-input[^>]*> in <[^>]*>\(|^-+> )(\d+)", re.M)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
REASONS = {
    "DeadKernelError": "its code ended Python, for example with exit(): take that out",
    "Kernel died before replying": "Python would not start: take Python files out of its folder",
    "UnresponsiveKernelError": "its code could not be interrupted: look for an endless loop",
    "UnicodeDecodeError": "the file is not written in plain UTF-8: save it again from Jupyter",
    "No notebooks were matched": "the student's folder has one of [ ] * ? in its name: rename it",
    "NotJSONError": "the file is no notebook: ask for the .ipynb file itself",
}


# What is added to nbgrader


class Released(NbGraderPreprocessor):
    """A step that knows the notebook as it was released."""

    def released(self, resources: Any) -> Any:
        """Return the released notebook that a submission began as."""
        facts, course = resources["nbgrader"], CourseDirectory(parent=self)
        folder = course.format_path(course.release_directory, ".", facts["assignment"])
        return _notebook(Path(folder) / f"{facts['notebook']}.ipynb")


@cache
def _notebook(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


class Repair(Released):
    """Restores lost metadata, deleted cells and their order; sets pasted copies aside."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with each released cell once, in order, and all others beside."""
        released = {
            cell.metadata.nbgrader.grade_id: cell for cell in self.released(resources).cells
        }
        after: dict[str, list[Any]] = {"": []}
        found: dict[str, Any] = {}
        last = ""
        for cell in nb.cells:
            name = _name(cell, released)
            cell.metadata.pop("nbgrader", None)
            if name and (name not in found or _is_stub(found[name], released[name])):
                found[name] = cell
                after.setdefault(name, [])
                last = name
            elif not name or not _is_test(released[name]):
                after[last].append(cell)
        nb.cells, before = list(after[""]), ""
        for name, original in released.items():
            beside = after.get(before, []) + after.get(name, [])
            cell = found.get(name) or _unknown(original, after.get(before, []), nb.cells)
            if _is_memo(original) and _untouched(cell, original):
                texts = [one.source for one in beside if one.cell_type == "markdown"]
                cell.source = "\n\n".join(texts) or cell.source
            before = name
            cell.metadata["nbgrader"] = deepcopy(original.metadata.nbgrader)
            nb.cells += [cell, *after.get(name, [])]
        for number, cell in enumerate(nb.cells):
            cell.id = cell.metadata.get("nbgrader", {}).get("grade_id", f"added-{number}")
            cell.source = cell.source.encode("utf-8", "replace").decode("utf-8")  # half an emoji
        return nb, resources


def _name(cell: Any, released: dict[str, Any]) -> str:
    """Return which released cell this is: by its metadata, its id, its text or its first line."""
    noted = (cell.metadata.get("nbgrader") or {}).get("grade_id")
    for name in (noted, cell.get("id")):
        if name in released:
            return str(name)
    for name, original in released.items():
        if cell.source.strip() == original.source.strip():
            return name
        first = original.source.partition("\n")[0]
        if not original.metadata.nbgrader.locked and cell.source.partition("\n")[0] == first:
            return name
    return ""


def _unknown(original: Any, beside: list[Any], cells: list[Any]) -> Any:
    """Return what stands where an answer should and may be it, or a copy of the released cell."""
    if not original.metadata.nbgrader.locked:
        for cell in beside:
            if cell.cell_type == original.cell_type:
                cells.remove(cell)
                return cell
    restored = deepcopy(original)
    if not original.metadata.nbgrader.locked and not _is_memo(original):
        restored.source = ""  # a stub would undo an answer that stands elsewhere
    return restored


def _is_stub(cell: Any, original: Any) -> bool:
    return _untouched(cell, original) and not original.metadata.nbgrader.locked


def _is_test(cell: Any) -> bool:
    return bool(cell.metadata.nbgrader.locked and cell.metadata.nbgrader.grade)


def _is_memo(cell: Any) -> bool:
    return bool(cell.metadata.nbgrader.solution and cell.metadata.nbgrader.grade)


def _untouched(cell: Any, original: Any) -> bool:
    return bool(cell.source.strip() == original.source.strip())


class Forgive(NbGraderPreprocessor):
    """Lets a warning cost nothing: nbgrader gives zero for anything on the error stream."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Return the cell with what went to the error stream shown as ordinary output."""
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.name = "stdout"
        return cell, resources


class HideTests(Released):
    """Shows tests as students know them, and of a hidden one only that it failed."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with the released tests and no output that could tell more."""
        released = {
            cell.metadata.nbgrader.grade_id: cell for cell in self.released(resources).cells
        }
        for cell in nb.cells:
            note = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and note.get("grade"):
                cell.outputs = list(_told(cell))
                cell.source = released[note["grade_id"]].source
            elif cell.cell_type == "code" and not note:
                cell.outputs = []  # may show what a hidden test left behind
        return nb, resources


def _told(cell: Any) -> Iterator[Any]:
    """Yield what a student may read of the outputs of a test cell."""
    for output in cell.outputs:
        if output.output_type != "error":
            continue
        lines = LINE.findall(CHAINED.split(COLOUR.sub("", "\n".join(output.traceback)))[-1])
        shown = cell.source.partition(HIDDEN)[0].count("\n")
        if output.ename == "CellTimeoutError":
            text = "It ran longer than a test may: look for a loop that does not end."
        elif lines and int(lines[0]) <= shown:
            text = f"{output.ename}: {output.evalue}"
        else:
            text = (
                "A hidden test of this cell did not pass. It checks the idea that the cell's first "
                "line names, with other numbers or at an edge."
            )
        yield nbformat.v4.new_output("stream", name="stdout", text=text)


# Grading a class


@dataclass
class Outcome:
    """What became of one submission: graded, blank, or not graded and why."""

    assignment: str
    student: str
    state: str
    score: float | None = None
    max_score: float | None = None
    automatic: float | None = None
    memo: str = ""
    reason: str = ""


class Course:
    """A folder with source, release, submitted, autograded, feedback and the gradebook."""

    def __init__(self, folder: Path) -> None:
        # nbgrader calls alembic by its bare name, and a failed first call ruins the gradebook.
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / CONFIG).exists():
            shutil.copy(Path(__file__).parent / CONFIG, self.folder)
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, and of no consequence
        config = PyFileConfigLoader(CONFIG, path=str(self.folder)).load_config()
        config.CourseDirectory.root = str(self.folder)
        config.NbGraderAPI.log_level = "ERROR"
        self.api = NbGraderAPI(config=config)
        self.table = self.folder / "grades.csv"

    def release(self, term: str, names: list[str]) -> None:
        """Draw problem sets for a term and make the students' version of each."""
        _notebook.cache_clear()
        for name in names or problem_set_names():
            write_assignment(read_problem_set(name, term), self.folder)
            result = self.api.generate_assignment(name)
            if not result["success"]:
                raise RuntimeError(f"{name} could not be released:\n{result.get('log', result)}")

    def handed_in(self) -> dict[str, list[str]]:
        """Return which students have a folder for an assignment, for each."""
        found: dict[str, list[str]] = {}
        for folder in sorted((self.folder / "submitted").glob("*/*")):
            if folder.is_dir() and not folder.name.startswith("."):
                found.setdefault(folder.name, []).append(folder.parent.name)
        return dict(sorted(found.items()))

    def autograde(self, names: list[str]) -> list[Outcome]:
        """Grade what was handed in and not graded yet, or replaced; return the whole table."""
        reasons = self._reasons()
        for name, students in self.handed_in().items():
            if names and name not in names:
                continue
            for number, student in enumerate(students, 1):
                handed_in = self.folder / "submitted" / student / name / f"{name}.ipynb"
                graded = self.folder / "autograded" / student / name / f"{name}.ipynb"
                if graded.exists() and handed_in.exists() and _same(graded, handed_in):
                    continue
                print(f"{name}: {number} of {len(students)}, {student}", flush=True)
                try:
                    reason = self._not_released(name) or self._unfit(handed_in)
                    if not reason:
                        result = self.api.autograde(name, student)
                        reason = "" if result["success"] else _why(result, handed_in)
                    if not reason:
                        os.utime(graded, ns=(handed_in.stat().st_mtime_ns,) * 2)  # see _same
                except Exception as error:  # whatever it is, the others are graded
                    reason = f"{type(error).__name__}: {error}"
                if reason:
                    shutil.rmtree(graded.parent, ignore_errors=True)
                    shutil.rmtree(self.folder / "feedback" / student / name, ignore_errors=True)
                reasons[name, student] = reason
        return self.export(reasons)

    def mark_memo(self, name: str, student: str, met: set[str], comment: str = "") -> None:
        """Give a memo the points of the rubric's lines that it meets, as the Formgrader would.

        Parameters
        ----------
        name, student
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
        cells = _notebook(self.folder / "release" / name / f"{name}.ipynb").cells
        (rubric,) = (cell.metadata.rubric for cell in cells if "rubric" in cell.metadata)
        if unknown := met - {line.criterion for line in rubric}:
            known = "; ".join(line.criterion for line in rubric)
            raise ValueError(
                f"{name} has no criterion {sorted(unknown)}. Its criteria are: {known}."
            )
        said = [
            f"- {'Met' if line.criterion in met else 'Not yet'}: {line.criterion}."
            for line in rubric
        ]
        with Gradebook(self.api.coursedir.db_url) as gradebook:
            grade = gradebook.find_grade("memo", name, name, student)
            grade.manual_score = sum(line.points for line in rubric if line.criterion in met)
            grade.needs_manual_grade = False
            written = gradebook.find_comment("memo", name, name, student)
            written.manual_comment = "\n".join(["", "", *said, "", comment])
            gradebook.db.commit()

    def feedback(self, names: list[str]) -> None:
        """Write a feedback page for each graded submission; say which could not be written."""
        for name in names or self.handed_in():
            for student in sorted(self.api.get_autograded_students(name)):
                graded = self.folder / "autograded" / student / name / f"{name}.ipynb"
                result = self.api.generate_feedback(name, student)
                if not result["success"]:
                    print(f"{name}: no feedback for {student}: {_why(result, graded)}")

    def export(self, reasons: dict[tuple[str, str], str] | None = None) -> list[Outcome]:
        """Write the table of all submissions to grades.csv and return it."""
        reasons = self._reasons() if reasons is None else reasons
        outcomes = [
            self._outcome(name, student, reasons.get((name, student), ""))
            for name, students in self.handed_in().items()
            for student in students
        ]
        with self.table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Outcome)])
            writer.writeheader()
            writer.writerows(map(asdict, outcomes))
        return outcomes

    def _reasons(self) -> dict[tuple[str, str], str]:
        """Return why submissions were not graded when they were last tried."""
        if not self.table.exists():
            return {}
        with self.table.open(encoding="utf-8", newline="") as file:
            return {
                (row["assignment"], row["student"]): row["reason"] for row in csv.DictReader(file)
            }

    def _outcome(self, name: str, student: str, reason: str) -> Outcome:
        """Return what the gradebook and the graded notebook say of a submission."""
        graded = self.folder / "autograded" / student / name / f"{name}.ipynb"
        if not graded.exists():
            return Outcome(name, student, "not graded", reason=reason or "not tried yet")
        with Gradebook(self.api.coursedir.db_url) as gradebook:
            try:
                submission = gradebook.find_submission(name, student)
            except MissingEntry:
                return Outcome(name, student, "not graded", reason="not in the gradebook")
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            if self._blank(graded, name):
                others = _others(self.folder / "submitted" / student / name / graded.name)
                reason = f"look also at {others}" if others else ""
                return Outcome(
                    name, student, "blank", max_score=submission.max_score, reason=reason
                )
            memo = next((grade for grade in grades if grade.name == "memo"), None)
            read = memo is not None and not memo.needs_manual_grade
            return Outcome(
                name, student, "graded", submission.score, submission.max_score,
                sum(grade.auto_score or 0 for grade in grades),
                f"{memo.score:g}" if memo is not None and read else "not read yet",
            )  # fmt: skip

    def _not_released(self, name: str) -> str:
        """Return what to do with a folder whose name is no assignment's, or nothing."""
        names = sorted(path.stem for path in (self.folder / "release").glob("*/*.ipynb"))
        if name in names:
            return ""
        released = ", ".join(names) or "none, so release it first"
        return f"no assignment of this name: rename the folder (released: {released})"

    def _unfit(self, handed_in: Path) -> str:
        """Return why a file cannot be graded, or should not, or nothing."""
        if reason := _unreadable(handed_in):
            return reason
        path = self.folder / "release" / handed_in.stem / handed_in.name
        made_from = nbformat.read(handed_in, as_version=4).metadata
        for fact, now in _notebook(path).metadata.items():
            if fact in {"problem_set", "term"} and made_from.get(fact, now) != now:
                return f"its {fact.replace('_', ' ')} is {made_from[fact]}, not {now}: ask again"
        return ""

    def _blank(self, graded: Path, name: str) -> bool:
        """Tell whether nothing was written into any cell for answers."""
        released = _notebook(self.folder / "release" / name / f"{name}.ipynb")
        stubs = {c.id: c for c in released.cells if c.metadata.nbgrader.solution}
        cells = nbformat.read(graded, as_version=4).cells
        return all(_untouched(cell, stubs[cell.id]) for cell in cells if cell.id in stubs)


def _same(graded: Path, handed_in: Path) -> bool:
    """Tell whether this very file was graded; one that replaces it may well be older."""
    return graded.stat().st_mtime_ns == handed_in.stat().st_mtime_ns


def _others(path: Path) -> str:
    """Return the names of what else lies where a notebook should, wherever it was put."""
    found = (
        other for other in path.parent.rglob("*") if other.suffix in {".ipynb", ".txt", ".zip"}
    )
    inside = (str(other.relative_to(path.parent)) for other in found if other != path)
    return ", ".join(sorted(name for name in inside if ".ipynb_checkpoints" not in name))


def _unreadable(path: Path) -> str:
    """Return why a file cannot be graded at all, or nothing."""
    if not path.is_file():
        others = _others(path)
        found = f"there is {others}: rename it and grade again" if others else "no notebook at all"
        return f"no file {path.name}; {found}"
    try:
        text = path.read_text(encoding="utf-8")
        if text.startswith("\ufeff"):
            return REASONS["UnicodeDecodeError"]
        data = json.loads(text)
    except UnicodeDecodeError:
        return REASONS["UnicodeDecodeError"]
    except json.JSONDecodeError:
        return REASONS["NotJSONError"] if text.strip() else "the file is empty: ask for it again"
    return "" if isinstance(data, dict) and "nbformat" in data else REASONS["NotJSONError"]


def _why(result: dict[str, Any], path: Path) -> str:
    """Return in words why nbgrader gave up."""
    text = COLOUR.sub("", result.get("log") or "") + (result.get("error") or "")
    for name, words in REASONS.items():
        if name in text:
            return words
    try:
        nbformat.validate(json.loads(path.read_text(encoding="utf-8")))
    except nbformat.ValidationError as error:
        return f"its format is damaged ({error.message}): open it in Jupyter and save it again"
    raised = re.findall(r"^\w[\w.]*(?:Error|Exception): .+$", text, re.MULTILINE)
    return raised[0] if raised else "nbgrader gave up without a word; see .nbgrader.log"


def show(outcomes: list[Outcome]) -> None:
    """Print the table and how many of each kind there are."""
    if not outcomes:
        print("Nothing was handed in: put it at submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb.")
        return
    for one in outcomes:
        score = "" if one.score is None else f"{one.score:g} of {one.max_score:g}"
        memo = f"memo {one.memo}" if one.memo else ""
        print(f"{one.assignment:28} {one.student:24} {one.state:11} {score:9} {memo}{one.reason}")
    for state in ("graded", "blank", "not graded"):
        print(f"{sum(one.state == state for one in outcomes):5} {state}")
    print("The same table is in grades.csv.")


def main() -> None:
    """Do one of the instructor's steps on a course's folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("step", choices=["release", "autograde", "feedback", "export"])
    parser.add_argument("names", nargs="*", help="assignments; all, if none is named")
    parser.add_argument("--course", type=Path, default=Path(__file__).parent)
    parser.add_argument("--term", default=DEFAULT_TERM)
    asked = parser.parse_intermixed_args()
    if unknown := set(asked.names) - set(problem_set_names()):
        known = ", ".join(problem_set_names())
        parser.error(f"there is no assignment {', '.join(sorted(unknown))}; there are: {known}")
    course = Course(asked.course)
    if asked.step == "release":
        course.release(asked.term, asked.names)
    elif asked.step == "autograde":
        show(course.autograde(asked.names))
    elif asked.step == "feedback":
        course.feedback(asked.names)
    else:
        show(course.export())


if __name__ == "__main__":
    main()
