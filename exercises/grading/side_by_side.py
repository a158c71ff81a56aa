"""Several papers are marked at a time, each in a process of its own; one process keeps the marks.

The processes are forked, so each has the libraries at once, and all of them ask one nursery for
rooms. No pool of the standard library's: one waits for ever for a process that died, the other
cannot be stopped where it is.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from exercises.grading.papers import Marked, Paper, Standard, mark
from exercises.grading.rooms import nursery

BROKE_OFF = "the process that graded it broke off: look at its code, and grade again"


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Bench:
    """A process that marks one paper after another."""

    process: Any

    def __init__(self, standards: dict[str, Standard]) -> None:
        self.paper: Paper | None = None
        self.line = self.start(standards)

    def start(self, standards: dict[str, Standard]) -> Connection:
        """Start the process; return the line to it."""
        context: Any = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, standards), daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # numpy's threads only wait
            self.process.start()
        theirs.close()
        line: Connection = ours
        return line

    def begin(self, paper: Paper) -> None:
        """Let it mark a paper."""
        self.paper = paper
        with suppress(OSError):  # if it ended, its line says so
            self.line.send(paper)

    def end(self) -> Marked:
        """Return what became of its paper, once there is something on its line."""
        assert self.paper is not None
        paper, self.paper = self.paper, None
        try:
            found: Marked | Exception = self.line.recv()
        except (EOFError, OSError):
            self.close()
            return Marked(paper, BROKE_OFF)
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        """End the process where it is, and with it its room."""
        self.stop()
        self.line.close()

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()


def serve(line: Connection, standards: dict[str, Standard]) -> None:
    """Mark what comes until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever holds the line
    while True:
        try:
            paper = line.recv()
        except EOFError:
            return
        try:
            line.send(mark(paper, standards[paper.assignment]))
        except Exception as error:
            line.send(error)


def marked_side_by_side(
    at_once: int,
    papers: Iterable[Paper],
    standards: dict[str, Standard],
    begun: Callable[[Paper], None],
) -> Iterator[Marked]:
    """Yield what becomes of papers, as soon as it is known.

    Parameters
    ----------
    at_once
        How many are marked at a time; one is marked in this very process.
    papers
        What is to be marked; each is asked for when there is a process for it.
    standards
        What they are held against, by assignment.
    begun
        Called with each paper that is begun.

    Raises
    ------
    NoWallsError
        If there are no walls on this machine, before anything is marked.

    """
    for standard in standards.values():
        nursery(walls=standard.config.Judge.walls).try_out()  # before any fork, which then has it
        break
    if at_once == 1:
        for paper in papers:
            begun(paper)
            yield mark(paper, standards[paper.assignment])
        return
    waiting = iter(papers)
    benches: list[Bench] = []
    try:
        while True:
            free = [bench for bench in benches if bench.paper is None]
            for number in range(len(free) + at_once - len(benches)):
                if (one := next(waiting, None)) is None:
                    break
                if number == len(free):
                    free.append(Bench(standards))
                    benches.append(free[-1])
                begun(one)
                free[number].begin(one)
            busy: dict[Any, Bench] = {bench.line: bench for bench in benches if bench.paper}
            if not busy:
                return
            for line in wait(list(busy)):
                bench = busy[line]
                if (marked := bench.end()).reason == BROKE_OFF:
                    benches.remove(bench)
                yield marked
    finally:
        for bench in benches:
            bench.close()
