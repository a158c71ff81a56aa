"""A thousand incidents: how many flare-ups die out, and how large do they grow before?"""

from __future__ import annotations

from collections import Counter

import altair as alt

from ..data import Row
from ..models import cascade
from ..models.chance import Chance
from .figure import Column, Slider
from .simulation import Simulation, Steps, Values
from .theme import Drawing, colour

FLARE_UPS = 1000

COUNT_LIMIT = 200
"""Incidents at which a flare-up is counted no further."""

SIZE_CLASSES = ((1, 1), (2, 3), (4, 7), (8, 15), (16, 31), (32, 63), (64, COUNT_LIMIT - 1))
BEYOND_COUNT = f"{COUNT_LIMIT} or more"


def _steps(values: Values, chance: Chance) -> Steps:
    counts: Counter[str] = Counter()
    names = {low: str(low) if low == high else f"{low} to {high}" for low, high in SIZE_CLASSES}
    for done in range(1, FLARE_UPS + 1):
        size = sum(cascade.cascade(values["triggered"], values["settled"], COUNT_LIMIT, chance))
        size_class = (names[low] for low, high in SIZE_CLASSES if low <= size <= high)
        counts[next(size_class, BEYOND_COUNT)] += 1
        yield (
            done / FLARE_UPS,
            [{"size": name, "flare_ups": counts[name]} for name in (*names.values(), BEYOND_COUNT)],
        )


def _result(values: Values, rows: list[Row]) -> str:
    beyond = next(int(str(row["flare_ups"])) for row in rows if row["size"] == BEYOND_COUNT)
    ends = cascade.end_probability(values["triggered"], values["settled"])
    return (
        f"{FLARE_UPS - beyond} of {FLARE_UPS} flare-ups died out before they reached {COUNT_LIMIT} "
        f"incidents; the model expects {ends * 100:.0f} in a hundred to end by themselves."
    )


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
    steps=_steps,
    result=_result,
    draw=_draw,
)
