"""Variants of a problem set: other numbers for students who sit side by side.

Which a student gets follows from the student's id alone, so that a list that grows changes
nobody's. nbgrader knows one notebook for each assignment, that of variant A; what belongs to the
others lies beside it: ``variants/ASSIGNMENT/B`` as students have it, ``key/ASSIGNMENT-B`` with its
solutions and hidden tests.
"""

from __future__ import annotations

import csv
import re
import shutil
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from exercises.grading.released import released_notebook

SAID = re.compile(r"^These are the numbers of variant ([A-Z])\.$", re.MULTILINE)
"""What the first cell of a variant says (`exercises/assignment.py`)."""
LIST, TABLE = "students.csv", "variants.csv"
Given = dict[tuple[str, str], str]
"""The variant of each assignment and student."""


def letters(course: Path, assignment: str) -> list[str]:
    """Return the variants in which an assignment was released; none, if it was not varied."""
    folder = course / "variants" / assignment
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def keep_variant(course: Path, assignment: str, variant: str) -> None:
    """Put what was just released where a variant lies, with a zip file to give out."""
    place = course / "variants" / assignment / variant
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(course / "release" / assignment, place)
    with_name = course / "variants" / f".{assignment}"
    shutil.copytree(place, with_name / assignment)
    shutil.make_archive(str(course / "variants" / f"{assignment}-{variant}"), "zip", with_name)
    shutil.rmtree(with_name)
    key = course / "key"
    shutil.copy(key / f"{assignment}.md", key / f"{assignment}-{variant}.md")
    source = course / "source" / assignment / f"{assignment}.ipynb"
    shutil.copy(source, key / f"{assignment}-{variant}.ipynb")


def forget_variants(course: Path, assignment: str) -> None:
    """Remove what an earlier release left."""
    shutil.rmtree(course / "variants" / assignment, ignore_errors=True)
    for path in (
        *course.glob(f"variants/{assignment}-?.zip"),
        *course.glob(f"key/{assignment}-?.*"),
    ):
        path.unlink()


# Whose is which


def variant_for(student: str, assignment: str, term: str, variants: list[str]) -> str:
    """Return the variant that a student gets.

    >>> variant_for("ana", "ps2-proxies", "2027-spring", ["A", "B", "C", "D"])
    'C'
    """
    drawn = sha256(f"{assignment} in {term} for {student}".encode()).digest()
    return variants[int.from_bytes(drawn[:8], "big") % len(variants)]


def read_students(course: Path) -> list[str]:
    """Return the students of a course, by the list that nbgrader imports as well.

    Raises
    ------
    ValueError
        If there is no such list, or none that can be read.

    """
    path = course / LIST
    if not path.is_file():
        raise ValueError(
            f"Say who is in the class: write {path}, with a column id that holds the names of "
            "students as they will stand in submitted/."
        )
    with path.open(encoding="utf-8-sig", newline="") as file:
        students = [row.get("id") or "" for row in csv.DictReader(file)]
    if not students or not all(students):
        raise ValueError(f"{path} needs a column id, with a student in each row.")
    return students


def give_out(course: Path, assignment: str, term: str) -> None:
    """Write into the table who gets which variant of an assignment."""
    variants = letters(course, assignment)
    given = {key: variant for key, variant in read_given(course).items() if key[0] != assignment}
    for student in read_students(course) if variants else []:
        given[assignment, student] = variant_for(student, assignment, term, variants)
    if not given:
        (course / TABLE).unlink(missing_ok=True)
        return
    with (course / TABLE).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["assignment", "student", "variant"])
        writer.writerows([*key, variant] for key, variant in sorted(given.items()))


def read_given(course: Path) -> Given:
    """Return who got which variant of what."""
    path = course / TABLE
    return _read_given(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=1)
def _read_given(path: Path, _: int) -> Given:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["assignment"], row["student"]): row["variant"] for row in rows}


# What comes back


def named_variant(notebook: Any) -> str:
    """Return the variant that a notebook says it is, in its metadata or its first cell."""
    if isinstance(noted := notebook.metadata.get("variant"), str):
        return noted
    said = (SAID.search(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    return next((found[1] for found in said if found), "")


def variant_of(notebook: Any, course: Path, assignment: str, student: str) -> str:
    """Return the variant by which a notebook is graded; nothing, if the set was not varied."""
    variants = letters(course, assignment)
    named = named_variant(notebook)
    known = named if named in variants else read_given(course).get((assignment, student), "")
    return known or "".join(variants[:1])


def why_swapped(notebook: Any, course: Path, assignment: str, student: str) -> str:
    """Return why a notebook is not the one that its student was given, or nothing."""
    variants, given = letters(course, assignment), read_given(course)
    named = named_variant(notebook)
    own = given.get((assignment, student), "")
    if named and named not in variants:
        known = ", ".join(variants) or "none here"
        return f"its variant is {named[:20]} (there are: {known}): ask for the student's own"
    if named and own and named != own:
        others = [
            name for (each, name), letter in given.items() if (each, letter) == (assignment, named)
        ]
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        whose = f", which {', '.join(others[:3])}{more} got" if others else ""
        return f"it is variant {named}{whose}; {student} got {own}: ask for the student's own"
    if variants and not named and not own:
        return f"which variant is it? It does not say, and {student} is not in {TABLE}: add a row"
    return ""


def why_taken(graded: Any, course: Path, assignment: str, student: str) -> str:
    """Say that a variant was taken at its word, because nobody says what the student got."""
    variant = graded["metadata"].get("variant", "")
    listed = (assignment, student) in read_given(course)
    return "" if listed or not variant else f"not in {TABLE}, graded as variant {variant}"


def released_variant(released: Path, variant: str) -> Path:
    """Return where the students' version of a variant lies; without one, the release itself."""
    if not variant:
        return released
    course, assignment = released.parents[2], released.parent.name
    return course / "variants" / assignment / variant / released.name


def source_cells(released: Path, variant: str) -> dict[str, Any]:
    """Return a variant's cells with their hidden tests, by name."""
    course, assignment = released.parents[2], released.parent.name
    notebook = released_notebook(course / "key" / f"{assignment}-{variant}.ipynb")
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells}
