"""Moves as widgets: buttons answer as the move says, without a browser."""

from __future__ import annotations

import pytest

from backchannel.moves import MOVES, show
from backchannel.widgets import MoveWidget, move
from backchannel.widgets.move import plain


def press(widget: MoveWidget, place: int) -> None:
    """Press the button at a place, as a reader does."""
    widget.buttons.children[place].click()


@pytest.mark.parametrize("name", MOVES)
def test_a_move_is_played_by_its_buttons_to_its_result(name: str) -> None:
    widget = move(name, seed=5)
    choices: list[int] = []
    while (offered := show(name, 5, choices)).choices:
        labels = [button.description for button in widget.buttons.children]
        assert labels[: len(offered.choices)] == [plain(words) for words in offered.choices]
        assert offered.said in widget.shown.value
        choices.append(len(choices) % len(offered.choices))
        press(widget, choices[-1])
    assert widget.choices == choices
    assert offered.result in widget.shown.value
    assert [button.description for button in widget.buttons.children] == ["Again"]
    press(widget, 0)
    assert widget.choices == []
    assert show(name, 0, []).said in widget.shown.value


def test_a_widget_holds_the_signs_that_its_drawings_use() -> None:
    shown = move("line", seed=1).shown.value
    assert 'href="#glyph-flash"' in shown
    assert 'id="glyph-flash"' in shown


def test_without_a_seed_nobody_has_seen_the_run() -> None:
    assert len({move("line").seed for _ in range(5)}) > 1


def test_what_there_is_not_is_refused_and_nothing_moves() -> None:
    with pytest.raises(KeyError, match=r"no move 'duel'\. Choose one of: line, demand"):
        move("duel")
    widget = move("line", seed=1)
    with pytest.raises(ValueError, match="no choice 9"):
        widget.choose(9)
    assert widget.choices == []
