"""Fills the gradebook that a learning management system gives out, so that it takes it back.

Systems find students and columns by keys of their own, and some make a new column where a title
is unknown. So nothing is made anew: their download is filled, cell by cell, and keeps its form.
Rules of imports: Canvas, `lib/gradebook_importer.rb`; Moodle,
`mod/assign/feedback/offline/importgradeslib.php`; Blackboard, its help on working offline.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from exercises.grading.marks import Outcome


@dataclass
class Sheet:
    """A table of a spreadsheet, with the form in which it came."""

    rows: list[list[str]]
    encoding: str
    delimiter: str
    is_quoted: bool
    line_end: str

    @classmethod
    def read(cls, path: Path) -> Sheet:
        """Read a table whose columns are parted by commas, semicolons or tabs.

        Raises
        ------
        ValueError
            If it is no such table.

        """
        data = path.read_bytes()
        starts = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
        encoding = next((name for mark, name in starts.items() if data.startswith(mark)), "utf-8")
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            raise ValueError(f"{path.name} is no text: download the CSV file again.") from None
        header = text.partition("\n")[0]
        delimiter = max(",;\t", key=header.count)
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        if len(rows) < 2 or len(rows[0]) < 2:
            raise ValueError(f"{path.name} has no table: download the gradebook again.")
        is_quoted = header.lstrip().startswith('"') and f'"{delimiter}"' in header
        return cls(rows, encoding, delimiter, is_quoted, "\r\n" if "\r\n" in text else "\n")

    def write(self, path: Path) -> None:
        """Write the table in the form in which it came."""
        text = StringIO(newline="")
        writer = csv.writer(
            text,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_ALL if self.is_quoted else csv.QUOTE_MINIMAL,
            lineterminator=self.line_end,
        )
        writer.writerows(self.rows)
        path.write_bytes(text.getvalue().encode(self.encoding))

    def column(self, *names: str) -> int | None:
        """Return the first column with one of these headings, or nothing."""
        headings = [heading.strip().casefold() for heading in self.rows[0]]
        return next((headings.index(name) for name in names if name in headings), None)


@dataclass(frozen=True)
class System:
    """How a system writes its gradebook: where students and points stand."""

    keys: tuple[str, ...]
    """Headings of the columns by which students are known, the surest first."""
    needed: tuple[str, ...]
    """Headings without which its import refuses the file."""
    points: Callable[[Sheet, list[str], int], float | None]
    """What a column gives at most, in a student's row."""
    grade: str = ""
    """Heading of the one column for grades, where there is one only."""


def _canvas_points(sheet: Sheet, _row: list[str], column: int) -> float | None:
    found = next((row for row in sheet.rows if row[0].strip() == "Points Possible"), None)
    return _number(found[column]) if found else None


def _moodle_points(sheet: Sheet, row: list[str], _column: int) -> float | None:
    place = sheet.column("maximum grade")
    return _number(row[place]) if place is not None else None


def _blackboard_points(sheet: Sheet, _row: list[str], column: int) -> float | None:
    found = re.search(r"Total Pts: ([\d.,]+)", sheet.rows[0][column])
    return _number(found[1]) if found else None


SYSTEMS = {
    "canvas": System(
        ("id", "sis user id", "sis login id"), ("student", "id", "section"), _canvas_points
    ),
    "moodle": System(
        ("identifier", "email address", "full name"),
        ("identifier", "grade", "last modified (grade)"),
        _moodle_points,
        "grade",
    ),
    "blackboard": System(("username", "student id"), ("username",), _blackboard_points),
}


def fill(name: str, path: Path, outcomes: list[Outcome], column: str = "") -> list[str]:
    """Fill a gradebook, beside which the filled one is written as ``...-filled``.

    Parameters
    ----------
    name
        The system: canvas, moodle or blackboard.
    path
        What was downloaded from it.
    outcomes
        The marks; what is not graded, or has a memo that nobody read, changes nothing.
    column
        The heading to fill, where it does not name the problem set.

    Returns
    -------
    list of str
        What an instructor should know, a line each.

    Raises
    ------
    ValueError
        If the file is no gradebook of this system, or no column fits.

    """
    if name not in SYSTEMS:
        raise ValueError(f"LMS={name} is not known: say {', '.join(SYSTEMS)}.")
    system, sheet = SYSTEMS[name], Sheet.read(path)
    if missing := [each for each in system.needed if sheet.column(each) is None]:
        raise ValueError(
            f"{path.name} has no column {', '.join(missing)}: is it {name}'s own download, "
            "with headings in English?"
        )
    said: list[str] = []
    filled = 0
    for assignment in dict.fromkeys(each.assignment for each in outcomes):
        marked = [each for each in outcomes if each.assignment == assignment]
        try:
            place = _place(sheet, system, assignment, column)
        except ValueError as problem:
            said.append(str(problem))
            continue
        for one in marked:
            rows = _rows_of(sheet, system, one.student)
            if why := _why_left(one, rows):
                said.append(f"{assignment}, {one.student}: {why}")
            elif one.score is not None and one.max_score:
                [row] = rows
                most = system.points(sheet, row, place) or one.max_score
                row[place] = f"{one.score * most / one.max_score:.2f}".rstrip("0").rstrip(".")
                filled += 1
    if not filled:
        raise ValueError("\n".join(["Nothing was filled.", *said]))
    target = path.with_stem(f"{path.stem}-filled")
    sheet.write(target)
    return [*said, f"{filled} marks stand in {target}; the rest of it is as it was."]


def _place(sheet: Sheet, system: System, assignment: str, column: str) -> int:
    """Return the column of an assignment: the one named, the only one, or the one that says it."""
    headings = sheet.rows[0]
    wanted = column or system.grade
    if wanted:
        places = [
            n for n, each in enumerate(headings) if each.strip().casefold() == wanted.casefold()
        ]
    else:
        number = re.findall(r"^ps(\d+)", assignment)
        signs = {assignment.casefold(), *(f"problem set {n}" for n in number)}
        signs |= {f"ps{n}" for n in number}
        places = [
            n
            for n, each in enumerate(headings)
            if any(
                re.search(rf"(?<!\w){re.escape(sign)}(?![\w])", each.casefold()) for sign in signs
            )
        ]
    places = [n for n in places if not any("read only" in row[n] for row in sheet.rows if row[n:])]
    if len(places) != 1:
        found = "no column" if not places else f"{len(places)} columns"
        raise ValueError(
            f"{assignment}: {found} for it; say COLUMN=... (there are: {'; '.join(headings)})"
        )
    return places[0]


def _rows_of(sheet: Sheet, system: System, student: str) -> list[list[str]]:
    """Return a student's rows: by the number that ends the folder's name, or by the name itself."""
    name, number = re.fullmatch(r"(.*?)(?:_(\d+))?", student).groups()  # type: ignore[union-attr]
    for key in system.keys:
        place = sheet.column(key)
        rows = [row for row in sheet.rows[1:] if place is not None and place < len(row)]
        said = [(row[place or 0].strip().casefold(), row) for row in rows]
        by_number = [row for each, row in said if number and re.fullmatch(rf"\D*{number}", each)]
        by_name = [row for each, row in said if each in {student.casefold(), name.casefold()}]
        if found := (by_number if key in {"id", "identifier"} else by_name):
            return found
    return []


def _why_left(one: Outcome, rows: list[list[str]]) -> str:
    """Return why a mark is not filled in, or nothing."""
    if len(rows) != 1:
        found = "not in the gradebook" if not rows else f"{len(rows)} rows of this name"
        return f"{found}: fill it by hand"
    if one.state != "graded":
        return f"{one.state}, so its cell is left as it was"
    if one.memo == "not read yet":
        return "the memo is not read yet, so its cell is left as it was"
    return ""


def _number(text: str) -> float | None:
    """Return a number with a point or comma, or nothing."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
