"""The demand: how much may one ask for when the other's resolve is unknown?"""

from __future__ import annotations

import altair as alt

from ..models import bargaining
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, percent
from .theme import Drawing


def _row(demand: Quantity, values: Values) -> Quantities:
    power, own, ceiling = (values[n] for n in ("win_probability", "own_cost", "cost_ceiling"))
    return {
        "value": bargaining.expected_value(demand, power, own, ceiling),
        "war": bargaining.war_probability(demand, power, ceiling),
    }


def _summary(values: Values) -> Quantities:
    best = bargaining.best_demand(
        values["win_probability"], values["own_cost"], values["cost_ceiling"]
    )
    chosen = _row(best, values)
    return {"best": best, "best_value": chosen["value"], "best_war": chosen["war"]}


def _reading(values: Values) -> Quantity:
    return (
        "The best demand is "
        + percent(values["best"])
        + " of the prize. It leads to war with a probability of "
        + percent(values["best_war"])
        + ", and brings "
        + percent(values["best_value"])
        + " of the prize on average."
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    demand = x_axis("demand", "What the first side demands", percent=True)
    return alt.layer(
        vertical_line(summary, "best"),
        line(rows, demand, share_axis("value", "Share or probability"), "first"),
        line(rows, demand, share_axis("war", "Share or probability"), "second"),
        point(summary, "best", "best_value", "first"),
        point(summary, "best", "best_war", "second"),
        label("what the demand brings", (0.02, 0.06), "first"),
        label("war", (0.98, 0.06), "second", align="right"),
    )


DEMAND = Explorable(
    name="demand",
    title="The demand",
    words=(
        "Two curves over what a side demands, from nothing to the whole prize. What the demand "
        "brings on average rises, turns and falls; the probability of war stays at zero and then "
        "climbs. An upright line and two marks show the best demand."
    ),
    source="Model of bargaining under private information, a reduction after Fearon (1995).",
    sliders=(
        Slider(
            "win_probability", "How likely would the first side win a war?",
            0.1, 0.9, 0.05, 0.5, percent=True,
        ),
        Slider("own_cost", "What would war cost it?", 0, 0.3, 0.01, 0.1, percent=True),
        Slider(
            "cost_ceiling", "How far may the other side's costs of war reach, unknown to it?",
            0.05, 0.6, 0.01, 0.3, percent=True,
        ),
    ),
    x_range=(0, 1, 0.02),
    columns=(
        Column("demand", "Demand (0 to 1)", 2),
        Column("value", "What it brings on average", 3),
        Column("war", "Probability of war", 3),
    ),
    row=_row,
    summary_columns=(
        Column("best", "Best demand", 3),
        Column("best_value", "What it brings", 3),
        Column("best_war", "Probability of war", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)  # fmt: skip
