"""Where they met: the places of the record on a map, and each with what happened there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from docutils import nodes
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective

from backchannel.data import Row, labels, read_table

from ..markup import TEMPLATES, html
from .citations import cited
from .coast import Window, coast
from .events import events, link_to, status_mark, when

WINDOWS = {
    "Europe and Algiers": Window(-11, 34.5, 19, 57, width=640),
    "From Beirut to Muscat": Window(31.5, 21, 62, 40, width=700),
    "Washington and New York": Window(-84, 38.1, -66, 41.5, width=700),
}
"""The parts of the map; each place lies in one of them."""

SEAS: dict[tuple[str, ...], tuple[float, float, int]] = {
    ("Atlantic", "Ocean"): (-7.6, 46.2, 0),
    ("North Sea",): (3.2, 55.6, 0),
    ("Mediterranean Sea",): (5.9, 38.2, 0),
    ("Caspian", "Sea"): (51, 38.9, 0),
    ("Persian Gulf",): (51.1, 27.6, 42),
    ("Gulf of", "Oman"): (59.7, 25, 0),
    ("Red Sea",): (37.9, 22.4, 58),
    ("Atlantic  Ocean",): (-69.5, 39.2, 0),
}
"""Where the name of a sea stands, as the United Nations writes it, and how far it is turned."""

BESIDE = (16, 0, "start")
"""Where a name stands, from its place, unless another name or a sea is there."""

NAMES: dict[str, tuple[int, int, str]] = {
    "beirut": (0, -28, "middle"),
    "bern": (46, 40, "start"),
    "bonn": (-16, 0, "end"),
    "damascus": (14, 34, "start"),
    "doha": (-16, 0, "end"),
    "geneva": (-16, 4, "end"),
    "lausanne": (63, 75, "start"),
    "london": (-16, 0, "end"),
    "muscat": (-16, 0, "end"),
    "paris": (-16, 0, "end"),
    "vienna": (24, -26, "end"),
    "washington": (-16, 0, "end"),
}
"""Where the other names stand."""


UNKNOWN = "place-unknown"
"""Name of the section of events whose place is not known."""


class PlacesMap(SphinxDirective):
    """The map: each place leads to what happened there."""

    def run(self) -> list[nodes.Node]:
        """Return the map as SVG in the page, so that its names are links and follow the theme."""
        windows = [_drawn(title, window) for title, window in WINDOWS.items()]
        return [html(TEMPLATES.get_template("record/map.html").render(windows=windows))]


class Places(SphinxDirective):
    """A section for each place, with its events, and one for those whose place is not known."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the alphabet."""
        found: list[nodes.Node] = []
        for place in read_table("places"):
            title = f"{place['name']}, {place['country']}"
            found.append(_section(f"place-{place['id']}", title, _at(str(place["id"]))))
        found.append(_section(UNKNOWN, "Where is not known", _at(None)))
        domain = cast(StandardDomain, self.env.get_domain("std"))
        domain.anonlabels[UNKNOWN] = (self.env.docname, UNKNOWN)
        return found


def _at(place: str | None) -> list[Row]:
    return [row for row in read_table("venues") if row["place"] == place]


def _count(number: int) -> str:
    return f"{number} event" if number == 1 else f"{number} events"


def _drawn(title: str, window: Window) -> dict[str, Any]:
    """Return what the template draws of a part of the map."""
    seas = [
        {"lines": lines, "turned": turned, **_point(window, longitude, latitude)}
        for lines, (longitude, latitude, turned) in SEAS.items()
        if window.holds(longitude, latitude)
    ]
    return {
        "title": title,
        "width": window.width,
        "height": window.height,
        "coast": coast(window),
        "seas": seas,
        "places": [*_places(window)],
    }


def _places(window: Window) -> Iterator[dict[str, Any]]:
    for place in read_table("places"):
        name = str(place["id"])
        longitude, latitude = (float(str(place[axis])) for axis in ("longitude", "latitude"))
        if window.holds(longitude, latitude):
            across, down, anchor = NAMES.get(name, BESIDE)
            count = len(_at(name))
            yield {
                "id": name,
                "name": place["name"],
                "count": count,
                "events": _count(count),
                "dx": across,
                "dy": down,
                "anchor": anchor,
                **_point(window, longitude, latitude),
            }


def _point(window: Window, longitude: float, latitude: float) -> dict[str, int]:
    x, y = window.place(longitude, latitude)
    return {"x": x, "y": y}


def _section(name: str, title: str, venues: list[Row]) -> nodes.section:
    """Return a section with what happened, event by event, in order of time."""
    found = nodes.section(ids=[name], names=[name])
    found += nodes.title("", title)
    listed = nodes.bullet_list(classes=["timeline", "venues"])
    listed += [nodes.list_item("", *_item(venue)) for venue in venues]
    found += listed
    return found


def _item(venue: Row) -> list[nodes.Node]:
    """Return what happened at a place: day, what it was, how sure, the event, and its sources."""
    event = events()[str(venue["event"])]
    what = labels("venues", "what").get(str(venue["what"]), "Somewhere")
    head: list[nodes.Node] = [
        nodes.strong("", when(event)),
        nodes.Text(f" {what}. "),
        link_to(str(event["id"]), str(event["summary"])),
        nodes.Text(" "),
        status_mark(str(venue["status"])),
    ]
    said: list[nodes.Node] = [nodes.Text(f"{venue['note']} " if venue["note"] else "")]
    for number, key in enumerate(str(venue["sources"]).split("; ")):
        said += [nodes.Text("; " if number else "Sources: "), cited(key)]
    return [
        nodes.paragraph("", "", *head),
        nodes.paragraph("", "", *said, classes=["venue-source"]),
    ]
