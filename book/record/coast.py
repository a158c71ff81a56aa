"""Coasts: Natural Earth's land, cut to a window and drawn as a path of SVG.

Degrees become units of the drawing along straight lines, east and north each with its own
scale, so that shapes are right in the middle of the window.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import cos, radians

from ..sources import ROOT

Point = tuple[float, float]

LAND = ROOT / "node_modules" / "world-atlas" / "land-50m.json"
"""Land at 1:50 million, in the public domain, as TopoJSON."""

NEAR = 2.0
"""Units of the drawing by which a point of a coast must differ from the one before."""

LEAST = 4
"""Points of a coast; an island with fewer is too small to be drawn."""


@dataclass(frozen=True)
class Window:
    """A part of the world between two meridians and two parallels, in degrees; its units wide."""

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def scale(self) -> Point:
        """Units of the drawing for a degree to the east, and for one to the north."""
        across = self.width / (self.east - self.west)
        return across, across / cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        """Units of the drawing from the northern edge to the southern."""
        return round((self.north - self.south) * self.scale[1])

    def holds(self, longitude: float, latitude: float) -> bool:
        """Return whether a place lies in the window."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Return where a place stands in the drawing, from its upper left corner."""
        across, down = self.scale
        return round((longitude - self.west) * across), round((self.north - latitude) * down)


def coast(window: Window) -> str:
    """Return the land in a window as the path of an SVG element."""
    drawn = []
    for ring in _rings():
        points = _thinned(window.place(*point) for point in _cut(ring, window))
        if len(points) >= LEAST:
            x, y = points[0]
            line = "".join(f"l{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
            drawn.append(f"M{x} {y}{line}z")
    return "".join(drawn).replace(" -", "-")


@cache
def _rings() -> list[list[Point]]:
    """Return the outlines of all land and of its inland seas, as longitude and latitude."""
    topology = json.loads(LAND.read_text(encoding="utf-8"))
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        axes = (accumulate(axis) for axis in zip(*steps, strict=True))
        degrees = [
            [start + size * step for step in axis]
            for axis, size, start in zip(axes, scale, origin, strict=True)
        ]
        arcs.append([*zip(*degrees, strict=True)])
    [land] = topology["objects"]["land"]["geometries"]
    return [
        # An arc that is told by its complement runs the other way.
        [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
        for polygon in land["arcs"]
        for ring in polygon
    ]


def _cut(ring: list[Point], window: Window) -> list[Point]:
    """Return the part of an outline that lies in a window (Sutherland and Hodgman's rule)."""
    for axis, sign, edge in (
        (0, 1, window.west),
        (0, -1, window.east),
        (1, 1, window.south),
        (1, -1, window.north),
    ):
        kept: list[Point] = []
        for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inside = sign * (point[axis] - edge) >= 0
            if inside != (sign * (before[axis] - edge) >= 0):
                share = (edge - before[axis]) / (point[axis] - before[axis])
                kept.append(
                    (
                        before[0] + share * (point[0] - before[0]),
                        before[1] + share * (point[1] - before[1]),
                    )
                )
            if inside:
                kept.append(point)
        ring = kept
    return ring


def _thinned(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return points without those that hardly differ from the one before."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > NEAR:
            kept.append((x, y))
    return kept
