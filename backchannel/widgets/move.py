"""A move as a widget: the drawing, what piled up, what happened, and a button for each choice."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from html import unescape
from secrets import randbelow

import ipywidgets as widgets

from ..glyphs import glyphs, sprite
from ..moves import MOVES, show
from ..moves.view import View

RUNS_OF_CHANCE = 2**31

_STYLE = """<style>
.move-widget { --chart-first: #0b6bb0; --chart-second: #b34700; --chart-neutral: #6b7280; max-width: 40em; }
.move-widget svg { fill: none; stroke: currentColor; stroke-linecap: round; stroke-width: 1.5; width: 100%; }
.move-widget svg text { fill: currentColor; font-size: 11px; stroke: none; text-anchor: middle; }
.move-widget .filled { fill: var(--chart-second); stroke: none; }
.move-widget :is(.ringed, .ranges .in) { stroke: var(--chart-first); }
.move-widget .ranges .span { stroke: var(--chart-neutral); stroke-width: 7; }
.move-widget .ranges .out { stroke: var(--chart-second); stroke-dasharray: 3 4; }
.move-widget ol { list-style: none; margin: 0; padding: 0; }
.move-widget .strip ol { display: flex; gap: 2px; }
.move-widget .strip li { border: 1px solid; height: 1.8em; position: relative; width: 1.8em; }
.move-widget .strip li > span, .move-widget .ranges li > span { font-size: 1px; opacity: 0; position: absolute; }
.move-widget .strip .later { border-style: dotted; opacity: 0.5; }
.move-widget .strip :is(.shot, .ordered, .broken) { background: var(--chart-second); color: #fff; }
.move-widget .strip .own { background: var(--chart-first); }
.move-widget .strip .slip { background: none; border-style: dashed; color: var(--chart-second); }
.move-widget .said { font-size: 1.1em; margin: 0.6em 0; }
.move-widget table { border-collapse: collapse; width: 100%; }
.move-widget :is(th, td, caption) { font-weight: normal; padding: 0.2em 0.6em 0.2em 0; text-align: left; }
.move-widget .bar { background: var(--chart-neutral); display: block; height: 0.6em; width: calc(var(--share) * 100%); }
.move-widget .yours { font-weight: bold; }
</style>"""  # noqa: E501
"""What the book's style sheet does for a page, which has it also where Python runs in it."""


class MoveWidget(widgets.VBox):
    """A move that the reader plays against chance.

    Parameters
    ----------
    name
        A move of ``backchannel.moves.MOVES``.
    seed
        Which run of chance, from 0 to 2**31 - 1; without one, a run that nobody has seen.

    Raises
    ------
    KeyError
        If there is no such move; the message lists those there are.

    """

    def __init__(self, name: str, seed: int | None = None) -> None:
        if name not in MOVES:
            raise KeyError(f"There is no move {name!r}. Choose one of: {', '.join(MOVES)}.")
        self.name = name
        self.seed = randbelow(RUNS_OF_CHANCE) if seed is None else seed
        self.choices: list[int] = []
        self.shown = widgets.HTML()
        self.buttons = widgets.VBox()
        self.again = _button("Again", self.play_again)
        super().__init__([self.shown, self.buttons])
        self._update()

    @property
    def view(self) -> View:
        """What the move shows after the choices so far."""
        return show(self.name, self.seed, self.choices)

    def choose(self, choice: int) -> None:
        """Make a choice, by its number among those that are offered."""
        show(self.name, self.seed, [*self.choices, choice])  # refused before anything changes
        self.choices = [*self.choices, choice]
        self._update()

    def play_again(self) -> None:
        """Begin anew with another run of chance."""
        self.seed, self.choices = randbelow(RUNS_OF_CHANCE), []
        self._update()

    def _update(self) -> None:
        view = self.view
        style = "" if sys.platform == "emscripten" else _STYLE
        self.shown.value = (
            f'{style}{sprite(*glyphs())}<div class="move move-widget">'
            f"<strong>{MOVES[self.name].title}</strong>"
            f"<div>{view.scene}</div><div>{view.marks}</div>"
            f'<p class="said" role="status">{view.said}</p><div>{view.result}</div></div>'
        )
        buttons = [
            _button(plain(words), partial(self.choose, number))
            for number, words in enumerate(view.choices)
        ]
        self.buttons.children = (*buttons, *([self.again] if view.result else []))


def move(name: str, seed: int | None = None) -> MoveWidget:
    """Return a move as a live widget; parameters and errors as in :class:`MoveWidget`."""
    return MoveWidget(name, seed)


def plain(words: str) -> str:
    """Return the words of a choice, for a button, which shows no HTML."""
    return unescape(re.sub("<[^>]+>", "", words))


def _button(label: str, on_click: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=label, layout={"width": "auto", "max_width": "40em"})
    button.on_click(lambda _: on_click())
    return button
