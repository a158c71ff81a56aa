"""Delegation with deniability: when does a state let an armed group act for it?

A teaching reduction after Salehyan (2010) and Byman and Kreps (2010), who argue in words that
a sponsor trades control over its agent against cost and blame; neither states these formulas.

A sponsor wants an act done. Done openly, it is attributed for certain and costs a retaliation.
Done through a group, it is attributed only with some probability, but the group also pursues
ends of its own. The benefit of the act is the same either way and drops out.

Example: with a loss of 2 against a retaliation of 10, a sponsor delegates below 80 percent;
with these stakes it holds the leash half-way.

>>> attribution_threshold(2, 10), best_control(0.3, 20, 10, 0.6)
(0.8, 0.5)
"""

from __future__ import annotations

from .quantity import Quantity, minimum, require


def attribution_threshold(agency_loss: Quantity, retaliation_cost: Quantity) -> Quantity:
    """Return the probability of attribution below which a sponsor delegates.

    The sponsor delegates if ``agency_loss + attribution * retaliation_cost`` is less than
    ``retaliation_cost``, that is, if attribution is below ``1 - agency_loss / retaliation_cost``.

    Parameters
    ----------
    agency_loss
        What the sponsor expects to lose because the group pursues ends of its own; at least 0,
        in the units of ``retaliation_cost``.
    retaliation_cost
        Cost of the retaliation that follows attribution; greater than 0.

    Returns
    -------
    Quantity
        A probability; below 0 if no attribution is low enough, because the group costs more
        than the retaliation would.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("agency_loss", agency_loss, 0)
    require("retaliation_cost", retaliation_cost, 0, above_low=True)
    return 1 - agency_loss / retaliation_cost


def delegates(attribution: Quantity, agency_loss: Quantity, retaliation_cost: Quantity) -> Quantity:
    """Return whether the sponsor prefers the group to its own hand.

    Parameters
    ----------
    attribution
        Probability, 0 to 1, that an act of the group is attributed to the sponsor.
    agency_loss, retaliation_cost
        As in :func:`attribution_threshold`.

    Returns
    -------
    Quantity
        True or false; at the threshold itself the sponsor is indifferent, and this says false.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("attribution", attribution, 0, 1)
    return attribution < attribution_threshold(agency_loss, retaliation_cost)


def attribution_probability(
    control: Quantity, base_attribution: Quantity, control_attribution: Quantity
) -> Quantity:
    """Return the probability that an act is attributed to a sponsor who holds the leash tight.

    ``base_attribution + control_attribution * control**2``: instructions, envoys and special
    weapons leave traces, the more of them the more there are already.

    Parameters
    ----------
    control
        How tightly the sponsor controls the group, 0 (not at all) to 1 (every act).
    base_attribution
        Probability of attribution without any control, 0 to 1.
    control_attribution
        What full control adds to it, 0 to ``1 - base_attribution``.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("control", control, 0, 1)
    require("base_attribution", base_attribution, 0, 1)
    require("control_attribution", control_attribution, 0, 1)
    require("base_attribution + control_attribution", base_attribution + control_attribution, 0, 1)
    return base_attribution + control_attribution * control**2


def rogue_loss(control: Quantity, rogue_probability: Quantity, rogue_damage: Quantity) -> Quantity:
    """Return what the sponsor expects to lose through acts that it did not want.

    ``rogue_probability * rogue_damage * (1 - control)``.

    Parameters
    ----------
    control
        How tightly the sponsor controls the group, 0 to 1.
    rogue_probability
        Probability, 0 to 1, that an uncontrolled group acts against the sponsor's wishes.
    rogue_damage
        Cost of such an act to the sponsor, at least 0, in the units of the retaliation.

    Returns
    -------
    Quantity
        An expected cost, at least 0.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("control", control, 0, 1)
    require("rogue_probability", rogue_probability, 0, 1)
    require("rogue_damage", rogue_damage, 0)
    return rogue_probability * rogue_damage * (1 - control)


def expected_cost(
    control: Quantity,
    rogue_probability: Quantity,
    rogue_damage: Quantity,
    retaliation_cost: Quantity,
    base_attribution: Quantity,
    control_attribution: Quantity,
) -> Quantity:
    """Return the sponsor's expected cost of acting through a group held at a given control.

    :func:`rogue_loss` plus ``retaliation_cost`` times :func:`attribution_probability`.

    Parameters
    ----------
    control, rogue_probability, rogue_damage
        As in :func:`rogue_loss`.
    retaliation_cost
        Cost of the retaliation that follows attribution; greater than 0.
    base_attribution, control_attribution
        As in :func:`attribution_probability`.

    Returns
    -------
    Quantity
        An expected cost, in the units of ``retaliation_cost``.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("retaliation_cost", retaliation_cost, 0, above_low=True)
    return rogue_loss(
        control, rogue_probability, rogue_damage
    ) + retaliation_cost * attribution_probability(control, base_attribution, control_attribution)


def best_control(
    rogue_probability: Quantity,
    rogue_damage: Quantity,
    retaliation_cost: Quantity,
    control_attribution: Quantity,
) -> Quantity:
    """Return the control at which :func:`expected_cost` is least.

    The derivative of the cost vanishes at
    ``rogue_probability * rogue_damage / (2 * control_attribution * retaliation_cost)``;
    where that is more than 1, full control is best.

    Parameters
    ----------
    rogue_probability, rogue_damage
        As in :func:`rogue_loss`.
    retaliation_cost
        Cost of the retaliation that follows attribution; greater than 0.
    control_attribution
        What full control adds to the probability of attribution; above 0, at most 1.

    Returns
    -------
    Quantity
        The best control, 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("rogue_probability", rogue_probability, 0, 1)
    require("rogue_damage", rogue_damage, 0)
    require("retaliation_cost", retaliation_cost, 0, above_low=True)
    require("control_attribution", control_attribution, 0, 1, above_low=True)
    return minimum(
        1, rogue_probability * rogue_damage / (2 * control_attribution * retaliation_cost)
    )
