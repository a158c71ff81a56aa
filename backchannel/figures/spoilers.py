"""The spoiler: what do attacks do to trust, and how many does it take?"""

from __future__ import annotations

import altair as alt

from ..models import spoilers
from ..models.quantity import Quantity
from .chart_elements import label, line, point, share_axis, x_axis
from .figure import Column, Explorable, Quantities, Slider, Values, choose, percent
from .theme import Drawing


def _row(attacks: Quantity, values: Values) -> Quantities:
    return {
        "trust": spoilers.trust_after_attack(
            values["prior"], values["if_sincere"], values["if_insincere"], attacks
        ),
        "needed": values["trust_needed"],
    }


def _summary(values: Values) -> Quantities:
    return {"own_trust": _row(values["seen"], values)["trust"]}


def _reading(values: Values) -> Quantity:
    return (
        choose(
            values["seen"] > 1,
            "After these attacks",
            choose(values["seen"] > 0, "After this attack", "Before any attack"),
        )
        + " the partner is thought sincere with a probability of "
        + percent(values["own_trust"])
        + choose(
            values["own_trust"] >= values["trust_needed"],
            ": enough to go on.",
            choose(
                values["seen"] > 0,
                ": the peace ends, although nothing shows who sent the attackers.",
                ": too little for a peace to begin.",
            ),
        )
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    attacks = x_axis("attacks", "Attacks")
    return alt.layer(
        line(rows, attacks, share_axis("needed", "Trust"), "neutral"),
        line(rows, attacks, share_axis("trust", "Trust"), "first"),
        point(summary, "seen", "own_trust", "first"),
        label("trust that remains", (0.98, 0.06), "first", align="right"),
        label("trust that peace needs", (0.98, 0.14), "neutral", align="right"),
    )


SPOILER = Explorable(
    name="spoiler",
    title="The spoiler",
    words=(
        "A falling curve over the number of attacks: how likely the partner is thought to be "
        "sincere. A dotted level line marks the trust that the peace needs; a diamond marks the "
        "number of attacks that you choose."
    ),
    source="Model of spoilers, a reduction after Kydd and Walter (2002).",
    sliders=(
        Slider("seen", "How many attacks have there been?", 0, 6, 1, 1),
        Slider("prior", "How sincere was the partner thought before?", 0.05, 0.95, 0.05, 0.6,
               percent=True),
        Slider("if_sincere", "How often does an attack come in spite of a sincere partner?",
               0.05, 1, 0.05, 0.3, percent=True),
        Slider("if_insincere", "How often does it come with an insincere one?", 0.05, 1, 0.05, 0.8,
               percent=True),
        Slider("trust_needed", "How much trust does the peace need?", 0.05, 0.95, 0.05, 0.5,
               percent=True),
    ),
    x_range=(0, 6, 1),
    columns=(
        Column("attacks", "Attacks", 0),
        Column("trust", "Probability that the partner is sincere", 3),
        Column("needed", "Probability that the peace needs", 2),
    ),
    row=_row,
    summary_columns=(Column("own_trust", "Trust after the attacks you chose", 3),),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)  # fmt: skip
