"""A course through nbgrader: what students get, what answers earn, what damage costs.

These are slow because about sixty notebooks are graded.
"""

from __future__ import annotations

import ast
import csv
import html
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from book.practice.questions import lines_to_order
from exercises.assignment import instructor_notebook
from exercises.demo.__main__ import grade
from exercises.demo.students import DAMAGED, small_class
from exercises.grading.__main__ import main
from exercises.grading.course import CONFIG, Course
from exercises.grading.memos import mark_memo
from exercises.problem_set import problem_set_names, read_problem_set

ROOT = Path(__file__).resolve().parents[3]
RELEASE = ROOT / "_build" / "release" / "release"
NAMES = problem_set_names()
SECRET = re.compile(r"### BEGIN (?P<kind>SOLUTION|HIDDEN TESTS)\n(.*?)### END (?P=kind)", re.DOTALL)
TELLING_LENGTH = 14
"""A shorter line, such as a bracket or `return share`, gives nothing away."""
STRAIGHT_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
"""Quotation marks as they are typed: the book prints curly ones."""

Graded = tuple[Path, str]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Return the made-up class, graded by its command, and what that said."""
    folder = tmp_path_factory.mktemp("classes") / "made-up"
    done = subprocess.run(
        [sys.executable, "-m", "exercises.demo", "ps2-proxies", "--course", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    return folder, f"{done.stdout}\n{done.stderr if done.returncode else ''}"


def secret_lines(name: str, kinds: tuple[str, ...] = ("SOLUTION", "HIDDEN TESTS")) -> set[str]:
    """Return every telling line of a solution or a hidden test that students do not also see.

    They see their notebook, and what the hour of Python teaches.
    """
    cells = instructor_notebook(read_problem_set(name)).cells
    hour = (ROOT / "chapters" / "python-you-need.md").read_text(encoding="utf-8")
    sources = [*(SECRET.sub("", cell.source) for cell in cells), hour]
    seen = "\n".join(line.strip() for source in sources for line in source.splitlines())
    blocks = [match for cell in cells for match in SECRET.finditer(cell.source)]
    lines = {line.strip() for one in blocks if one["kind"] in kinds for line in one[2].splitlines()}
    return {line for line in lines if len(line) >= TELLING_LENGTH and f"\n{line}" not in seen}


# What students get


@pytest.fixture(scope="module")
def published(site: Path) -> str:
    """Return every word that the site and the releases hold, but for what practice asks for.

    All tests and the key of the default term, by which no class is graded, lie in files that a
    reader who learns alone asks for.
    """
    pieces = []
    asked_for = set(site.glob("_static/practice-ps*.json"))
    assert len(asked_for) == len(NAMES)
    for path in set(site.rglob("*")) - asked_for:
        if path.suffix in {".html", ".js", ".json", ".ipynb", ".txt", ".csv", ".md", ".py"}:
            text = path.read_text(encoding="utf-8")
            pieces.append(
                re.sub(r"<[^<>]+>", "", html.unescape(text)) if "html" in path.name else text
            )
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                inside = [name for name in archive.namelist() if name.endswith((".ipynb", ".py"))]
                pieces += [archive.read(name).decode() for name in inside]
    for number, piece in enumerate(pieces):
        if piece.startswith("{") and '"nbformat"' in piece:
            cells = nbformat.reads(piece, as_version=4).cells
            pieces[number] = "\n".join(cell.source for cell in cells)
    return "\n".join(pieces).translate(STRAIGHT_QUOTES)


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_is_in_the_release_or_on_the_site(published: str, name: str) -> None:
    questions = read_problem_set(name).questions
    ordered = {line.strip() for each in questions for line in lines_to_order(each)}
    found = secret_lines(name) - ordered  # a page shows these among wrong ones, in no order
    assert len(found) > 20
    title = instructor_notebook(read_problem_set(name)).cells[2].source.splitlines()[0]
    searched = title.translate(STRAIGHT_QUOTES) in published  # or pytest would print all of it
    assert searched, "the releases themselves should be searched"
    assert [line for line in found if line in published] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_release_stands_alone(name: str) -> None:
    folder = RELEASE / name
    cells = nbformat.read(folder / f"{name}.ipynb", as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    imported = set()
    for node in (node for source in code for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(str(node.module))
    assert imported - {"math"} == {"importlib.util", "altair", "pandas"}
    opened = set(re.findall(r"read_csv\(\"([^\"]+)\"", code[0]))
    assert opened and opened == {path.name for path in folder.glob("*.csv")}
    assert not any(cell.get("outputs") for cell in cells)


@pytest.mark.parametrize(
    ("given", "warned"), [("", True), ("--term=2027-spring", False), ("--public", False)]
)
def test_a_release_by_the_books_own_numbers_is_warned_of(
    given: str, warned: bool, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setattr(Course, "release", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["", "release", "--course", str(tmp_path), *given.split()])
    main()
    assert ("grade no class by them" in capsys.readouterr().out) == warned


# What answers earn


def test_answers_of_every_set_go_through_nbgrader(tmp_path: Path) -> None:
    """Solution full, untouched release blank, planted answers lose their points alone.

    One hand-in of each kind, from the release to the gradebook; all planted answers meet the
    judge in `tests/exercises/test_demo.py`.
    """
    folder = tmp_path / "course"
    shutil.copytree(RELEASE.parent, folder, ignore=shutil.ignore_patterns(CONFIG.name))
    course = Course(folder)
    classes = {name: small_class(read_problem_set(name)) for name in NAMES}
    assert grade(course, classes) == {name: [] for name in NAMES}
    for name in NAMES:
        result = course.api.generate_feedback(name, classes[name][0].student)
        assert result["success"], result
    assert len(list(folder.glob("feedback/*/*/*.html"))) == len(NAMES)


def test_a_class_is_graded_whatever_is_handed_in(graded: Graded) -> None:
    folder, said = graded
    assert "ps2-proxies: each of the 30 got what was due." in said, said[-3000:]
    assert "   23 graded\n    1 blank\n    6 not graded\n" in said
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert len(rows) == 30
    assert (rows["solution"]["state"], rows["solution"]["automatic"]) == ("graded", "16.0")
    assert (rows["blank"]["state"], rows["blank"]["score"]) == ("blank", "")
    assert (rows["ended"]["state"], rows["ended"]["score"]) == ("not graded", "")
    assert rows["solution"]["score"] == "20.0"
    assert rows["memo-only"]["score"] == "4.0", "a memo counts, whatever the code does"
    assert {row["memo"] for row in rows.values() if row["state"] == "graded"} == {"0", "4"}


# What feedback tells


def test_feedback_names_what_visible_tests_found_and_hides_the_others(graded: Graded) -> None:
    folder, _ = graded
    hidden = secret_lines("ps2-proxies", ("HIDDEN TESTS",))
    pages = sorted(folder.glob("feedback/*/ps2-proxies/ps2-proxies.html"))
    assert len(pages) == 24
    text = ""
    for page in pages:
        text = html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))
        text = text.translate(STRAIGHT_QUOTES)
        assert "Count the witnesses" in text
        assert [line for line in hidden if line in text] == [], page
        assert "Says how sure it is" in text, "the rubric stands in the feedback"
        marked = sum(f"{word}: Says how sure it is." in text for word in ("Met", "Not yet"))
        assert marked == (0 if page.parents[1].name in {"blank", "good-3"} else 1)
    blank = (folder / "feedback/blank/ps2-proxies/ps2-proxies.html").read_text(encoding="utf-8")
    assert "NotImplementedError" in blank
    odd = "".join(page.read_text(encoding="utf-8") for page in pages if "good-" in str(page))
    assert "A hidden test of this cell did not pass" in odd
    assert "let the earlier count be as high as it may be" in html.unescape(odd)


def test_a_memo_is_marked_by_its_rubric_only(graded: Graded) -> None:
    course = Course(graded[0])
    with pytest.raises(ValueError, match="Its criteria are: Says how sure it is; Counts"):
        mark_memo(course, "ps2-proxies", "zoe", {"Brevity"})
    mark_memo(course, "ps2-proxies", "zoe", {"Says how sure it is"}, "Name the sources.")
    outcome = next(one for one in course.export() if one.student == "zoe")
    assert (outcome.memo, outcome.score) == ("1", 17)


# The instructor's steps


def test_a_second_run_grades_only_what_is_new(graded: Graded, capsys: Any) -> None:
    folder, _ = graded
    course = Course(folder)
    name, student = "ps2-proxies", "empty-file"
    path = folder / "submitted" / student / name / f"{name}.ipynb"
    path.write_text((RELEASE / name / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(folder / "submitted" / "good-3" / name / f"{name}.ipynb", (0, 0))  # older, and another
    outcomes = {one.student: one for one in course.autograde([name])}
    ungradable = {one for one, _, expected in DAMAGED if expected.state == "not graded"}
    tried = set(re.findall(r"of 7, (\S+)", capsys.readouterr().out))
    assert tried == {student, "good-3", *ungradable}
    assert outcomes[student].state == "blank"
    assert outcomes["ended"].reason.startswith("its code ended Python")
    again = {one.student: one for one in course.export()}
    assert again["ended"].reason == outcomes["ended"].reason, "reasons outlive a run"


def test_each_term_has_its_release(tmp_path: Path) -> None:
    course = Course(tmp_path)
    notebooks = []
    for term in ("2027-spring", "2027-fall"):
        course.release(term, ["ps1-why-secret"])
        (tmp_path / "source" / "ps1-why-secret" / ".ipynb_checkpoints").mkdir()  # of JupyterLab
        path = tmp_path / "release" / "ps1-why-secret" / "ps1-why-secret.ipynb"
        notebooks.append(nbformat.read(path, as_version=4))
        assert notebooks[-1].metadata.term == term
    assert notebooks[0].cells[2].source != notebooks[1].cells[2].source
    assert "For instructors only" in (tmp_path / "key" / "ps1-why-secret.md").read_text("utf-8")
