"""The instructor's report on a problem set: how the class and each question did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import nbformat
from nbgrader.api import Gradebook

from exercises.grading.course import Course
from exercises.grading.item_analysis import Item, analyse
from exercises.grading.marks import Outcome
from exercises.grading.released import released_notebook
from exercises.problem_set import Memo, ProblemSet, Question, read_problem_set

BINS = 10
LOW = 0.2
"""Below it a question hardly tells students apart (R. L. Ebel and D. A. Frisbie, Essentials of
Educational Measurement, 5th edition, Prentice Hall 1991)."""
HARD = 0.3
"""Below it too few earn a question's points for it to tell much; a choice of our own."""
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """A question or the memo: what it is, and what the class made of it."""

    number: str
    title: str
    objective: str
    points: float
    item: Item | None

    @property
    def advice(self) -> str:
        """What an instructor should ask of it, or nothing."""
        if self.item is None:
            return ""
        found = self.item.discrimination
        if found is not None and found < LOW:
            return "who did well elsewhere hardly did better here: read its words and its tests"
        return "few earned its points: was it taught?" if self.item.difficulty < HARD else ""


@dataclass
class Report:
    """What the page says of a problem set."""

    problem_set: ProblemSet
    outcomes: list[Outcome]
    asked: list[Asked]
    objectives: Rows
    seconds: list[float] = field(default_factory=list)

    @property
    def graded(self) -> list[Outcome]:
        """The submissions that have points."""
        return [one for one in self.outcomes if one.score is not None]

    @property
    def bins(self) -> Rows:
        """How many students have how many points, in ten steps; the last holds the most."""
        most = max((one.max_score or 0 for one in self.graded), default=0)
        width = max(1, ceil(most / BINS))
        counts = [0] * max(1, ceil(most / width))
        for one in self.graded:
            counts[min(int((one.score or 0) / width), len(counts) - 1)] += 1
        steps = range(len(counts))
        names = [f"{width * at:g} to {'' if at == steps[-1] else 'under '}" for at in steps]
        return [
            {
                "from": f"{width * at:g}",
                "points": f"{name}{min(width * (at + 1), most):g}",
                "students": counts[at],
            }
            for at, name in zip(steps, names, strict=True)
        ]


def gather(course: Course, assignment: str) -> Report:
    """Return what the gradebook, the table and the graded notebooks say of an assignment."""
    origin = released_notebook(course.released(assignment)).metadata
    problem_set = read_problem_set(assignment, origin["term"])
    outcomes = [one for one in course.export() if one.assignment == assignment]
    students = [one.student for one in outcomes if one.state == "graded"]
    marks, points = _marks(course, assignment, students)
    graded = (
        nbformat.read(course.autograded(assignment, student), as_version=4) for student in students
    )
    return Report(
        problem_set,
        outcomes,
        asked(problem_set, marks, points),
        by_objective(problem_set, marks, points),
        sorted(one.metadata["judge"]["seconds"] for one in graded),
    )


def _marks(
    course: Course, assignment: str, students: list[str]
) -> tuple[list[dict[str, float]], dict[str, float]]:
    """Return each student's points by question, and the most that each gives."""
    marks, points = [], {}
    with Gradebook(course.api.coursedir.db_url) as gradebook:
        for student in students:
            own: defaultdict[str, float] = defaultdict(float)
            most: defaultdict[str, float] = defaultdict(float)
            for grade in gradebook.find_submission(assignment, student).notebooks[0].grades:
                question = grade.name.partition("-")[0]
                most[question] += grade.max_score
                if question != "memo" or not grade.needs_manual_grade:
                    own[question] += grade.score
            marks.append(dict(own))
            points = dict(most)
    return marks, points


def _parts(problem_set: ProblemSet) -> Iterable[tuple[str, str, Question | Memo]]:
    """Yield name, number and the thing itself of all that students were asked."""
    for number, question in enumerate(problem_set.questions, 1):
        yield question.name, str(number), question
    yield "memo", str(len(problem_set.questions) + 1), problem_set.memo


def asked(
    problem_set: ProblemSet, marks: list[dict[str, float]], points: dict[str, float]
) -> list[Asked]:
    """Return what a class made of each question; sums leave the memo out, which may be unread."""
    summed = [name for name in points if name != "memo"]
    return [
        Asked(
            number,
            part.title,
            part.objective,
            points.get(name, 0),
            analyse(marks, name, points.get(name, 0), summed),
        )
        for name, number, part in _parts(problem_set)
    ]


def by_objective(
    problem_set: ProblemSet, marks: list[dict[str, float]], points: dict[str, float]
) -> Rows:
    """Return the share of its points that a class earned of each objective that was asked for."""
    earned: defaultdict[str, float] = defaultdict(float)
    possible: defaultdict[str, float] = defaultdict(float)
    for name, _, part in _parts(problem_set):
        for one in marks:
            if name in one:
                earned[part.objective] += one[name]
                possible[part.objective] += points[name]
    return [
        {"objective": name, "words": words, "share": earned[name] / possible[name]}
        for name, words in problem_set.objectives.items()
        if possible[name]
    ]
