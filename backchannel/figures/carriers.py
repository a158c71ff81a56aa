"""Who carried for whom: the back channels of the record, and how messages travelled by decade."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import cast

import altair as alt

from ..data import Row, labels, read_table
from .chart_elements import day_axis
from .figure import Column, Figure
from .theme import Drawing, colour

SURE = "established"

ROW = 54
"""Height of a channel in pixels: two lines of words, and a line that is drawn."""

MOST_NAMED = 2
"""Cities of a channel that its line of words names."""

MIDDLE = "2000-06-01"
"""Channels that opened before have their outcome behind their marks, later ones before them."""


def carrier(row: Row) -> str:
    """Return how the messages of a channel went, by the codes of its events."""
    codes = {str(event["id"]): str(event["channel"]) for event in read_table("events")}
    ways = labels("events", "channel")
    found = dict.fromkeys(ways[codes[name]] for name in str(row["events"]).split("; "))
    first, *others = found
    return " and ".join([first, *(each[0].lower() + each[1:] for each in others)])


def _where(row: Row) -> str:
    """Return the cities of a channel in words: their names, or how many where they are more."""
    names = {str(place["id"]): str(place["name"]) for place in read_table("places")}
    members = str(row["events"]).split("; ")
    found = dict.fromkeys(
        names[str(venue["place"])]
        for venue in read_table("venues")
        if venue["place"] and venue["event"] in members
    )
    if len(found) > MOST_NAMED:
        return f", in {len(found)} cities"
    return f", in {' and '.join(found)}" if found else ""


def _channels() -> list[Row]:
    outcomes = labels("channels", "outcome")
    rows: list[Row] = []
    for row in sorted(read_table("channels"), key=lambda row: str(row["opened"])):
        opened, closed, disclosed = (
            cast(date, row[name]) for name in ("opened", "closed", "disclosed")
        )
        way, outcome = carrier(row), outcomes[str(row["outcome"])]
        doubt = "" if row["status"] == SURE else f" ({row['status']})"
        name = str(row["name"]).removeprefix("The ")
        rows.append(
            {
                "name": f"{opened.year}  {name[0].upper()}{name[1:]}{doubt}",
                "opened": opened,
                "secret_until": min(closed, disclosed),
                "closed": closed,
                "disclosed": disclosed,
                "way": way,
                "carrier": row["carrier"],
                "host": row["host"],
                "outcome": outcome,
                "told": way + _where(row),
                "last": max(closed, disclosed),
                "sure": row["status"] == SURE,
            }
        )
    return rows


def _draw_channels(channels: alt.Chart) -> Drawing:
    lane = alt.Y("name:N", sort=None).axis(None).scale(paddingOuter=0.1)
    time = day_axis("opened", grid=True).scale(type="utc", domain=["1979-01-01", "2026-01-01"])
    sure = alt.StrokeDash("sure:N").scale(domain=[True, False], range=[[1, 0], [4, 3]]).legend(None)
    known = channels.mark_rule(color=colour("neutral"), strokeWidth=1.5, yOffset=17).encode(
        x=alt.X("secret_until:T"), x2="disclosed:T", y=lane, strokeDash=sure
    )
    after = channels.mark_rule(color=colour("neutral"), strokeWidth=1.5, yOffset=17).encode(
        x=alt.X("secret_until:T"), x2="closed:T", y=lane, strokeDash=sure
    )
    secret = channels.mark_rule(color=colour("neutral"), strokeWidth=7, yOffset=17).encode(
        x=time, x2="secret_until:T", y=lane
    )
    opened = channels.mark_point(
        shape="stroke", angle=90, size=130, strokeWidth=2.5, opacity=1, yOffset=17
    ).encode(x=time, y=lane, color=alt.value(colour("neutral")))
    disclosed = channels.mark_point(
        filled=True, shape="diamond", size=90, opacity=1, yOffset=17, color=colour("text")
    ).encode(x=alt.X("disclosed:T"), y=lane)
    in_short = channels.transform_calculate(
        said="replace(datum.outcome, 'Refused or left unanswered', 'Refused, or no answer')"
    )  # in the room that a phone has
    early = f"datum.opened < toDate('{MIDDLE}')"
    behind = (
        in_short.transform_filter(early)
        .mark_text(align="left", baseline="middle", dx=9, yOffset=17, fontSize=12)
        .encode(x="last:T", y=lane, text="said:N")
    )
    before = (
        in_short.transform_filter(f"!({early})")
        .mark_text(align="right", baseline="middle", dx=-9, yOffset=17, fontSize=12)
        .encode(x="opened:T", y=lane, text="said:N")
    )
    limit = alt.expr("width")
    name = channels.mark_text(
        align="left", baseline="middle", limit=limit, yOffset=-17, fontWeight="bold"
    ).encode(x=alt.value(0), y=lane, text="name:N")
    told = channels.mark_text(
        align="left", baseline="middle", limit=limit, yOffset=0, color=colour("neutral")
    ).encode(x=alt.value(0), y=lane, text="told:N")
    return alt.layer(known, after, secret, opened, disclosed, behind, before, name, told)


CARRIERS = Figure(
    name="carriers",
    title="Who carried for whom, 1979 to 2025",
    words=(
        "The back channels of the record, one below the other in the order in which they opened, "
        "each with how it went and with its outcome. A stroke marks the first known contact and a "
        "thick line the time in secret; a diamond marks the disclosure, and a thin line leads "
        "from the one to the other or to the last contact. Thin lines of channels that are "
        "contested are dashed. Envoys met directly in Bonn, Tehran, Geneva and Muscat; "
        "Switzerland and Oman carried most often."
    ),
    source="Table channels of the course, and for the carrier the codes of its events. Channels "
    "that nobody disclosed are missing.",
    columns=(
        Column("name", "Channel"),
        Column("way", "How"),
        Column("carrier", "Who carried"),
        Column("host", "Where"),
        Column("opened", "First contact"),
        Column("closed", "Last contact"),
        Column("disclosed", "Disclosed"),
        Column("outcome", "Outcome"),
    ),
    rows=_channels,
    draw=_draw_channels,
    height=len(read_table("channels")) * ROW,
)

WAYS = {
    "direct_secret": "Face to face, in secret",
    "phone": "By telephone",
    "letter": "By letter",
    "third_party_oman": "Through Oman",
    "third_party_swiss": "Through Switzerland",
    "third_party_algeria": "Through another state",
    "third_party_iraq": "Through another state",
    "third_party_qatar": "Through another state",
    "third_party_other": "Through another state",
    "un": "Through the United Nations",
    "eu": "Through the European Union",
    "public": "In public",
}
"""How two sides are in touch, in the order of the rows."""

FIRST, LAST = "to 1989", "2020\N{EN DASH}25"
DECADES = {197: FIRST, 198: FIRST, 199: "1990s", 200: "2000s", 201: "2010s", 202: LAST}
"""The columns, by the first digits of a year; the record begins in November 1979."""

IN_A_LINE = 4
"""Marks beside each other in a cell."""


def _travels() -> list[Row]:
    order, columns = [*dict.fromkeys(WAYS.values())], [*dict.fromkeys(DECADES.values())]
    in_cell = defaultdict[tuple[str, str], int](int)
    rows: list[Row] = []
    # Within a cell what is established comes first.
    for event in sorted(read_table("events"), key=lambda event: event["status"] != SURE):
        if event["channel"] == "none":
            continue
        way = WAYS[str(event["channel"])]
        decade = DECADES[int(str(event["date_start"])[:3])]
        place = in_cell[way, decade]
        in_cell[way, decade] += 1
        rows.append(
            {
                "decade": decade,
                "way": way,
                "date": event["date_start"],
                "status": event["status"],
                "summary": event["summary"],
                "sure": event["status"] == SURE,
                "across": columns.index(decade) + 0.16 + 0.17 * (place % IN_A_LINE),
                "down": order.index(way) + 0.48 + 0.25 * (place // IN_A_LINE),
            }
        )
    return sorted(rows, key=lambda row: str(row["date"]))


def _draw_travels(events: alt.Chart) -> Drawing:
    columns, rows = [*dict.fromkeys(DECADES.values())], [*dict.fromkeys(WAYS.values())]
    across = alt.X("across:Q").axis(None).scale(domain=[0, len(columns)], nice=False)
    down = alt.Y("down:Q").axis(None).scale(domain=[-0.4, len(rows)], nice=False, reverse=True)
    marks = [
        events.transform_filter(f"datum.sure === {str(sure).lower()}")
        .mark_point(
            shape=shape, filled=sure, size=70, opacity=1, color=colour("neutral"), strokeWidth=2
        )
        .encode(x=across, y=down)
        for sure, shape in ((True, "circle"), (False, "diamond"))
    ]
    heads = alt.Chart(
        alt.Data(values=[{"across": at + 0.1, "name": name} for at, name in enumerate(columns)])
    )
    names = alt.Chart(alt.Data(values=[{"down": at, "name": name} for at, name in enumerate(rows)]))
    rules = names.mark_rule(color=colour("grid")).encode(y=down)
    head = heads.mark_text(align="left", color=colour("neutral")).encode(
        x=across, y=alt.value(0), text="name:N"
    )
    name = names.mark_text(align="left", baseline="top", dy=4, fontWeight="bold").encode(
        x=alt.value(0), y=down, text="name:N"
    )
    return alt.layer(rules, head, name, *marks)


TRAVELS = Figure(
    name="travels",
    title="How messages travelled, by decade",
    words=(
        "Every event in which the two sides were in touch, in a row for the way and a column for "
        "the decade. A full circle is established; an open diamond is reported, claimed or "
        "contested. Words in public stand in every decade. The European Union carries since 2008. "
        "Since 2020 Oman and other states, Qatar and Iraq, carry most, and of the face-to-face "
        "contacts of these years none is established."
    ),
    source="Table events of the course, which was chosen for teaching: the counts compare ways in "
    "the record, not in the world.",
    columns=(
        Column("decade", "Decade"),
        Column("way", "How"),
        Column("date", "Date"),
        Column("status", "How sure"),
        Column("summary", "What happened"),
    ),
    rows=_travels,
    draw=_draw_travels,
    height=52 * len(set(WAYS.values())) + 20,
)
