"""Bargaining under private information: why fight over what could be shared?

A teaching reduction after Fearon (1995, pp. 390-401), who shows that both sides always prefer
some bargain to war, and that private information about the will to fight can hide it from them.

A good of size 1 is to be shared. One side makes a take-it-or-leave-it demand; the other fights
if it would get more by war. What war costs the other side, only that side knows: for the first
it may be anything from 0 to a ceiling, all values being equally likely.

Example: with even chances, a cost of 0.1 and a ceiling of 0.3, the best demand is 0.6, and one
time in three it leads to war.

>>> round(best_demand(0.5, 0.1, 0.3), 6), round(war_probability(0.6, 0.5, 0.3), 6)
(0.6, 0.333333)
"""

from __future__ import annotations

from .quantity import Quantity, maximum, minimum, require


def bargaining_range(
    win_probability: Quantity, own_cost: Quantity, other_cost: Quantity
) -> tuple[Quantity, Quantity]:
    """Return the least and the most that the first side may get if both prefer it to war.

    Parameters
    ----------
    win_probability
        Probability, 0 to 1, that the first side would win a war.
    own_cost, other_cost
        What war would cost each side, at least 0, as a share of the good.

    Returns
    -------
    tuple of Quantity
        ``win_probability - own_cost`` and ``win_probability + other_cost``, within 0 and 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("win_probability", win_probability, 0, 1)
    require("own_cost", own_cost, 0)
    require("other_cost", other_cost, 0)
    return maximum(0, win_probability - own_cost), minimum(1, win_probability + other_cost)


def war_probability(
    demand: Quantity, win_probability: Quantity, cost_ceiling: Quantity
) -> Quantity:
    """Return the probability that a demand is refused and war follows.

    The other side refuses if war costs it less than the demand exceeds ``win_probability``.

    Parameters
    ----------
    demand
        The share that the first side claims, 0 to 1.
    win_probability
        Probability, 0 to 1, that the first side would win a war.
    cost_ceiling
        The most that war may cost the other side; greater than 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("demand", demand, 0, 1)
    require("win_probability", win_probability, 0, 1)
    require("cost_ceiling", cost_ceiling, 0, above_low=True)
    return maximum(0, minimum(1, (demand - win_probability) / cost_ceiling))


def expected_value(
    demand: Quantity, win_probability: Quantity, own_cost: Quantity, cost_ceiling: Quantity
) -> Quantity:
    """Return what the first side may expect of a demand.

    The demand if it is accepted, and ``win_probability - own_cost`` if war follows.

    Parameters
    ----------
    demand, win_probability, cost_ceiling
        As in :func:`war_probability`.
    own_cost
        What war would cost the first side, at least 0.

    Returns
    -------
    Quantity
        An expected share of the good.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("own_cost", own_cost, 0)
    war = war_probability(demand, win_probability, cost_ceiling)
    return demand * (1 - war) + (win_probability - own_cost) * war


def best_demand(win_probability: Quantity, own_cost: Quantity, cost_ceiling: Quantity) -> Quantity:
    """Return the demand at which :func:`expected_value` is greatest.

    ``win_probability + max(0, (cost_ceiling - own_cost) / 2)``, but never more than the good.

    Parameters
    ----------
    win_probability
        Probability, 0 to 1, that the first side would win a war.
    own_cost
        What war would cost the first side, at least 0.
    cost_ceiling
        The most that war may cost the other side; greater than 0.

    Returns
    -------
    Quantity
        A share from ``win_probability`` to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("win_probability", win_probability, 0, 1)
    require("own_cost", own_cost, 0)
    require("cost_ceiling", cost_ceiling, 0, above_low=True)
    return minimum(1, win_probability + maximum(0, (cost_ceiling - own_cost) / 2))
