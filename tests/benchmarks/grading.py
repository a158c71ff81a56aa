"""How much faster a class is graded behind walls and by the judge than by nbgrader alone.

Run ``python -m tests.benchmarks.grading``: 24 submissions, the planted answers of a set twice over,
go through plain ``nbgrader autograde`` with its own configuration, then through the course's, in
the same environment. The marks must be the same; the ratio is of whole runs, imports included.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from nbgrader.api import Gradebook

from exercises.demo.__main__ import hand_in
from exercises.demo.students import planted_class
from exercises.grading.course import Course
from exercises.problem_set import read_problem_set

NAME, SUBMISSIONS = "ps2-proxies", 24
PLAIN = 'c = get_config()\nc.CourseDirectory.course_id = "delicate-dance"\n'


def graded(folder: Path, *, plain: bool) -> tuple[float, dict[tuple[str, str], float]]:
    """Grade the class in a folder; return the seconds, and the marks by student and test."""
    problem_set = read_problem_set(NAME)
    course = Course(folder)
    course.release("default", [NAME])
    planted = planted_class(problem_set)[:-1]  # but the blank one
    students = [
        replace(planted[number % len(planted)], student=f"s{number:02}")
        for number in range(SUBMISSIONS)
    ]
    hand_in(course, problem_set, students)
    if plain:
        (folder / "nbgrader_config.py").write_text(PLAIN, encoding="utf-8")
    ours = ["exercises.grading", "autograde", NAME, "--course", str(folder)]
    words = ["nbgrader", "autograde", NAME] if plain else ours
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": tools}
    start = monotonic()
    subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder if plain else Path(__file__).parents[2],
        env=settings,
        check=True,
        capture_output=True,
    )
    seconds = monotonic() - start
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        marks = {
            (one.student.id, grade.name): grade.auto_score
            for one in gradebook.assignment_submissions(NAME)
            for notebook in one.notebooks
            for grade in notebook.grades
        }
    return seconds, marks


def main() -> None:
    """Print the seconds of both ways, their ratio, and whether the marks are the same."""
    with TemporaryDirectory() as folder:
        plain, expected = graded(Path(folder, "plain"), plain=True)
        judged, found = graded(Path(folder, "judged"), plain=False)
    print(f"{SUBMISSIONS} submissions: nbgrader alone {plain:.1f} s, judged {judged:.1f} s")
    print(f"ratio {plain / judged:.1f}; {len(found)} marks, the same: {found == expected}")


if __name__ == "__main__":
    main()
