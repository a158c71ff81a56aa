"""Attribution: how sure may one be, after some reports, that a sponsor ordered an act?

Bayes' rule for a yes-or-no question and reports that point to "yes".

Example: a claim thought one in five, reported by two independent sources; and an incident
thought deliberate one time in three, before and after a message that speaks against it.

>>> round(posterior_after(0.2, 0.8, 0.1, 2), 6)
0.941176
>>> before = posterior(0.1, 0.9, 0.2)
>>> round(before, 6), round(clarified(before, 1 / 4), 6)
(0.333333, 0.111111)
"""

from __future__ import annotations

from numbers import Real

from .quantity import Quantity, require


def posterior(prior: Quantity, hit_rate: Quantity, false_alarm_rate: Quantity) -> Quantity:
    """Return the probability of a claim after one report that supports it.

    ``prior * hit_rate / (prior * hit_rate + (1 - prior) * false_alarm_rate)``, Bayes' rule.

    Parameters
    ----------
    prior
        Probability of the claim before the report, 0 to 1.
    hit_rate
        Probability, 0 to 1, of such a report if the claim is true.
    false_alarm_rate
        Probability, 0 to 1, of such a report if the claim is false.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range, or if no such report could occur at all.

    """
    return posterior_after(prior, hit_rate, false_alarm_rate, 1)


def posterior_after(
    prior: Quantity, hit_rate: Quantity, false_alarm_rate: Quantity, sources: Quantity
) -> Quantity:
    """Return the probability of a claim after supporting reports from independent sources.

    Bayes' rule applied once for each source. Reports that repeat one source count once.

    Parameters
    ----------
    prior, hit_rate, false_alarm_rate
        As in :func:`posterior`.
    sources
        Number of independent sources, at least 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range, or if no such reports could occur at all.

    """
    require("prior", prior, 0, 1)
    require("hit_rate", hit_rate, 0, 1)
    require("false_alarm_rate", false_alarm_rate, 0, 1)
    require("sources", sources, 0)
    if_true = prior * hit_rate**sources
    if_false = (1 - prior) * false_alarm_rate**sources
    total = if_true + if_false
    if isinstance(total, Real) and total == 0:
        raise ValueError(
            "With this prior, hit_rate and false_alarm_rate no such report could occur; "
            "make at least one of hit_rate and false_alarm_rate greater than 0."
        )
    return if_true / total


def clarified(probability: Quantity, likelihood_ratio: Quantity) -> Quantity:
    """Return the probability of a claim after a message that makes it more or less likely.

    The odds are multiplied by the likelihood ratio, which is Bayes' rule in another form.

    Parameters
    ----------
    probability
        Probability of the claim before the message, 0 to 1.
    likelihood_ratio
        How many times likelier the message is if the claim is true than if it is false; greater
        than 0. Below 1 the message speaks against the claim.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("probability", probability, 0, 1)
    require("likelihood_ratio", likelihood_ratio, 0, above_low=True)
    return probability * likelihood_ratio / (1 - probability + probability * likelihood_ratio)
