"""Elements of which the course's charts are drawn: axes, lines, points and direct labels.

Whatever tells two things apart does so twice: by colour, and by dash, shape or a label.
"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt

from .theme import Drawing, colour

DASHES = {"first": [1, 0], "second": [7, 4], "neutral": [2, 3]}
SHAPES = {"first": "diamond", "second": "triangle-up", "neutral": "circle"}

LABEL_SIZE = alt.expr("width < 300 ? 11.5 : 13")
"""How high the letters of a direct label are, in pixels; on a phone there is less room."""


def x_axis(name: str, title: str, *, percent: bool = False) -> alt.X:
    """Return the horizontal axis."""
    axis = alt.Axis(format="%" if percent else "~r", tickCount=5, grid=False)
    return alt.X(f"{name}:Q").title(title).axis(axis)


def day_axis(
    name: str, form: str = "%Y", ticks: int | Literal["month", "year"] = 5, *, grid: bool = False
) -> alt.X:
    """Return a horizontal axis of days, the same in every time zone: a day here is a date."""
    axis = alt.Axis(format=form, tickCount=ticks, grid=grid)
    return alt.X(f"{name}:T").title(None).axis(axis).scale(type="utc")


def share_axis(name: str, title: str) -> alt.Y:
    """Return a vertical axis for a share or a probability, from 0 to 100 percent."""
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    return alt.Y(f"{name}:Q").title(title).axis(axis).scale(domain=[0, 1])


def value_axis(name: str, title: str, *, low: float, high: float) -> alt.Y:
    """Return a vertical axis for another quantity; what lies beyond its ends is not drawn."""
    axis = alt.Axis(tickCount=5)
    return alt.Y(f"{name}:Q").title(title).axis(axis).scale(domain=[low, high], nice=False)


def line(rows: alt.Chart, x: alt.X, y: alt.Y, role: str, *, smooth: bool = False) -> alt.Chart:
    """Return a line, with the dash that belongs to its role.

    A smooth one is bent between its points, for a model that knows no corners.
    """
    drawn: alt.Chart = rows.mark_line(
        color=colour(role),
        strokeDash=DASHES[role],
        clip=True,
        interpolate="monotone" if smooth else "linear",
    ).encode(x=x, y=y)
    return drawn


def point(summary: alt.Chart, x: str, y: str, role: str) -> alt.Chart:
    """Return a point at two values of the summary, with the shape that belongs to its role.

    It is whole at the chart's edges too, so both values must lie within the axes.
    """
    drawn: alt.Chart = summary.mark_point(
        color=colour(role), filled=True, shape=SHAPES[role], size=160, opacity=1
    ).encode(x=f"{x}:Q", y=f"{y}:Q")
    return drawn


def vertical_line(summary: alt.Chart, x: str) -> alt.Chart:
    """Return a vertical line through the whole height at a value of the summary."""
    drawn: alt.Chart = summary.mark_rule(strokeWidth=1.5, strokeDash=[4, 4]).encode(x=f"{x}:Q")
    return drawn


def label(
    words: str, place: tuple[float, float], role: str, *, align: Literal["left", "right"] = "left"
) -> alt.Chart:
    """Return a direct label at a place given as shares of width and height, from the top left."""
    across, down = place
    drawn: alt.Chart = (
        alt.Chart(alt.Data(values=[{"words": words}]))
        .mark_text(align=align, color=colour(role), fontSize=LABEL_SIZE, fontWeight="bold")
        .encode(
            x=alt.value(alt.expr(f"{across} * width")),
            y=alt.value(alt.expr(f"{down} * height")),
            text="words:N",
        )
    )
    return drawn


def name_mark(
    summary: alt.Chart,
    place: tuple[str, str],
    words: str,
    role: str,
    *,
    middle: float,
    below: Any = False,
) -> Drawing:
    """Return the name of a point of the summary, beside it on the side that has more room.

    The sides part at ``middle``, a value of the horizontal axis; names of two points that may
    come near each other stand one above and one below, which may depend on the summary.
    """
    x, y = place
    sides: tuple[tuple[Literal["left", "right"], int, Any], ...] = (
        ("left", 9, alt.datum[x] <= middle),
        ("right", -9, alt.datum[x] > middle),
    )
    levels = (
        [(15 if below else -13, True)] if isinstance(below, bool) else [(15, below), (-13, ~below)]
    )
    return alt.layer(
        *(
            summary.transform_filter(here if there is True else here & there)
            .mark_text(align=align, dx=dx, dy=dy, color=colour(role), fontWeight="bold")
            .encode(x=f"{x}:Q", y=f"{y}:Q", text=alt.value(words))
            for align, dx, here in sides
            for dy, there in levels
        )
    )


def key(
    words: str,
    place: tuple[float, float],
    role: str,
    shape: str,
    *,
    right: bool = False,
    filled: bool = True,
) -> Drawing:
    """Return a shape with what it means, for charts with too many marks to name each.

    The place is given as for a label; the shape stands at the outer end of the words.
    """
    across, down = place
    mark = (
        alt.Chart(alt.Data(values=[{}]))
        .mark_point(color=colour(role), filled=filled, shape=shape, size=80, opacity=1)
        .encode(
            x=alt.value(alt.expr(f"{across} * width")), y=alt.value(alt.expr(f"{down} * height"))
        )
    )
    aside = -12 if right else 12
    text = label(words, place, role, align="right" if right else "left")
    text.mark.dx = aside
    return alt.layer(mark, text)
