"""Spoilers: can a few attacks undo a peace?

Teaching reductions after Stedman (1997) and Kydd and Walter (2002), who argue that extremists
attack in order to make the other side doubt the moderates' sincerity.

Example: trust of 0.6 falls to 0.36 after one attack that a sincere partner suffers three times
in ten and an insincere one allows eight times in ten.

>>> round(trust_after_attack(0.6, 0.3, 0.8), 6)
0.36
>>> round(peace_survival(0.05, 12), 5)
0.54036
"""

from __future__ import annotations

from .attribution import posterior_after
from .quantity import Quantity, require


def trust_after_attack(
    trust: Quantity,
    if_sincere: Quantity,
    if_insincere: Quantity,
    attacks: Quantity = 1,
) -> Quantity:
    """Return the probability that the partner is sincere, after attacks from its side.

    Bayes' rule, once for each attack.

    Parameters
    ----------
    trust
        Probability before, 0 to 1.
    if_sincere, if_insincere
        Probability, 0 to 1, of an attack in spite of a sincere partner, and with an insincere.
    attacks
        How many there were; at least 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range, or if no such attack could occur.

    """
    require("trust", trust, 0, 1)
    require("if_sincere", if_sincere, 0, 1)
    require("if_insincere", if_insincere, 0, 1)
    require("attacks", attacks, 0)
    return posterior_after(trust, if_sincere, if_insincere, attacks)


def peace_survival(attack_probability: Quantity, months: Quantity) -> Quantity:
    """Return the probability that a peace which any attack would end is still there.

    ``(1 - attack_probability) ** months``.

    Parameters
    ----------
    attack_probability
        Probability of an attack in a month, 0 to 1.
    months
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
    require("attack_probability", attack_probability, 0, 1)
    require("months", months, 0)
    return (1 - attack_probability) ** months
