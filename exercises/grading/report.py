"""The instructor's report on a problem set: how the class and each question did, what to look at.

A page that needs no network and no script; its pictures are drawn from marks alone, so that no
student's name stands in one, and each has its numbers in a table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from statistics import mean, median
from typing import Any

import altair as alt
import jinja2
import nbformat
import vl_convert
from markupsafe import Markup
from nbgrader.api import Gradebook

from backchannel.figures.chart_elements import share_axis
from backchannel.figures.theme import COLOURS, colour, styled
from exercises.grading.course import Course
from exercises.grading.item_analysis import Item, analyse
from exercises.grading.marks import Outcome
from exercises.grading.progress import in_words
from exercises.grading.released import released_notebook
from exercises.problem_set import Memo, ProblemSet, Question, read_problem_set

BINS = 10
LOW = 0.2
"""Below it a question hardly tells students apart (R. L. Ebel and D. A. Frisbie, Essentials of
Educational Measurement, 5th edition, Prentice Hall 1991, chapter 13)."""
HARD = 0.3
"""Below it too few earn a question's points for it to tell much; a choice of our own."""
WIDTH = 560
HERE = Path(__file__).parent
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader([HERE, HERE / "feedback_page"]),  # the pages share their style
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
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


def write_report(course: Course, assignment: str) -> Path:
    """Write the page on an assignment and return where it lies: for the instructor's eyes."""
    report = gather(course, assignment)
    folder = course.folder / "report"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{assignment}.html"
    path.write_text(page(report), encoding="utf-8")
    return path


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


# The page


def page(report: Report) -> str:
    """Return the page: all text is escaped, and pictures hold numbers and questions only."""
    scores = [one.score for one in report.graded if one.score is not None]
    return TEMPLATES.get_template("report.html.j2").render(
        report=report,
        colours=COLOURS,
        low=LOW,
        pictures=_pictures(report),
        rows={
            "points": [(row["points"], row["students"]) for row in report.bins],
            "questions": [_row(one) for one in report.asked],
            "objectives": [
                (row["objective"], row["words"], f"{row['share']:.0%}") for row in report.objectives
            ],
        },
        lists=_lists(report.outcomes),
        states=Counter(one.state for one in report.outcomes),
        unread=sum(one.memo == "not read yet" for one in report.graded),
        mean=mean(scores or [0]),
        median=median(scores or [0]),
        time=in_words(sum(report.seconds)),
        median_time=median(report.seconds or [0]),
    )


def _row(one: Asked) -> tuple[str, ...]:
    """Return a question's row of the table, as text."""
    facts = (f"{one.number}. {one.title}", one.objective, f"{one.points:g}")
    if one.item is None:
        return (*facts, "0", *["\N{EN DASH}"] * 5)
    item = one.item
    apart = "\N{EN DASH}" if item.discrimination is None else f"{item.discrimination:.2f}"
    counts = f"{item.full}", f"{item.nothing}"
    figures = f"{item.students}", f"{item.mean:.2f}", f"{item.difficulty:.0%}", apart
    return (*facts, *figures, *counts)


def _pictures(report: Report) -> dict[str, Markup]:
    """Return the drawings, each of numbers that a table below it holds."""
    items = [(one.number, one.item) for one in report.asked if one.item]
    shares = [{"question": name, "share": item.difficulty} for name, item in items]
    apart = [{"question": name, "apart": item.discrimination} for name, item in items]
    correlations = alt.Y("apart:Q").title("Discrimination").scale(domain=[-1, 1])
    students = alt.Y("students:Q").title("Students").axis(tickMinStep=1)
    earned = share_axis("share", "Points earned")
    return {
        "points": picture(report.bins, "from", "Points, from", students),
        "share": picture(shares, "question", "Question", earned),
        "apart": picture(apart, "question", "Question", correlations),
        "objectives": picture(report.objectives, "objective", "Objective", earned),
    }


def _lists(outcomes: list[Outcome]) -> list[tuple[str, str, list[str], list[Any], str]]:
    """Return what is said of single students: heading, label, columns, rows, words for none."""
    return [
        (
            "Not graded",
            "Who was not graded, and what to do",
            ["Student", "Why, and what to do"],
            [(one.student, one.reason) for one in outcomes if one.state == "not graded"],
            "Everything that was handed in could be graded.",
        ),
        (
            "Flags",
            "Whose code did what an answer never needs; read it and decide",
            ["Student", "What it did"],
            [(one.student, one.flags) for one in outcomes if one.flags],
            "No code did what an answer never needs.",
        ),
        (
            "Passed there, fails here",
            "Whose visible tests passed in their own notebook; look whether the answer is right",
            ["Student", "Tests and versions"],
            [(one.student, one.elsewhere) for one in outcomes if one.elsewhere],
            "No visible test that passed in a student's notebook failed here.",
        ),
        (
            "Late",
            "Who was late, and what it cost",
            ["Student", "Late by", "Points lost"],
            [(one.student, one.late, f"{one.penalty:g}") for one in outcomes if one.late],
            "Nobody was late, or no date is set.",
        ),
    ]


def picture(rows: Rows, across: str, title: str, up: alt.Y) -> Markup:
    """Return bars as SVG that follows the page's light or dark; nothing, if there are no rows."""
    if not rows:
        return Markup()
    axis = alt.Axis(labelAngle=0, grid=False)
    x = alt.X(f"{across}:N").sort(None).title(title).axis(axis)
    bars = alt.Chart(alt.Data(values=rows)).mark_bar(color=colour("first")).encode(x=x, y=up)
    drawn = styled(alt.layer(bars).properties(width=WIDTH), 200).to_dict()
    still = vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[])
    for role, (light, _) in COLOURS.items():
        still = still.replace(light, f"var(--chart-{role})")
    return Markup(still)
