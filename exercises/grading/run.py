"""A run: what waits is read, marked, here or elsewhere, and taken in, one after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from exercises.grading.ledger import Ledger
from exercises.grading.papers import Marked, Paper, Standard, read_paper
from exercises.grading.progress import Progress
from exercises.grading.reasons import why_not_released
from exercises.grading.released import read_note
from exercises.grading.rooms import NotGradedError
from exercises.grading.steps import Save

if TYPE_CHECKING:
    from exercises.grading.course import Course

Key = tuple[str, str]
"""An assignment and a student."""
Marking = Callable[
    [Iterable[Paper], dict[str, Standard], Callable[[Paper], None]], Iterator[Marked]
]
"""What takes papers and yields what becomes of them, in any order."""
OLD_SETTINGS = (
    "nbgrader_config.py of this course is of an earlier version: delete it, and put settings of "
    "your own into the new one."
)


class Run:
    """The one process that writes what a class gets."""

    def __init__(self, course: Course, ledger: Ledger) -> None:
        self._course, self._ledger = course, ledger
        self._unread: list[tuple[Key, str]] = []

    def grade(self, waiting: list[Key], marking: Marking) -> Iterator[tuple[Key, str]]:
        """Grade what waits; yield of each why it could not be graded, or nothing.

        Raises
        ------
        ValueError
            If the course's configuration is of a version before papers.

        """
        self._progress = Progress(len(waiting))
        standards = self._standards({assignment for assignment, _ in waiting})
        papers = self._papers(waiting)
        for marked in marking(papers, standards, lambda one: self._progress.begin(*one.key)):
            yield marked.paper.key, self._take_in(marked)
            self._progress.done()
        yield from self._unread
        self._progress.end()

    def _standards(self, assignments: set[str]) -> dict[str, Standard]:
        """Return what submissions are held against, for each assignment that was released."""
        config = self._course.api.config
        lists = config.Autograde
        if Save not in lists.autograde_preprocessors:
            raise ValueError(OLD_SETTINGS)
        judging = [step for step in lists.autograde_preprocessors if step is not Save]
        steps = (lists.sanitize_preprocessors, judging)
        known = {name for name in assignments if self._course.released(name).exists()}
        for name in known:
            self._ledger.set_due(name)
        return {name: Standard(config, steps, self._ledger.tests_in_full(name)) for name in known}

    def _papers(self, waiting: list[Key]) -> Iterator[Paper]:
        """Yield what can be read, one after another; note why something cannot."""
        released = self._course.released_names()
        for assignment, student in waiting:
            try:
                if reason := why_not_released(assignment, released):
                    raise NotGradedError(reason)
                yield read_paper(assignment, student, self._course.submitted(assignment, student))
            except (NotGradedError, OSError) as error:
                self._progress.begin(assignment, student)
                reason = self._in_words((assignment, student), str(error))
                self._unread.append(((assignment, student), reason))
                self._progress.done()

    def _take_in(self, marked: Marked) -> str:
        """Keep a graded notebook and its marks; return why there are none, or nothing.

        What was graded before stays until all is ready to take its place.
        """
        paper, reason = marked.paper, marked.reason
        graded = self._course.autograded(*paper.key)
        beside = graded.with_name(f".{graded.name}.new")
        if not reason:
            try:
                graded.parent.mkdir(parents=True, exist_ok=True)
                beside.unlink(missing_ok=True)  # of a run that was broken off
                beside.write_text(marked.notebook, encoding="utf-8")
                beside.chmod(0o444)
                os.utime(beside, ns=(paper.changed,) * 2)  # by which it is known as graded
                same = read_note(beside).memo == read_note(graded).memo if graded.exists() else None
                self._ledger.record(
                    *paper.key, marked.marks, timestamp=paper.timestamp, same_memo=same
                )
                beside.replace(graded)
            except Exception as error:  # whatever it is, the others are graded
                self._ledger.db.rollback()
                beside.unlink(missing_ok=True)
                reason = f"{type(error).__name__}: {error}"
        return self._in_words(paper.key, reason) if reason else ""

    def _in_words(self, key: Key, reason: str) -> str:
        """Return why something was not graded; an earlier copy stays."""
        earlier = self._course.autograded(*key).exists()
        return f"a later upload was not graded: {reason}" if earlier else reason
