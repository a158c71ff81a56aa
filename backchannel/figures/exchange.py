"""The exchange: do two sides that answer each other stay restrained when moves go wrong?"""

from __future__ import annotations

from collections import Counter

import altair as alt

from ..data import Row
from ..models import repeated_games
from ..models.chance import Chance
from .chart_elements import key
from .figure import Column, Slider
from .simulation import Simulation, Steps, Values
from .theme import Drawing, colour

SIDES = ("first side", "second side")
ACTS = {"C": "restraint", "D": "attack"}


def _steps(values: Values, chance: Chance) -> Steps:
    rule = repeated_games.generous_tit_for_tat(values["forgiveness"])
    moves = int(values["moves"])
    rows: list[Row] = []
    played = repeated_games.play(rule, rule, moves, values["error"], chance)
    for move, acts in enumerate(played, start=1):
        for side, act in zip(SIDES, acts, strict=True):
            rows.append({"move": move, "side": side, "act": ACTS[act]})
        yield move / moves, rows


def _result(_values: Values, rows: list[Row]) -> str:
    acts = Counter((row["side"], row["act"]) for row in rows)
    moves = len(rows) // 2
    return (
        f"in {moves} moves the first side showed restraint {acts['first side', 'restraint']} "
        f"times and the second {acts['second side', 'restraint']} times."
    )


def _draw(rows: alt.Chart) -> Drawing:
    marks = rows.mark_point(filled=True, opacity=1, size=80).encode(
        x=alt.X("move:Q").title("Move").axis(grid=False, tickCount=6),
        y=alt.Y("side:N").title(None).axis(labelFontSize=13),
        color=alt.Color("act:N")
        .scale(domain=list(ACTS.values()), range=[colour("first"), colour("second")])
        .legend(None),
        shape=alt.Shape("act:N")
        .scale(domain=list(ACTS.values()), range=["circle", "triangle-up"])
        .legend(None),
    )
    return alt.layer(
        marks,
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
    steps=_steps,
    result=_result,
    draw=_draw,
    height=160,
)
