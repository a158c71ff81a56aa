"""Reassurance: which gesture can persuade a wary opponent?

A teaching reduction after Kydd (2005, chapters 2 and 7). A side that may be trustworthy or not
takes a first step of some size. If the step is answered, it gains; if it is exploited, it loses
in proportion to the step. A step persuades if only the trustworthy would take it: large enough
to be too costly for the others, small enough for the trustworthy to risk.

Example: cooperation gains the trustworthy 2 against a risk of 1, the others 2 against 2.

>>> persuasive_steps(2, 1, 2, 2)
(0.5, 0.6666666666666666)
>>> trust_needed(4, 3, 2, 1)
0.5
"""

from __future__ import annotations

from .quantity import Quantity, require


def trust_needed(
    reward: Quantity, temptation: Quantity, punishment: Quantity, sucker: Quantity
) -> Quantity:
    """Return how likely the other must be trustworthy for a trustworthy side to cooperate.

    ``(punishment - sucker) / ((reward - temptation) + (punishment - sucker))``.

    Parameters
    ----------
    reward, temptation, punishment, sucker
        Payoffs of cooperating together, defecting alone, defecting together and cooperating
        alone, in falling order: a trustworthy side prefers to return cooperation.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If the payoffs are not in that order.

    """
    falling = reward > temptation, temptation > punishment, punishment > sucker
    if any(step is False for step in falling):
        raise ValueError("Give reward > temptation > punishment > sucker.")
    return (punishment - sucker) / ((reward - temptation) + (punishment - sucker))


def step_value(step: Quantity, gain: Quantity, risk: Quantity) -> Quantity:
    """Return what a first step is worth to a side that would then be believed.

    ``gain * (1 - step) - risk * step``: the larger the step, the less is left to gain by trust,
    and the more is at risk.

    Parameters
    ----------
    step
        Share of a full step, 0 to 1.
    gain, risk
        As in :func:`largest_step`.

    Returns
    -------
    Quantity
        A value in the units of the gain; below 0 where the side would not step.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("step", step, 0, 1)
    require("gain", gain, 0, above_low=True)
    require("risk", risk, 0, above_low=True)
    return gain * (1 - step) - risk * step


def largest_step(gain: Quantity, risk: Quantity) -> Quantity:
    """Return the largest first step that a side would take if it were then believed.

    ``gain / (gain + risk)``: beyond it the risk outweighs what trust would bring.

    Parameters
    ----------
    gain
        What the side gains from the cooperation that trust allows; greater than 0.
    risk
        What a full step would cost it; greater than 0, in the units of the gain.

    Returns
    -------
    Quantity
        A share of a full step, 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("gain", gain, 0, above_low=True)
    require("risk", risk, 0, above_low=True)
    return gain / (gain + risk)


def persuasive_steps(
    trusty_gain: Quantity, trusty_risk: Quantity, other_gain: Quantity, other_risk: Quantity
) -> tuple[Quantity, Quantity]:
    """Return the smallest and the largest first step that only the trustworthy would take.

    Parameters
    ----------
    trusty_gain, trusty_risk
        As in :func:`largest_step`, for a trustworthy side.
    other_gain, other_risk
        The same for one that is not.

    Returns
    -------
    tuple of Quantity
        Shares of a full step; if the first exceeds the second, no step persuades.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    return largest_step(other_gain, other_risk), largest_step(trusty_gain, trusty_risk)
