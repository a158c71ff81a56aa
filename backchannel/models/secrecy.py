"""Keeping a secret: how long until one of many tells?

Each of those who know it may give it away in a year, each for himself; the question, and the
rate, are those of Grimes (2016, with the correction of PLoS ONE 11(3), e0151003). His rate rests
on three scandals that did come out: it is no constant of diplomacy, and secrets that were kept
are missing from it. His own formula lets at most one leak a year happen, however many know; the
two agree where few leaks are expected.

Example: of ten who each tell with 1 percent a year, one has told within two years with 18 percent.

>>> round(exposure_probability(2, 10, 0.01), 2)
0.18
>>> round(grimes_exposure_probability(3.68, 411_000), 2)
0.95
"""

from __future__ import annotations

from math import log

from .quantity import Quantity, probability_by, require

LEAK_RATE = 4.09e-6
"""Probability that one person gives a secret away in a year, as Grimes (2016) estimates it."""


def exposure_probability(
    years: Quantity, people: Quantity, leak_rate: Quantity = LEAK_RATE
) -> Quantity:
    """Return the probability that a secret has come out: that not everyone has kept it.

    ``1 - (1 - leak_rate) ** (people * years)``.

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
    return 1 - (1 - leak_rate) ** (people * years)


def grimes_exposure_probability(
    years: float, people: float, leak_rate: float = LEAK_RATE
) -> Quantity:
    """Return the same by Grimes' formula, whose rate is at most one leak a year.

    ``1 - exp(-years * (1 - (1 - leak_rate) ** people))``: Grimes (2016), for a constant number of
    people, which the correction of the same year leaves as it was.

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
    return probability_by(1 - (1 - leak_rate) ** people, years)


def years_to_exposure(people: float, leak_rate: float = LEAK_RATE, sure: float = 0.95) -> float:
    """Return after how many years a secret has come out with a given probability.

    Parameters
    ----------
    people
        How many know it; at least 1.
    leak_rate
        Probability that one of them gives it away in a year; above 0, at most 0.9999.
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
    require("leak_rate", leak_rate, 0, 0.9999, above_low=True)
    require("sure", sure, 0, 0.9999)
    return log(1 - sure) / (people * log(1 - leak_rate))
