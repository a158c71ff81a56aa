"""The process that lays charts out: one after another, without any other host, within bounds.

That process runs this file, which therefore imports nothing of the course.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from math import inf
from pathlib import Path
from select import select
from time import monotonic
from typing import Any, TypeAlias

STARTS_WITHIN, DRAWS_WITHIN = 120.0, 20.0  # seconds
MEMORY = 1500 * 2**20  # bytes of data
MOST_MARKS = 5000
MADE_WITHOUT_DATA = {"url", "sequence", "graticule", "sphere"}
"""Sources of rows that no table of a notebook needs."""
UNSEEN = [None, "transparent", "none", "white", "#fff", "#ffffff"]
GROUPS = {"frame", "scope", "pathgroup", "mark", None} | {
    f"{side}-{end}" for side in ("row", "column") for end in ("header", "footer")
}
"""Roles of groups in which marks lie, or the axes of charts side by side."""


class Easel:
    """A process that draws one chart after another; it is started anew when one broke it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process: subprocess.Popen[bytes] | None = None

    def draw(self, specification: str) -> dict[str, Any]:
        """Return the marks and titles of a specification, or why there are none."""
        try:
            if self.process is None:
                self._start()
            return self._ask(specification, DRAWS_WITHIN)
        except (OSError, ValueError):
            self.close()
            return {"why": f"it took more than {DRAWS_WITHIN:.0f} s, or more memory than there is."}
        except BaseException:  # a test that was stopped: what comes late must not meet the next
            self.close()
            raise

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"TZ": "UTC", "HOME": "/nonexistent"},
            start_new_session=True,
        )
        self._ask("{}", STARTS_WITHIN)

    def _ask(self, specification: str, seconds: float) -> dict[str, Any]:
        assert self.process and self.process.stdin and self.process.stdout
        self.process.stdin.write(specification.encode() + b"\n")
        self.process.stdin.flush()
        end, line = monotonic() + seconds, b""
        while not line.endswith(b"\n"):
            if not select([self.process.stdout], [], [], max(0, end - monotonic()))[0]:
                raise TimeoutError
            part = os.read(self.process.stdout.fileno(), 2**20)
            if not part:
                raise ValueError("it ended")
            line += part
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        """End the process."""
        if self.process and self.owner == os.getpid():
            self.process.kill()
            self.process.communicate()
        self.process = None


_easels: dict[int, Easel] = {}


def easel() -> Easel:
    """Return the easel of this process; one that a fork brought along is another's."""
    if os.getpid() not in _easels:
        _easels.clear()
        made = _easels[os.getpid()] = Easel()
        atexit.register(made.close)
    return _easels[os.getpid()]


# In that process


def _serve() -> None:
    """Draw what comes, a specification a line, until there is no more."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    import vl_convert  # noqa: PLC0415 - not where this file is imported

    for line in sys.stdin:
        try:
            specification = json.loads(line)
            if odd := MADE_WITHOUT_DATA & set(_keys(specification)):
                raise ValueError(f"its rows come from {min(odd)}, not from a table.")
            drawing = (
                vl_convert.vegalite_to_scenegraph(specification, allowed_base_urls=[])
                if specification
                else {"scenegraph": {"items": []}}
            )
            reply = _flat(drawing)
        except Exception as error:
            reply = {"why": str(error).strip().splitlines()[0][:200] if str(error) else "?"}
        print(json.dumps(reply), flush=True)


def _keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, inner in part.items():
            if name not in {"datasets", "values"}:
                yield name
                yield from _keys(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _keys(inner)


Frame: TypeAlias = tuple[float, float, float, float]
EVERYWHERE: Frame = (-inf, -inf, inf, inf)


def _flat(drawing: dict[str, Any]) -> dict[str, Any]:
    """Return the marks and titles of a scenegraph."""
    items = drawing["scenegraph"]["items"]
    frame = items[0] if items else {}
    width, height = _at(frame, "width"), _at(frame, "height")
    marks: list[dict[str, Any]] = []
    titles: dict[str, list[str]] = {"x": [], "y": []}
    _walk(drawing["scenegraph"], ((0.0, height), EVERYWHERE), marks, titles)
    return {"marks": marks, "titles": titles, "width": width, "height": height}


def _walk(
    mark: dict[str, Any],
    place: tuple[tuple[float, float], Frame],
    marks: list[dict[str, Any]],
    titles: dict[str, list[str]],
) -> None:
    """Add what a mark of the scenegraph and those in it show, at a place with its frame."""
    origin, frame = place
    kind, items = mark.get("marktype"), mark.get("items", [])
    if mark.get("role") == "axis":
        for item in items:
            side = "x" if item.get("orient") in {"bottom", "top"} else "y"
            titles[side] += [
                _words(text["text"])
                for inner in item.get("items", [])
                if inner.get("role") == "axis-title"
                for text in inner["items"]
                if _is_seen(text) and text.get("text")
            ]
    elif kind == "group" and mark.get("role") in GROUPS:
        for item in items:
            if _at(item, "opacity", 1) > 0:
                start = origin[0] + _at(item, "x"), origin[1] - _at(item, "y")
                own = _frame(item, start) or frame
                for inner in item.get("items", []):
                    _walk(inner, (start, own), marks, titles)
    elif kind in {"line", "area", "trail"}:
        defined = [item for item in items if item.get("defined", True) and _is_seen(item)]
        if len(defined) > 1:
            path = _path("area" if kind == "area" else "line", defined, origin)
            marks.append(_within(path, frame))
    elif mark.get("role") == "mark" and kind in {"rect", "rule", "symbol", "arc"}:
        seen = [_within(_mark(kind, item, origin), frame) for item in items if _is_seen(item, kind)]
        marks += [
            one for one in seen if one["left"] <= one["right"] and one["bottom"] <= one["top"]
        ]
    if len(marks) > MOST_MARKS:
        raise ValueError(f"it has more than {MOST_MARKS} marks.")


def _frame(item: dict[str, Any], start: tuple[float, float]) -> Frame | None:
    """Return the frame of a group that has one, with a pixel more on each side."""
    width, height = _at(item, "width"), _at(item, "height")
    if width <= 0 or height <= 0:
        return None
    return start[0] - 1, start[1] - height - 1, start[0] + width + 1, start[1] + 1


def _at(item: dict[str, Any], name: str, otherwise: float = 0.0) -> float:
    """Return a number of an item; what has none stands at nought, as it is drawn."""
    value = item.get(name)
    return float(value) if isinstance(value, int | float) else otherwise


def _words(text: Any) -> str:
    return " ".join(text) if isinstance(text, list) else str(text)


def _is_seen(item: dict[str, Any], kind: str = "") -> bool:
    """Tell whether something has a colour, and a size."""
    if _at(item, "opacity", 1) <= 0:
        return False
    filled = item.get("fill") not in UNSEEN and _at(item, "fillOpacity", 1) > 0
    drawn = item.get("stroke") not in UNSEEN and _at(item, "strokeOpacity", 1) > 0
    drawn = drawn and _at(item, "strokeWidth", 1) > 0
    if kind == "rect":
        return drawn or (filled and _at(item, "width") > 0 and _at(item, "height") > 0)
    if kind == "rule":
        x, y = _at(item, "x"), _at(item, "y")
        long = (_at(item, "x2", x), _at(item, "y2", y)) != (x, y)
        return drawn and (long or item.get("strokeCap") in {"round", "square"})
    if kind == "symbol":
        return (filled or drawn) and _at(item, "size", 64) > 0
    return filled or drawn


def _mark(kind: str, item: dict[str, Any], origin: tuple[float, float]) -> dict[str, Any]:
    """Return a mark with its ends in order."""
    x, y = _at(item, "x"), _at(item, "y")
    across, down = (x, x), (y, y)
    if kind == "rect":
        across, down = (x, x + _at(item, "width")), (y, y + _at(item, "height"))
    elif kind == "rule":
        across, down = (x, _at(item, "x2", x)), (y, _at(item, "y2", y))
    return {
        "kind": kind,
        "left": origin[0] + min(across),
        "right": origin[0] + max(across),
        "bottom": origin[1] - max(down),
        "top": origin[1] - min(down),
        "colour": f"{item.get('fill')} {item.get('stroke')}",
        "steps": "",
        "points": [],
    }


def _within(mark: dict[str, Any], frame: Frame) -> dict[str, Any]:
    """Return what of a mark lies in its frame: what a scale leaves out is not in the picture."""
    left, bottom, right, top = frame
    inside = {
        "left": max(mark["left"], left),
        "right": min(mark["right"], right),
        "bottom": max(mark["bottom"], bottom),
        "top": min(mark["top"], top),
        "points": [[min(max(x, left), right), min(max(y, bottom), top)] for x, y in mark["points"]],
    }
    return mark | inside


def _path(kind: str, items: list[dict[str, Any]], origin: tuple[float, float]) -> dict[str, Any]:
    """Return a line, or an area by its upper edge."""
    points = [[origin[0] + _at(one, "x"), origin[1] - _at(one, "y")] for one in items]
    across, up = [x for x, _ in points], [y for _, y in points]
    return {
        "kind": kind,
        "left": min(across),
        "right": max(across),
        "bottom": min(up),
        "top": max(up),
        "colour": f"{items[0].get('fill')} {items[0].get('stroke')}",
        "steps": str(items[0].get("interpolate") or ""),
        "points": points,
    }


if __name__ == "__main__":
    _serve()
