"""How much faster a class is graded behind walls and by the judge than by nbgrader alone.

Run ``python -m tests.benchmarks.grading``: 24 submissions, the planted answers of a set over and
over, go through plain ``nbgrader autograde`` with its own configuration, then through the course's,
in the same environment. The marks must be the same; the ratio is of whole runs, imports included.
On a machine that others use, processor time says more than the clock.

With ``--submissions 1000 --damaged 5`` so many of a hundred hand in something damaged, and the
class goes through the course's way alone.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from uuid import uuid4

import psutil
from nbgrader.api import Gradebook

from exercises.demo.__main__ import hand_in
from exercises.demo.students import DAMAGED, HandIn, answers, planted_class
from exercises.grading.course import Course
from exercises.problem_set import ProblemSet, read_problem_set

NAME = "ps2-proxies"
PLAIN = 'c = get_config()\nc.CourseDirectory.course_id = "delicate-dance"\n'


@dataclass
class Run:
    """What a run took: seconds by the clock and of processors, megabytes at its height."""

    seconds: float
    processor: float
    memory: float


def class_of(problem_set: ProblemSet, size: int, damaged: int) -> list[HandIn]:
    """Return a class in which so many of a hundred hand in something damaged."""
    planted = planted_class(problem_set)[:-1]  # but the blank one
    solution = answers(problem_set)
    students = []
    for number in range(size):
        one = planted[number % len(planted)]
        if number % 100 < damaged:
            name, damage, expected = DAMAGED[(number // 100 * damaged + number) % len(DAMAGED)]
            one = HandIn(name, solution, damage=damage, expected=expected)
        students.append(replace(one, student=f"s{number:05}"))
    return students


def prepared(folder: Path, size: int, damaged: int) -> Course:
    """Return a course in which the class has handed in."""
    problem_set, course = read_problem_set(NAME), Course(folder)
    course.release("default", [NAME])
    hand_in(course, problem_set, class_of(problem_set, size, damaged))
    return course


def graded(folder: Path, *, plain: bool) -> Run:
    """Grade the class in a folder."""
    if plain:
        (folder / "nbgrader_config.py").write_text(PLAIN, encoding="utf-8")
    ours = ["exercises.grading", "autograde", NAME, "--course", str(folder)]
    words = ["nbgrader", "autograde", NAME] if plain else ours
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    group = control_group()
    join = ["sh", "-c", f'echo $$ > {group}/cgroup.procs; exec "$@"', "sh"] if group else []
    start = monotonic()
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        run = psutil.Popen(
            [*join, sys.executable, "-m", *words],
            cwd=folder if plain else Path(__file__).parents[2],
            env={**os.environ, "PATH": tools},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        highest = 0.0
        while run.poll() is None:
            highest = max(highest, megabytes(run))
            sleep(1)
    assert run.returncode == 0, Path(log.name).read_text(encoding="utf-8")[-2000:]
    return Run(monotonic() - start, processor_seconds(group), highest)


def control_group() -> Path | None:
    """Return a new control group, which counts for all that joins it, if this machine lets us."""
    for place in (Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup")):
        group = place / f"grading-{uuid4()}"
        try:
            group.mkdir()
        except OSError:
            continue
        return group
    return None


def processor_seconds(group: Path | None) -> float:
    """Return what was counted; processes in rooms are nobody's children, so nothing else counts."""
    if group is None:
        return math.nan
    older = group / "cpuacct.usage"
    if older.exists():
        used = int(older.read_text()) / 1e9
    else:
        used = int((group / "cpu.stat").read_text().split()[1]) / 1e6
    with suppress(OSError):  # something in it is just ending
        group.rmdir()
    return used


def megabytes(run: psutil.Process) -> float:
    """Return what a process and all that it started hold, each shared page counted once."""
    held = 0
    try:
        for one in (run, *run.children(recursive=True)):
            held += one.memory_full_info().pss
    except psutil.Error:  # one has just ended
        return 0.0
    return held / 2**20


def marks(folder: Path) -> dict[tuple[str, str], float]:
    """Return the marks by student and test."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {
            (one.student.id, grade.name): grade.auto_score
            for one in gradebook.assignment_submissions(NAME)
            for notebook in one.notebooks
            for grade in notebook.grades
        }


def main() -> None:
    """Print what both ways took, their ratios, and whether the marks are the same."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--submissions", type=int, default=24)
    parser.add_argument("--damaged", type=int, default=0, help="of a hundred; then judged alone")
    asked = parser.parse_args()
    with TemporaryDirectory() as place:
        folder = Path(place, "judged")
        course = prepared(folder, asked.submissions, asked.damaged)
        judged = graded(folder, plain=False)
        print(f"{asked.submissions} submissions, judged: {judged}", flush=True)
        if asked.damaged:
            states = Counter(one.state for one in course.export())
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            print(f"{dict(states)}; the course's folder holds {size / 2**20:.0f} MB")
            return
        prepared(Path(place, "plain"), asked.submissions, 0)
        plain = graded(Path(place, "plain"), plain=True)
        same = marks(folder) == marks(Path(place, "plain"))
    print(f"nbgrader alone: {plain}")
    clock, processor = plain.seconds / judged.seconds, plain.processor / judged.processor
    print(f"ratio {clock:.1f} by the clock, {processor:.1f} of processors; same marks: {same}")


if __name__ == "__main__":
    main()
