"""Audience costs: a crisis in which backing down costs more the longer it lasts.

A teaching reduction after Fearon (1994), with audience costs that rise in a
straight line. Two sides dispute a prize of 1. At every moment each may attack, back down or
wait. Who backs down at time t pays audience costs of its slope times t. What war is worth to a
side, only that side knows: anything from minus the stakes of war to 0, all equally likely.

In equilibrium both give way by chance, faster where the *other* has much to lose from waiting,
until a horizon at which whoever remains fights. Fearon's result is qualitative: the side with
the lower audience costs is likelier to back down.

Example: equal slopes of 0.1 and stakes of 1.

>>> round(horizon(0.1, 0.1, 1), 6), round(fight_probability(0.1, 0.1, 1), 6)
(6.18034, 0.618034)
"""

from __future__ import annotations

from math import sqrt

from .chance import Chance
from .quantity import Quantity, require


def horizon(first_slope: float, second_slope: float, war_stakes: float) -> float:
    """Return the time after which nobody backs down any more.

    The smaller of the two roots of ``(1 + other * t) * own * t / war_stakes = 1``.

    Parameters
    ----------
    first_slope, second_slope
        How fast each side's audience costs rise; greater than 0, in prizes per unit of time.
    war_stakes
        The worst that war may be worth, as a loss; greater than 0, in prizes.

    Returns
    -------
    float
        A time, greater than 0.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    _check(first_slope, second_slope, war_stakes)

    def root(own: float, other: float) -> float:
        return (sqrt(own * own + 4 * own * other * war_stakes) - own) / (2 * own * other)

    return min(root(first_slope, second_slope), root(second_slope, first_slope))


def fight_probability(own_slope: float, other_slope: float, war_stakes: float) -> float:
    """Return the probability that a side fights if the crisis reaches its horizon.

    ``own_slope * horizon / war_stakes``: the more audience costs, the more types would fight.

    Parameters
    ----------
    own_slope, other_slope, war_stakes
        As in :func:`horizon`.

    Returns
    -------
    float
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    return own_slope * horizon(own_slope, other_slope, war_stakes) / war_stakes


def quit_at_once(own_slope: float, other_slope: float, war_stakes: float) -> float:
    """Return the probability that a side backs down in the first moment.

    Parameters
    ----------
    own_slope, other_slope, war_stakes
        As in :func:`horizon`.

    Returns
    -------
    float
        A probability from 0 to 1; 0 for at least one of the two sides.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    end = horizon(own_slope, other_slope, war_stakes)
    return max(0.0, 1 - (1 + other_slope * end) * own_slope * end / war_stakes)


def quit_hazard(other_slope: Quantity, time: Quantity) -> Quantity:
    """Return how fast a side that is still there backs down, before the horizon.

    ``other_slope / (1 + other_slope * time)``: just fast enough for the other to wait.

    Parameters
    ----------
    other_slope
        Slope of the other side's audience costs; greater than 0.
    time
        Time since the crisis began; at least 0.

    Returns
    -------
    Quantity
        A rate per unit of time.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("other_slope", other_slope, 0, above_low=True)
    require("time", time, 0)
    return other_slope / (1 + other_slope * time)


def crisis(
    first_slope: float, second_slope: float, war_stakes: float, chance: Chance
) -> tuple[str, float]:
    """Return how one crisis ends and when, drawn by chance.

    Each side's time of backing down is drawn from its equilibrium strategy.

    Parameters
    ----------
    first_slope, second_slope, war_stakes
        As in :func:`horizon`.
    chance
        The source of chance; the same seed gives the same crisis.

    Returns
    -------
    tuple of str and float
        ``"first backs down"``, ``"second backs down"`` or ``"war"``, and the time.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    end = horizon(first_slope, second_slope, war_stakes)
    times = []
    for own, other in ((first_slope, second_slope), (second_slope, first_slope)):
        staying = chance.share()
        start = 1 - quit_at_once(own, other, war_stakes)
        # A side is still there at time t with probability start / (1 + other * t).
        times.append(0.0 if staying > start else (start / max(staying, 1e-12) - 1) / other)
    if min(times) >= end:
        return "war", end
    return ("first backs down" if times[0] <= times[1] else "second backs down"), min(times)


def _check(first_slope: float, second_slope: float, war_stakes: float) -> None:
    require("first_slope", first_slope, 0, above_low=True)
    require("second_slope", second_slope, 0, above_low=True)
    require("war_stakes", war_stakes, 0, above_low=True)
