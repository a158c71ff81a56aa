"""The fine: do harsher fines make violations rarer?"""

from __future__ import annotations

import altair as alt

from ..models import inspection
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, percent
from .theme import Drawing


def _row(fine: Quantity, values: Values) -> Quantities:
    return {
        "inspections": inspection.inspection_probability(values["violation_gain"], fine),
        "violations": inspection.violation_probability(
            values["inspection_cost"], values["undetected_harm"]
        ),
    }


def _summary(values: Values) -> Quantities:
    chosen = _row(values["fine_set"], values)
    return {"own_inspections": chosen["inspections"], "own_violations": chosen["violations"]}


def _reading(values: Values) -> Quantity:
    return (
        "In equilibrium inspectors come "
        + percent(values["own_inspections"])
        + " of the time and find a violation "
        + percent(values["own_violations"])
        + " of the time they come. A harsher fine changes the first, not the second."
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    fine = x_axis("fine", "Fine for a violation that is found")
    return alt.layer(
        vertical_line(summary, "fine_set"),
        line(rows, fine, share_axis("inspections", "How often"), "first", smooth=True),
        line(rows, fine, share_axis("violations", "How often"), "second"),
        point(summary, "fine_set", "own_inspections", "first"),
        point(summary, "fine_set", "own_violations", "second"),
        label("inspections", (0.98, 0.06), "first", align="right"),
        label("violations", (0.98, 0.14), "second", align="right"),
    )


FINE = Explorable(
    name="fine",
    title="The fine",
    words=(
        "A falling curve and a level line over the fine for a violation that is found: "
        "inspections become rarer as the fine grows, violations stay as frequent as they were. "
        "Marks show the fine that you set."
    ),
    source="The inspection game in its smallest form, with an equilibrium in mixed strategies.",
    sliders=(
        Slider("fine_set", "How high is the fine?", 1, 20, 1, 4),
        Slider("violation_gain", "What does a violation gain that stays hidden?", 0.5, 10, 0.5, 1),
        Slider("inspection_cost", "What does an inspection cost?", 0, 5, 0.1, 0.5),
        Slider("undetected_harm", "What harm does a hidden violation do?", 1, 10, 0.5, 5),
    ),
    x_range=(1, 20, 0.5),
    columns=(
        Column("fine", "Fine", 1),
        Column("inspections", "Probability of an inspection", 3),
        Column("violations", "Probability of a violation", 3),
    ),
    row=_row,
    summary_columns=(
        Column("own_inspections", "Inspections at your fine", 3),
        Column("own_violations", "Violations at your fine", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
