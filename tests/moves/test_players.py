"""Naive players: each sees what a reader sees, and most of them meet the surprise of a move."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from backchannel.models.chance import Chance
from backchannel.moves import MOVES, show
from backchannel.moves.view import View

RUNS = 100

Player = Callable[[View, Chance], int]


def always(number: int) -> Player:
    """Return a player who makes the same choice each time, or the last there is."""
    return lambda view, _chance: min(number, len(view.choices) - 1)


def at_random(view: View, chance: Chance) -> int:
    """Choose by chance."""
    return chance.below(len(view.choices))


def if_said(words: str, then: int, otherwise: int) -> Player:
    """Return a player who looks for words in what is said."""
    return lambda view, _chance: min(
        then if re.search(words, view.said) else otherwise, len(view.choices) - 1
    )


FIRST, LAST = always(0), always(9)


def believes(size: int) -> Player:
    """Return a player who asks for a step of one size, and signs if it comes."""

    def player(view: View, _chance: Chance) -> int:
        if "Do you sign?" in view.said:
            return 1 if "does not take it" in view.said else 0
        return min(size, len(view.choices) - 1)

    return player


def asking(words: str, leaves_open: bool) -> Player:
    """Return a player of the desk: asks who told the papers if they say so, else believes them."""

    def player(view: View, _chance: Chance) -> int:
        if len(view.choices) == 4 and re.search(words, view.said):
            return 3
        if leaves_open and re.search("<b>one</b>|All four papers", view.said):
            return 2
        return 1 if "One paper" in view.said else 0

    return player


def follows_finds(view: View, _chance: Chance) -> int:
    """Send one inspector more after a find, one fewer after a month without."""
    told = re.match(r"Month \d+: (\w+) visits?, (\w+)", view.said)
    if len(view.choices) < 5 or not told:
        return min(2, len(view.choices) - 1)
    sent = ("no", "one", "two", "three", "four").index(told[1])
    return max(0, sent - 1) if told[2] in ("no", "nobody") else min(4, sent + 1)


def stays(view: View, _chance: Chance) -> int:
    """Send two inspectors, whatever they find."""
    return min(2, len(view.choices) - 1)


MEETS: list[tuple[str, str, Player, str, float]] = [
    ("line", "fires back", FIRST, r"answered yours", 0.4),
    ("line", "lets pass", always(1), r"testing you", 0.4),
    ("line", "asks", LAST, r"The reply: a gun went off|The reply: yes", 0.85),
    ("demand", "asks for least", FIRST, r"They would have given 6[5-9]|7\d", 0.8),
    ("demand", "asks for sixty", always(2), r"<b>[^n]\w+ wars?</b>", 0.8),
    ("demand", "asks for most", LAST, r"<b>(three|four|five) wars</b>", 0.7),
    ("demand", "at random", at_random, r"They fight", 0.9),
    ("leash", "no leash", FIRST, r"became <b>looser</b>. You had said tighter", 1),
    ("leash", "all, looser", LAST, r"became <b>looser</b>. So it is", 1),
    ("threat", "in private", FIRST, r"said in public it would have worked", 0.55),
    ("threat", "in public", LAST, r"said in private it would have worked", 0.55),
    ("probe", "a little", FIRST, r"a crisis.*Did it mean", 1),
    ("probe", "far", LAST, r"crossed <b>(two|three|four|five)", 0.9),
    ("echo", "holds fire", FIRST, r"one was a slip", 0.95),
    ("echo", "in kind", if_said(r"Basalt fires|both fire", 1, 0), r"the others were echo", 0.95),
    ("echo", "fires", LAST, r"each of its shots answered one of yours", 0.95),
    ("gesture", "a small step", believes(0), r"right about <b>[0-4] of", 0.75),
    ("gesture", "one that hurts", believes(2), r"right about <b>6 of", 1),
    ("gesture", "almost everything", believes(4), r"left (one|t\w+|f\w+|six) honest", 0.9),
    ("desk", "counts papers", asking("no such words", False), r"were wrong on one", 1),
    ("desk", "asks where they differ", asking("Three|One", False), r"papers that differ cannot", 1),
    ("desk", "asks where they agree", asking("All four p", True), r"wrong on none|left each", 1),
    ("desk", "leaves open", always(2), r"left each of these open", 1),
    ("tables", "opens all", FIRST, r"talks alone would have had one", 0.65),
    ("tables", "opens none", always(1), r"wherever few know, (three|four|five|six|seven)", 0.6),
    ("editor", "prints", FIRST, r"<b>3 true and 2 untrue", 1),
    ("editor", "holds", always(1), r"Another paper prints it before you", 0.75),
    ("editor", "asks both", if_said("week 1", 3, 0), r"and 2 untrue", 1),
    ("inspector", "follows finds", follows_finds, r"fine frightens at first", 0.7),
    ("inspector", "stays", stays, r"You went on looking", 0.9),
    ("inspector", "never", FIRST, r"a fine that nobody collects", 0.5),
    ("spoiler", "trusts the strong", if_said("<b>strong", 0, 1), r"misled by t\w+", 0.8),
    ("spoiler", "goes on", FIRST, r"misled by (t\w+|f\w+|six)", 0.95),
    ("spoiler", "stops", always(1), r"left (one|t\w+|f\w+|six) of the", 0.85),
]


def story(name: str, seed: int, player: Player) -> str:
    """Return all that a player is told, from the opening to the last result."""
    choices: list[int] = []
    chance = Chance(seed + 1)
    told = []
    while True:
        view = show(name, seed, choices)
        told.append(view.said + " " + view.result)
        if not view.choices:
            return "\n".join(told)
        choices.append(player(view, chance))


@pytest.mark.parametrize(
    ("name", "player", "surprise", "share"),
    [(name, player, surprise, share) for name, _, player, surprise, share in MEETS],
    ids=[f"{name}: {who}" for name, who, *_ in MEETS],
)
def test_most_who_play_naively_meet_the_surprise(
    name: str, player: Player, surprise: str, share: float
) -> None:
    met = [bool(re.search(surprise, story(name, seed, player), re.DOTALL)) for seed in range(RUNS)]
    assert sum(met) / RUNS >= share


def test_every_move_has_naive_players() -> None:
    assert {name for name, *_ in MEETS} == set(MOVES)
