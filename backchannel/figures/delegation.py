"""The leash: how tightly should a sponsor hold an armed group?"""

from __future__ import annotations

import altair as alt

from ..models import delegation
from ..models.quantity import Quantity
from .chart_elements import value_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, one_decimal, percent
from .theme import Drawing, colour

ROGUE_DAMAGE = 20.0
"""Cost of one unwanted act; the unit in which all costs of the chart are counted is arbitrary."""

BASE_ATTRIBUTION = 0.1
"""Probability that an act is traced to the sponsor without any control."""

HIGHEST = 30
"""The end of the vertical axis: the most that retaliation can cost, so that the axis stays."""

CURVES = {
    # column: label, colour, dash, where on the curve the label stands, how far below it
    "rogue": ("Unwanted", "second", [2, 3], 0.65, -6),
    "blame": ("Retaliation", "first", [8, 4], 0.2, -6),
    "total": ("Together", "text", [1, 0], 0.1, -8),
}


def _row(control: Quantity, values: Values) -> Quantities:
    attribution = delegation.attribution_probability(
        control, BASE_ATTRIBUTION, values["control_attribution"]
    )
    return {
        "rogue": delegation.rogue_loss(control, values["rogue_probability"], ROGUE_DAMAGE),
        "blame": values["retaliation_cost"] * attribution,
        "total": delegation.expected_cost(
            control,
            values["rogue_probability"],
            ROGUE_DAMAGE,
            values["retaliation_cost"],
            BASE_ATTRIBUTION,
            values["control_attribution"],
        ),
    }


def _summary(values: Values) -> Quantities:
    best = delegation.best_control(
        values["rogue_probability"],
        ROGUE_DAMAGE,
        values["retaliation_cost"],
        values["control_attribution"],
    )
    return {
        "best": best,
        "attribution": delegation.attribution_probability(
            best, BASE_ATTRIBUTION, values["control_attribution"]
        ),
        "least": _row(best, values)["total"],
        "open": values["retaliation_cost"],
    }


def _reading(values: Values) -> Quantity:
    agency_loss = values["least"] - values["retaliation_cost"] * values["attribution"]
    return (
        "At these values the sponsor does best "
        + choose(
            values["best"] >= 1,
            "to command every act. ",
            choose(
                values["best"] <= 0,
                "without any leash. ",
                "with a leash of " + percent(values["best"]) + ", no tighter. ",
            ),
        )
        + percent(values["attribution"])
        + " of the acts are then traced to it. To act through the group costs it "
        + one_decimal(values["least"])
        + ", to act in its own name "
        + one_decimal(values["open"])
        + choose(
            delegation.delegates(values["attribution"], agency_loss, values["retaliation_cost"]),
            ": it delegates.",
            ": it does not delegate.",
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    control = alt.X("control:Q").title("How tight is the leash?").axis(format="%", tickCount=5)
    lines = [
        rows.mark_line(color=colour(role), strokeDash=dash, interpolate="monotone").encode(
            x=control,
            y=value_axis(name, "Expected cost to the sponsor", low=0, high=HIGHEST),
        )
        for name, (_, role, dash, _, _) in CURVES.items()
    ]
    labels = [
        rows.transform_filter(abs(alt.datum.control - at) < 0.01)
        .mark_text(color=colour(role), align="left", dx=8, dy=below, fontWeight="bold")
        .encode(x=control, y=f"{name}:Q", text=alt.value(label))
        for name, (label, role, _, at, below) in CURVES.items()
    ]
    open_act = summary.mark_rule(strokeDash=[1, 3], strokeWidth=2).encode(y="open:Q")
    open_labels = [
        summary.transform_filter(here)
        .mark_text(align="right", dx=-4, dy=dy)
        .encode(x=alt.datum(1), y="open:Q", text=alt.value("An act in its own name"))
        for dy, here in ((-8, alt.datum.open < HIGHEST - 5), (11, alt.datum.open >= HIGHEST - 5))
    ]
    best = summary.mark_rule(color=colour("text"), strokeWidth=2).encode(x="best:Q")
    point = summary.mark_point(
        color=colour("text"), filled=True, shape="diamond", size=140, opacity=1
    ).encode(x="best:Q", y="least:Q")
    return alt.layer(open_act, best, *lines, *labels, *open_labels, point)


LEASH = Explorable(
    name="leash",
    title="The leash",
    words=(
        "Three curves over the tightness of a sponsor's control, from none to full. The cost of "
        "unwanted acts falls along a straight line, the cost of retaliation rises ever faster, "
        "and their sum is lowest in between, where a diamond marks the best leash. A dotted line "
        "shows what an act in the sponsor's own name would cost."
    ),
    source=(
        "Model of delegation with deniability, a reduction after Salehyan (2010) and Byman and "
        "Kreps (2010). Costs are in arbitrary units: one unwanted act costs 20, and without any "
        "control one act in ten is traced."
    ),
    sliders=(
        Slider(
            "rogue_probability",
            "How often does the group act against the sponsor's wishes?",
            0.0,
            1.0,
            0.05,
            0.3,
            percent=True,
        ),
        Slider(
            "control_attribution",
            "How far does full control give the sponsor away?",
            0.1,
            0.9,
            0.05,
            0.6,
            percent=True,
        ),
        Slider("retaliation_cost", "How much does retaliation hurt?", 1, HIGHEST, 1, 10),
    ),
    x_range=(0, 1, 0.05),
    columns=(
        Column("control", "Tightness of the leash (0 to 1)", 2),
        Column("rogue", "Cost of unwanted acts", 2),
        Column("blame", "Cost of retaliation", 2),
        Column("total", "Both together", 2),
    ),
    row=_row,
    summary_columns=(
        Column("best", "Best leash (0 to 1)", 2),
        Column("attribution", "Probability of being traced at the best leash", 2),
        Column("least", "Cost at the best leash", 2),
        Column("open", "Cost of an act in its own name", 2),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
