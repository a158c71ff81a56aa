"""Private or public: how much must a threat be believed, and how much is it?"""

from __future__ import annotations

import altair as alt

from ..models import threats
from ..models.quantity import Quantity
from .chart_elements import label, line, name_mark, point, share_axis, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing

WAR_LOSS = 1


def _row(audience: Quantity, values: Values) -> Quantities:
    return {"needed": threats.belief_needed(values["concession_loss"], audience, WAR_LOSS)}


def _summary(values: Values) -> Quantities:
    return {
        "private_place": 0.0,
        "private_needed": _row(0, values)["needed"],
        "private_margin": values["private_belief"] - _row(0, values)["needed"],
        "public_needed": _row(values["audience_cost"], values)["needed"],
        "public_margin": values["public_belief"] - _row(values["audience_cost"], values)["needed"],
    }


def _reading(values: Values) -> Quantity:
    return (
        "In private the other side yields if it is "
        + percent(values["private_needed"])
        + " sure that you mean it: "
        + choose(values["private_margin"] >= 0, "it yields. ", "it does not. ")
        + "In public it must be "
        + choose(
            values["public_needed"] > 1,
            "more than certain",
            percent(values["public_needed"]) + " sure",
        )
        + ": "
        + choose(values["public_margin"] >= 0, "it yields.", "it does not.")
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    audience = x_axis("audience", "Cost of being seen to yield")
    needed = share_axis("needed", "How far it is believed")
    public_below = alt.datum.public_belief < alt.datum.private_belief
    return alt.layer(
        line(rows, audience, needed, "neutral"),
        point(summary, "private_place", "private_belief", "first"),
        point(summary, "audience_cost", "public_belief", "second"),
        name_mark(
            summary,
            ("private_place", "private_belief"),
            "in private",
            "first",
            middle=0.5,
            below=~public_below,
        ),
        name_mark(
            summary,
            ("audience_cost", "public_belief"),
            "in public",
            "second",
            middle=0.5,
            below=public_below,
        ),
        label("above the line it yields", (0.02, 0.06), "neutral"),
    )


THREATS = Explorable(
    name="threats",
    title="Private or public",
    words=(
        "A rising line: the more being seen to yield costs the other side, the surer it must be "
        "of a threat before it yields. A diamond at the left edge marks a threat made in private, "
        "a triangle one made in public. Where a mark lies above the line, the other side yields."
    ),
    source="Model of private and public threats, a reduction after Kurizaki (2007). A war costs 1.",
    sliders=(
        Slider("concession_loss", "What does the other side lose by yielding?", 0, 1, 0.05, 0.3),
        Slider("audience_cost", "What does it cost to be seen yielding?", 0, 1, 0.05, 0.3),
        Slider(
            "private_belief", "How far is a threat made in private believed?",
            0, 1, 0.05, 0.4, percent=True,
        ),
        Slider(
            "public_belief", "How far is one made in public believed?",
            0, 1, 0.05, 0.55, percent=True,
        ),
    ),
    x_range=(0, 1, 0.05),
    columns=(
        Column("audience", "Cost of being seen to yield", 2),
        Column("needed", "Belief needed (above 1: no threat will do)", 2),
    ),
    row=_row,
    summary_columns=(
        Column("private_needed", "Belief needed in private", 2),
        Column("private_margin", "Belief above that", 2),
        Column("public_needed", "Belief needed in public", 2),
        Column("public_margin", "Belief above that", 2),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)  # fmt: skip
