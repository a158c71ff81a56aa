"""The probe: how far may one go towards a line that nobody has seen?"""

from __future__ import annotations

import altair as alt

from ..models import probing
from ..models.quantity import Quantity
from .chart_elements import line, name_mark, point, value_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing


def _row(step: Quantity, values: Values) -> Quantities:
    return {
        "gain": probing.expected_gain(step, values["crisis_cost"]),
        "crossing": probing.crossing_probability(step),
    }


def _summary(values: Values) -> Quantities:
    best = probing.best_step(values["crisis_cost"])
    return {
        "best": best,
        "best_gain": probing.expected_gain(best, values["crisis_cost"]),
        "own_gain": probing.expected_gain(values["step_taken"], values["crisis_cost"]),
        "own_crossing": probing.crossing_probability(values["step_taken"]),
    }


def _reading(values: Values) -> Quantity:
    return (
        choose(
            values["best"] > 0,
            "The best first step goes " + percent(values["best"]) + " of the way. ",
            "A crisis costs so much that it is best to stay where one is. ",
        )
        + "Yours crosses the line with a probability of "
        + percent(values["own_crossing"])
        + choose(
            values["own_gain"] < 0,
            " and loses more than it gains, on average.",
            " and still gains, on average.",
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    step = x_axis("step", "How far the first step goes", percent=True)
    gain = value_axis("gain", "Gain on average", low=-1.5, high=0.5)
    zero = rows.mark_rule().encode(y=alt.datum(0))
    return alt.layer(
        zero,
        vertical_line(summary, "best"),
        line(rows, step, gain, "first"),
        point(summary, "best", "best_gain", "first"),
        point(summary, "step_taken", "own_gain", "second"),
        name_mark(summary, ("best", "best_gain"), "best step", "first", middle=0.5),
        name_mark(
            summary, ("step_taken", "own_gain"), "your step", "second", middle=0.5, below=True
        ),
    )


PROBE = Explorable(
    name="probe",
    title="The probe",
    words=(
        "One curve over the length of a first step, from none to the whole way: what it gains on "
        "average. It rises, turns and falls below zero. A diamond marks the best step, a triangle "
        "the step that you choose."
    ),
    source="Model of probing an unknown line: all places of the line are equally likely.",
    sliders=(
        Slider("crisis_cost", "What does it cost to cross the line?", 0, 1.5, 0.05, 0.2),
        Slider("step_taken", "How far do you go?", 0, 1, 0.05, 0.6, percent=True),
    ),
    x_range=(0, 1, 0.02),
    columns=(
        Column("step", "Step (0 to 1)", 2),
        Column("gain", "Gain on average", 3),
        Column("crossing", "Probability of crossing the line", 2),
    ),
    row=_row,
    summary_columns=(
        Column("best", "Best step", 3),
        Column("best_gain", "What it gains", 3),
        Column("own_gain", "What your step gains", 3),
        Column("own_crossing", "Probability that yours crosses the line", 2),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
