"""Gradebooks: what is filled is read back by the rules of each system's import."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from exercises.grading.lms import fill
from exercises.grading.marks import Outcome

CLASS = [
    Outcome("ps2-proxies", "doejane_12345", "graded", 17.5, 20, 13.5, "4"),
    Outcome("ps2-proxies", "doejohn_12346", "graded", 12, 20, 12, "not read yet"),
    Outcome("ps2-proxies", "josejose_12347", "blank", None, 20),
    Outcome("ps2-proxies", "mdoe", "graded", 20, 20, 16, "4"),
    Outcome("ps2-proxies", "stranger_9", "graded", 20, 20, 16, "4"),
]

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Problem Set 1 (77),Problem Set 2 (78),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,20,100,(read only)
"Doe, Jane",12345,A1,jane,S1,18,,
"Doe, John",12346,A2,john,S1,,3,
"José, José",12347,A3,jose,S1,,,
"Doe, Max",12348,A4,mdoe,S1,,,
"""

MOODLE = (
    'Identifier,"Full name","Email address",Status,Group,Grade,"Maximum Grade",'
    '"Grade can be changed","Last modified (submission)","Last modified (grade)",'
    '"Feedback comments"\n'
    '"Participant 12345","Jane Doe",jane@example.org,Submitted,,,10.00,Yes,"1 March, 10:00",-,\n'
    '"Participant 12346","John Doe",john@example.org,Submitted,,-,10.00,Yes,"1 March, 11:00",-,\n'
    '"Participant 12347","José José",jose@example.org,Submitted,,,10.00,Yes,-,-,\n'
    '"Participant 12348",mdoe,mdoe@example.org,Submitted,,,10.00,Yes,-,-,\n'
)

BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Problem Set 2 [Total Pts: 20 Score] |4711"\n'
    '"Doe"\t"Jane"\t"doejane"\t""\n"Doe"\t"John"\t"doejohn"\t""\n'
    '"José"\t"José"\t"josejose"\t""\n"Doe"\t"Max"\t"mdoe"\t""\n'
)


def canvas_import(data: bytes) -> dict[str, dict[str, float | None]]:
    """Read a file as Canvas does: marks by the number of the assignment, for each student."""
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    header = rows[0]
    assert "Student" in header[0] and "ID" in header[1], "Invalid header row"
    last = max(n for n, name in enumerate(header) if "Section" in name)
    columns = {
        n: found[1] for n, name in enumerate(header) if (found := re.search(r"\((\d+)\)$", name))
    }
    assert all(n > last for n in columns)
    read: dict[str, dict[str, float | None]] = {}
    for row in rows[1:]:
        if not any(row) or "Manual Posting" in row or "Points Possible" in row[0]:
            continue
        read[row[1]] = {
            number: None if row[n] in ("", "-") else round(float(row[n]), 2)
            for n, number in columns.items()
        }
    return read


def moodle_import(data: bytes) -> dict[str, float | None]:
    """Read a worksheet as Moodle does: a grade for the digits of each identifier."""
    rows = list(csv.DictReader(StringIO(data.decode("utf-8"))))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(rows[0])
    read = {}
    for row in rows:
        grade = row["Grade"].strip()
        value = None if grade in ("", "-") else float(grade)
        assert value is None or value <= float(row["Maximum Grade"])
        read[re.findall(r"^\D+(\d+)$", row["Identifier"])[0]] = value
    return read


def blackboard_import(data: bytes) -> dict[str, str]:
    """Read a file as Blackboard does: by username, a column known by the number in its heading."""
    rows = list(csv.reader(StringIO(data.decode("utf-16")), delimiter="\t"))
    [column] = [n for n, name in enumerate(rows[0]) if re.search(r"\|4711$", name)]
    return {row[rows[0].index("Username")]: row[column] for row in rows[1:]}


def test_canvas_takes_back_what_was_filled(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(CANVAS, encoding="utf-8-sig")
    said = fill("canvas", path, CLASS)
    data = (tmp_path / "grades-filled.csv").read_bytes()
    read = canvas_import(data)
    assert {student: marks["78"] for student, marks in read.items()} == {
        "12345": 87.5, "12346": 3, "12347": None, "12348": 100,
    }  # fmt: skip
    assert read["12345"]["77"] == 18, "other columns stay"
    assert data.decode("utf-8-sig").splitlines()[:3] == CANVAS.splitlines()[:3]
    text = "\n".join(said)
    assert "doejohn_12346: the memo is not read yet" in text
    assert "josejose_12347: blank" in text
    assert "stranger_9: not in the gradebook" in text
    assert "2 marks stand in" in text


def test_moodle_takes_back_what_was_filled(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(MOODLE, encoding="utf-8")
    fill("moodle", path, CLASS)
    read = moodle_import((tmp_path / "sheet-filled.csv").read_bytes())
    assert read == {"12345": 8.75, "12346": None, "12347": None, "12348": 10}


def test_blackboard_takes_back_what_was_filled(tmp_path: Path) -> None:
    path = tmp_path / "gc.xls"
    path.write_text(BLACKBOARD, encoding="utf-16")
    fill("blackboard", path, [*CLASS[1:], Outcome("ps2-proxies", "doejane", "graded", 17.5, 20)])
    data = (tmp_path / "gc-filled.xls").read_bytes()
    assert blackboard_import(data) == {
        "doejane": "17.5",
        "doejohn": "",
        "josejose": "",
        "mdoe": "20",
    }
    assert data.decode("utf-16").startswith('"Last Name"\t'), "all is quoted, as it was"


@pytest.mark.parametrize(
    ("system", "text", "reason"),
    [
        ("sakai", CANVAS, "is not known"),
        ("canvas", MOODLE, "has no column student"),
        ("moodle", CANVAS, "has no column identifier"),
        ("canvas", "nothing", "has no table"),
        ("canvas", CANVAS.replace("Set 2", "Set 9"), "no column for it; say COLUMN="),
        ("canvas", CANVAS.replace("Set 1", "Set 2"), "2 columns for it; say COLUMN="),
    ],
)
def test_a_wrong_gradebook_is_refused_in_words(
    tmp_path: Path, system: str, text: str, reason: str
) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(reason)):
        fill(system, path, CLASS)
    assert not (tmp_path / "grades-filled.csv").exists()


def test_a_column_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(CANVAS.replace("Problem Set 2", "Second essay"), encoding="utf-8")
    fill("canvas", path, CLASS, "Second essay (78)")
    assert canvas_import((tmp_path / "grades-filled.csv").read_bytes())["12345"]["78"] == 87.5


def test_two_of_one_name_are_left_to_the_instructor(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(MOODLE.replace("José José", "mdoe"), encoding="utf-8")
    said = fill("moodle", path, CLASS)
    assert any("mdoe: 2 rows of this name" in line for line in said)
