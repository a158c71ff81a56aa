"""What a chart draws, as plain data: marks with their places and colours, axes with their titles.

Hidden tests look at this, not at how a chart was written; it is laid out in a process of its own
(``easel``). Places are in pixels, to the right and *upwards*: they grow with what they show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Any

from exercises.grading.easel import easel

LONGEST = 2**20  # characters of a specification
NEAR = 0.005  # pixels; places come out exact, but for the last bits


class PictureError(AssertionError):
    """A chart that cannot be drawn; the message says why."""


@dataclass(frozen=True)
class Mark:
    """Something that is seen: its kind (rect, rule, symbol, line, area), ends, colour, points."""

    kind: str
    left: float
    right: float
    bottom: float
    top: float
    colour: str = ""
    steps: str = ""
    """How points are joined, where it is said."""
    points: tuple[tuple[float, float], ...] = ()

    @property
    def across(self) -> float:
        """The middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def up(self) -> float:
        """The middle from bottom to top."""
        return (self.bottom + self.top) / 2

    @property
    def is_level(self) -> bool:
        """Whether it is a line from left to right, or such a tick."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (self.kind == "rule" or self.is_tick) and wide > high

    @property
    def is_tick(self) -> bool:
        """Whether it is a tick: a bar of one pixel, lying or standing."""
        sides = self.right - self.left, self.top - self.bottom
        return self.kind == "rect" and any(abs(side - 1) < 1e-9 for side in sides)


@dataclass(frozen=True)
class Picture:
    """The marks of a chart, the titles of its axes, its width and its height."""

    marks: tuple[Mark, ...]
    titles: dict[str, tuple[str, ...]]
    """By side: ``x`` (below or above) and ``y`` (left or right)."""
    width: float
    height: float

    def of(self, *kinds: str) -> list[Mark]:
        """Return the marks of some kinds."""
        return [mark for mark in self.marks if mark.kind in kinds]

    def own_title(self, side: str, *names: str) -> str:
        """Return the title of an axis without the names of columns; nothing, if it has no other."""
        words = [word.strip() for title in self.titles[side] for word in title.split(",")]
        taken = {name.lower() for name in (*names, "Count of Records")}
        return ", ".join(word for word in words if word and word.lower() not in taken)

    def columns(self, *kinds: str) -> dict[float, list[Mark]]:
        """Return the marks of some kinds, but level lines, by their middle from left to right."""
        return _together((mark.across, mark) for mark in self.of(*kinds) if not mark.is_level)

    def bars(self) -> list[float]:
        """Return the lengths of the bars in the order in which they are read.

        From the left, if they stand, from above, if they lie; pieces of one bar count together.
        """
        rects = self.of("rect")
        standing = _together((mark.across, mark) for mark in rects)
        lying = _together((-mark.up, mark) for mark in rects)
        wide, high = (
            {round(mark.right - mark.left, 2) for mark in rects},
            {round(mark.top - mark.bottom, 2) for mark in rects},
        )
        if (len(wide), len(lying)) <= (len(high), len(standing)):  # as thick as one another
            return [height_of(bar) for bar in standing.values()]
        return [_covered((one.left, one.right) for one in bar) for bar in lying.values()]


def height_of(bar: Iterable[Mark]) -> float:
    """Return how high the pieces of a bar are together; what lies on others counts once."""
    return _covered((piece.bottom, piece.top) for piece in bar)


def _covered(spans: Iterable[tuple[float, float]]) -> float:
    """Return how much of a line some spans cover.

    >>> _covered([(0, 2), (2, 3)]), _covered([(0, 2), (0, 3)])
    (3.0, 3.0)
    """
    covered, end = 0.0, -inf
    for low, high in sorted(spans):
        covered += max(0.0, high - max(low, end))
        end = max(end, high)
    return covered


def _together(placed: Iterable[tuple[float, Mark]]) -> dict[float, list[Mark]]:
    """Return marks by their place, where places that are as good as the same are one."""
    found: dict[float, list[Mark]] = {}
    for place, mark in sorted(placed, key=lambda pair: pair[0]):
        last = next(reversed(found), None)
        found.setdefault(last if last is not None and place - last < NEAR else place, []).append(
            mark
        )
    return found


def stands_for(places: Iterable[float], values: Iterable[float], near: float = NEAR) -> bool:
    """Tell whether places, one by one, show values on one even scale that grows with them.

    >>> stands_for([10, 30, 20], [1, 3, 2]), stands_for([30, 10, 20], [1, 3, 2])
    (True, False)
    """
    found, wanted = list(places), [float(value) for value in values]
    if len(found) != len(wanted) or not found:
        return False
    low, high = (
        min(range(len(wanted)), key=wanted.__getitem__),
        max(range(len(wanted)), key=wanted.__getitem__),
    )
    if wanted[high] == wanted[low]:
        return max(found) - min(found) < near
    a_unit = (found[high] - found[low]) / (wanted[high] - wanted[low])
    return (
        a_unit > 0
        and found[high] - found[low] > 1
        and all(
            abs(found[low] + a_unit * (value - wanted[low]) - place) < near
            for value, place in zip(wanted, found, strict=True)
        )
    )


RATE = re.compile(
    r"\b(per|daily|monthly|growth)\b|\b(each|every|a) (day|week|month|year)\b|/ ?(day|week|month)"
    r"|\bin \d+ days\b",
    re.IGNORECASE,
)


def is_rate(title: str) -> bool:
    """Tell whether a title speaks of what happens in a time, and not of a total.

    >>> is_rate("Attacks per day"), is_rate("Attacks up to that day")
    (True, False)
    """
    return bool(RATE.search(title))


def lengths_show(lengths: Sequence[float], counts: Sequence[float]) -> bool:
    """Tell whether lengths, from the shortest to the longest, are as the counts are.

    >>> lengths_show([20, 60], [3, 1]), lengths_show([20, 50], [3, 1]), lengths_show([], [])
    (True, False, False)
    """
    return bool(counts) and stands_for([0, *sorted(lengths)], [0, *sorted(counts)])


def picture_of(chart: Any) -> Picture:
    """Return what a chart draws.

    Raises
    ------
    PictureError
        If it cannot be drawn, or only from what no notebook has at hand.

    """
    if not hasattr(chart, "to_dict"):
        raise PictureError("Give the name chart to an Altair chart.")
    specification = json.dumps(chart.to_dict(), sort_keys=True, default=str)
    if len(specification) > LONGEST:
        raise PictureError("The chart holds more than a million characters: choose rows first.")
    return _picture(specification)


@lru_cache(maxsize=64)
def _picture(specification: str) -> Picture:
    found = easel().draw(specification)
    if "why" in found:
        raise PictureError(f"This chart cannot be drawn: {found['why']}")
    marks = tuple(
        Mark(**{**one, "points": tuple(tuple(point) for point in one["points"])})
        for one in found["marks"]
    )
    titles = {side: tuple(words) for side, words in found["titles"].items()}
    return Picture(marks, titles, found["width"], found["height"])
