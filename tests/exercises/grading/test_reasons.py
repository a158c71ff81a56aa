"""Why a submission was not graded is said in words that help."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat

from exercises.assignment import instructor_notebook
from exercises.grading.course import Course
from exercises.grading.marks import print_table
from exercises.grading.reasons import why_nbgrader_gave_up
from exercises.problem_set import read_problem_set


def test_a_folder_that_is_no_assignment_is_named(tmp_path: Path, capsys: Any) -> None:
    course = Course(tmp_path)
    print_table(course.autograde([]))
    assert "Nothing was handed in" in capsys.readouterr().out
    course.release("default", ["ps1-why-secret"])
    name = "ps1-why-secret"
    for folder in ("amir/PS1 (1)", "amir/.ipynb_checkpoints", f"[amir]/{name}"):
        shutil.copytree(tmp_path / "release" / name, tmp_path / "submitted" / folder)
    first, second = course.autograde([])
    assert (first.assignment, first.state) == ("PS1 (1)", "not graded")
    assert first.reason.endswith(f"rename the folder (released: {name})")
    assert (second.student, second.state) == ("[amir]", "not graded")
    assert second.reason.startswith("a folder on its way has [ ] * ?")


def test_why_nbgrader_gave_up_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "one.ipynb"
    path.write_text(
        json.dumps(instructor_notebook(read_problem_set("ps2-proxies"))), encoding="utf-8"
    )
    assert "ended Python" in why_nbgrader_gave_up(
        {"log": "nbclient.exceptions.DeadKernelError: Kernel died"}, path
    )
    assert why_nbgrader_gave_up(
        {"error": "x\nsqlalchemy.exc.OperationalError: locked\n"}, path
    ).endswith("locked")
    assert "without a word" in why_nbgrader_gave_up({}, path)
    empty = "nbgrader.converters.base.NbGraderException: Please see the the above traceback"
    indented = f"  File x\n    PermissionError: [Errno 13] denied\n{empty}"
    assert why_nbgrader_gave_up({"log": indented}, path) == "PermissionError: [Errno 13] denied"
    assert "timestamp.txt is no date" in why_nbgrader_gave_up(
        {"log": f"ValueError: Invalid timestamp string: x\n{empty}"}, path
    )
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": []}), encoding="utf-8")
    assert "'metadata' is a required property" in why_nbgrader_gave_up({}, path)


def test_work_of_another_set_or_term_is_named(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.release("2027-spring", ["ps1-why-secret"])
    for student, name, term in (
        ("set", "ps2-proxies", "2027-spring"),
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
    assert reasons["term"].startswith("its term is 2026-fall, not 2027-spring")
    assert "there is ps1-why-secret.ipynb/mine.ipynb" in reasons["folder"]
