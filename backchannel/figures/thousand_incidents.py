"""A thousand incidents: how many flare-ups die out, and how large do they grow before?"""

from __future__ import annotations

import altair as alt

from ..runs import BEYOND_COUNT, RUNS
from .figure import Column, Slider
from .simulation import Simulation
from .theme import Drawing, colour


def _draw(rows: alt.Chart) -> Drawing:
    size = alt.Y("size:N").title("Incidents in the flare-up").sort(None).axis(grid=False)
    bars = rows.mark_bar(color=colour("first")).encode(
        y=size,
        x=alt.X("flare_ups:Q").title("Flare-ups").axis(tickCount=4),
        color=alt.condition(
            alt.datum.size == BEYOND_COUNT, alt.value(colour("second")), alt.value(colour("first"))
        ),
    )
    numbers = rows.mark_text(align="left", dx=4).encode(y=size, x="flare_ups:Q", text="flare_ups:Q")
    return alt.layer(bars, numbers)


THOUSAND_INCIDENTS = Simulation(
    name="thousand_incidents",
    title="A thousand incidents",
    words=(
        "Bars that count a thousand flare-ups by how many incidents each came to, from one to "
        "two hundred or more, where the count stops. Each flare-up begins with one incident."
    ),
    source="The model of incident cascades, run a thousand times.",
    own_sliders=(
        Slider("triggered", "How many incidents does one set off?", 0.1, 2.0, 0.1, 1.2),
        Slider("settled", "How many of them does a channel settle?", 0, 1, 0.05, 0, percent=True),
    ),
    columns=(Column("size", "Incidents in the flare-up"), Column("flare_ups", "Flare-ups", 0)),
    run=RUNS["thousand_incidents"],
    draw=_draw,
)
