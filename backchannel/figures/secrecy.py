"""The secret: how long until one of many tells?"""

from __future__ import annotations

import altair as alt

from ..models import secrecy
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, percent
from .theme import Drawing


def _row(years: Quantity, values: Values) -> Quantities:
    rate = values["rate"] / 1000
    return {
        "exposed": secrecy.exposure_probability(years, values["people"], rate),
        "doubled": secrecy.exposure_probability(years, 2 * values["people"], rate),
    }


def _summary(values: Values) -> Quantities:
    chosen = _row(values["kept"], values)
    return {"own_exposed": chosen["exposed"], "own_doubled": chosen["doubled"]}


def _reading(values: Values) -> Quantity:
    return (
        "By then the secret is out with a probability of "
        + percent(values["own_exposed"])
        + "; if twice as many knew it, of "
        + percent(values["own_doubled"])
        + "."
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    years = x_axis("years", "Years")
    return alt.layer(
        vertical_line(summary, "kept"),
        line(rows, years, share_axis("doubled", "Probability that it is out"), "second"),
        line(rows, years, share_axis("exposed", "Probability that it is out"), "first"),
        point(summary, "kept", "own_exposed", "first"),
        point(summary, "kept", "own_doubled", "second"),
        label("those who know it", (0.98, 0.94), "first", align="right"),
        label("twice as many", (0.98, 0.86), "second", align="right"),
    )


SECRET = Explorable(
    name="secret",
    title="The secret",
    words=(
        "Two curves that climb with the years and flatten: how likely it is that a secret has "
        "come out, for those who know it and for twice as many. Marks show the year you ask for."
    ),
    source=(
        "Each keeps or tells for himself, year by year. The question is that of Grimes (2016); his "
        "own rate, 0.004 in a thousand, rests on three scandals that came out; here it is yours."
    ),
    sliders=(
        Slider("people", "How many people know it?", 2, 200, 2, 20),
        Slider("rate", "How many in a thousand would tell in a year?", 1, 100, 1, 10),
        Slider("kept", "How many years must it keep?", 0, 10, 1, 2),
    ),
    x_range=(0, 10, 0.25),
    columns=(
        Column("years", "Years", 2),
        Column("exposed", "Out, if these know it", 3),
        Column("doubled", "Out, if twice as many do", 3),
    ),
    row=_row,
    summary_columns=(
        Column("own_exposed", "Out by your year", 3),
        Column("own_doubled", "Out by your year, if twice as many know it", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
