"""Parallel tracks: a deal against a leak, and a back channel beside formal talks.

Teaching models, derived here. Deals and leaks come at steady rates, independently of each
other, until a deadline. A leak ends the back channel and changes the pace of the formal talks.

Example: over 90 days a back channel helps much, until leaks are frequent.

>>> round(deal_before_leak(0.01, 0.005, 90), 6)
0.49384
>>> tracks = dict(front_rate=0.005, back_rate=0.01, after_leak=0.2, days=90)
>>> round(deal_on_either_track(leak_rate=0.005, **tracks), 6)
0.637693
>>> round(deal_on_either_track(leak_rate=0.05, **tracks), 6)
0.285361
>>> round(deal_on_front_track(0.005, 90), 6)
0.362372
"""

from __future__ import annotations

from .quantity import Quantity, exp, expected_time, probability_by, require


def deal_before_leak(deal_rate: Quantity, leak_rate: Quantity, days: Quantity) -> Quantity:
    """Return the probability that a deal is made before it leaks and before the deadline.

    ``deal_rate`` times the expected time until either comes or the days are over.

    Parameters
    ----------
    deal_rate
        Rate at which the talks reach a deal, per day; at least 0.
    leak_rate
        Rate at which they leak, per day; at least 0.
    days
        Days until the deadline; at least 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("deal_rate", deal_rate, 0)
    require("leak_rate", leak_rate, 0)
    require("days", days, 0)
    return deal_rate * expected_time(deal_rate + leak_rate, days)


def deal_on_front_track(front_rate: Quantity, days: Quantity) -> Quantity:
    """Return the probability of a deal by formal talks alone.

    Parameters
    ----------
    front_rate
        Rate at which they reach a deal, per day; at least 0.
    days
        Days until the deadline; at least 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("front_rate", front_rate, 0)
    require("days", days, 0)
    return probability_by(front_rate, days)


def deal_on_either_track(
    front_rate: Quantity,
    back_rate: Quantity,
    leak_rate: Quantity,
    after_leak: Quantity,
    days: Quantity,
) -> Quantity:
    """Return the probability of a deal when a back channel runs beside formal talks.

    A deal on either track before a leak, or a leak first and then a deal by formal talks, which
    go on at ``after_leak`` times their pace.

    Parameters
    ----------
    front_rate, back_rate
        Rates at which formal talks and back channel reach a deal, per day; at least 0.
    leak_rate
        Rate at which the back channel leaks, per day; at least 0.
    after_leak
        What a leak does to the pace of formal talks, as a factor; at least 0.
    days
        Days until the deadline; at least 0.

    Returns
    -------
    Quantity
        A probability from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("front_rate", front_rate, 0)
    require("back_rate", back_rate, 0)
    require("leak_rate", leak_rate, 0)
    require("after_leak", after_leak, 0)
    require("days", days, 0)
    either = front_rate + back_rate
    ends = either + leak_rate
    slowed = after_leak * front_rate
    quiet = expected_time(ends, days)
    # After a leak at time t the slowed talks have days - t left.
    no_deal = exp(-slowed * days) * expected_time(ends - slowed, days)
    return either * quiet + leak_rate * (quiet - no_deal)
