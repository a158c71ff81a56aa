"""Alternating offers: what patience is worth at a bargaining table.

Rubinstein's own result (1982, conclusion 2, for fixed discounting): two sides take turns to
propose how to share a good of size 1, and each values a share less the later it comes.

Example: equally patient sides, who lose a tenth of the good's value with each round.

>>> round(first_mover_share(0.9, 0.9), 6)
0.526316
"""

from __future__ import annotations

from .quantity import Quantity, require


def first_mover_share(first_patience: Quantity, second_patience: Quantity) -> Quantity:
    """Return the share that the side which proposes first gets, at once, in equilibrium.

    ``(1 - second_patience) / (1 - first_patience * second_patience)``.

    Parameters
    ----------
    first_patience, second_patience
        What each side's share keeps of its value from one round to the next; from 0 to 0.999.

    Returns
    -------
    Quantity
        A share from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("first_patience", first_patience, 0, 0.999)
    require("second_patience", second_patience, 0, 0.999)
    return (1 - second_patience) / (1 - first_patience * second_patience)
