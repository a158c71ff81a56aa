"""The gesture: which first step tells the trustworthy from the others?"""

from __future__ import annotations

import altair as alt

from ..models import reassurance
from ..models.quantity import Quantity
from .chart_elements import label, line, value_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing


def _row(step: Quantity, values: Values) -> Quantities:
    return {
        "trusty": reassurance.step_value(step, values["trusty_gain"], values["trusty_risk"]),
        "other": reassurance.step_value(step, values["other_gain"], values["other_risk"]),
    }


def _summary(values: Values) -> Quantities:
    smallest, largest = reassurance.persuasive_steps(
        values["trusty_gain"], values["trusty_risk"], values["other_gain"], values["other_risk"]
    )
    return {"smallest": smallest, "largest": largest}


def _reading(values: Values) -> Quantity:
    return choose(
        values["smallest"] < values["largest"],
        "A step between "
        + percent(values["smallest"])
        + " and "
        + percent(values["largest"])
        + " of the whole tells them apart: smaller ones anybody would take, larger ones nobody.",
        "No step tells them apart: whatever the trustworthy would risk, the others would too.",
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    step = x_axis("step", "Size of the first step", percent=True)
    worth = value_axis("trusty", "What the step is worth", low=-5, high=5)
    zero = summary.mark_rule().encode(y=alt.datum(0))
    return alt.layer(
        zero,
        vertical_line(summary, "smallest"),
        vertical_line(summary, "largest"),
        line(rows, step, worth, "first"),
        line(rows, step, alt.Y("other:Q"), "second"),
        label("to the trustworthy", (0.98, 0.06), "first", align="right"),
        label("to the others", (0.98, 0.14), "second", align="right"),
    )


GESTURE = Explorable(
    name="gesture",
    title="The gesture",
    words=(
        "Two falling lines over the size of a first step: what it is worth to a trustworthy side "
        "and to one that is not. Each crosses zero where the step becomes too risky for that "
        "side. Upright lines mark both crossings; between them only the trustworthy step."
    ),
    source="Model of reassurance, a reduction after Kydd (2005).",
    sliders=(
        Slider("trusty_gain", "What does trust bring a trustworthy side?", 0.5, 5, 0.5, 2),
        Slider("trusty_risk", "What does a betrayed step cost it?", 0.5, 5, 0.5, 1),
        Slider("other_gain", "What would trust bring one that means to cheat?", 0.5, 5, 0.5, 2),
        Slider("other_risk", "What would the step cost that one?", 0.5, 5, 0.5, 2),
    ),
    x_range=(0, 1, 0.05),
    columns=(
        Column("step", "Size of the step (0 to 1)", 2),
        Column("trusty", "Worth to the trustworthy", 2),
        Column("other", "Worth to the others", 2),
    ),
    row=_row,
    summary_columns=(
        Column("smallest", "Smallest step that tells them apart", 3),
        Column("largest", "Largest", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
