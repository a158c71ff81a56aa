"""Win-sets: a deal must pass at two tables, one abroad and one at home.

A teaching reduction after Putnam (1988). A deal is a place between 0 and 1. Each capital
ratifies what is not too far from its own end, and how far it would go is not known in advance:
all limits are equally likely. Talking out of sight may insulate both from their audiences.

Example: half-way, one deal in four passes both; with insulation of 0.1 each, 36 in a hundred.

>>> ratification_probability(0.5), round(ratification_probability(0.5, 0.1), 6)
(0.25, 0.36)
"""

from __future__ import annotations

from .quantity import Quantity, minimum, require


def ratification_probability(deal: Quantity, insulation: Quantity = 0) -> Quantity:
    """Return the probability that both capitals ratify a deal.

    ``(deal + insulation) * (1 - deal + insulation)``, each factor at most 1.

    Parameters
    ----------
    deal
        Where the deal lies: 0 is the other side's wish, 1 one's own.
    insulation
        By how much each side's limits widen out of sight, 0 to 0.5.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("deal", deal, 0, 1)
    require("insulation", insulation, 0, 0.5)
    return minimum(1, deal + insulation) * minimum(1, 1 - deal + insulation)
