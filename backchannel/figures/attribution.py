"""Reports: how sure do several reports make you, and how sure should they?"""

from __future__ import annotations

import altair as alt

from ..models import attribution
from ..models.quantity import Quantity, minimum
from .chart_elements import name_mark
from .figure import Column, Explorable, Quantities, Slider, Values, percent
from .theme import Drawing, colour


def _row(sources: Quantity, values: Values) -> Quantities:
    return {
        "posterior": attribution.posterior_after(
            values["prior"], values["hit_rate"], values["false_alarm_rate"], sources
        )
    }


def _summary(values: Values) -> Quantities:
    distinct = minimum(values["reports"], values["sources"])
    return {
        "distinct": distinct,
        "naive": _row(values["reports"], values)["posterior"],
        "careful": _row(distinct, values)["posterior"],
    }


def _reading(values: Values) -> Quantity:
    return (
        "Counting every report as a witness of its own you would be "
        + percent(values["naive"])
        + " sure. Counting each source once, "
        + percent(values["careful"])
        + "."
    )


def _draw(rows: alt.Chart, summary: alt.Chart) -> Drawing:
    sources = (
        alt.X("sources:Q")
        .title("Independent sources")
        .axis(values=list(range(7)), format="d", grid=False)
        .scale(domain=[0, 6], padding=12)
    )
    sure = (
        alt.Y("posterior:Q")
        .title("How sure may you be?")
        .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
        .scale(domain=[0, 1.15])  # a name stands above a mark at the top
    )
    line = rows.mark_line(color=colour("neutral")).encode(x=sources, y=sure)
    dots = rows.mark_point(color=colour("neutral"), filled=True, size=50, opacity=1).encode(
        x=sources, y=sure
    )
    naive = summary.mark_point(
        color=colour("second"), filled=True, shape="triangle-up", size=200, opacity=1
    ).encode(x="reports:Q", y="naive:Q")
    careful = summary.mark_point(
        color=colour("first"), filled=True, shape="diamond", size=200, opacity=1
    ).encode(x="distinct:Q", y="careful:Q")
    return alt.layer(
        line,
        dots,
        naive,
        careful,
        name_mark(summary, ("reports", "naive"), "every report counts", "second", middle=3),
        name_mark(
            summary, ("distinct", "careful"), "every source counts", "first", middle=3, below=True
        ),
    )


REPORTS = Explorable(
    name="reports",
    title="Reports and sources",
    words=(
        "A rising curve: how sure one may be that a claim is true, against the number of "
        "independent sources that support it, from none to six. A triangle marks the answer of "
        "someone who counts every report, a diamond that of someone who counts every source once."
    ),
    source="Bayes' rule, applied once for each independent source.",
    sliders=(
        Slider(
            "prior",
            "How likely did you think it before any report?",
            0.05,
            0.95,
            0.05,
            0.2,
            percent=True,
        ),
        Slider(
            "hit_rate",
            "If it is true, how often would such a report come in?",
            0.05,
            1.0,
            0.05,
            0.8,
            percent=True,
        ),
        Slider(
            "false_alarm_rate",
            "If it is false, how often would such a report come in anyway?",
            0.05,
            1.0,
            0.05,
            0.1,
            percent=True,
        ),
        Slider("reports", "How many reports have you read?", 1, 6, 1, 4),
        Slider("sources", "How many sources stand behind them?", 1, 6, 1, 1),
    ),
    x_range=(0, 6, 1),
    columns=(
        Column("sources", "Independent sources", 0),
        Column("posterior", "Probability that the claim is true", 3),
    ),
    row=_row,
    summary_columns=(
        Column("reports", "Reports counted", 0),
        Column("naive", "Probability if every report counts", 3),
        Column("distinct", "Sources counted", 0),
        Column("careful", "Probability if every source counts once", 3),
    ),
    summary=_summary,
    reading=_reading,
    draw=_draw,
)
