"""Cheap talk: how much can be said when words cost nothing and interests differ?

The result of Crawford and Sobel (1982, section 4) for their example: the one who talks knows a
number between 0 and 1, all equally likely; the one who listens acts on it; the talker wants an
act that is higher than the listener's by a bias. In the most telling equilibrium the talker
only says in which of a few intervals the number lies.

Example: with a bias of 0.05 three messages can be told apart, with 0.3 none means anything.

>>> messages(0.05), messages(0.3)
(3, 1)
"""

from __future__ import annotations

from math import ceil, sqrt

from .quantity import require


def messages(bias: float) -> int:
    """Return the largest number of messages that can be told apart.

    The smallest whole number that is at least ``-1/2 + sqrt(1 + 2 / bias) / 2``
    (Crawford and Sobel 1982, p. 1441).

    Parameters
    ----------
    bias
        How much more the talker wants than the listener; greater than 0, at most 1.

    Returns
    -------
    int
        At least 1; 1 means that words carry nothing.

    Raises
    ------
    ValueError
        If the bias is outside its range.

    """
    require("bias", bias, 0, 1, above_low=True)
    return max(1, ceil(round(-0.5 + sqrt(1 + 2 / bias) / 2, 9)))


def boundaries(bias: float) -> list[float]:
    """Return the ends of the intervals that the messages stand for, from 0 to 1.

    Each interval is longer than the one before it by four times the bias.

    Parameters
    ----------
    bias
        As in :func:`messages`.

    Returns
    -------
    list of float
        One more than there are messages.

    Raises
    ------
    ValueError
        If the bias is outside its range.

    """
    count = messages(bias)
    first = 1 / count - 2 * bias * (count - 1)
    return [index * first + 2 * index * (index - 1) * bias for index in range(count)] + [1.0]
