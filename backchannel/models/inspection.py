"""The inspection game: what do harsher fines change?

The mixed equilibrium of a game that Avenhaus, von Stengel and Zamir (2002) survey; this is its
smallest form. Each side must leave the other just
indifferent, so each one's odds are set by the *other's* stakes.

Example: harsher fines make inspectors lazier, not cheaters rarer.

>>> inspection_probability(1, 4), violation_probability(0.5, 5)
(0.2, 0.1)
>>> inspection_probability(1, 9), violation_probability(0.5, 5)
(0.1, 0.1)
"""

from __future__ import annotations

from .quantity import Quantity, minimum, require


def inspection_probability(violation_gain: Quantity, fine: Quantity) -> Quantity:
    """Return how often the inspector inspects in equilibrium.

    ``violation_gain / (violation_gain + fine)``: just often enough to make a violation a wash.

    Parameters
    ----------
    violation_gain
        What an undetected violation gains; greater than 0.
    fine
        What a detected one costs; greater than 0, in the units of the gain.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("violation_gain", violation_gain, 0, above_low=True)
    require("fine", fine, 0, above_low=True)
    return violation_gain / (violation_gain + fine)


def violation_probability(inspection_cost: Quantity, undetected_harm: Quantity) -> Quantity:
    """Return how often the other side violates in equilibrium.

    ``inspection_cost / undetected_harm``: just often enough to make an inspection a wash.

    Parameters
    ----------
    inspection_cost
        What an inspection costs the inspector; at least 0.
    undetected_harm
        What an undetected violation costs the inspector; greater than 0, in the same units.

    Returns
    -------
    Quantity
        A probability from 0 to 1; 1 if inspections cost more than the harm.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("inspection_cost", inspection_cost, 0)
    require("undetected_harm", undetected_harm, 0, above_low=True)
    return minimum(1, inspection_cost / undetected_harm)
