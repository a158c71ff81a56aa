"""Brinkmanship: small risks, taken again and again, add up.

A teaching reduction after Schelling (1966, chapter 3), who calls it the threat that leaves
something to chance. Each crisis carries the same small risk of disaster.

Example: ten crises at one chance in twenty each; and how many at one in a hundred make the
odds even.

>>> round(disaster_probability(0.05, 10), 5), round(crises_to_even_odds(0.01), 2)
(0.40126, 68.97)
"""

from __future__ import annotations

from math import log

from .quantity import Quantity, require


def disaster_probability(risk: Quantity, crises: Quantity) -> Quantity:
    """Return the probability that at least one of several crises ends in disaster.

    ``1 - (1 - risk) ** crises``.

    Parameters
    ----------
    risk
        Probability of disaster in each, 0 to 1.
    crises
        How many; at least 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("risk", risk, 0, 1)
    require("crises", crises, 0)
    return 1 - (1 - risk) ** crises


def crises_to_even_odds(risk: float) -> float:
    """Return after how many crises a disaster is as likely as not.

    ``log(2) / -log(1 - risk)``.

    Parameters
    ----------
    risk
        Probability of disaster in each; above 0, at most 0.999.

    Returns
    -------
    float
        A number of crises.

    Raises
    ------
    ValueError
        If the risk is outside its range.

    """
    require("risk", risk, 0, 0.999, above_low=True)
    return log(2) / -log(1 - risk)
