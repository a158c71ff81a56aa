"""The record as one chart: every event in its lane, its shape telling how sure it is."""

from __future__ import annotations

from collections import defaultdict

import altair as alt

from ..data import Row, labels, read_table
from .chart_elements import key
from .figure import Column, Figure
from .theme import Drawing, colour

FILTERS = ("type", "channel", "decade", "status")
"""The columns by which a reader may narrow the chart; each has a parameter ``only_<column>``."""

LANE_HEIGHT = 40
"""Height of a lane in pixels: enough for a finger."""

LANE_OFFSETS = (0.0, 0.22, -0.12)
"""Neighbours in a lane stand a little above or below each other, in shares of a lane."""


def lanes() -> list[str]:
    """Return the types of events from top to bottom, in the order of the codebook."""
    return list(labels("events", "type"))


def choices(column: str) -> dict[str, str]:
    """Return what a reader may choose in a filter: values with their labels."""
    if column == "decade":
        return {str(row["decade"]): str(row["decade"]) for row in _rows()}
    used = {row[column] for row in read_table("events")}
    return {value: label for value, label in labels("events", column).items() if value in used}


def _rows() -> list[Row]:
    order, in_lane = lanes(), defaultdict[str, int](int)
    rows: list[Row] = []
    for event in read_table("events"):
        kind = str(event["type"])
        rows.append(
            {
                **{name: event[name] for name in ("id", "date_start", "date_end", "summary")},
                **{name: event[name] for name in ("type", "channel", "status")},
                "decade": f"{str(event['date_start'])[:3]}0s",
                "lane": order.index(kind) + LANE_OFFSETS[in_lane[kind] % len(LANE_OFFSETS)],
            }
        )
        in_lane[kind] += 1
    return rows


def _draw(events: alt.Chart) -> Drawing:
    begin, end = (
        alt.param(name=name, value=f"{year}-01-01") for name, year in WHOLE_RECORD.items()
    )
    selected = alt.param(name="selected", value="")
    filters = [
        alt.param(
            name=f"only_{column}",
            value="",
            bind=alt.binding_select(
                options=["", *choices(column)],
                labels=["All", *choices(column).values()],
                name=f"{column.capitalize()}: ",
            ),
        )
        for column in FILTERS
    ]
    shown_lanes = alt.param(name="lanes", value=lanes())
    passes = " && ".join(f"(!only_{each} || datum.{each} === only_{each})" for each in FILTERS)
    # An event stands in the lane of its type, wherever that is among the lanes that are shown.
    shown = events.transform_filter(passes).transform_calculate(
        place="indexof(lanes, datum.type) + datum.lane - round(datum.lane)"
    )
    day = (
        alt.X("date_start:T")
        .title(None)
        .axis(grid=True, tickCount=6, labelOverlap=True)
        .scale(
            type="utc",
            domainMin=alt.ExprRef("toDate(begin)"),
            domainMax=alt.ExprRef("toDate(end)"),
            nice=False,
            padding=12,
        )
    )
    lane = (
        alt.Y("place:Q")
        .axis(None)
        .scale(
            domainMin=-0.6,
            domainMax=alt.ExprRef("length(lanes) - 0.5"),
            nice=False,
            zero=False,
            reverse=True,
        )
    )
    names = (
        alt.Chart(
            alt.Data(
                values=[
                    {"name": label, "type": value}
                    for value, label in labels("events", "type").items()
                ]
            )
        )
        .transform_calculate(place="indexof(lanes, datum.type)")
        .transform_filter("datum.place >= 0")
    )
    rule = names.mark_rule(color=colour("grid")).encode(y=lane)
    name = names.mark_text(align="left", dy=-17, fontSize=12, color=colour("neutral")).encode(
        x=alt.value(0), y=lane, text="name:N"
    )
    span = shown.mark_rule(
        color=colour("neutral"), strokeWidth=3, opacity=0.55, strokeCap="round", clip=True
    ).encode(x=day, x2="date_end:T", y=lane)
    statuses = list(labels("events", "status"))
    point = (
        shown.mark_point(opacity=1, size=70, clip=True, color=colour("text"), strokeWidth=1.75)
        .encode(
            x=day,
            y=lane,
            fill=alt.Fill("status:N").scale(domain=statuses, range=STATUS_FILLS).legend(None),
            shape=alt.Shape("status:N").scale(domain=statuses, range=STATUS_SHAPES).legend(None),
        )
        .properties(name="event")
    )
    ring = (
        shown.transform_filter("datum.id === selected")
        .mark_point(filled=False, size=420, strokeWidth=3, color=colour("text"), opacity=1)
        .encode(x=day, y=lane)
    )
    shapes = dict(zip(statuses, STATUS_SHAPES, strict=True))
    keys = [
        key(status, ((0, 0.395, 0.71)[place], -0.035), "text", shapes[status], filled=place == 0)
        for place, status in enumerate(choices("status"))
    ]
    return alt.layer(rule, span, point, ring, name, *keys).add_params(
        begin, end, selected, shown_lanes, *filters
    )


WHOLE_RECORD = {"begin": 1979, "end": 2026}
"""The years that the whole chart spans, by the names of its parameters."""

STATUS_SHAPES = ["circle", "triangle-up", "square", "diamond"]
STATUS_FILLS = [colour("text"), "transparent", "transparent", "transparent"]
"""What is not established is drawn hollow; no status has the colour of a capital."""

TIMELINE = Figure(
    name="timeline",
    title="The record: events between Washington and Tehran",
    words=(
        "Events from November 1979 to September 2025 in twelve lanes, one for each type, from "
        "back channels at the top to strikes at the bottom. Full circles are established; hollow "
        "triangles are reported, hollow diamonds contested; a bar shows how long an event lasted."
    ),
    source="Table events of the course: a selection made for teaching, so the density of marks "
    "says nothing about how often such events happen.",
    columns=(
        Column("date_start", "First day"),
        Column("type", "Type"),
        Column("channel", "Channel"),
        Column("status", "How sure"),
        Column("summary", "What happened"),
    ),
    rows=_rows,
    draw=_draw,
    height=len(labels("events", "type")) * LANE_HEIGHT,
)
