"""The problem sets: what students get, what they do not get, and the marks that answers earn."""

from __future__ import annotations

import ast
import csv
import html
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "exercises" / "source"
ASSIGNMENTS = sorted(path.name for path in SOURCE.iterdir())
SECRET = re.compile(
    r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END (?:SOLUTION|HIDDEN TESTS)", re.DOTALL
)
TELLING = 12
"""A shorter line, such as a bracket or `y2="high"`, gives nothing away."""

STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
"""Quotation marks as they are typed: the book prints curly ones."""

HALF: dict[str, str] = {
    "q1-answer": """
def attacks_between(table, first_day, last_day):
    low = table.set_index("as_of")["low"]
    difference = int(low[last_day] - low[first_day])
    return difference, difference
""",
    "q2-answer": """
def attacks_per_week(table):
    pairs = list(zip(table["as_of"], table["low"]))
    return [7 * (b - a) / (d - c).days for (c, a), (d, b) in zip(pairs, pairs[1:])]
""",
    "q3-answer": """
chart = alt.Chart(attacks).mark_bar().encode(x="as_of:T", y="low:Q", y2="high:Q")
""",
    "q4-answer": """
def delegates(attribution, agency_loss, retaliation_cost):
    return attribution < 1 - agency_loss / retaliation_cost
""",
    "q5-answer": """
def best_leash(rogue_probability, rogue_damage, retaliation_cost, base, slope):
    return rogue_probability * rogue_damage / (2 * slope * retaliation_cost)
""",
    "q6-answer": """
def posterior(prior, hit_rate, false_alarm_rate, sources):
    return prior * hit_rate / (prior * hit_rate + (1 - prior) * false_alarm_rate)
""",
    "q7-answer": """
def how_sure(reports, prior, hit_rate, false_alarm_rate):
    odds = prior / (1 - prior)
    for _ in {report["source"] for report in reports}:
        odds *= hit_rate / false_alarm_rate
    return odds / (1 + odds)
""",
    "q8-answer": 'does_not_follow = {"b"}',
}
"""One idea right and one missing in each question but the second, which is right."""

HALF_MARKS = {"q1": 1, "q2": 2, "q3": 1, "q4": 1, "q5": 1, "q6": 1, "q7": 1, "q8": 1}

WRONG: dict[str, str] = {
    "q1-answer": "def attacks_between(table, first_day, last_day):\n    return 117",
    "q2-answer": "def attacks_per_week(table):\n    return table['low'].diff().tolist()",
    "q3-answer": 'chart = alt.Chart(attacks).mark_point().encode(x="as_of:N", y="low:Q")',
    "q4-answer": "def delegates(a, l, r):\n    return a > 1 - l / r",
    "q5-answer": "def best_leash(p, k, r, base, slope):\n    return 1.5",
    "q6-answer": "def posterior(p, h, f, n):\n    return p * h / f",
    "q7-answer": """
def how_sure(reports, prior, hit_rate, false_alarm_rate):
    odds = prior / (1 - prior) * (hit_rate / false_alarm_rate) ** len(reports)
    return odds / (1 + odds)
""",
    "q8-answer": 'does_not_follow = {"A", "C", "E"}',
}


def read(path: Path) -> Any:
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def source_of(name: str) -> Any:
    """Return the authors' notebook of an assignment."""
    return read(SOURCE / name / f"{name}.ipynb")


def grading(cell: Any) -> dict[str, Any]:
    """Return what nbgrader notes about a cell."""
    found: dict[str, Any] = cell.metadata.get("nbgrader", {})
    return found


def secrets(name: str) -> set[str]:
    """Return every telling line of a solution or a hidden test."""
    blocks = [block for cell in source_of(name).cells for block in SECRET.findall(cell.source)]
    lines = {line.strip() for block in blocks for line in block.splitlines()}
    return {line for line in lines if len(line) >= TELLING}


def make(target: str, course: Path) -> None:
    """Run one of the instructor's commands on a course."""
    done = subprocess.run(
        ["make", "--silent", target, f"COURSE={course}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take a class of five from release to export, through the instructor's commands."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(SOURCE, folder / "source")
    shutil.copy(ROOT / "exercises" / "nbgrader_config.py", folder)
    make("release", folder)
    name = "ps2-proxies"
    solutions = {
        cell.id: re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", cell.source, flags=re.MULTILINE)
        for cell in source_of(name).cells
        if grading(cell).get("solution") and cell.cell_type == "code"
    }
    memo = {"q9-memo": "Minister, we should say how sure we are: about one in three."}
    for student, answers in {
        "right": solutions | memo,
        "blank": {},
        "half": HALF | memo,
        "wrong": WRONG | memo,
        "broken": solutions | {"q4-answer": "def delegates(a, l, r) return a"} | memo,
    }.items():
        handed_in = Path(
            shutil.copytree(folder / "release" / name, folder / "submitted" / student / name)
        )
        path = handed_in / f"{name}.ipynb"
        notebook = read(path)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        nbformat.write(notebook, path)
    make("autograde", folder)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for student in ("right", "half", "wrong", "broken"):
            grade = gradebook.find_grade("q9-memo", name, name, student)
            grade.manual_score, grade.needs_manual_grade = 3, False
        gradebook.db.commit()
    make("feedback", folder)
    make("export", folder)
    return folder


def marks(course: Path, student: str) -> dict[str, float]:
    """Return the automatic marks of a student, by question."""
    found: dict[str, float] = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission("ps2-proxies", student)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                if grade.cell.name != "q9-memo":
                    question = grade.cell.name.split("-")[0]
                    found[question] = found.get(question, 0) + (grade.auto_score or 0)
    return found


QUESTIONS = [f"q{number}" for number in range(1, 9)]


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        ("right", dict.fromkeys(QUESTIONS, 2)),
        ("blank", dict.fromkeys(QUESTIONS, 0)),
        ("half", HALF_MARKS),
        ("wrong", dict.fromkeys(QUESTIONS, 0)),
        ("broken", dict.fromkeys(QUESTIONS, 2) | {"q4": 0}),
    ],
)
def test_each_answer_earns_its_marks(course: Path, student: str, expected: dict[str, int]) -> None:
    assert marks(course, student) == expected


def test_the_export_adds_the_memo_to_the_marks(course: Path) -> None:
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {row["max_score"] for row in rows.values()} == {"20.0"}
    scores = {student: float(row["score"]) for student, row in rows.items()}
    assert scores == {"right": 19, "blank": 0, "half": 12, "wrong": 3, "broken": 17}


def test_feedback_says_in_words_what_to_look_at_again(course: Path) -> None:
    page = course / "feedback" / "half" / "ps2-proxies" / "ps2-proxies.html"
    text = html.unescape(page.read_text(encoding="utf-8"))
    assert "No leash is tighter than 1." in text
    assert "For the fewest, let the earlier count be as high as it may be" in text


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_secret_is_in_the_release_or_on_the_site(course: Path, site: Path, name: str) -> None:
    found = secrets(name)
    assert len(found) > 20
    pieces = [cell.source for cell in read(course / "release" / name / f"{name}.ipynb").cells]
    for path in site.rglob("*"):
        if path.suffix in {".html", ".js", ".json", ".ipynb", ".txt", ".csv", ".md", ".py"}:
            pieces.append(re.sub(r"<[^>]+>", "", html.unescape(path.read_text(encoding="utf-8"))))
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    if member.endswith(".ipynb"):
                        notebook = nbformat.reads(archive.read(member).decode(), as_version=4)
                        pieces += [cell.source for cell in notebook.cells]
    everything = "\n".join(pieces).translate(STRAIGHT)
    assert "attacks_between" in everything, "the release itself should be among what is searched"
    assert [line for line in found if line in everything] == []


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_release_stands_alone(course: Path, name: str) -> None:
    folder = course / "release" / name
    notebook = read(folder / f"{name}.ipynb")
    imported, opened = set(), set()
    for cell in notebook.cells:
        assert not cell.get("outputs")
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    imported |= {alias.name.split(".")[0] for alias in node.names}
                if isinstance(node, ast.ImportFrom):
                    imported.add(str(node.module).split(".")[0])
            opened |= set(re.findall(r"read_csv\(\"([^\"]+)\"", cell.source))
    assert imported == {"warnings", "altair", "pandas"}
    assert opened
    assert all((folder / file).is_file() and not (folder / file).is_symlink() for file in opened)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_source_is_sound(name: str) -> None:
    cells = source_of(name).cells
    noted = [grading(cell) for cell in cells]
    assert all(noted), "every cell is known to nbgrader"
    names = [note["grade_id"] for note in noted]
    assert len(set(names)) == len(names)
    assert [cell.id for cell in cells] == names
    assert sum(note.get("points", 0) for note in noted) == 20
    for cell, note in zip(cells, noted, strict=True):
        assert not cell.get("outputs") and cell.get("execution_count") is None
        assert note["locked"] != note["solution"], note["grade_id"]
        if note["grade"] and cell.cell_type == "code":
            visible = SECRET.sub("", cell.source)
            assert "assert" in visible, f"{note['grade_id']}: leave a test that students can see"
            assert "### BEGIN HIDDEN TESTS" in cell.source, note["grade_id"]
            for line in re.findall(r"^assert .*$", cell.source, re.MULTILINE):
                assert '"' in line or line.endswith("("), f"say in words what is wrong: {line}"
    questions = [cell for cell in cells if re.match(r"## \d", cell.source)]
    assert len(questions) - 1 >= 6, "six questions or more besides the memo"
    for cell in questions[:-1]:
        assert cell.source.count("<details><summary>Hint") == 3
