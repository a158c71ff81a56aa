"""Deliveries: the downloads of three systems, the exchange, and folders as people make them."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from exercises.grading.delivery import read_delivery

SETS = ["ps1-why-secret", "ps2-proxies"]


def notebook(name: str = "", mark: str = "") -> bytes:
    """Return a notebook that says of which set it is, if it does."""
    metadata = {"problem_set": name} if name else {}
    return json.dumps({"nbformat": 4, "cells": [], "metadata": metadata, "mark": mark}).encode()


PS2 = notebook("ps2-proxies")
NOTE = b"Name: Jane Doe (jane_doe)\nAssignment: Problem Set 2\nDate Submitted: Monday\n"
BLACKBOARD = "Problem Set 2_{}_attempt_2027-03-0{}-12-30-45"

DOWNLOADS = {
    "Canvas": (
        {
            "doejane_12345_678_ps2-proxies.ipynb": PS2,
            "doejohn_LATE_12346_679_my work.ipynb": PS2,
            "josejose_12347_680_ps2-proxies-1.ipynb": notebook("ps2-proxies", "second"),
            "josejose_12347_681_ps2-proxies.ipynb": notebook("ps2-proxies", "first"),
        },
        {"doejane_12345", "doejohn_12346", "josejose_12347"},
    ),
    "Moodle": (
        {
            "Jane Doe_123_assignsubmission_file_/ps2-proxies.ipynb": PS2,
            "علی رضایی_124_assignsubmission_file_/ps2-proxies (1).ipynb": PS2,
            "Max Doe_125_assignsubmission_file_ps2-proxies.ipynb": PS2,
        },
        {"Jane Doe_123", "علی رضایی_124", "Max Doe_125"},
    ),
    "Blackboard": (
        {
            BLACKBOARD.format("jane_doe", 1) + ".txt": NOTE,
            BLACKBOARD.format("jane_doe", 1) + "_ps2-proxies.ipynb": PS2,
            BLACKBOARD.format("jdoe", 1) + "_ps2-proxies.ipynb": PS2,
            BLACKBOARD.format("jdoe", 2) + "_ps2-proxies.ipynb": notebook("ps2-proxies", "later"),
        },
        {"jane_doe", "jdoe"},
    ),
    "exchange": (
        {
            "jdoe+ps2-proxies+2027-03-01 10:00:00 UTC+4Xb/ps2-proxies.ipynb": PS2,
            "jdoe+ps2-proxies+2027-03-01 10:00:00 UTC+4Xb/timestamp.txt": b"2027-03-01 10:00:00",
            "jdoe+ps2-proxies+2027-03-02 10:00:00 UTC+4Xc/ps2-proxies.ipynb": notebook(mark="b"),
        },
        {"jdoe"},
    ),
    "folders": (
        {
            "class/jdoe/ps2-proxies/ps2-proxies.ipynb": notebook(),
            "mdoe/work.ipynb": PS2,
            "mdoe/.ipynb_checkpoints/work-checkpoint.ipynb": notebook("ps2-proxies", "old"),
            "ps2-proxies-zoe.ipynb": notebook(),
            "ana ps2-proxies (2).ipynb": notebook(),
            "__MACOSX/._ps2-proxies-zoe.ipynb": b"noise",
        },
        {"jdoe", "mdoe", "zoe", "ana"},
    ),
}


def lay(folder: Path, files: dict[str, bytes], *, packed: bool) -> Path:
    """Write files into a folder or a zip file and return it."""
    if packed:
        with ZipFile(folder / "download.zip", "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return folder / "download.zip"
    for name, content in files.items():
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_bytes(content)
    return folder / "in"


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
@pytest.mark.parametrize("kind", DOWNLOADS)
def test_each_download_is_taken_in_whole(tmp_path: Path, kind: str, packed: bool) -> None:
    files, students = DOWNLOADS[kind]
    delivery = read_delivery(lay(tmp_path, files, packed=packed), SETS)
    assert delivery.left == []
    assert {one.student for one in delivery.found.values()} == students
    assert {one.assignment for one in delivery.found.values()} == {"ps2-proxies"}


@pytest.mark.parametrize(
    ("kind", "student", "mark"),
    [
        ("Canvas", "josejose_12347", "second"),
        ("Blackboard", "jdoe", "later"),
        ("exchange", "jdoe", "b"),
    ],
)
def test_the_last_attempt_counts(tmp_path: Path, kind: str, student: str, mark: str) -> None:
    delivery = read_delivery(lay(tmp_path, DOWNLOADS[kind][0], packed=True), SETS)
    assert json.loads(delivery.found[student, "ps2-proxies"].content)["mark"] == mark


def test_times_are_kept_where_they_are_told(tmp_path: Path) -> None:
    files = DOWNLOADS["Blackboard"][0] | DOWNLOADS["exchange"][0]
    delivery = read_delivery(lay(tmp_path, files, packed=True), SETS, zone="Europe/Berlin")
    one = delivery.found["jane_doe", "ps2-proxies"]
    assert one.time == "2027-03-01 12:30:45 Europe/Berlin"
    one.lie_in(tmp_path / "submitted")
    place = tmp_path / "submitted/jane_doe/ps2-proxies"
    assert (place / "timestamp.txt").read_text() == one.time


def test_a_second_delivery_replaces_what_changed_and_nothing_else(tmp_path: Path) -> None:
    states = []
    for content in (PS2, PS2, notebook("ps2-proxies", "new")):
        source = lay(tmp_path, {"doejane_12345_678_ps2-proxies.ipynb": content}, packed=True)
        [one] = read_delivery(source, SETS).found.values()
        states.append(one.lie_in(tmp_path / "submitted"))
    assert states == ["new", "there already", "replaced"]


LEFT = {
    "essay.pdf": (b"", "no notebook"),
    "doejane_12345_678_notes.docx": (b"", "no notebook"),
    "jdoe/work.ipynb": (notebook(), "of which assignment?"),
    "ps2-proxies.ipynb": (PS2, "of which student?"),
    "jdoe/ps2-proxies/work.zip": (b"no zip file", "damaged"),
}


@pytest.mark.parametrize("path", LEFT)
def test_what_is_not_understood_is_named(tmp_path: Path, path: str) -> None:
    content, reason = LEFT[path]
    delivery = read_delivery(lay(tmp_path, {path: content}, packed=True), SETS)
    assert delivery.found == {}
    assert len(delivery.left) == 1 and delivery.left[0].startswith(path)
    assert reason in delivery.left[0]


def test_two_notebooks_at_once_are_named_and_one_is_kept(tmp_path: Path) -> None:
    files = {"jdoe/a.ipynb": PS2, "jdoe/b.ipynb": notebook("ps2-proxies", "other")}
    delivery = read_delivery(lay(tmp_path, files, packed=True), SETS)
    assert len(delivery.found) == len(delivery.left) == 1
    assert "keep one of the two" in delivery.left[0]


def test_a_notebook_in_a_zip_file_of_the_students_own_is_found(tmp_path: Path) -> None:
    inner = lay(tmp_path, {"folder/ps2-proxies.ipynb": PS2}, packed=True).read_bytes()
    files = {"doejane_12345_678_work.zip": inner}
    delivery = read_delivery(lay(tmp_path, files, packed=True), SETS)
    assert set(delivery.found) == {("doejane_12345", "ps2-proxies")}


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    files = {"../../etc/ps2-proxies/x.ipynb": PS2, "a[b]*/ps2-proxies/x.ipynb": PS2}
    delivery = read_delivery(lay(tmp_path, files, packed=True), SETS)
    for one in delivery.found.values():
        one.lie_in(tmp_path / "submitted")
    assert {path.name for path in (tmp_path / "submitted").iterdir()} == {"etc", "a-b--"}


def test_a_wrong_source_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="There is no"):
        read_delivery(tmp_path / "nothing.zip", SETS)
    (tmp_path / "page.zip").write_text("<html>")
    with pytest.raises(ValueError, match="is no zip file"):
        read_delivery(tmp_path / "page.zip", SETS)
