"""Keeping a secret: how long until one of many tells?

Grimes' own formula (2016) for a secret that each of a number of people may give
away, at a steady rate. His rate rests on three scandals that did come out: it is no constant of
diplomacy, and secrets that were kept are missing from it.

Example: a secret shared by 411,000 people would be out, as good as surely, in under four years.

>>> round(years_to_exposure(411_000), 2)
3.68
"""

from __future__ import annotations

from math import log

from .quantity import Quantity, chance_by, require

LEAK_RATE = 4.09e-6
"""Probability that one person gives a secret away in a year, as Grimes (2016) estimates it."""


def exposure_probability(
    years: Quantity, people: Quantity, leak_rate: Quantity = LEAK_RATE
) -> Quantity:
    """Return the probability that a secret has come out.

    ``1 - exp(-years * (1 - (1 - leak_rate) ** people))``.

    Parameters
    ----------
    years
        How long it is kept; at least 0.
    people
        How many know it; at least 0, their number being steady.
    leak_rate
        Probability, 0 to 1, that one of them gives it away in a year.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("years", years, 0)
    require("people", people, 0)
    require("leak_rate", leak_rate, 0, 1)
    return chance_by(1 - (1 - leak_rate) ** people, years)


def years_to_exposure(people: float, leak_rate: float = LEAK_RATE, sure: float = 0.95) -> float:
    """Return after how many years a secret has come out with a given probability.

    Parameters
    ----------
    people
        How many know it; at least 1.
    leak_rate
        Probability that one of them gives it away in a year; above 0, at most 1.
    sure
        The probability asked for; from 0 up to 0.9999.

    Returns
    -------
    float
        Years.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("people", people, 1)
    require("leak_rate", leak_rate, 0, 1, above_low=True)
    require("sure", sure, 0, 0.9999)
    rate: float = 1 - (1 - leak_rate) ** people
    return -log(1 - sure) / rate
