"""What stays when work is graded again: marks by hand, the first copy, the old term, the table."""

from __future__ import annotations

import csv
import errno
import os
import shutil
import stat
from pathlib import Path

import nbformat
import pytest

from exercises.demo.__main__ import hand_in
from exercises.demo.students import HandIn, answers
from exercises.grading.__main__ import main
from exercises.grading.again import grade_again
from exercises.grading.course import Course
from exercises.grading.late import LatePolicy, in_words
from exercises.grading.marks import Outcome, read_reasons, write_table
from exercises.grading.memos import mark_memo
from exercises.problem_set import read_problem_set

NAME = "ps2-proxies"


@pytest.fixture(scope="module")
def first(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course in which two students were graded, and one memo was read."""
    course = Course(shutil.copytree(released, tmp_path_factory.mktemp("again") / "course"))
    problem_set = read_problem_set(NAME)
    both = [HandIn(name, answers(problem_set), memo="Meets it") for name in ("ana", "ben")]
    memo = next(iter(problem_set.memo.examples))
    hand_in(course, problem_set, [HandIn(one.student, one.answers, memo=memo) for one in both])
    course.autograde([NAME])
    mark_memo(course, NAME, "ana", {"Says how sure it is"}, "Name the sources.")
    return course.folder


@pytest.fixture
def course(first: Path, tmp_path: Path) -> Course:
    """Return a copy of that course of one's own."""
    return Course(Path(shutil.copytree(first, tmp_path / "course", copy_function=shutil.copy2)))


def marks(course: Course) -> dict[str, tuple[str, float | None, str]]:
    """Return state, points and memo of each student."""
    return {one.student: (one.state, one.score, one.memo) for one in course.export()}


def rewrite(course: Course, student: str, cell: str, source: str) -> None:
    """Let a student hand in again, with one cell changed."""
    path = course.submitted(NAME, student)
    notebook = nbformat.read(path, as_version=4)
    next(each for each in notebook.cells if each.id == cell).source = source
    nbformat.write(notebook, path)
    later = course.autograded(NAME, student).stat().st_mtime + 60
    os.utime(path, (later, later))


def test_a_memo_keeps_its_mark_with_its_text_and_only_with_it(course: Course) -> None:
    assert marks(course)["ana"] == ("graded", 17, "1")
    rewrite(course, "ana", "q1-answer", "def count(reports):\n    return 0")
    course.autograde([NAME])
    state, score, memo = marks(course)["ana"]
    assert (state, memo) == ("graded", "1"), "the same text stays read"
    assert score is not None and score < 17
    rewrite(course, "ana", "memo", "Another text.")
    course.autograde([NAME])
    assert marks(course)["ana"] == ("graded", score - 1, "not read yet")


def test_a_broken_second_upload_leaves_the_first(course: Course) -> None:
    course.submitted(NAME, "ana").write_text("no notebook")
    [ana, ben] = course.autograde([NAME])
    assert (ana.state, ana.score, ana.memo) == ("graded", 17, "1")
    assert ana.reason.startswith("a later upload was not graded: the file is no notebook")
    assert (ben.score, ben.reason) == (16, "")


def test_a_full_disk_leaves_the_first(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(course, "ana", "memo", "Another text.")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        [ana, _] = course.autograde([NAME])
    assert (ana.state, ana.score, ana.memo) == ("graded", 17, "1")
    assert "No space left" in ana.reason
    [ana, _] = course.autograde([NAME])
    assert (ana.reason, ana.memo) == ("", "not read yet")
    assert [path.name for path in course.autograded(NAME, "ana").parent.iterdir()] == [
        f"{NAME}.ipynb"
    ]


def test_grading_again_shows_changes_before_it_keeps_them(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    source = next((course.folder / "source").rglob("*.ipynb"))
    notebook = nbformat.read(source, as_version=4)
    test = next(cell for cell in notebook.cells if cell.metadata.nbgrader.get("points") == 1)
    test.source = "assert False"
    nbformat.write(notebook, source)
    course.api.generate_assignment(NAME)
    before = marks(course)
    grade_again(course, [NAME], ["ana"], keep=False)
    said = capsys.readouterr().out
    assert "ana, 17 of 20 becomes 16 of 20" in said and "1 of 1 marks change." in said
    assert marks(course) == before
    grade_again(course, [NAME], ["all"], keep=True)
    assert "2 of 2 marks change." in capsys.readouterr().out
    assert marks(course) == {"ana": ("graded", 16, "1"), "ben": ("graded", 15, "not read yet")}
    assert not (course.folder / ".again").exists()
    with pytest.raises(ValueError, match="Nothing was handed in by zoe"):
        grade_again(course, [NAME], ["zoe"], keep=False)


def test_another_term_is_refused_over_graded_work(course: Course) -> None:
    before = course.released(NAME).read_bytes()
    with pytest.raises(ValueError, match="2 were graded by it: release 2027-fall into another"):
        course.release("2027-fall", [NAME])
    assert course.released(NAME).read_bytes() == before


def test_a_late_hand_in_loses_what_the_policy_says(course: Course) -> None:
    config = course.folder / "nbgrader_config.py"
    policy = f"c.LatePolicy.due = {{'{NAME}': '2027-03-01 23:59 Europe/Berlin'}}"
    config.write_text(f"{config.read_text()}\n{policy}\nc.LatePolicy.points_a_day = 2\n")
    stamp = course.submitted(NAME, "ben").with_name("timestamp.txt")
    stamp.write_text("2027-03-03 01:00:00 Europe/Berlin")
    again = Course(course.folder)
    rewrite(again, "ben", "memo", "Late.")
    [ana, ben] = again.autograde([NAME])
    assert (ana.late, ana.penalty, ana.score) == ("", None, 17)
    assert (ben.late, ben.penalty, ben.score) == ("1 d 1 h", 4, 12)


@pytest.mark.parametrize(
    ("seconds", "grace", "lost"), [(0, 0, 0), (1, 0, 2), (3600, 60, 0), (86401, 0, 4), (9e9, 0, 15)]
)
def test_a_day_begun_costs_a_day_and_never_more_than_all(
    seconds: float, grace: float, lost: float
) -> None:
    policy = LatePolicy(grace_minutes=grace, points_a_day=2)
    assert policy.late_submission_penalty("ana", 15, seconds) == lost


def test_lateness_in_words() -> None:
    assert [in_words(each) for each in (59, 3600, 90000)] == ["1 min", "1 h", "1 d 1 h"]


def test_what_nobody_understands_in_the_folder_is_named(course: Course) -> None:
    (course.folder / "submitted" / "doejane_12345_678_ps2.ipynb").write_text("")
    (course.folder / "submitted" / "zoe").mkdir()
    (course.folder / "submitted" / "zoe" / "ps2-proxies.ipynb").write_text("")
    assert course.not_understood() == ["doejane_12345_678_ps2.ipynb", "zoe/ps2-proxies.ipynb"]


def test_only_the_instructor_may_look_inside(course: Course) -> None:
    for name in ("source", "key", "submitted", "autograded", "gradebook.db"):
        mode = stat.S_IMODE((course.folder / name).stat().st_mode)
        assert mode & 0o077 == 0, name
    assert (course.folder / "release").stat().st_mode & 0o055


def test_a_table_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    table = tmp_path / "grades.csv"
    write_table(table, [Outcome(NAME, "علی", "graded", reason="why")])
    before = table.read_bytes()
    assert before.startswith(b"\xef\xbb\xbf"), "spreadsheets know the letters by this mark"
    with pytest.raises(TypeError):
        write_table(table, [Outcome(NAME, "ana", "graded"), None])  # type: ignore[list-item]
    assert table.read_bytes() == before


def test_no_name_is_a_formula(tmp_path: Path) -> None:
    table = tmp_path / "grades.csv"
    write_table(table, [Outcome(NAME, "=1+1", "not graded", reason="why")])
    [row] = csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines())
    assert row["student"] == "'=1+1"
    assert read_reasons(table) == {(NAME, "=1+1"): "why"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("collect", "make collect FROM=download.zip"),
        ("export --lms canvas", "FILL=their-download.csv"),
        ("collect --from nothing.zip", "There is no nothing.zip"),
    ],
)
def test_the_command_says_what_it_lacks(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    said: str,
) -> None:
    monkeypatch.setattr("sys.argv", ["grading", *words.split(), "--course", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert said in f"{ended.value}{capsys.readouterr().err}"
