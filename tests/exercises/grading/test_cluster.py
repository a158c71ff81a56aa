"""Papers that a cluster marks: a real scheduler and three workers, one killed and one stalled."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from distributed import Client
from nbgrader.api import Gradebook

from exercises.grading import __main__ as command
from exercises.grading.cluster import marked_on_cluster
from exercises.grading.course import Course
from exercises.grading.papers import Marked, Paper, Standard

NAME = "ps1-why-secret"
STUDENTS = [f"student-{number}" for number in range(9)]
SILENT = 20
"""Seconds after which a worker that says nothing is given up; as a rule it is five minutes."""


class Cluster:
    """A scheduler and three workers, each a process of its own on this machine."""

    def __init__(self, folder: Path) -> None:
        note = folder / "scheduler.json"
        settings = os.environ | {
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": f"{SILENT}s",
            "DASK_DISTRIBUTED__SCHEDULER__WORK_STEALING": "False",
            "PYTHONWARNINGS": "ignore",
        }

        def start(*words: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--scheduler-file", note],
                cwd=folder,
                env=settings,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        self.scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        names = [f"worker-{number}" for number in range(3)]
        words = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        words += ["--preload", "exercises.grading.cluster"]  # or it is silent while it loads
        self.workers = {name: start("worker", *words, "--name", name) for name in names}
        until = monotonic() + 120
        while not note.exists() or not note.read_text():
            assert monotonic() < until
            sleep(0.1)
        self.address = str(json.loads(note.read_text())["address"])

    def busy(self) -> set[str]:
        """Return which workers have papers."""
        with Client(self.address, timeout=60) as client:
            names = {address: str(one["name"]) for address, one in _workers(client).items()}
            return {names[address] for address, papers in client.processing().items() if papers}

    def wait_for_all(self) -> None:
        """Return once all workers are there."""
        with Client(self.address, timeout=120) as client:
            client.wait_for_workers(len(self.workers), timeout=120)

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()


def _workers(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return found


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        made.wait_for_all()
        yield made
    finally:
        made.close()


def test_a_worker_that_dies_and_one_that_stalls_lose_and_double_nothing(
    released_course: Course, cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    """Slow, because four processes load what they need, and a stalled one is waited for."""
    course = released_course
    for student in STUDENTS:
        shutil.copytree(course.released(NAME).parent, course.submitted(NAME, student).parent)
    course.submitted(NAME, STUDENTS[4]).write_text("no notebook")
    at_work: set[str] = set()

    def disturbed(
        papers: Iterable[Paper], standards: dict[str, Standard], begun: Callable[[Paper], None]
    ) -> Iterator[Marked]:
        for number, marked in enumerate(
            marked_on_cluster(cluster.address, papers, standards, begun)
        ):
            if number == 0:
                at_work.update(cluster.busy())
                cluster.workers["worker-0"].kill()
                cluster.workers["worker-1"].send_signal(signal.SIGSTOP)
            yield marked

    outcomes = course.autograde([NAME], marked_elsewhere=disturbed)
    assert {"worker-0", "worker-1"} <= at_work, "both were lost with papers in their hands"
    assert {one.student: one.state for one in outcomes} == {
        student: "not graded" if student == STUDENTS[4] else "blank" for student in STUDENTS
    }
    assert outcomes[4].reason.startswith("the file is no notebook")
    with Gradebook(course.api.coursedir.db_url) as gradebook:
        kept = [one.student.id for one in gradebook.assignment_submissions(NAME)]
    assert sorted(kept) == [student for student in STUDENTS if student != STUDENTS[4]]
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(STUDENTS), "each is begun once, whoever marks it in the end"


def test_a_cluster_that_is_not_installed_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    with pytest.raises(ValueError, match="make cluster"):
        command._cluster("tcp://127.0.0.1:8786")
    monkeypatch.undo()
    made = command._cluster("tcp://127.0.0.1:8786")
    assert isinstance(made, partial) and made.args == ("tcp://127.0.0.1:8786",)
