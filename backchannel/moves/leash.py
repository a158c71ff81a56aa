"""The leash: hold a group that acts for you, long or short, and look for the cheapest.

A hundred weeks are drawn in exact proportion, since luck would hide the difference. Three tries,
then retaliation doubles: the reader says which way the cheapest leash will move, and tries again.

It is its model (``delegation``) at five lengths; the model is simpler than the world in that a
group has no will that grows.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.delegation import attribution_probability, expected_cost, rogue_loss
from ..models.quantity import shown
from .view import Hand, Move, Row, View, comparison, field, once, paragraphs

LENGTHS = (0, 25, 50, 75, 100)
"""How much of the group's doings is ordered, in percent."""

NAMES = ("none: it does as it likes", "long", "middling", "short", "all: every act is ordered")
TRIES = 3
ROGUE, DAMAGE, BASE, BY_CONTROL = 0.3, 20, 0.1, 0.6
RETALIATION = (10, 20)
WEEKS = 100

SAY = ("<b>Tighter</b>", "<b>The same</b>", "<b>Looser</b>")
SAID = ("tighter", "the same", "looser")


def weeks(length: int) -> tuple[int, int]:
    """Return how many of a hundred weeks have an unwanted act, and an act traced to the sponsor."""
    control = length / 100
    unwanted = rogue_loss(control, ROGUE, DAMAGE) / DAMAGE
    return (
        int(WEEKS * unwanted + 0.5),
        int(WEEKS * attribution_probability(control, BASE, BY_CONTROL) + 0.5),
    )


def cost(length: int, retaliation: float) -> float:
    """Return what a leash costs, in the units of the chapter's chart."""
    return float(expected_cost(length / 100, ROGUE, DAMAGE, retaliation, BASE, BY_CONTROL))


def show(_seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    tried: list[list[int]] = [[], []]
    said = -1
    for doubled in (0, 1):
        while len(tried[doubled]) < TRIES:
            if not hand.left():
                return _asking(tried, doubled, said)
            tried[doubled].append(LENGTHS[hand.take(len(LENGTHS))])
        if not doubled:
            if not hand.left():
                words = (
                    f"{_last(tried[0], 0)} Now retaliation doubles: an act that is traced costs "
                    "you twice as much. Which way will the cheapest leash move?"
                )
                return View(words, SAY, "", _marks(tried))
            said = hand.take(len(SAY))
    return _over(tried, said)


def _asking(tried: Sequence[Sequence[int]], doubled: int, said: int) -> View:
    left = TRIES - len(tried[doubled])
    if tried[doubled]:
        words = f"{_last(tried[doubled], doubled)} {left} {'try' if left == 1 else 'tries'} left."
    elif doubled:
        words = f"You say {SAID[said]}. Retaliation is doubled: three tries for the cheapest leash."
    else:
        words = (
            "A group acts for you. Unheld, it does what you never wanted. Held, your orders leave "
            "traces, and you are hit back. Three tries: which leash costs you least?"
        )
    choices = [f"<b>{length} %</b> \u2013 {NAMES[at]}" for at, length in enumerate(LENGTHS)]
    return View(words, choices, "", _marks(tried))


def _last(tried: Sequence[int], doubled: int) -> str:
    unwanted, traced = weeks(tried[-1])
    return (
        f"In a hundred weeks: {unwanted} unwanted acts, {traced} traced to you. "
        f"Together they cost <b>{shown(cost(tried[-1], RETALIATION[doubled]))}</b>."
    )


def _marks(tried: Sequence[Sequence[int]]) -> str:
    rows = []
    for doubled, lengths in enumerate(tried):
        for length in lengths:
            unwanted, traced = weeks(length)
            price = shown(cost(length, RETALIATION[doubled]))
            more = ", retaliation doubled" if doubled else ""
            rows.append((f"{length} %: costs {price}{more}", unwanted, traced))
    return field("A hundred weeks: filled, an unwanted act; ringed, traced to you", rows)


def _over(tried: Sequence[Sequence[int]], said: int) -> View:
    best = [
        min(lengths, key=lambda length: cost(length, RETALIATION[at]))
        for at, lengths in enumerate(tried)
    ]
    right = "So it is" if said == 2 else f"You had said {SAID[said]}"
    words = f"{_last(tried[1], 1)} Your cheapest were {best[0]} % before and {best[1]} % after."
    return View(
        words,
        (),
        "",
        _marks(tried),
        paragraphs(f"The cheapest leash became <b>looser</b>. {right}. {_WHY}") + _others(tried),
        {
            "retaliation_cost": RETALIATION[1],
            "rogue_probability": ROGUE,
            "control_attribution": BY_CONTROL,
        },
    )


_WHY = (
    "What is traced now costs twice as much, and a short leash is what is traced: the threat makes "
    "a sponsor careful with its orders, not with its group."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others([[], []]) + paragraphs(
        f"With retaliation doubled the cheapest leash is looser. {_WHY}"
    )


def _others(tried: Sequence[Sequence[int]]) -> str:
    rows = []
    for length, costs in zip(LENGTHS, once("leash", _costs)):
        yours = length in tried[0] or length in tried[1]
        label = f"{length} %" + (", which you tried" if yours else "")
        rows.append(Row(label, [(each / 14, shown(each)) for each in costs], yours))
    return comparison(
        "What each leash costs in a hundred weeks",
        ["at first", "retaliation doubled"],
        rows,
    )


def _costs() -> list[list[float]]:
    return [[cost(length, retaliation) for retaliation in RETALIATION] for length in LENGTHS]


MOVE = Move("The leash", show, told)
