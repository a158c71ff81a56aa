"""The record as a poster: every event on one sheet, A2 on its side.

The build writes it as SVG, with its face inside; ``make pdf`` prints it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap

from sphinx.application import Sphinx

from backchannel.data import Row, labels, read_table

from ..record.events import when
from .downloads import FOLDER
from .link_pictures import FACE, FACES, INK, PAPER

NAME = "poster.svg"

WIDTH, HEIGHT = 1684, 1191
"""A2 on its side, in points."""

EDGE, HEAD, FOOT = 46, 150, 24
"""Points that stay free around the sheet, for the title, and for the line below."""

COLUMNS = 7
LETTERS = 42
"""Letters of a summary that fit on a line of a column."""

LINE, GAP, DECADE = 11, 6, 36
"""Points from line to line, between two events, and for the name of a decade."""

MARKS = {
    "established": '<circle r="3.6"/>',
    "reported": '<path d="M0-4.4 4.4 3.6H-4.4z"/>',
    "claimed": '<path d="M-3.6-3.6H3.6V3.6H-3.6z"/>',
    "contested": '<path class="open" d="M0-5.2 5.2 0 0 5.2-5.2 0z"/>',
}
"""How sure an event is, by the shape of its mark, as on the chart of the timeline."""

STYLE = (
    f"text{{font-family:'{FACE}';fill:{INK};font-size:9.3px}}.b{{font-weight:600}}"
    f".open{{fill:{PAPER};stroke:{INK};stroke-width:1.6}}.l{{stroke:#b9b2a6;fill:none}}"
)


def setup(app: Sphinx) -> None:
    """Register what makes the poster."""
    app.connect("build-finished", _write_poster)


def _write_poster(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_text(poster(), encoding="utf-8")


def poster() -> str:
    """Return the sheet as SVG.

    Raises
    ------
    ValueError
        If the events need more room than the sheet has.

    """
    room = (WIDTH - 2 * EDGE) / COLUMNS
    column, down = 0, float(HEAD)
    drawn: list[str] = []
    decade = ""
    for event in read_table("events"):
        kind = labels("events", "type")[str(event["type"])].lower()
        heads = wrap(f"{when(event)}, {kind}", LETTERS)
        lines = wrap(str(event["summary"]), LETTERS, break_on_hyphens=False)
        new = f"{str(event['date_start'])[:3]}0s"
        height = LINE * (len(heads) + len(lines))
        need = height + (DECADE if new != decade else 0)
        if down + need > HEIGHT - FOOT - EDGE:
            column, down = column + 1, float(HEAD)
        left = EDGE + column * room
        if new != decade:
            decade, down = new, down + DECADE
            drawn.append(_text(left, down - 16, decade, 'class="b" style="font-size:24px"'))
        drawn += _event(event, heads, lines, left, down)
        down += height + GAP
    if column >= COLUMNS:
        raise ValueError(f"The poster has {COLUMNS} columns; the events want {column + 1}.")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="594mm" height="420mm"><title>The Delicate Dance: the record</title>'
        f'<style>{_faces()}{STYLE}</style><path d="M0 0H{WIDTH}V{HEIGHT}H0z" style="fill:{PAPER}"/>'
        + "".join([*_head(len(read_table("events"))), *drawn])
        + "</svg>\n"
    )


def _faces() -> str:
    """Return the rules that bring the book's face along, so that lines end where they should."""
    rules = []
    for weight in (400, 600):
        face = (FACES / f"source-serif-4-latin-{weight}-normal.woff2").read_bytes()
        rules.append(
            f"@font-face{{font-family:'{FACE}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{b64encode(face).decode()})}}"
        )
    return "".join(rules)


def _head(events: int) -> Iterator[str]:
    """Give the title, what the marks mean, and where it comes from."""
    yield _text(EDGE, 84, "The Delicate Dance", 'class="b" style="font-size:54px"')
    said = (
        f"{events} contacts, threats, leaks and incidents between Washington and Tehran, "
        "November 1979 to September 2025"
    )
    yield _text(EDGE, 116, said, 'style="font-size:19px"')
    used = {str(row["status"]) for row in read_table("events")}
    left = WIDTH - EDGE - 112.0 * len(used)
    for status, name in labels("events", "status").items():
        if status not in used:
            continue
        yield f'<g transform="translate({left} 112) scale(1.5)">{MARKS[status]}</g>'
        yield _text(left + 12, 116, name.lower(), 'style="font-size:14px"')
        left += 112
    below = (
        "Chosen for teaching: how often something stands here does not say how often it happens. "
        "Each event has its account, both versions where it is contested, and its sources in the "
        "timeline of the course. Text and data: Creative Commons Attribution 4.0."
    )
    yield _text(EDGE, HEIGHT - EDGE, below, 'style="font-size:11px"')


def _event(
    event: Row, heads: list[str], lines: list[str], left: float, down: float
) -> Iterator[str]:
    """Give the mark of an event, its days and type, and what happened."""
    height = LINE * (len(heads) + len(lines)) + GAP
    yield f'<path class="l" d="M{left + 5:.1f} {down - 8:.1f}v{height:.1f}"/>'
    mark = MARKS[str(event["status"])]
    name = escape(str(event["id"]))
    yield f'<g id="{name}" transform="translate({left + 5:.1f} {down - 3:.1f})">{mark}</g>'
    for number, line in enumerate([*heads, *lines]):
        strong = 'class="b"' if number < len(heads) else ""
        yield _text(left + 17, down + LINE * number, line, strong)


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'
