"""The exchange: do two sides that answer each other stay restrained when moves go wrong?"""

from __future__ import annotations

import altair as alt

from ..runs import ACTS, RUNS
from .chart_elements import key
from .figure import Column, Slider
from .simulation import Simulation
from .theme import Drawing, colour


def _draw(rows: alt.Chart) -> Drawing:
    side = alt.Y("side:N").axis(None)
    size = alt.expr("clamp(pow(width / 60, 2), 20, 80)")
    marks = rows.mark_point(filled=True, opacity=1, size=size).encode(
        x=alt.X("move:Q").title("Move").axis(grid=False, tickCount=6),
        y=side,
        color=alt.Color("act:N")
        .scale(domain=list(ACTS), range=[colour("first"), colour("second")])
        .legend(None),
        shape=alt.Shape("act:N")
        .scale(domain=list(ACTS), range=["circle", "triangle-up"])
        .legend(None),
    )
    # Nobody sees these; they make room for the moves to come.
    room = rows.mark_point(opacity=0).encode(x="moves:Q")
    names = rows.transform_aggregate(groupby=["side"]).mark_text(
        align="left", baseline="bottom", dy=-12, fontSize=13
    )
    return alt.layer(
        marks,
        room,
        names.encode(x=alt.value(0), y=side, text="side:N"),
        key("restraint", (0.02, -0.06), "first", "circle"),
        key("attack", (0.98, -0.06), "second", "triangle-up", right=True),
    )


EXCHANGE = Simulation(
    name="exchange",
    title="An exchange, move by move",
    words=(
        "Two rows of marks, one for each side, over the moves of an exchange: a circle where a "
        "side showed restraint, a triangle where it attacked, by will or by mistake."
    ),
    source="Generous tit for tat against itself, with moves that go wrong by chance.",
    own_sliders=(
        Slider("error", "How many moves go wrong?", 0, 0.3, 0.01, 0.05, percent=True),
        Slider("forgiveness", "How many attacks are forgiven?", 0, 1, 0.05, 0, percent=True),
        Slider("moves", "How many moves?", 10, 100, 10, 50),
    ),
    columns=(Column("move", "Move", 0), Column("side", "Side"), Column("act", "What it did")),
    run=RUNS["exchange"],
    draw=_draw,
    height=160,
)
