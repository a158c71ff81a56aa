"""The tournament: which strategy gets most in a field of seven?"""

from __future__ import annotations

from collections import defaultdict

import altair as alt

from ..data import Row
from ..models import repeated_games
from ..models.chance import Chance
from .figure import Column, Slider
from .simulation import Simulation, Steps, Values
from .theme import Drawing, colour


def _steps(values: Values, chance: Chance) -> Steps:
    names = list(repeated_games.STRATEGIES)
    matches = len(names) * (len(names) + 1) // 2
    scores: dict[str, list[float]] = defaultdict(list)
    met = repeated_games.tournament(names, int(values["moves"]), values["error"], chance)
    for done, (first, second, own, other) in enumerate(met, start=1):
        scores[first].append(own)
        if first != second:
            scores[second].append(other)
        means = {name: sum(got) / len(got) for name, got in scores.items()}
        ranked = sorted(means, key=lambda name: -means[name])
        yield done / matches, [{"strategy": name, "payoff": means[name]} for name in ranked]


def _result(_values: Values, rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    return (
        f"{first['strategy']} got most, {float(str(first['payoff'])):.2f} a move, and "
        f"{last['strategy']} least, {float(str(last['payoff'])):.2f}. Who is in the field, the "
        "noise and the run decide: no strategy is best everywhere."
    )


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
    steps=_steps,
    result=_result,
    draw=_draw,
)
