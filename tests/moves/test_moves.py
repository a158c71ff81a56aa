"""Every move: a pure function of chance and choices, that surprises whoever plays it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from backchannel.models.chance import Chance
from backchannel.models.quantity import shown
from backchannel.moves import FIRST, MOVES, show
from backchannel.moves.view import View, in_words

each_move = pytest.mark.parametrize("name", MOVES)


def played(name: str, seed: int) -> list[View]:
    """Return what somebody sees who chooses by chance until nothing is left to choose."""
    chance, choices = Chance(seed + 1_000_000), list[int]()
    views = [show(name, seed, choices)]
    while views[-1].choices:
        choices.append(chance.below(len(views[-1].choices)))
        views.append(show(name, seed, choices))
    return views


def words(text: str) -> str:
    """Return the text of a piece of HTML, which must be whole."""
    tree = ElementTree.fromstring(f"<div>{text}</div>".replace(" hidden>", ' hidden="">'))
    return " ".join("".join(tree.itertext()).split())


@each_move
def test_a_move_opens_alike_whatever_chance_will_bring(name: str) -> None:
    # A page shows the opening before anything is drawn.
    first = vars(show(name, FIRST, []))
    assert all(vars(show(name, seed, [])) == first for seed in range(20))


@each_move
def test_a_move_ends_with_a_result_and_the_same_choices_bring_the_same(name: str) -> None:
    for seed in range(20):
        views = played(name, seed)
        assert 2 <= len(views) <= 60
        assert views[-1].result
        assert [vars(view) for view in played(name, seed)] == [vars(view) for view in views]


@each_move
def test_runs_differ_by_chance(name: str) -> None:
    ends = [played(name, seed)[-1] for seed in range(20)]
    assert len({end.result + end.marks for end in ends}) > 3


@each_move
def test_what_was_not_offered_is_refused(name: str) -> None:
    offered = len(show(name, FIRST, []).choices)
    for choices in ([offered], [-1], [0] * 100):
        with pytest.raises(ValueError, match="There"):
            show(name, FIRST, choices)


@each_move
def test_every_view_is_whole_and_says_what_happened_in_few_words(name: str) -> None:
    for view in played(name, 7):
        for text in (view.said, view.scene, view.marks, view.result, *view.choices):
            words(text)
        assert 2 <= len(words(view.said).split()) <= 48
        assert all(0 < len(words(choice).split()) <= 16 for choice in view.choices)


@each_move
def test_the_opening_takes_few_words(name: str) -> None:
    opening = show(name, FIRST, [])
    count = sum(len(words(text).split()) for text in (opening.said, *opening.choices))
    assert count <= 60


@each_move
def test_the_result_stands_as_text_for_those_who_do_not_play(name: str) -> None:
    told = words(MOVES[name].told())
    assert len(told.split()) >= 40
    assert re.search(r"\d", told)


@each_move
def test_nobody_is_hurt_in_any_sentence(name: str) -> None:
    said = " ".join(view.said + view.result for seed in range(5) for view in played(name, seed))
    assert not re.search(r"\b(dead|die[sd]?|deaths?|kill\w*|wound\w*|casualt\w*)\b", said)


def test_numbers_are_rounded_alike_in_every_python() -> None:
    assert [shown(0.25), shown(-0.25), shown(2.96), shown(0.04), shown(7.5, 0)] == [
        "0.3", "\u22120.3", "3.0", "0.0", "8",
    ]  # fmt: skip
    assert shown(-0.04) == "0.0"
    assert [in_words(number, "shot") for number in (0, 1, 12, 13)] == [
        "no shots", "one shot", "twelve shots", "13 shots",
    ]  # fmt: skip
