"""How every chart of the course looks: type, grid and colours, once.

Where both capitals are shown, the first role is Washington's and the second Tehran's; the
neutral one is for go-betweens and for what belongs to neither. The signs in the text
(``backchannel/glyphs.svg``) keep to the same: the dome has the first colour, the gable the second.
Blue and orange are told apart by people with any colour vision (after Okabe and Ito's palette),
and always by shape, dash or a direct label too.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import altair as alt

COLOURS: dict[str, tuple[str, str]] = {
    "text": ("#1f2328", "#e8eaed"),
    "neutral": ("#4a5560", "#b6c0ca"),
    "first": ("#0061a4", "#6cb8f0"),
    "second": ("#a84b00", "#f5a45d"),
    "grid": ("#d8dde3", "#3d444d"),
}
"""For each role the colour on a light page and on a dark one, at 4.5 to 1 contrast or more
(the grid, which carries nothing, apart)."""


def colour(role: str) -> str:
    """Return the light-page colour of a role; the book swaps it for one that follows the page."""
    return COLOURS[role][0]


Drawing: TypeAlias = alt.LayerChart | alt.FacetChart

FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"

_TEXT: dict[str, Any] = {"labelColor": colour("text"), "titleColor": colour("text")}

CONFIG: dict[str, Any] = {
    "aria": False,  # the figure around the chart speaks for it
    "axis": {
        **_TEXT,
        "aria": False,
        "domainColor": colour("neutral"),
        "gridColor": colour("grid"),
        "labelFontSize": 13,
        "tickColor": colour("neutral"),
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "axisY": {
        "domain": False,
        "ticks": False,
        "titleAnchor": "end",
        "titleAngle": 0,
        "titleAlign": "left",
        "titleBaseline": "bottom",
        "titleY": -8,
        "titleX": 0,
    },
    "background": "transparent",
    "font": FONT,
    "header": _TEXT,
    "legend": _TEXT,
    "line": {"strokeWidth": 2.5},
    "mark": {"aria": False},
    "rule": {"color": colour("neutral")},
    "text": {"color": colour("text"), "fontSize": 13},
    "view": {"stroke": None},
}


DRAW_WITHOUT_NETWORK = """if find_spec("vl_convert"):  # then charts are drawn without a network
    alt.renderers.enable("svg")
"""
"""Code for notebooks: Altair's own way fetches a drawing program from another host."""

HEIGHT = 280
"""Height of a chart in pixels, unless it says otherwise."""


def styled(chart: Drawing, height: int = HEIGHT) -> Drawing:
    """Return the chart in the look of the course; whoever shows it decides how wide."""
    dressed: Drawing = chart.properties(
        height=height, padding={"left": 10, "right": 12, "top": 25, "bottom": 5}
    ).configure(**CONFIG)
    return dressed
