"""The crisis: who backs down, and when, if being seen to yield costs ever more?"""

from __future__ import annotations

import altair as alt

from ..runs import RUNS
from .chart_elements import DASHES, SHAPES, label
from .figure import Column, Slider
from .simulation import Simulation
from .theme import Drawing, colour

SIDES = ("first", "second")


def _draw(rows: alt.Chart) -> Drawing:
    time = alt.X("time:Q").title("Time since the crisis began").axis(grid=False, tickCount=5)
    lines = [
        rows.mark_line(
            color=colour(side), strokeDash=DASHES[side], interpolate="step-after"
        ).encode(
            x=time,
            y=alt.Y(f"{side}:Q")
            .title("Share of crises")
            .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
            .scale(domain=[0, 1]),
        )
        for side in SIDES
    ]
    war = (
        rows.transform_filter("datum.war > 0")
        .mark_point(
            color=colour("neutral"), filled=True, shape=SHAPES["neutral"], size=140, opacity=1
        )
        .encode(x=time, y="war:Q")
    )
    return alt.layer(
        *lines,
        war,
        label("first side has backed down", (0.02, 0.05), "first"),
        label("second side has backed down", (0.02, 0.14), "second"),
        label("dot: war at the horizon", (0.02, 0.23), "neutral"),
    )


CRISIS = Simulation(
    name="crisis",
    title="A crisis with audience costs",
    words=(
        "Two rising steps over the time since a crisis began: the share of a thousand crises in "
        "which the first side, and in which the second, has backed down. A dot at the right end "
        "marks the share in which neither did, so that war follows."
    ),
    source="Model of audience costs, a reduction after Fearon (1994), run a thousand times.",
    own_sliders=(
        Slider("first_slope", "How fast do the first side's audience costs rise?", 0.02, 0.5, 0.02,
               0.1),
        Slider("second_slope", "How fast do the second side's?", 0.02, 0.5, 0.02, 0.2),
        Slider("war_stakes", "How bad may war be, against the prize?", 0.2, 5, 0.2, 1),
    ),
    columns=(
        Column("time", "Time", 2),
        Column("first", "First side has backed down", 2),
        Column("second", "Second side has backed down", 2),
        Column("war", "War", 2),
    ),
    run=RUNS["crisis"],
    draw=_draw,
)  # fmt: skip
