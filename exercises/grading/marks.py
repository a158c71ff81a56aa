"""The table of marks: what became of each submission, kept as grades.csv."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields
from pathlib import Path


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
    reason: str = ""


def write_table(path: Path, outcomes: list[Outcome]) -> None:
    """Write a row for each submission; the mark before the first tells Excel that it is UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Outcome)])
        writer.writeheader()
        writer.writerows(map(asdict, outcomes))


def read_reasons(path: Path) -> dict[tuple[str, str], str]:
    """Return why submissions were not graded when they were last tried."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {(row["assignment"], row["student"]): row["reason"] for row in csv.DictReader(file)}


def print_table(outcomes: list[Outcome]) -> None:
    """Print the table and how many of each kind there are."""
    if not outcomes:
        print("Nothing was handed in: put it at submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb.")
        return
    for one in outcomes:
        score = "" if one.score is None else f"{one.score:g} of {one.max_score:g}"
        memo = f"memo {one.memo}" if one.memo else ""
        print(f"{one.assignment:28} {one.student:24} {one.state:11} {score:9} {memo}{one.reason}")
    for state in ("graded", "blank", "not graded"):
        print(f"{sum(one.state == state for one in outcomes):5} {state}")
    print("The same table is in grades.csv.")
