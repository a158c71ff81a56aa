"""Students side by side get other numbers, and a notebook that was swapped is named."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from exercises.drawing import VARIANTS
from exercises.grading import __main__ as command
from exercises.grading.course import Course
from exercises.grading.marks import Outcome
from exercises.grading.variants import (
    read_given,
    read_students,
    released_variant,
    variant_for,
    why_swapped,
)
from exercises.problem_set import read_problem_set

NAME, TERM = "ps2-proxies", "2027-spring"
FOUR = list(VARIANTS[:4])


def two_of(*variants: str) -> list[str]:
    """Return names of students who get these variants."""
    found = []
    for variant in variants:
        names = (f"student-{number}" for number in range(1000))
        drawn = (name for name in names if variant_for(name, NAME, TERM, FOUR) == variant)
        found.append(next(name for name in drawn if name not in found))
    return found


AMIR, BEA, CAT, DAN, EVE = two_of("A", "B", "B", "C", "D")


def test_an_id_alone_says_who_gets_what() -> None:
    names = [f"student-{number}" for number in range(400)]
    counts = Counter(variant_for(name, NAME, TERM, FOUR) for name in names)
    assert sorted(counts) == FOUR and min(counts.values()) > 60
    partners = {name for name in names if variant_for(name, NAME, TERM, FOUR) == "A"}
    again = Counter(variant_for(name, "ps3-red-lines", TERM, FOUR) for name in partners)
    assert sorted(again) == FOUR, "who shares a variant once need not do so again"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course of five with four variants, by the very command."""
    folder = tmp_path_factory.mktemp("variants") / "course"
    course = Course(folder)
    with pytest.raises(ValueError, match=r"write .*students\.csv, with a column id"):
        course.release(TERM, [NAME], variants=4)
    rows = "".join(f"{name},\n" for name in (AMIR, BEA, CAT, DAN, EVE))
    (folder / "students.csv").write_text(f"id,first_name\n{rows}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        asked = ["x", "release", NAME, "--course", str(folder), "--term", TERM, "--variants", "4"]
        patch.setattr("sys.argv", asked)
        command.main()
    return Course(folder)


def solve(course: Course, student: str, of: str, answers_of: str = "", says: str = "") -> None:
    """Hand in a solved variant: perhaps with another's answers, or saying it is another's."""
    problem_set = read_problem_set(NAME, TERM, answers_of or of)
    solutions = {f"{each.name}-answer": each.solution for each in problem_set.questions}
    notebook = nbformat.read(released_variant(course.released(NAME), of), as_version=4)
    for cell in notebook.cells:
        cell.source = solutions.get(cell.id, cell.source)
    if says in ("in its first cell", "nowhere"):
        notebook.metadata.pop("variant")
    elif says:
        notebook.metadata["variant"] = says
    if says == "nowhere":
        notebook.cells.pop(0)
    path = course.submitted(NAME, student)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def table(course: Course) -> dict[str, Outcome]:
    """Return what became of six hand-ins, each with full marks where it is the student's own."""
    solve(course, AMIR, "A")
    solve(course, BEA, "B", says="in its first cell")
    solve(course, CAT, "A")
    solve(course, DAN, "C", answers_of="A")
    solve(course, EVE, "A", says="D")
    solve(course, "guest", "C")
    again = Course(course.folder)  # of this test: what it says of warnings ends with a test
    return {one.student: one for one in again.autograde([NAME])}


def test_each_variant_has_its_release_its_zip_and_its_key(course: Course) -> None:
    texts = []
    for variant in FOUR:
        with zipfile.ZipFile(course.folder / "variants" / f"{NAME}-{variant}.zip") as archive:
            assert f"{NAME}/{NAME}.ipynb" in archive.namelist()
            texts.append(archive.read(f"{NAME}/{NAME}.ipynb").decode())
        notebook = nbformat.reads(texts[-1], as_version=4)
        assert f"These are the numbers of variant {variant}." in notebook.cells[0].source
        assert "HIDDEN" not in texts[-1] and "SOLUTION" not in texts[-1]
        key = (course.folder / "key" / f"{NAME}-{variant}.md").read_text(encoding="utf-8")
        assert f"term {TERM}, variant {variant}" in key
        first = read_problem_set(NAME, TERM, variant).questions[0].solution
        assert first in key
    assert len(set(texts)) == 4
    given = read_given(course.folder)
    assert [given[NAME, each] for each in (AMIR, BEA, CAT, DAN, EVE)] == ["A", "B", "B", "C", "D"]


def test_the_own_variant_is_graded_by_its_own_tests(table: dict[str, Outcome]) -> None:
    for student in (AMIR, BEA):  # hers lost its metadata, and is known by its first cell
        assert (table[student].state, table[student].automatic) == ("graded", 16), table[student]
    assert table["guest"].automatic == 16
    assert table["guest"].flags == "not in variants.csv, graded as variant C"


def test_a_swapped_notebook_is_refused_by_name(table: dict[str, Outcome]) -> None:
    swapped = table[CAT]
    assert (swapped.state, swapped.score) == ("not graded", None)
    assert swapped.reason == (
        f"it is variant A, which {AMIR} got; {CAT} got B: ask for the student's own"
    )


def test_a_neighbours_answers_do_not_fit(table: dict[str, Outcome]) -> None:
    for student in (DAN, EVE):  # hers says that it is her own variant, which it is not
        copied = table[student]
        assert copied.state == "graded" and copied.automatic is not None
        assert copied.automatic < 8, "copying is worth less than half"


def test_what_cannot_be_told_is_said(course: Course, table: dict[str, Outcome]) -> None:
    def why(student: str) -> str:
        notebook = nbformat.read(course.submitted(NAME, "guest"), as_version=4)
        return why_swapped(notebook, course.folder, NAME, student)

    solve(course, "guest", "C", says="nowhere")
    said = why("guest")
    assert said.startswith("which variant is it?") and "guest is not in variants.csv" in said
    assert why(BEA) == "", "the table says what she got"
    solve(course, "guest", "C", says="../../key")
    assert "there are: A, B, C, D" in why("guest")


def test_another_number_of_variants_over_graded_work_is_refused(
    course: Course, table: dict[str, Outcome]
) -> None:
    with pytest.raises(ValueError, match=r"with VARIANTS=4, and .* were graded"):
        course.release(TERM, [NAME])


def test_a_list_without_ids_is_refused(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text("name\nana\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs a column id"):
        read_students(tmp_path)
