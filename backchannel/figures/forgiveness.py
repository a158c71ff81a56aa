"""Forgiveness: how much of it does restraint need when moves go wrong?"""

from __future__ import annotations

import altair as alt

from ..models import repeated_games
from ..models.quantity import Quantity
from .chart_elements import label, line, point, value_axis, vertical_line, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, one_decimal, percent
from .theme import Drawing


def _row(forgiveness: Quantity, values: Values) -> Quantities:
    error = values["error"]
    return {
        "together": repeated_games.forgiving_payoff(forgiveness, error),
        "exploiting": repeated_games.exploited_payoff(forgiveness, error),
        "cooperation": repeated_games.forgiving_cooperation(forgiveness, error),
    }


def _summary(values: Values) -> Quantities:
    chosen = _row(values["forgiving"], values)
    return {f"own_{name}": quantity for name, quantity in chosen.items()}


def _reading(values: Values) -> Quantity:
    return (
        "Two sides that forgive "
        + percent(values["forgiving"])
        + " of the attacks show restraint in "
        + percent(values["own_cooperation"])
        + " of their moves and get "
        + one_decimal(values["own_together"])
        + " points a move. A side that always attacks would get "
        + one_decimal(values["own_exploiting"])
        + choose(
            values["own_exploiting"] > values["own_together"],
            choose(
                values["forgiving"] > 0,
                ": so much forgiveness is worth exploiting.",
                ": with so many mistakes attacking pays in any case.",
            ),
            ": it gains nothing by that.",
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    forgiveness = x_axis("forgiveness", "Share of attacks forgiven", percent=True)
    payoff = value_axis("together", "Points a move", low=0, high=5)
    return alt.layer(
        vertical_line(summary, "forgiving"),
        line(rows, forgiveness, payoff, "first", smooth=True),
        line(rows, forgiveness, alt.Y("exploiting:Q"), "second"),
        point(summary, "forgiving", "own_together", "first"),
        point(summary, "forgiving", "own_exploiting", "second"),
        label("two that forgive alike", (0.98, 0.66), "first", align="right"),
        label("one that always attacks", (0.98, 0.06), "second", align="right"),
    )


FORGIVENESS = Explorable(
    name="forgiveness",
    title="Forgiveness",
    words=(
        "Two curves over the share of attacks that is forgiven. What two sides get that "
        "forgive alike jumps up with the first bit of forgiveness and then stays close to three. "
        "What a side gets that always attacks climbs in a straight line and overtakes it."
    ),
    source=(
        "Generous tit for tat in the repeated prisoner's dilemma with noise, after Molander "
        "(1985) and Nowak and Sigmund (1992). Points as in Axelrod (1984): 5 for attack against "
        "restraint, 3 each for restraint, 1 each for attack, 0 for restraint against attack."
    ),
    sliders=(
        Slider("error", "How many moves go wrong?", 0.01, 0.3, 0.01, 0.05, percent=True),
        Slider("forgiving", "How much is forgiven?", 0, 1, 0.05, 0, percent=True),
    ),
    x_range=(0, 1, 0.02),
    columns=(
        Column("forgiveness", "Share forgiven (0 to 1)", 2),
        Column("together", "Points of two that forgive alike", 3),
        Column("exploiting", "Points of one that always attacks", 3),
        Column("cooperation", "Share of moves that show restraint", 3),
    ),
    row=_row,
    summary_columns=(
        Column("own_together", "Points at your forgiveness", 3),
        Column("own_exploiting", "Points of one that always attacks", 3),
        Column("own_cooperation", "Share of moves that show restraint", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
