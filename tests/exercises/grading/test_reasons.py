"""Why a submission was not graded is said in words that help."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from exercises.assignment import instructor_notebook
from exercises.grading.course import Course
from exercises.grading.marks import print_table
from exercises.grading.reasons import why_given_up, why_nbgrader_gave_up, why_not_found
from exercises.grading.rooms import NotGradedError
from exercises.problem_set import read_problem_set
from tests.exercises.grading.conftest import SETS


def test_a_folder_that_is_no_assignment_is_named(released_course: Course, capsys: Any) -> None:
    course, name = released_course, "ps1-why-secret"
    print_table(course.autograde([]))
    assert "Nothing was handed in" in capsys.readouterr().out
    for folder in ("amir/PS1 (1)", "amir/.ipynb_checkpoints", f"[amir]/{name}"):
        shutil.copytree(course.released(name).parent, course.folder / "submitted" / folder)
    first, second = course.autograde([])
    assert (first.assignment, first.state) == ("PS1 (1)", "not graded")
    assert first.reason.endswith(f"rename the folder (released: {', '.join(SETS)})")
    assert (second.student, second.state) == ("[amir]", "not graded")
    assert second.reason.startswith("a folder on its way has [ ] * ?")


def test_why_a_paper_was_given_up_is_said_in_words() -> None:
    whole = json.dumps(instructor_notebook(read_problem_set("ps2-proxies"))).encode()
    assert why_given_up(NotGradedError("its code ended Python"), whole) == "its code ended Python"
    assert why_given_up(KeyError("x"), whole) == "KeyError: 'x'"
    damaged = json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": []}).encode()
    assert "'metadata' is a required property" in why_given_up(KeyError("x"), damaged)


def test_why_nbgrader_gave_up_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "one.ipynb"
    path.write_text(
        json.dumps(instructor_notebook(read_problem_set("ps2-proxies"))), encoding="utf-8"
    )
    assert why_nbgrader_gave_up(
        {"error": "x\nsqlalchemy.exc.OperationalError: locked\n"}, path
    ).endswith("locked")
    assert "without a word" in why_nbgrader_gave_up({}, path)
    empty = "nbgrader.converters.base.NbGraderException: Please see the the above traceback"
    indented = f"  File x\n    PermissionError: [Errno 13] denied\n{empty}"
    assert why_nbgrader_gave_up({"log": indented}, path) == "PermissionError: [Errno 13] denied"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": []}), encoding="utf-8")
    assert "'metadata' is a required property" in why_nbgrader_gave_up({}, path)


def test_a_course_where_nbgrader_finds_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"rename the folder on this way that has \[ in it"):
        Course(tmp_path / "course [2027]" / "exercises")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("answers.zip", "there is answers.zip: unpack it"),
        ("answers.py", "there is answers.py, which is no notebook: ask for the .ipynb file"),
        ("answers.ipynb", "there is answers.ipynb: rename it"),
        ("timestamp.txt", "no notebook at all"),
    ],
)
def test_what_lies_in_a_notebooks_place_is_named(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).touch()
    assert why_not_found(tmp_path / "set.ipynb").startswith(f"no file set.ipynb; {said}")


def test_work_of_another_set_or_term_is_named(released_course: Course) -> None:
    course, tmp_path = released_course, released_course.folder
    for student, name, term in (
        ("set", "ps2-proxies", "default"),
        ("term", "ps1-why-secret", "2026-fall"),
    ):
        folder = tmp_path / "submitted" / student / "ps1-why-secret"
        folder.mkdir(parents=True)
        nbformat.write(
            instructor_notebook(read_problem_set(name, term)), folder / "ps1-why-secret.ipynb"
        )
    path = tmp_path / "submitted" / "folder" / "ps1-why-secret" / "ps1-why-secret.ipynb"
    path.mkdir(parents=True)
    (path / "mine.ipynb").touch()
    reasons = {one.student: one.reason for one in course.autograde([])}
    assert reasons["set"].startswith("its problem set is ps2-proxies, not ps1-why-secret")
    assert reasons["term"].startswith("its term is 2026-fall, not default")
    assert "there is ps1-why-secret.ipynb/mine.ipynb" in reasons["folder"]


def test_a_link_is_refused_by_name(released_course: Course) -> None:
    """It could lead to the gradebook, or to another's work."""
    course, name = released_course, "ps1-why-secret"
    tmp_path, released = course.folder, course.released(name).parent
    for student in ("beside", "notebook", "folder"):
        (tmp_path / "submitted" / student).mkdir(parents=True)
    for student in ("beside", "notebook"):
        shutil.copytree(released, course.submitted(name, student).parent)
    (course.submitted(name, "beside").parent / "peek.db").symlink_to(tmp_path / "gradebook.db")
    course.submitted(name, "notebook").unlink()
    course.submitted(name, "notebook").symlink_to("/dev/zero")
    course.submitted(name, "folder").parent.symlink_to(released)
    reasons = {one.student: one.reason for one in course.autograde([])}
    assert reasons == {
        "beside": "peek.db is a link and no file: ask for the file itself",
        "notebook": f"{name}.ipynb is a link and no file: ask for the file itself",
        "folder": f"{name} is a link and no file: ask for the file itself",
    }


def test_files_beside_a_notebook_are_not_copied_and_replace_no_library(
    released_course: Course,
) -> None:
    course, name, tmp_path = released_course, "ps1-why-secret", released_course.folder
    folder = course.submitted(name, "amir").parent
    shutil.copytree(tmp_path / "release" / name, folder)
    (folder / "pandas.py").write_text("raise SystemExit", encoding="utf-8")
    (folder / "events.csv").write_text("mine", encoding="utf-8")
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    notebook.cells[1].source += "\nprint(len(events))"
    notebook.cells.append(nbformat.v4.new_code_cell("print(sum(events['type'] == 'x'))"))
    nbformat.write(notebook, folder / f"{name}.ipynb")
    (outcome,) = course.autograde([])
    assert (outcome.state, outcome.flags) == ("blank", "")
    graded = nbformat.read(course.autograded(name, "amir"), as_version=4)
    assert graded.cells[-1].outputs[0].text == "0\n"
    course.feedback([])
    kept = {path.name for path in tmp_path.glob("[af]*/amir/*/*")}
    assert kept == {f"{name}.ipynb", f"{name}.html"}


def test_work_graded_without_walls_says_so(released_course: Course) -> None:
    course, name = Course(released_course.folder, walls=False), "ps1-why-secret"
    tmp_path = course.folder
    shutil.copytree(tmp_path / "release" / name, course.submitted(name, "amir").parent)
    notebook = nbformat.read(course.submitted(name, "amir"), as_version=4)
    notebook.cells[3].source = "import os; os.system('true')"
    nbformat.write(notebook, course.submitted(name, "amir"))
    (outcome,) = course.autograde([])
    assert outcome.state == "graded"
    assert outcome.flags == "starts a program; graded without walls"
