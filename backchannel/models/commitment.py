"""Commitment: why fight now over what one expects to lose later?

A teaching reduction after Fearon (1995, pp. 401-409) and Powell (2006), in two periods. One
side will be stronger in the second and cannot promise not to use it. The other goes to war in
the first if what it would lose by waiting is more than all that peace could give it now.

Example: a side with one chance in five, costs of war of 0.1 each, and patience of 0.9.

>>> round(tolerable_rise(0.2, 0.1, 0.1, 0.9), 6)
0.633333
"""

from __future__ import annotations

from .quantity import Quantity, require


def tolerable_rise(
    win_now: Quantity, rising_cost: Quantity, declining_cost: Quantity, patience: Quantity
) -> Quantity:
    """Return how strong the rising side may become before the other prefers war now.

    War follows if ``patience * (win_later - win_now)`` is more than ``win_now +
    declining_cost + patience * rising_cost``; this is the ``win_later`` at which both are equal.

    Parameters
    ----------
    win_now
        Probability, 0 to 1, that the rising side would win a war now.
    rising_cost, declining_cost
        What war costs each side, at least 0, as a share of the good.
    patience
        What the next period counts against this one; above 0, at most 1.

    Returns
    -------
    Quantity
        A probability of winning later; above 1 if no rise is too much.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("win_now", win_now, 0, 1)
    require("rising_cost", rising_cost, 0)
    require("declining_cost", declining_cost, 0)
    require("patience", patience, 0, 1, above_low=True)
    return win_now + (win_now + declining_cost + patience * rising_cost) / patience


def fights_now(
    win_now: Quantity,
    win_later: Quantity,
    rising_cost: Quantity,
    declining_cost: Quantity,
    patience: Quantity,
) -> Quantity:
    """Return whether the declining side prefers war now.

    Parameters
    ----------
    win_now, rising_cost, declining_cost, patience
        As in :func:`tolerable_rise`.
    win_later
        Probability, 0 to 1, that the rising side would win a war later.

    Returns
    -------
    Quantity
        True or false; where both are equal, false.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("win_later", win_later, 0, 1)
    return win_later > tolerable_rise(win_now, rising_cost, declining_cost, patience)
