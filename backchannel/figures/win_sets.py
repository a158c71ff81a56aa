"""Two tables: where must a deal lie to pass at home and abroad?"""

from __future__ import annotations

import altair as alt

from ..models import win_sets
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing


def _row(deal: Quantity, values: Values) -> Quantities:
    return {
        "out_of_sight": win_sets.ratification_probability(deal, values["insulation"]),
        "in_public": win_sets.ratification_probability(deal),
    }


def _summary(values: Values) -> Quantities:
    chosen = _row(values["place"], values)
    return {"own_chance": chosen["out_of_sight"], "own_public": chosen["in_public"]}


def _reading(values: Values) -> Quantity:
    return (
        "This deal passes both capitals with a probability of "
        + percent(values["own_public"])
        + " in public and "
        + percent(values["own_chance"])
        + " out of sight"
        + choose(
            values["insulation"] > 0,
            ", as long as it stays there.",
            ", which is the same: nothing shields the talks.",
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    deal = x_axis("deal", "Place of the deal", percent=True)
    return alt.layer(
        vertical_line(summary, "place"),
        line(rows, deal, share_axis("in_public", "Probability that both ratify"), "second"),
        line(rows, deal, share_axis("out_of_sight", "Probability that both ratify"), "first"),
        point(summary, "place", "own_chance", "first"),
        point(summary, "place", "own_public", "second"),
        label("out of sight", (0.98, 0.06), "first", align="right"),
        label("in public", (0.98, 0.14), "second", align="right"),
    )


TWO_TABLES = Explorable(
    name="two_tables",
    title="Two tables",
    words=(
        "Two arches over the place of a deal between the wishes of both capitals: how likely "
        "both ratify it, out of sight and in public. Both are highest half-way; secrecy lifts the "
        "arch. Marks show the deal that you propose."
    ),
    source="Model of win-sets, a reduction after Putnam (1988).",
    sliders=(
        Slider("place", "Where does the deal lie?", 0, 1, 0.05, 0.5, percent=True),
        Slider(
            "insulation", "How far does secrecy shield the talks?", 0, 0.5, 0.05, 0.1, percent=True
        ),
    ),
    x_range=(0, 1, 0.02),
    columns=(
        Column("deal", "Place of the deal (0 to 1)", 2),
        Column("out_of_sight", "Both ratify, out of sight", 3),
        Column("in_public", "Both ratify, in public", 3),
    ),
    row=_row,
    summary_columns=(
        Column("own_chance", "Your deal, out of sight", 3),
        Column("own_public", "Your deal, in public", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
