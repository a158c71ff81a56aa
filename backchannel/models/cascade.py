"""Incident cascades: does one incident set off others without end?

The branching process of Galton and Watson (1875), which Bienaymé (1845) had understood and
Steffensen (1930) first proved in full, for family names; taught here for incidents:
each sets off a number of others, drawn from a Poisson distribution, and a channel settles a
share of them before they answer.

Example: with 0.8 incidents following each, an incident grows to 5 on average; with 1.5 it ends
by itself only four times in ten, unless a channel settles a third of them.

>>> round(mean_size(0.8, 0), 6), round(end_probability(1.5, 0), 6)
(5.0, 0.417188)
>>> round(share_to_settle(1.5), 6)
0.333333
"""

from __future__ import annotations

from math import exp

from .chance import Chance
from .quantity import Quantity, require


def mean_offspring(triggered: Quantity, settled: Quantity) -> Quantity:
    """Return how many incidents follow one, on average, once a channel is at work.

    ``triggered * (1 - settled)``, the mean offspring of the branching process.

    Parameters
    ----------
    triggered
        Incidents that one sets off on average without a channel; at least 0.
    settled
        Share of them that the channel settles, 0 to 1.

    Returns
    -------
    Quantity
        A mean number; below 1 every cascade ends.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("triggered", triggered, 0)
    require("settled", settled, 0, 1)
    return triggered * (1 - settled)


def expected_wave_size(triggered: Quantity, settled: Quantity, wave: Quantity) -> Quantity:
    """Return how many incidents a wave holds on average, the first incident being wave 0.

    ``mean_offspring ** wave``.

    Parameters
    ----------
    triggered, settled
        As in :func:`mean_offspring`.
    wave
        Number of the wave; at least 0.

    Returns
    -------
    Quantity
        A mean number.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("wave", wave, 0)
    return mean_offspring(triggered, settled) ** wave


def mean_size(triggered: Quantity, settled: Quantity) -> Quantity:
    """Return how many incidents a cascade has on average, the first included.

    ``1 / (1 - mean_offspring)``.

    Parameters
    ----------
    triggered, settled
        As in :func:`mean_offspring`, which must be below 1.

    Returns
    -------
    Quantity
        A mean number, at least 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range, or if cascades need not end.

    """
    mean = mean_offspring(triggered, settled)
    if isinstance(mean, int | float) and mean >= 1:
        raise ValueError(
            f"With {mean:g} incidents following each, a cascade need not end and has no mean "
            "size; raise settled or lower triggered."
        )
    return 1 / (1 - mean)


def end_probability(triggered: float, settled: float) -> float:
    """Return the probability that a cascade ends by itself.

    The smallest q with ``q = exp(mean_offspring * (q - 1))``, found by repetition from 0.

    Parameters
    ----------
    triggered, settled
        As in :func:`mean_offspring`.

    Returns
    -------
    float
        A probability from 0 to 1; 1 where :func:`mean_offspring` is at most 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    mean = mean_offspring(triggered, settled)
    if mean <= 1:
        return 1.0
    probability, before = exp(-mean), 0.0
    while probability - before > 1e-15:
        probability, before = exp(mean * (probability - 1)), probability
    return probability


def share_to_settle(triggered: Quantity) -> Quantity:
    """Return the share that a channel must settle so that every cascade ends.

    ``1 - 1 / triggered``; 0 or less where no channel is needed.

    Parameters
    ----------
    triggered
        Incidents that one sets off on average; greater than 0.

    Returns
    -------
    Quantity
        A share below 1.

    Raises
    ------
    ValueError
        If the number is outside its range.

    """
    require("triggered", triggered, 0, above_low=True)
    return 1 - 1 / triggered


def cascade(triggered: float, settled: float, limit: int, chance: Chance) -> list[int]:
    """Return one cascade, wave by wave, drawn by chance.

    Parameters
    ----------
    triggered, settled
        As in :func:`mean_offspring`.
    limit
        Where to stop counting a cascade that does not end; at least 1.
    chance
        The source of chance; the same seed gives the same cascade.

    Returns
    -------
    list of int
        Incidents in each wave, beginning with the first incident; the last wave is cut so that
        the sum is at most ``limit``.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    mean = mean_offspring(triggered, settled)
    require("limit", limit, 1)
    waves, remaining = [1], limit - 1
    while waves[-1] and remaining:
        # What several incidents set off together is drawn from a Poisson distribution too.
        wave = min(remaining, chance.poisson(mean * waves[-1]))
        waves.append(wave)
        remaining -= wave
    return waves if waves[-1] else waves[:-1]
