"""The flare-up: do incidents die out or feed on each other?"""

from __future__ import annotations

import altair as alt

from ..models import cascade
from ..models.quantity import Quantity, maximum
from .chart_elements import label, line, value_axis, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, one_decimal, percent
from .theme import Drawing


def _row(wave: Quantity, values: Values) -> Quantities:
    return {
        "with_channel": cascade.expected_wave_size(values["triggered"], values["settled"], wave),
        "without": cascade.expected_wave_size(values["triggered"], 0, wave),
    }


def _summary(values: Values) -> Quantities:
    return {
        "following": cascade.mean_offspring(values["triggered"], values["settled"]),
        "needed": maximum(0, cascade.share_to_settle(values["triggered"])),
    }


def _reading(values: Values) -> Quantity:
    return (
        "With the channel "
        + one_decimal(values["following"])
        + choose(
            values["following"] < 1,
            " incidents follow each on average: every flare-up dies out. ",
            " incidents follow each on average: a flare-up may feed on itself. ",
        )
        + choose(
            values["needed"] > 0,
            "The channel must settle more than " + percent(values["needed"]) + " of them.",
            "They would die out without a channel.",
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    wave = x_axis("wave", "Waves after the first incident")
    incidents = value_axis("with_channel", "Incidents in the wave, on average", low=0, high=10)
    one = summary.mark_rule(strokeDash=[1, 3]).encode(y=alt.datum(1))
    return alt.layer(
        one,
        line(rows, wave, alt.Y("without:Q"), "second"),
        line(rows, wave, incidents, "first"),
        label("with the channel", (0.98, 0.14), "first", align="right"),
        label("without it", (0.98, 0.06), "second", align="right"),
    )


FLARE_UP = Explorable(
    name="flare_up",
    title="The flare-up",
    words=(
        "Two curves over the waves that follow a first incident: incidents on average in each "
        "wave, with a channel that settles some of them and without. A dotted line marks one "
        "incident; a curve that starts above it grows, one that starts below it dies out."
    ),
    source="Model of incident cascades, a branching process with Poisson offspring.",
    sliders=(
        Slider("triggered", "How many incidents does one set off?", 0.1, 2.0, 0.1, 1.5),
        Slider("settled", "How many of them does a channel settle?", 0, 1, 0.05, 0.2, percent=True),
    ),
    x_range=(0, 8, 1),
    columns=(
        Column("wave", "Wave", 0),
        Column("with_channel", "Incidents with the channel", 2),
        Column("without", "Incidents without it", 2),
    ),
    row=_row,
    summary_columns=(
        Column("following", "Incidents that follow each, with the channel", 2),
        Column("needed", "Share that the channel must settle", 2),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
