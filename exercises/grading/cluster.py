"""Papers are marked by the workers of a scheduler of dask.distributed; they know no gradebook.

Each worker lays the release out in a folder of its own and marks in processes of its own, with its
own nursery. A worker that dies or falls silent loses its papers to the others: the scheduler gives
them out again, and what is told twice is taken once.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from distributed import Client, KilledWorker, Worker, WorkerPlugin, as_completed, get_worker

from exercises.grading.papers import Marked, Paper, Standard
from exercises.grading.released import release_of
from exercises.grading.side_by_side import BROKE_OFF, Bench, serve

UNDER_WAY = 200
"""How many papers the scheduler holds: enough for a cluster that grows by what waits."""

GIVEN = ("release/{}/*", "variants/{}/*/*", "key/{}-?.ipynb", "variants.csv")
"""What of a course a worker needs, its variants with their tests among it."""


class FreshBench(Bench):
    """A bench in a Python started anew: a worker has threads, which no fork survives."""

    def start(self, standards: dict[str, Standard]) -> Connection:
        """Start the process; return the line to it."""
        ours, theirs = Pipe()
        command = [sys.executable, "-m", "exercises.grading.cluster", str(theirs.fileno())]
        self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
        theirs.close()
        ours.send(standards)
        return ours

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


class Benches(WorkerPlugin):
    """What a worker needs for marking: the standards, the release, and a process for each thread.

    The scheduler gives it to every worker, also to those that come later.
    """

    def __init__(self, standards: dict[str, Standard]) -> None:
        self.name = f"benches-{uuid4()}"
        self.standards = standards
        self.files = {
            path.relative_to(course): path.read_bytes()
            for name, one in standards.items()
            for course in [release_of(one.config, name).parents[2]]
            for pattern in GIVEN
            for path in course.glob(pattern.format(name))
            if path.is_file()
        }

    def setup(self, worker: Worker) -> None:
        """Lay the release out."""
        self.folder = TemporaryDirectory()
        self.free: SimpleQueue[FreshBench] = SimpleQueue()
        self.all: set[FreshBench] = set()
        for name, content in self.files.items():
            path = Path(self.folder.name, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.here = {name: _moved(one, self.folder.name) for name, one in self.standards.items()}

    def mark(self, paper: Paper) -> Marked:
        """Return what becomes of a paper."""
        try:
            bench = self.free.get_nowait()
        except Empty:
            bench = FreshBench(self.here)
            self.all.add(bench)
        bench.begin(paper)
        marked = bench.end()
        if marked.reason == BROKE_OFF:
            self.all.discard(bench)
        else:
            self.free.put(bench)
        return marked

    def teardown(self, worker: Worker) -> None:
        """Leave nothing behind."""
        for bench in self.all:
            bench.close()
        self.folder.cleanup()


def _moved(standard: Standard, folder: str) -> Standard:
    """Return a standard whose release lies in another folder."""
    config = deepcopy(standard.config)
    config.CourseDirectory.root = folder
    return replace(standard, config=config)


def _mark(name: str, paper: Paper) -> Marked:
    """Mark a paper at a worker's benches."""
    benches = get_worker().plugins[name]
    assert isinstance(benches, Benches)
    return benches.mark(paper)


def marked_on_cluster(
    address: str,
    papers: Iterable[Paper],
    standards: dict[str, Standard],
    begun: Callable[[Paper], None],
) -> Iterator[Marked]:
    """Yield what becomes of papers, as soon as a worker tells it.

    Parameters
    ----------
    address
        The scheduler's, as dask writes it: ``tcp://host:8786``.
    papers, standards, begun
        As `marked_side_by_side` takes them.

    """
    waiting, under_way = iter(papers), dict[str, Paper]()
    benches = Benches(standards)
    with Client(address) as client:
        client.register_plugin(benches)
        told = as_completed()

        def hand_out(number: int) -> None:
            for paper in islice(waiting, number):
                begun(paper)
                future = client.submit(_mark, benches.name, paper, key=f"paper-{uuid4()}")
                under_way[future.key] = paper
                told.add(future)

        try:
            hand_out(UNDER_WAY)
            for future in told:
                paper = under_way.pop(future.key)
                try:
                    yield future.result()
                except KilledWorker:  # one worker after another died of it
                    yield Marked(paper, BROKE_OFF)
                hand_out(1)
        finally:
            client.unregister_worker_plugin(benches.name)


def main() -> None:
    """Be the process of a bench."""
    line: Any = Connection(int(sys.argv[-1]))
    serve(line, line.recv())


if __name__ == "__main__":
    main()
