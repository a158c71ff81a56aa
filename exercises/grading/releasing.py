"""Releases problem sets for a term: nbgrader makes the students' version, once for each variant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

from exercises.assignment import write_assignment
from exercises.drawing import VARIANTS
from exercises.grading.released import released_notebook
from exercises.grading.variants import (
    forget_variants,
    give_out,
    keep_variant,
    letters,
    read_students,
)
from exercises.problem_set import problem_set_names, read_problem_set

if TYPE_CHECKING:
    from exercises.grading.course import Course


def release(course: Course, term: str, assignments: list[str], variants: int) -> None:
    """Do what ``Course.release`` says."""
    chosen = list(VARIANTS[:variants])
    if chosen:
        read_students(course.folder)  # or say what is missing, before anything is changed
    for assignment in assignments or problem_set_names():
        _refuse_other(course, assignment, term, chosen)
        forget_variants(course.folder, assignment)
        for variant in reversed(chosen or [""]):  # the last, which nbgrader keeps, is the first
            write_assignment(read_problem_set(assignment, term, variant), course.folder)
            result = course.api.generate_assignment(assignment)
            if not result["success"]:
                log = result.get("log", result)
                raise RuntimeError(f"{assignment} could not be released:\n{log}")
            if variant:
                keep_variant(course.folder, assignment, variant)
        give_out(course.folder, assignment, term)
    released_notebook.cache_clear()


def _refuse_other(course: Course, assignment: str, term: str, variants: list[str]) -> None:
    """Refuse what work that was graded already would no longer fit."""
    released = course.released(assignment)
    graded = list((course.folder / "autograded").glob(f"*/{assignment}/*.ipynb"))
    if not (released.exists() and graded):
        return
    before = nbformat.read(released, as_version=4).metadata.get("term")
    if before != term:
        raise ValueError(
            f"{assignment} is released for {before}, and {len(graded)} were graded by it: "
            f"release {term} into another course, COURSE=..."
        )
    if len(there := letters(course.folder, assignment)) != len(variants):
        raise ValueError(
            f"{assignment} is released with VARIANTS={len(there)}, and {len(graded)} were graded "
            "by it: release it so again, or into another course, COURSE=..."
        )
