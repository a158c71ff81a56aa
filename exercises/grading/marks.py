"""The table of marks: what became of each submission, kept as grades.csv."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FORMULA = ("=", "+", "-", "@")
"""What makes a spreadsheet take a name for a formula."""


@dataclass
class Outcome:
    """What became of one submission: graded, blank, or not graded and why."""

    assignment: str
    student: str
    state: str
    score: float | None = None
    max_score: float | None = None
    automatic: float | None = None
    memo: str = ""
    late: str = ""
    penalty: float | None = None
    reason: str = ""
    flags: str = ""
    """What its code did that an answer never needs, and how it was graded."""
    elsewhere: str = ""
    """Which visible tests passed in the student's notebook and fail here, with what versions."""


def write_table(path: Path, outcomes: list[Outcome]) -> None:
    """Write a row for each submission; a table that cannot be written stays as it was."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8-sig", newline="") as file:  # the mark is for Excel
        writer = csv.DictWriter(file, [field.name for field in fields(Outcome)])
        writer.writeheader()
        for row in map(asdict, outcomes):
            plain = row["student"].startswith(FORMULA)
            writer.writerow(row | ({"student": f"'{row['student']}"} if plain else {}))
    beside.replace(path)


def read_reasons(path: Path) -> dict[tuple[str, str], str]:
    """Return why submissions were not graded when they were last tried."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["assignment"], _plain(row["student"])): row["reason"] for row in rows}


def _plain(student: str) -> str:
    return student[1:] if student[:1] == "'" and student[1:].startswith(FORMULA) else student


def print_table(outcomes: list[Outcome]) -> None:
    """Print the table and how many of each kind there are."""
    if not outcomes:
        print("Nothing was handed in: put it at submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb,")
        print("or take in what an LMS gave you: make collect FROM=download.zip.")
        return
    for one in outcomes:
        score = "" if one.score is None else f"{one.score:g} of {one.max_score:g}"
        memo = f"memo {one.memo}" if one.memo else ""
        late = f"{one.late} late, -{one.penalty:g}" if one.late else ""
        flags = f"[{one.flags}]" if one.flags else ""
        said = ", ".join(each for each in (memo, late, one.reason, one.elsewhere, flags) if each)
        print(f"{one.assignment:28} {one.student:24} {one.state:11} {score:9} {said}")
    for state in ("graded", "blank", "not graded"):
        print(f"{sum(one.state == state for one in outcomes):5} {state}")
    print("The same table is in grades.csv.")
