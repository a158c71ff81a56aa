"""Moves: what the reader decides before a model is shown, round by round, and what comes of it.

A move is a pure function from a seed and the choices made so far to what is seen; one module a
move. The same modules run when the book is built, in the page (MicroPython), and in JupyterLab,
so nothing here may depend on the order of a dictionary, on ``random`` or on a last bit.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from . import (
    demand,
    desk,
    echo,
    editor,
    gesture,
    inspector,
    leash,
    line,
    probe,
    spoiler,
    tables,
    threat,
)
from .view import Hand, View

MOVES = {
    "line": line.MOVE,
    "demand": demand.MOVE,
    "leash": leash.MOVE,
    "desk": desk.MOVE,
    "threat": threat.MOVE,
    "probe": probe.MOVE,
    "echo": echo.MOVE,
    "gesture": gesture.MOVE,
    "tables": tables.MOVE,
    "editor": editor.MOVE,
    "inspector": inspector.MOVE,
    "spoiler": spoiler.MOVE,
}
"""Every move, by the name of its module."""

FIRST = 1
"""The seed of the opening that a page shows before anything is played; each seed opens alike."""


def show(name: str, seed: int, choices: Sequence[int]) -> View:
    """Return what a move shows after some choices.

    Parameters
    ----------
    name
        A move of ``MOVES``.
    seed
        Which run of chance, from 0 to 2**31 - 1.
    choices
        The choices so far, each as its number among those that were offered.

    Raises
    ------
    KeyError
        If there is no such move.
    ValueError
        If a choice was not offered.

    """
    hand = Hand(choices)
    view = MOVES[name].show(seed, hand)
    if hand.left():
        raise ValueError("There are more choices than were offered.")
    return view


def prepare(name: str) -> None:
    """Compute what came to others, before the reader gets there."""
    MOVES[name].told()


def in_json(name: str, seed: int, choices: Sequence[int]) -> str:
    """Return what a move shows as JSON, for the page."""
    return json.dumps(vars_of(show(name, seed, choices)))


def vars_of(view: View) -> dict[str, object]:
    """Return what a view holds, by the names of the places on the page."""
    return {
        "said": view.said,
        "choices": view.choices,
        "scene": view.scene,
        "marks": view.marks,
        "result": view.result,
        "values": view.values,
    }
