"""Graduated reciprocation: can one side end a spiral by small steps taken alone?

A teaching reduction after Osgood (1962), who proposed announced, unilateral steps that invite
an answer. Tension drifts upwards by itself; each round one side takes a step that lowers it,
and the other answers in kind with some probability.

Example: steps of 0.8, answered half of the time, against a drift of 0.4, end a tension of 10
in 13 rounds.

>>> declines(0.8, 0.5, 0.4), rounds_to_calm(10, 0.8, 0.5, 0.4)
(True, 13)
"""

from __future__ import annotations

from math import ceil

from .quantity import Quantity, require


def change(step: Quantity, answered: Quantity, drift: Quantity) -> Quantity:
    """Return how much tension changes in a round, on average.

    ``drift - step * (1 + answered)``.

    Parameters
    ----------
    step
        How much a step lowers tension; at least 0.
    answered
        Probability, 0 to 1, that the other side answers in kind.
    drift
        How much tension grows in a round by itself; at least 0.

    Returns
    -------
    Quantity
        A change, below 0 where tension declines.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("step", step, 0)
    require("answered", answered, 0, 1)
    require("drift", drift, 0)
    return drift - step * (1 + answered)


def declines(step: Quantity, answered: Quantity, drift: Quantity) -> Quantity:
    """Return whether tension declines on average.

    Parameters
    ----------
    step, answered, drift
        As in :func:`change`.

    Returns
    -------
    Quantity
        True or false; where nothing changes, false.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    return change(step, answered, drift) < 0


def rounds_to_calm(tension: float, step: float, answered: float, drift: float) -> int:
    """Return after how many rounds tension has gone, on average.

    Parameters
    ----------
    tension
        Where it starts; at least 0.
    step, answered, drift
        As in :func:`change`, which must be below 0.

    Returns
    -------
    int
        A number of rounds.

    Raises
    ------
    ValueError
        If a parameter is outside its range, or if tension does not decline.

    """
    require("tension", tension, 0)
    fall: float = -change(step, answered, drift)
    if fall <= 0:
        raise ValueError("Tension does not decline; take larger steps or lower the drift.")
    return ceil(round(tension / fall, 9))
