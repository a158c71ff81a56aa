"""Attacks on US forces, October 2023 to April 2024, as counted in public."""

from __future__ import annotations

import altair as alt

from ..data import Row, read_table
from .chart_elements import day_axis
from .figure import Column, Figure
from .theme import Drawing, colour

FATAL_ATTACK = "2024-tower-22"
"""The event that the chart points out."""


def _rows() -> list[Row]:
    return read_table("attacks_2023_24")


def _draw(counts: alt.Chart) -> Drawing:
    day = day_axis("as_of", "%b %Y", "month")
    count = alt.Y("low:Q").title("Attacks counted since 17 October 2023")
    ranges = counts.mark_rule(color=colour("first"), strokeWidth=6, strokeCap="round").encode(
        x=day, y=count, y2="high:Q"
    )
    points = counts.mark_point(
        color=colour("first"), filled=True, shape="circle", size=50, opacity=1
    ).encode(x=day, y=count)
    fatal = next(row for row in read_table("events") if row["id"] == FATAL_ATTACK)
    mark = alt.Chart(alt.Data(values=[{"date": str(fatal["date_start"])}], name="mark"))
    rule = mark.mark_rule(strokeDash=[3, 3]).encode(x="date:T")
    label = mark.mark_text(align="right", dx=-6).encode(
        x="date:T", y=alt.value(10), text=alt.value("Tower 22")
    )
    return alt.layer(rule, ranges, points, label)


ATTACKS = Figure(
    name="attacks",
    title="Attacks on US forces in Iraq, Syria and Jordan, as counted in public",
    words=(
        "Cumulative counts given by US officials climb from late October 2023 to the end of "
        "January 2024, just after the attack on Tower 22, which a dashed line marks, and then "
        "stay flat until late April. Bars show the range where counts for the same days differ."
    ),
    source="Table attacks_2023_24 of the course, in which each count has its source.",
    columns=(
        Column("as_of", "Counted up to"),
        Column("low", "Lowest count", 0),
        Column("high", "Highest count", 0),
        Column("said_by", "Who counted"),
    ),
    rows=_rows,
    draw=_draw,
)
