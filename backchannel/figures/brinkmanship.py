"""The brink: what do small risks come to when they are taken again and again?"""

from __future__ import annotations

import altair as alt

from ..models import brinkmanship
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing


def _row(crises: Quantity, values: Values) -> Quantities:
    return {
        "disaster": brinkmanship.disaster_probability(values["risk"], crises),
        "halved": brinkmanship.disaster_probability(values["risk"] / 2, crises),
    }


def _summary(values: Values) -> Quantities:
    chosen = _row(values["lived"], values)
    return {"own_disaster": chosen["disaster"], "own_halved": chosen["halved"]}


def _reading(values: Values) -> Quantity:
    return (
        "After so many crises a disaster has happened with a probability of "
        + percent(values["own_disaster"])
        + choose(values["own_disaster"] >= 0.5, ", more likely than not", "")
        + ". If a channel halved the risk of each, of "
        + percent(values["own_halved"])
        + "."
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    crises = x_axis("crises", "Crises")
    return alt.layer(
        vertical_line(summary, "lived"),
        line(rows, crises, share_axis("disaster", "Probability of a disaster by then"), "second"),
        line(rows, crises, share_axis("halved", "Probability of a disaster by then"), "first"),
        point(summary, "lived", "own_disaster", "second"),
        point(summary, "lived", "own_halved", "first"),
        label("each at this risk", (0.02, 0.06), "second"),
        label("each at half of it", (0.02, 0.14), "first"),
    )


BRINK = Explorable(
    name="brink",
    title="The brink",
    words=(
        "Two curves that climb with the number of crises and flatten towards certainty: how "
        "likely at least one of them has ended in disaster, at the risk you choose and at half "
        "of it. Marks show the number of crises that you choose."
    ),
    source="Model of brinkmanship that compounds, a reduction after Schelling (1966).",
    sliders=(
        Slider("risk", "How likely does one crisis end in disaster?", 0.01, 0.3, 0.01, 0.05,
               percent=True),
        Slider("lived", "How many crises are there?", 0, 40, 1, 10),
    ),
    x_range=(0, 40, 1),
    columns=(
        Column("crises", "Crises", 0),
        Column("disaster", "Disaster by then, at this risk", 3),
        Column("halved", "At half of it", 3),
    ),
    row=_row,
    summary_columns=(
        Column("own_disaster", "Disaster after the crises you chose", 3),
        Column("own_halved", "At half of the risk", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)  # fmt: skip
