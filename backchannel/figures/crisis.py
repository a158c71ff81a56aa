"""The crisis: who backs down, and when, if being seen to yield costs ever more?"""

from __future__ import annotations

from collections import defaultdict

import altair as alt

from ..data import Row
from ..models import audience_costs
from ..models.chance import Chance
from .chart_elements import DASHES, SHAPES, label
from .figure import Column, Slider
from .simulation import Simulation, Steps, Values
from .theme import Drawing, colour

SIDES = ("first", "second")
CRISES = 1000
CRISES_A_STEP = 50

INSTANTS = 24
"""Parts into which the time up to the horizon is cut."""


def _steps(values: Values, chance: Chance) -> Steps:
    slopes = values["first_slope"], values["second_slope"]
    end = audience_costs.horizon(*slopes, values["war_stakes"])
    times: dict[str, list[float]] = defaultdict(list)
    for done in range(1, CRISES + 1):
        outcome, time = audience_costs.crisis(*slopes, values["war_stakes"], chance)
        times[outcome].append(time)
        if done % CRISES_A_STEP == 0:
            rows: list[Row] = []
            for instant in range(INSTANTS + 1):
                at = end * instant / INSTANTS
                row: Row = {"time": at}
                for side in SIDES:
                    backed_down = sum(time <= at for time in times[f"{side} backs down"])
                    row[side] = backed_down / done
                row["war"] = len(times["war"]) / done if instant == INSTANTS else 0.0
                rows.append(row)
            yield done / CRISES, rows


def _result(values: Values, rows: list[Row]) -> str:
    last = rows[-1]
    shares = [round(100 * float(str(last[name]))) for name in (*SIDES, "war")]
    return (
        f"in {shares[0]} crises of a hundred the first side backed down, in {shares[1]} the "
        f"second, and {shares[2]} ended in war, at a horizon of {float(str(last['time'])):.1f}."
    )


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
    steps=_steps,
    result=_result,
    draw=_draw,
)  # fmt: skip
