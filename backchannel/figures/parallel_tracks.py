"""Two tracks: when does a back channel help formal talks, and when does it harm them?"""

from __future__ import annotations

import altair as alt

from ..models import parallel_tracks
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing


def _row(leaks: Quantity, values: Values) -> Quantities:
    return {
        "both": parallel_tracks.deal_on_either_track(
            values["front"] / 1000,
            values["back"] / 1000,
            leaks / 1000,
            values["after_leak"],
            values["days"],
        ),
        "front_alone": parallel_tracks.deal_on_front_track(values["front"] / 1000, values["days"]),
    }


def _summary(values: Values) -> Quantities:
    chosen = _row(values["leak"], values)
    return {"own_both": chosen["both"], "own_front": chosen["front_alone"]}


def _reading(values: Values) -> Quantity:
    return (
        "With a back channel beside them the talks reach a deal in time with a probability of "
        + percent(values["own_both"])
        + ", without one of "
        + percent(values["own_front"])
        + choose(
            values["own_both"] > values["own_front"],
            ": the back channel helps.",
            ": the back channel does not help.",
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    leaks = x_axis("leaks", "Leaks in a thousand days")
    return alt.layer(
        vertical_line(summary, "leak"),
        line(rows, leaks, share_axis("front_alone", "Probability of a deal in time"), "second"),
        line(rows, leaks, share_axis("both", "Probability of a deal in time"), "first"),
        point(summary, "leak", "own_both", "first"),
        label("with a back channel", (0.98, 0.06), "first", align="right"),
        label("formal talks alone", (0.98, 0.14), "second", align="right"),
    )


TWO_TRACKS = Explorable(
    name="two_tracks",
    title="Two tracks",
    words=(
        "A falling curve and a flat line over how often secrets leak: the probability of a deal "
        "in time with a back channel beside formal talks, and with formal talks alone. Where the "
        "curve falls below the line, the back channel does harm."
    ),
    source="Model of parallel tracks: deals and leaks come at steady rates until a deadline.",
    sliders=(
        Slider("leak", "How many leaks in a thousand days?", 0, 100, 1, 5),
        Slider("after_leak", "What is left of the talks' pace after one?", 0, 1, 0.1, 0.2,
               percent=True),
        Slider("back", "How many deals would the back channel make in that time?", 1, 30, 1, 10),
        Slider("front", "How many would formal talks make?", 1, 30, 1, 5),
        Slider("days", "How many days are there?", 10, 360, 10, 90),
    ),
    x_range=(0, 100, 2),
    columns=(
        Column("leaks", "Leaks in a thousand days", 0),
        Column("both", "A deal, with a back channel", 3),
        Column("front_alone", "A deal, by formal talks alone", 3),
    ),
    row=_row,
    summary_columns=(
        Column("own_both", "A deal at your values, with a back channel", 3),
        Column("own_front", "By formal talks alone", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)  # fmt: skip
