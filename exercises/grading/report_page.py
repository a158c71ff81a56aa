"""The page of the instructor's report: without a script, and without any other host.

Its pictures are drawn from marks alone, so that no student's name stands in one, and each has its
numbers in a table.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import mean, median
from typing import Any

import altair as alt
import jinja2
import vl_convert
from markupsafe import Markup

from backchannel.figures.chart_elements import share_axis
from backchannel.figures.theme import COLOURS, colour, styled
from exercises.grading.course import Course
from exercises.grading.marks import Outcome
from exercises.grading.progress import in_words
from exercises.grading.report import LOW, Asked, Report, Rows, gather

WIDTH = 560
HERE = Path(__file__).parent
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader([HERE, HERE / "feedback_page"]),  # the pages share their style
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def write_report(course: Course, assignment: str) -> Path:
    """Write the page on an assignment and return where it lies: for the instructor's eyes."""
    report = gather(course, assignment)
    folder = course.folder / "report"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{assignment}.html"
    path.write_text(page(report), encoding="utf-8")
    return path


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
