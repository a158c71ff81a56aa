"""Probing a red line that nobody has seen: how far may one go?

A teaching model, derived here. The line lies somewhere between 0 and 1, all places being
equally likely. A step short of the line gains its length; a step over it costs a crisis.

Example: if the crisis costs 0.2, the best first step is 0.4.

>>> best_step(0.2), round(expected_gain(0.4, 0.2), 6)
(0.4, 0.16)
"""

from __future__ import annotations

from .quantity import Quantity, maximum, require


def crossing_probability(step: Quantity, safe: Quantity = 0) -> Quantity:
    """Return the probability that a step crosses the line, if all before it was safe.

    ``(step - safe) / (1 - safe)``.

    Parameters
    ----------
    step
        How far the step goes, from ``safe`` to 1.
    safe
        How far one has gone without crossing the line; from 0 up to 0.999.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("safe", safe, 0, 0.999)
    require("step", step, safe if isinstance(safe, (int, float)) else 0, 1)
    return (step - safe) / (1 - safe)


def expected_gain(step: Quantity, crisis_cost: Quantity) -> Quantity:
    """Return what a first step may be expected to gain.

    ``step`` where it is safe, minus ``crisis_cost`` where it crosses the line.

    Parameters
    ----------
    step
        How far the step goes, 0 to 1.
    crisis_cost
        Cost of crossing the line, at least 0, in the units of the gain.

    Returns
    -------
    Quantity
        An expected gain, below 0 for a loss.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("crisis_cost", crisis_cost, 0)
    crossing = crossing_probability(step)
    return step * (1 - crossing) - crisis_cost * crossing


def best_step(crisis_cost: Quantity) -> Quantity:
    """Return the first step at which :func:`expected_gain` is greatest.

    ``(1 - crisis_cost) / 2``, or none where a crisis costs more than all there is to gain.

    Parameters
    ----------
    crisis_cost
        Cost of crossing the line, at least 0.

    Returns
    -------
    Quantity
        A step from 0 to one half.

    Raises
    ------
    ValueError
        If the cost is outside its range.

    """
    require("crisis_cost", crisis_cost, 0)
    return maximum(0, (1 - crisis_cost) / 2)
