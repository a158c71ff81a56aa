"""Several papers at a time: the same marks as one by one, and nothing lost or doubled."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import nbformat
import pytest
from nbgrader.api import Gradebook

from exercises.demo.__main__ import hand_in
from exercises.demo.students import HandIn, answers
from exercises.grading.course import Course
from exercises.grading.marks import Outcome
from exercises.grading.papers import Marked, Paper, Standard, mark
from exercises.grading.side_by_side import BROKE_OFF
from exercises.problem_set import read_problem_set

NAME = "ps1-why-secret"
STUDENTS = ("amir", "blank", "dora", "ended", "zoe")


@pytest.fixture(scope="module")
def handed_in(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course in which five have handed in, one of them nothing and one `os._exit`."""
    course = Course(shutil.copytree(released, tmp_path_factory.mktemp("side-by-side") / "course"))
    problem_set = read_problem_set(NAME)
    right, first = answers(problem_set), problem_set.questions[0]
    wrong = {f"{first.name}-answer": first.wrong_answers[0].code}
    ended = {f"{first.name}-answer": "import os\nos._exit(0)"}
    written = dict(zip(STUDENTS, (right, {}, right | wrong, right | ended, right), strict=True))
    memos = dict.fromkeys(STUDENTS, "Meets") | {"blank": ""}
    hand_in(
        course, problem_set, [HandIn(name, written[name], memo=memos[name]) for name in STUDENTS]
    )
    return course.folder


@pytest.fixture
def course(handed_in: Path, tmp_path: Path) -> Course:
    """Return a copy of that course of one's own."""
    return Course(Path(shutil.copytree(handed_in, tmp_path / "course", copy_function=shutil.copy2)))


def kept(course: Course) -> dict[str, tuple[int, set[tuple[str, float | None]]]]:
    """Return how many submissions the gradebook has of each student, and the marks."""
    with Gradebook(course.api.coursedir.db_url) as gradebook:
        found: dict[str, tuple[int, set[tuple[str, float | None]]]] = {}
        for one in gradebook.assignment_submissions(NAME):
            marks = {
                (grade.name, grade.auto_score) for each in one.notebooks for grade in each.grades
            }
            found[one.student.id] = (found.get(one.student.id, (0, set()))[0] + 1, marks)
        return found


def test_two_at_a_time_give_the_table_of_one_at_a_time(course: Course, tmp_path: Path) -> None:
    alone = Course(Path(shutil.copytree(course.folder, tmp_path / "alone", symlinks=True)))
    one_by_one = alone.autograde([NAME], at_once=1)
    assert course.autograde([NAME], at_once=2) == one_by_one
    assert kept(course) == kept(alone)
    states = [one.state for one in one_by_one]
    assert states == ["graded", "blank", "graded", "not graded", "graded"]
    for student in ("amir", "blank", "dora"):
        both = [each.autograded(NAME, student) for each in (course, alone)]
        notebooks = [nbformat.read(path, as_version=4) for path in both]
        for notebook in notebooks:
            assert notebook.metadata.judge.pop("seconds") > 0
        assert notebooks[0] == notebooks[1]
        assert {path.stat().st_mode & 0o777 for path in both} == {0o444}


def test_nbgraders_own_command_gives_the_same_marks(course: Course, tmp_path: Path) -> None:
    """The Formgrader's button runs the same steps by nbgrader's own hand."""
    alone = Course(Path(shutil.copytree(course.folder, tmp_path / "alone", symlinks=True)))
    assert alone.api.autograde(NAME, "dora")["success"]
    course.autograde([NAME])
    assert kept(alone)["dora"] == kept(course)["dora"]
    [dora] = [one for one in alone.export() if one.student == "dora"]
    assert dora in course.export()


def heard() -> None:
    """Let Ctrl-C be heard, which a shell's background makes its processes ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_at_once_and_the_next_run_goes_on(course: Course) -> None:
    """Loops that may run for minutes keep both processes busy; nobody waits for their end."""
    settings = course.folder / "nbgrader_config.py"
    settings.write_text(f"{settings.read_text()}\nc.Judge.seconds = 300\n")
    for student in ("dora", "ended"):
        path = course.submitted(NAME, student)
        notebook = nbformat.read(path, as_version=4)
        notebook.cells[3].source = "while True:\n    pass"
        nbformat.write(notebook, path)
    words = ["-m", "exercises.grading", "autograde", NAME, "--jobs", "2"]
    run = subprocess.Popen(
        [sys.executable, *words, "--course", course.folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heard,  # noqa: PLW1509 - it touches no lock
    )
    while not course.autograded(NAME, "blank").exists():
        assert run.poll() is None
        sleep(0.05)
    run.send_signal(signal.SIGINT)
    start = monotonic()
    _, said = run.communicate(timeout=200)
    assert monotonic() - start < 100, "the loops would have gone on for longer"
    assert said.rstrip().endswith("What was graded is kept; the next run goes on.")
    done = {
        path.parents[1].name: path.stat().st_ino for path in course.folder.glob("autograded/*/*/*")
    }
    assert "blank" in done and not {"dora", "ended", "zoe"} & done.keys()
    course.api.config.Judge.seconds = 1
    outcomes = {one.student: one for one in course.autograde([NAME], at_once=2)}
    assert outcomes["zoe"].state == outcomes["amir"].state == "graded"
    for student, number in done.items():
        assert course.autograded(NAME, student).stat().st_ino == number, "graded once, not again"
    assert {times for times, _ in kept(course).values()} == {1}


def test_a_process_that_is_killed_costs_its_paper_alone(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(paper: Paper, standard: Standard) -> Marked:
        if paper.student == "dora":
            os.kill(os.getpid(), signal.SIGKILL)
        return mark(paper, standard)

    monkeypatch.setattr("exercises.grading.side_by_side.mark", killed)
    outcomes = {one.student: one for one in course.autograde([NAME], at_once=2)}
    monkeypatch.undo()
    assert outcomes["dora"].reason == BROKE_OFF
    assert [outcomes[name].state for name in ("amir", "blank", "zoe")] == [
        "graded",
        "blank",
        "graded",
    ]
    [dora] = [one for one in course.autograde([NAME]) if one.student == "dora"]
    assert isinstance(dora, Outcome) and dora.state == "graded"
