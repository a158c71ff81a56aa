"""What the tables show, a chart for each chapter that reads one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import altair as alt

from ..data import Row, labels, read_table
from ..models.survival import survival
from .chart_elements import day_axis, key, label
from .figure import Column, Figure
from .theme import Drawing, colour

RECORD_END = date(2025, 12, 31)
"""The day on which the record ends, and with it every duration that had not ended."""

WAYS = {
    "public": "In public",
    "direct_secret": "Directly",
    "phone": "Directly",
    "letter": "By letter",
}
"""How the two sides were in touch; every other channel is a go-between.

Envoys who met face to face in secret count as direct, whoever was host.
"""

MARKED_EVENTS = {
    "2023-muscat-red-line": "Muscat 2023",
    "2024-muscat-proximity-talks": "Muscat 2024",
    "2025-twelve-day-war": "War of June 2025",
}
"""The events that the chart of the stock points out."""


def _events() -> dict[str, Row]:
    return {str(row["id"]): row for row in read_table("events")}


def _day(row: Row, column: str) -> date:
    return cast(date, row[column])


def _number(row: Row, column: str) -> float:
    return float(cast(float, row[column]))


def _under_names(rows: alt.Chart, name: str, marks: list[Drawing]) -> Drawing:
    """Return marks in rows, each row under its name, so that a phone has room for both."""
    limit = alt.expr("width")
    size = alt.expr("width < 400 ? 10 : 12")
    words = rows.mark_text(align="left", baseline="bottom", dy=-5, limit=limit, fontSize=size)
    words = words.encode(x=alt.value(0), y=_name_axis(name), text=f"{name}:N")
    return alt.layer(*marks, words)


def _name_axis(name: str) -> alt.Y:
    return alt.Y(f"{name}:N", sort=None).axis(None)


def _ways() -> list[Row]:
    return [
        {
            "date": row["date_start"],
            "way": WAYS.get(str(row["channel"]), "Through a go-between"),
            "channel": labels("events", "channel")[str(row["channel"])],
            "summary": row["summary"],
        }
        for row in read_table("events")
        if row["channel"] != "none"
    ]


def _draw_ways(events: alt.Chart) -> Drawing:
    ticks = events.mark_tick(thickness=2, size=26, color=colour("first")).encode(
        x=day_axis("date"),
        y=_name_axis("way"),
    )
    names = (
        alt.Chart(alt.Data(name="rows"))
        .transform_aggregate(count="count()", groupby=["way"])
        .mark_text(align="left", baseline="bottom", dy=-17, fontWeight="bold")
        .encode(x=alt.value(0), y=_name_axis("way"), text="way:N")
    )
    return alt.layer(ticks, names)


WAYS_OF_TALKING = Figure(
    name="ways_of_talking",
    title="In touch: how, and when",
    words=(
        "Every event of the record in which the two sides were in touch, in four rows over time. "
        "Public words fall in every decade. Go-betweens fill the fullest row, with two long gaps, "
        "from 1981 to 1991 and from 1992 to 1999. Letters are rare. Direct contacts are few: one "
        "in 1980, two in 1985 and 1986, two from 2001 to 2003, some between 2012 and 2016, and "
        "some since 2022, of which most are disputed."
    ),
    source="Table events of the course; events without any contact are left out.",
    columns=(
        Column("date", "Date"),
        Column("way", "How"),
        Column("channel", "Channel"),
        Column("summary", "What happened"),
    ),
    rows=_ways,
    draw=_draw_ways,
)


def _draw_stock(reports: alt.Chart) -> Drawing:
    day = day_axis("as_of", ticks="year")
    mass = alt.Y("kg_low:Q").title("Uranium at up to 60 percent, kilograms")
    line = reports.mark_line(color=colour("first"), strokeWidth=1.5).encode(x=day, y=mass)
    points = reports.mark_point(color=colour("first"), filled=True, size=45, opacity=1).encode(
        x=day, y=mass
    )
    events = _events()
    layers: list[alt.Chart] = []
    for index, (event, words) in enumerate(MARKED_EVENTS.items()):
        marked = alt.Chart(alt.Data(values=[{"date": str(events[event]["date_start"])}]))
        layers += [
            marked.mark_rule(strokeDash=[3, 3]).encode(x="date:T"),
            marked.mark_text(align="right", dx=-5).encode(
                x="date:T", y=alt.value(14 + 18 * index), text=alt.value(words)
            ),
        ]
    return alt.layer(*layers, line, points)


STOCK = Figure(
    name="stock",
    title="The stock of uranium enriched up to 60 percent",
    words=(
        "The stock in kilograms at each report of the International Atomic Energy Agency. It "
        "grows from almost nothing in 2021 to 114 in May 2023, grows slowly for the rest of that "
        "year, dips once in early 2024, and then rises ever faster to about 440 in June 2025. "
        "Dashed lines mark the talks of May 2023 and January 2024 and the war of June 2025."
    ),
    source="Table uranium_60 of the course, from the Agency's reports; the last is an estimate.",
    columns=(
        Column("as_of", "As of"),
        Column("kg_low", "Kilograms, lowest", 1),
        Column("kg_high", "Kilograms, highest", 1),
        Column("basis", "Basis"),
    ),
    rows=lambda: read_table("uranium_60"),
    draw=_draw_stock,
)


def _draw_injuries(counts: alt.Chart) -> Drawing:
    day = day_axis("announced_on", "%d %b", 4)
    day = day.scale(type="utc", padding=24)  # or the first number would stand on the axis
    count = alt.Y("count:Q").title("Brain injuries announced so far").scale(domainMax=130)
    steps = counts.mark_line(interpolate="step-after", color=colour("first")).encode(x=day, y=count)
    points = counts.mark_point(color=colour("first"), filled=True, size=45, opacity=1).encode(
        x=day, y=count
    )
    numbers = counts.mark_text(align="right", dx=-7, dy=-7).encode(x=day, y=count, text="count:Q")
    return alt.layer(steps, points, numbers)


INJURIES = Figure(
    name="injuries",
    title="Ain al-Asad: the injured, as announced",
    words=(
        "The number of American soldiers with brain injuries that was announced in Washington "
        "rises in six steps from none on 8 January 2020, the day of the decision not to answer, "
        "to 110 on 21 February."
    ),
    source="Table injury_counts of the course, in which each number has its source.",
    columns=(
        Column("announced_on", "Announced on"),
        Column("count", "Injured so far", 0),
        Column("said_by", "Said by"),
    ),
    rows=lambda: read_table("injury_counts"),
    draw=_draw_injuries,
)


def _oil() -> list[Row]:
    def change(row: Row, column: str) -> float:
        return _number(row, column) / _number(row, "last_close_before") - 1

    return [
        {
            "name": f"{row['name']}, {str(row['date'])[:4]}",
            "first": change(row, "first_close"),
            "fifth": change(row, "fifth_close"),
        }
        for row in read_table("oil_windows")
    ]


def _draw_oil(events: alt.Chart) -> Drawing:
    axis = alt.Axis(format="+%", tickCount=5)
    first = alt.X("first:Q").title("Change of the price since the last close before").axis(axis)
    spans = events.mark_rule(strokeWidth=2).encode(x=first, x2="fifth:Q", y=_name_axis("name"))
    marks = [
        events.mark_point(filled=True, size=70, opacity=1, shape=shape, color=colour(role)).encode(
            x=f"{column}:Q", y=_name_axis("name")
        )
        for column, shape, role in (("first", "circle", "first"), ("fifth", "diamond", "second"))
    ]
    keys = [
        key("first close", (0.01, -0.045), "first", "circle"),
        key("fifth close", (0.98, -0.045), "second", "diamond", right=True),
    ]
    return _under_names(events, "name", [spans, *marks, *keys])


OIL = Figure(
    name="oil",
    title="The price of oil around ten events",
    words=(
        "For ten events the change of the oil price at the first close, a circle, and at the "
        "fifth, a diamond. After the drone of 2019 and the strike of January 2020 it rose at "
        "first; after the missiles on Ain al-Asad and on Al Udeid, which were not answered, it "
        "fell at once and went on falling. Much else moved prices in the same days."
    ),
    source="Table oil_windows of the course: Brent spot, daily, from the U.S. Energy Department.",
    columns=(
        Column("name", "Event"),
        Column("first", "First close, as a share of the price before", 3),
        Column("fifth", "Fifth close, as a share of the price before", 3),
    ),
    rows=_oil,
    draw=_draw_oil,
    height=430,
)


def _capitalised(words: str) -> str:
    return words[0].upper() + words[1:]


def secrets() -> list[Row]:
    """Return for each channel of the record the days from its opening to its disclosure.

    Talks come first, then letters and messages, then what was one meeting; each the shortest first.
    """
    kinds = labels("channels", "kind")
    rows: list[Row] = [
        {
            "name": _capitalised(str(row["name"]).removeprefix("The ")),
            "kind": kinds[str(row["kind"])],
            "opened": row["opened"],
            "disclosed": row["disclosed"],
            "days": (_day(row, "disclosed") - _day(row, "opened")).days,
            "how": labels("channels", "disclosed_how")[str(row["disclosed_how"])],
        }
        for row in read_table("channels")
    ]
    return sorted(rows, key=lambda row: ([*kinds.values()].index(str(row["kind"])), row["days"]))


OWN = "This chapter: "
"""What the name of the channel begins with that a chapter is about."""


def _draw_secrets(channels: alt.Chart) -> Drawing:
    days = alt.X("days:Q").title("Days from opening to disclosure").axis(tickCount=5)
    own = alt.expr.indexof(alt.datum.name, OWN) >= 0
    bars = channels.mark_bar(height=7).encode(
        x=days,
        y=_name_axis("name"),
        color=alt.condition(own, alt.value(colour("second")), alt.value(colour("first"))),
    )
    kinds = [*labels("channels", "kind").values()]
    shape = alt.Shape("kind:N").scale(domain=kinds, range=["circle", "square", "diamond"])
    ends = channels.mark_point(filled=True, size=70, opacity=1, color=colour("first")).encode(
        x=days, y=_name_axis("name"), shape=shape.legend(orient="bottom", columns=1, title=None)
    )
    return _under_names(channels, "name", [bars, ends])


SECRETS = Figure(
    name="secrets",
    title="How long fifteen channels stayed secret",
    words=(
        "A bar for each back channel of the record, from its opening to its disclosure. Of nine "
        "that were talks in several rounds, four were known within four and a half months and "
        "five after more than a year. All five that were letters or messages were known within "
        "three months, the Swiss fax of January 2020 on the day it opened."
    ),
    source="Table channels of the course. Channels that nobody disclosed are missing.",
    columns=(
        Column("name", "Channel"),
        Column("kind", "Kind"),
        Column("opened", "Opened"),
        Column("disclosed", "Disclosed"),
        Column("days", "Days", 0),
        Column("how", "How it became known"),
    ),
    rows=secrets,
    draw=_draw_secrets,
    height=560,
)


def secrets_beside(own: str) -> Figure:
    """Return the chart of secrets in which the bar of one channel, by its name, is set apart."""
    rows = [
        {**row, "name": f"{OWN}{row['name']}"} if row["name"] == own else row for row in secrets()
    ]
    words = f"{SECRETS.words} One is set apart: {own}."
    return replace(SECRETS, words=words, rows=lambda: rows)


def _survivors() -> list[Row]:
    rows: list[Row] = []
    for kind in ("Talks in several rounds", "Letters and single messages"):
        cases = [(_number(row, "days"), True) for row in secrets() if row["kind"] == kind]
        rows += [{"kind": kind, "days": days, "share": share} for days, share in survival(cases)]
    return rows


def _draw_survivors(steps: alt.Chart) -> Drawing:
    days = alt.X("days:Q").title("Days since the channel opened").axis(tickCount=5, grid=False)
    share = alt.Y("share:Q").title("Share still secret").axis(format="%").scale(domain=[0, 1])
    layers: list[alt.Chart] = []
    for kind, role, shape, place in (
        ("Talks in several rounds", "first", "circle", (0.98, 0.38)),
        ("Letters and single messages", "second", "square", (0.98, 0.94)),
    ):
        own = steps.transform_filter(f"datum.kind === '{kind}'")
        layers += [
            own.mark_line(interpolate="step-after", color=colour(role)).encode(x=days, y=share),
            own.mark_point(color=colour(role), filled=True, size=40, opacity=1, shape=shape).encode(
                x=days, y=share
            ),
            label(kind, place, role, align="right"),
        ]
    return alt.layer(*layers)


SURVIVORS = Figure(
    name="survivors",
    title="The share of known channels that were still secret",
    words=(
        "Two stairs that fall from all channels of a kind at the opening to none. That of five "
        "letters and messages, squares, ends within three months. That of nine talks, circles, "
        "falls to five of nine in four and a half months, stays there until after a year, and "
        "ends after sixteen months. Channels that never became known cannot be in either."
    ),
    source="Table channels of the course; product-limit estimate after Kaplan and Meier (1958).",
    columns=(
        Column("kind", "Kind"),
        Column("days", "Days", 0),
        Column("share", "Share still secret", 2),
    ),
    rows=_survivors,
    draw=_draw_survivors,
)


def _agreements() -> list[Row]:
    return [
        {
            "name": str(row["name"]).split(" (")[0],
            "start": row["start"],
            "end": row["end"] or RECORD_END,
            "how_ended": str(row["how_ended"]).replace("_", " ").capitalize(),
            "years": ((cast(date, row["end"] or RECORD_END) - _day(row, "start")).days) / 365.25,
        }
        for row in read_table("agreements")
        if str(row["start"]) >= "1979"
    ]


def _draw_agreements(rows: alt.Chart) -> Drawing:
    time = day_axis("start", grid=True)
    spans = rows.mark_rule(strokeWidth=5, color=colour("first")).encode(
        x=time, x2="end:T", y=_name_axis("name")
    )
    starts = rows.mark_point(
        shape="stroke", angle=90, size=120, strokeWidth=2, color=colour("first"), opacity=1
    ).encode(x=time, y=_name_axis("name"))
    ends = rows.mark_point(filled=True, size=60, opacity=1, color=colour("second")).encode(
        x="end:T",
        y=_name_axis("name"),
        shape=alt.Shape("how_ended:N").legend(orient="bottom", columns=2, title=None),
    )
    return _under_names(rows, "name", [spans, starts, ends])


AGREEMENTS = Figure(
    name="agreements",
    title="How long agreements lasted",
    words=(
        "Fifteen agreements since 1979, each from its start to its end or to the end of 2025, "
        "with a mark for how it ended. The oldest, the Swiss mandate and the Algiers Accords, are "
        "still in force; exchanges of prisoners were done within days or weeks; the nuclear "
        "agreement of 2015 lasted less than three years until Washington withdrew."
    ),
    source="Table agreements of the course; as of 31 December 2025.",
    columns=(
        Column("name", "Agreement"),
        Column("start", "Start"),
        Column("end", "End, or end of the record"),
        Column("how_ended", "How it ended"),
        Column("years", "Years", 1),
    ),
    rows=_agreements,
    draw=_draw_agreements,
    height=560,
)
