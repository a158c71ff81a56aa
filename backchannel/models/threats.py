"""Threats in private or in public: which of them does the other side believe enough to yield?

A teaching reduction after Kurizaki (2007). The side that is threatened yields if it believes
that the threat is meant: a war would cost it more than yielding does. In public, yielding costs
it more, because its audience watches; but a public threat may also be believed more, because
its author's audience watches too. Kurizaki's result: a private threat of limited credibility
can do as much as a fully credible public one.

Example: yielding costs 0.3 in private and 0.6 in public, against a war that costs 1.

>>> yields(0.4, 0.3, 0, 1), yields(0.55, 0.3, 0.3, 1)
(True, False)
"""

from __future__ import annotations

from .quantity import Quantity, require


def belief_needed(
    concession_loss: Quantity, audience_cost: Quantity, war_loss: Quantity
) -> Quantity:
    """Return how surely the other side must believe the threat before it yields.

    ``(concession_loss + audience_cost) / war_loss``.

    Parameters
    ----------
    concession_loss
        What the other side gives up by yielding; at least 0.
    audience_cost
        What being seen to yield costs it besides: 0 in private; at least 0.
    war_loss
        What a war would cost it; greater than 0.

    Returns
    -------
    Quantity
        A probability; above 1 if no threat is believed enough.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("concession_loss", concession_loss, 0)
    require("audience_cost", audience_cost, 0)
    require("war_loss", war_loss, 0, above_low=True)
    return (concession_loss + audience_cost) / war_loss


def yields(
    belief: Quantity, concession_loss: Quantity, audience_cost: Quantity, war_loss: Quantity
) -> Quantity:
    """Return whether the other side yields to a threat that it believes so far.

    Parameters
    ----------
    belief
        How surely it believes that the threat is meant, 0 to 1.
    concession_loss, audience_cost, war_loss
        As in :func:`belief_needed`.

    Returns
    -------
    Quantity
        True or false; at the bound itself true.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("belief", belief, 0, 1)
    return belief >= belief_needed(concession_loss, audience_cost, war_loss)
