"""The tournament: which strategy gets most in a field of seven?"""

from __future__ import annotations

import altair as alt

from ..runs import RUNS
from .figure import Column, Slider
from .simulation import Simulation
from .theme import Drawing, colour


def _draw(rows: alt.Chart) -> Drawing:
    strategy = alt.Y("strategy:N").sort(None).title(None).axis(labelLimit=170, domain=False)
    payoff = alt.X("payoff:Q").title("Payoff a move").scale(domain=[0, 3.6]).axis(tickCount=4)
    bars = rows.mark_bar(color=colour("first")).encode(x=payoff, y=strategy)
    numbers = rows.mark_text(align="left", dx=4).encode(
        x=payoff, y=strategy, text=alt.Text("payoff:Q", format=".2f")
    )
    return alt.layer(bars, numbers)


TOURNAMENT = Simulation(
    name="tournament",
    title="A tournament",
    words=(
        "Bars that rank seven strategies by what each got a move, on average over its matches "
        "against every strategy in the field, itself included."
    ),
    source="A round robin as in Axelrod (1984), with seven strategies that look one move back.",
    own_sliders=(
        Slider("error", "How many moves go wrong?", 0, 0.3, 0.01, 0.05, percent=True),
        Slider("moves", "How many moves has a match?", 50, 1000, 50, 200),
    ),
    columns=(Column("strategy", "Strategy"), Column("payoff", "Payoff a move", 2)),
    run=RUNS["tournament"],
    draw=_draw,
)
