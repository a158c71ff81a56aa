"""Chance: the one generator of random numbers of models and simulations.

The permuted congruential generator PCG32 (PCG-XSH-RR 64/32) of O'Neill (2014, "PCG: A Family of
Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation", Harvey
Mudd College, HMC-CS-2014-0905), seeded as her reference implementation is: a linear congruential
generator of 64 bits (Knuth's multiplier) whose top bits, shifted and rotated, make a draw.

Whole numbers alone move the generator, and the draws are made of them with + - * / only. So a
seed gives the same numbers in every interpreter, MicroPython's included, where the library's
``random`` is another generator and ``exp`` may differ in its last bit.

Example: the first numbers of O'Neill's own demonstration, whose seed is 42.

>>> chance = Chance(42)
>>> [hex(chance.bits()) for _ in range(3)]
['0xa15c02b7', '0x7b47f409', '0xba1d3330']
>>> [Chance(seed).choice(["heads", "tails"]) for seed in (1, 2, 3)]
['tails', 'heads', 'tails']
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from .quantity import require

Item = TypeVar("Item")

MULTIPLIER = 6364136223846793005
INCREMENT = 2 * 54 + 1
"""Odd, as a full period needs; 54 is the sequence that O'Neill's demonstration uses."""

STATES = 2**64
DRAWS = 2**32  # how many different draws there are

LARGEST_MEAN = 1_000_000
INVERTED_MEAN = 100
"""The mean up to which a Poisson draw takes one share; a larger one is the sum of several."""


class Chance:
    """A source of chance; the same seed gives the same draws.

    Parameters
    ----------
    seed
        Which sequence of draws; a whole number from 0 to 2**64 - 1.

    Raises
    ------
    TypeError
        If the seed is no whole number.
    ValueError
        If the seed is outside its range.

    """

    def __init__(self, seed: int) -> None:
        _require_whole("seed", seed, 0, STATES - 1)
        self._state = (INCREMENT + seed) % STATES
        self.bits()

    def bits(self) -> int:
        """Return 32 random bits, as a whole number from 0 to 2**32 - 1."""
        state = self._state
        self._state = (state * MULTIPLIER + INCREMENT) % STATES
        mixed = ((state >> 18 ^ state) >> 27) % DRAWS
        rotation = state >> 59
        return (mixed >> rotation | mixed << 32 - rotation) % DRAWS

    def share(self) -> float:
        """Return a share from 0 up to, but never, 1: a multiple of 2**-32, all equally likely."""
        return self.bits() / DRAWS

    def below(self, bound: int) -> int:
        """Return a whole number from 0 to ``bound - 1``, all exactly equally likely.

        Parameters
        ----------
        bound
            How many numbers there are; from 1 to 2**32.

        Returns
        -------
        int
            One of them.

        Raises
        ------
        TypeError
            If the bound is no whole number.
        ValueError
            If the bound is outside its range.

        """
        _require_whole("bound", bound, 1, DRAWS)
        # The lowest draws are thrown away, so that what remains divides evenly among the numbers.
        thrown_away = DRAWS % bound
        bits = self.bits()
        while bits < thrown_away:
            bits = self.bits()
        return bits % bound

    def choice(self, items: Sequence[Item]) -> Item:
        """Return one of several items, all equally likely.

        Parameters
        ----------
        items
            One or more, in an order (a set or a dictionary has none everywhere).

        Returns
        -------
        Item
            One of them.

        Raises
        ------
        ValueError
            If there are none.

        """
        if not items:
            raise ValueError("items must hold one item or more.")
        return items[self.below(len(items))]

    def poisson(self, mean: float) -> int:
        """Return a number drawn from a Poisson distribution, by inversion.

        Parameters
        ----------
        mean
            The mean of the distribution, from 0 to 1,000,000.

        Returns
        -------
        int
            At least 0.

        Raises
        ------
        ValueError
            If the mean is outside its range.

        """
        require("mean", mean, 0, LARGEST_MEAN)
        parts = 1 + int(mean // INVERTED_MEAN)
        return sum(_inverted_poisson(mean / parts, self.share()) for _ in range(parts))


def _inverted_poisson(mean: float, share: float) -> int:
    """Return the number at which a Poisson distribution has passed a share below 1."""
    # The weights mean**k / k!, and their sum for e**mean: no exp, as the top of this module says.
    weights, total = [1.0], 1.0
    while weights[-1] > total * 1e-17 or len(weights) < mean:
        weights.append(weights[-1] * mean / len(weights))
        total += weights[-1]
    rest, number = share * total, 0
    while rest >= weights[number]:
        rest -= weights[number]
        number += 1
    return number


def _require_whole(name: str, value: int, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be a whole number, not {value!r}.")
    if not low <= value <= high:
        raise ValueError(f"{name} must be from {low} to {high}, not {value}.")
