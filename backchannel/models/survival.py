"""Survival in the record: how long channels stay secret and agreements last.

The product-limit estimate of Kaplan and Meier (1958), which uses cases that had not ended when
they were last looked at. It corrects for nothing else: channels that nobody ever disclosed are
not in the record at all.

Example: of four channels, disclosed after 10, 20 and 40 days and one still secret after 30.

>>> steps = survival([(10, True), (20, True), (30, False), (40, True)])
>>> [(days, round(share, 3)) for days, share in steps]
[(0.0, 1.0), (10, 0.75), (20, 0.5), (40, 0.0)]
>>> median(steps)
20
"""

from __future__ import annotations

from .quantity import require


def survival(cases: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the share of cases that outlast each time at which one ended.

    Parameters
    ----------
    cases
        For each case how long it was seen, at least 0, and whether it ended then.

    Returns
    -------
    list of tuple of float
        Times in order and the shares from them on, beginning with all at time 0.

    Raises
    ------
    ValueError
        If there are no cases or a time is below 0.

    """
    if not cases:
        raise ValueError("cases must hold one case or more.")
    for time, _ in cases:
        require("time", time, 0)
    share, curve = 1.0, [(0.0, 1.0)]
    for time in sorted({time for time, ended in cases if ended}):
        # A case last looked at on the very day on which another ended was still at risk that day.
        at_risk = sum(observed >= time for observed, _ in cases)
        ended_now = sum(observed == time and ended for observed, ended in cases)
        share *= 1 - ended_now / at_risk
        curve.append((time, share))
    return curve


def median(steps: list[tuple[float, float]]) -> float | None:
    """Return the time by which half of the cases have ended, or nothing if they have not.

    Parameters
    ----------
    steps
        What :func:`survival` returned.

    Returns
    -------
    float or None
        The first time at which at most half remain.

    """
    return next((time for time, share in steps if share <= 0.5), None)
