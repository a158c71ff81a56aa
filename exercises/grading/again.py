"""Grades again what was graded: in a copy of the course first, so that changes are seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from exercises.grading.course import Course
from exercises.grading.marks import Outcome
from exercises.grading.run import Key, Marking


def grade_again(
    course: Course,
    assignments: list[str],
    students: list[str],
    keep: bool,
    marked_elsewhere: Marking | None = None,
) -> None:
    """Grade some students' work anew, or everybody's, and say whose marks change.

    Parameters
    ----------
    course
        The course, in which nothing changes unless the new marks are kept.
    assignments
        Which assignments; all, if none is named.
    students
        Whose work; everybody's for ``["all"]``.
    keep
        Whether the new marks take the place of the old ones.
    marked_elsewhere
        What marks instead of this machine: a cluster.

    Raises
    ------
    ValueError
        If a student has handed in nothing, or marks were given meanwhile.

    """
    before = {(one.assignment, one.student): one for one in course.export()}
    chosen = [
        key
        for key in before
        if (students == ["all"] or key[1] in students)
        and (not assignments or key[0] in assignments)
    ]
    if unknown := set(students) - {"all"} - {student for _, student in before}:
        raise ValueError(f"Nothing was handed in by {', '.join(sorted(unknown))}.")
    gradebook = course.folder / "gradebook.db"
    state = gradebook.stat().st_mtime_ns
    copy = _copy(course, chosen)
    try:
        table = copy.autograde(assignments, again=True, marked_elsewhere=marked_elsewhere)
        after = {(one.assignment, one.student): one for one in table}
        changes = [key for key in chosen if _mark(before[key]) != _mark(after[key])]
        for key in changes:
            print(f"{key[0]}: {key[1]}, {_mark(before[key])} becomes {_mark(after[key])}")
        print(f"{len(changes)} of {len(chosen)} marks change.")
        if not keep:
            print("Nothing was kept. To keep them: the same command with KEEP=yes.")
            return
        if gradebook.stat().st_mtime_ns != state:
            raise ValueError("Somebody gave marks meanwhile, so nothing was kept: grade again.")
        _take_over(course, copy, chosen)
        course.export({key: one.reason for key, one in (before | after).items()})
    finally:
        shutil.rmtree(copy.folder, ignore_errors=True)


def _copy(course: Course, chosen: Iterable[Key]) -> Course:
    """Return a copy of a course that holds the chosen work alone."""
    folder = course.folder / ".again"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("source", "release", "key", "variants"):
        if (course.folder / name).is_dir():
            shutil.copytree(course.folder / name, folder / name)
    for name in ("gradebook.db", "nbgrader_config.py", "grades.csv", "variants.csv"):
        if (course.folder / name).is_file():
            shutil.copy2(course.folder / name, folder)
    for assignment, student in chosen:
        for part in ("submitted", "autograded"):
            place = course.folder / part / student / assignment
            if place.exists():
                shutil.copytree(place, folder / part / student / assignment, symlinks=True)
    return Course(folder, walls=course.api.config.Judge.walls)


def _take_over(course: Course, copy: Course, chosen: Iterable[Key]) -> None:
    """Put what was graded in the copy in the place of what was graded before."""
    for assignment, student in chosen:
        graded = copy.autograded(assignment, student).parent
        place = course.autograded(assignment, student).parent
        if graded.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(graded, place)
    (copy.folder / "gradebook.db").replace(course.folder / "gradebook.db")


def _mark(one: Outcome) -> str:
    """Say what somebody has, for a comparison."""
    return one.state if one.score is None else f"{one.score:g} of {one.max_score:g}"
