"""The spiral: two sides that arm because the other does.

Richardson's own equations (1960, chapter 2), with one addition after Jervis (1976, chapter 3):
each side may see the other's arms larger than they are. Arms grow with the other's arms and
with grievances, and shrink with fatigue; time is in years, arms in any one unit.

Example: with a reaction of one half and fatigue and grievance of 1 on both sides, both settle
at 2; if each sees the other doubled, they never settle.

>>> equilibrium(0.5, 0.5, 1, 1, 1, 1)
(2.0, 2.0)
>>> settles(0.5, 0.5, 1, 1, misperception=1.0)
False
"""

from __future__ import annotations

from itertools import pairwise

from .quantity import Quantity, require


def settles(
    first_reaction: Quantity,
    second_reaction: Quantity,
    first_fatigue: Quantity,
    second_fatigue: Quantity,
    misperception: Quantity = 0,
) -> Quantity:
    """Return whether the race comes to rest instead of growing without end.

    It does if the product of the fatigues exceeds the product of the reactions, each of them
    enlarged by ``1 + misperception``.

    Parameters
    ----------
    first_reaction, second_reaction
        How much arms grow a year for each unit of the other's arms; at least 0.
    first_fatigue, second_fatigue
        How much they shrink a year for each unit of one's own; greater than 0.
    misperception
        By what share each side overrates the other's arms; at least 0.

    Returns
    -------
    Quantity
        True or false; at the boundary false.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    for name, value in (("first_reaction", first_reaction), ("second_reaction", second_reaction)):
        require(name, value, 0)
    for name, value in (("first_fatigue", first_fatigue), ("second_fatigue", second_fatigue)):
        require(name, value, 0, above_low=True)
    require("misperception", misperception, 0)
    perceived = (1 + misperception) ** 2 * first_reaction * second_reaction
    return perceived < first_fatigue * second_fatigue


def equilibrium(
    first_reaction: Quantity,
    second_reaction: Quantity,
    first_fatigue: Quantity,
    second_fatigue: Quantity,
    first_grievance: Quantity,
    second_grievance: Quantity,
) -> tuple[Quantity, Quantity]:
    """Return the arms of both sides at which neither grows or shrinks.

    Parameters
    ----------
    first_reaction, second_reaction, first_fatigue, second_fatigue
        As in :func:`settles`; the product of the fatigues must differ from that of the reactions.
    first_grievance, second_grievance
        Growth a year that owes nothing to the other's arms; below 0 for goodwill.

    Returns
    -------
    tuple of Quantity
        Arms of the first and of the second side. If the race does not settle, this point is
        not where it goes.

    Raises
    ------
    ValueError
        If a parameter is outside its range, or if the products are equal.

    """
    settles(first_reaction, second_reaction, first_fatigue, second_fatigue)
    balance = first_fatigue * second_fatigue - first_reaction * second_reaction
    if isinstance(balance, int | float) and balance == 0:
        raise ValueError("Fatigues and reactions balance exactly; change one of them.")
    first = (first_reaction * second_grievance + second_fatigue * first_grievance) / balance
    second = (second_reaction * first_grievance + first_fatigue * second_grievance) / balance
    return first, second


def path(
    start: tuple[float, float],
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    years: float,
    steps_a_year: int = 100,
) -> list[tuple[float, float]]:
    """Return the arms of both sides year by year, by small steps in time (Euler's method).

    Parameters
    ----------
    start
        Arms of both sides at the beginning.
    first, second
        Reaction, fatigue and grievance of each side, as in :func:`equilibrium`.
    years
        How long to follow them; greater than 0.
    steps_a_year
        How finely; at least 1.

    Returns
    -------
    list of tuple of float
        The arms at each step, the beginning included.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    settles(first[0], second[0], first[1], second[1])
    require("years", years, 0, above_low=True)
    require("steps_a_year", steps_a_year, 1)
    arms, arms_by_step, step = start, [start], 1 / steps_a_year
    for _ in range(round(years * steps_a_year)):
        x, y = arms
        arms = (
            x + step * (first[0] * y - first[1] * x + first[2]),
            y + step * (second[0] * x - second[1] * y + second[2]),
        )
        arms_by_step.append(arms)
    return arms_by_step


def growth_and_level(totals: list[float]) -> list[tuple[float, float]]:
    """Return for each pair of years the mean of two totals and the growth between them.

    Richardson (1960) plots these for the military budgets of 1909 to 1913.

    Parameters
    ----------
    totals
        Arms of both sides together, one figure a year; two or more.

    Returns
    -------
    list of tuple of float
        Mean and growth.

    Raises
    ------
    ValueError
        If there are fewer than two figures.

    """
    if len(totals) < 2:
        raise ValueError("totals must hold two figures or more.")
    return [((before + after) / 2, after - before) for before, after in pairwise(totals)]


def fitted_line(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return slope and zero of the straight line through points, by least squares.

    Parameters
    ----------
    points
        Two or more points that do not stand above each other.

    Returns
    -------
    tuple of float
        The slope, and where the line crosses 0.

    Raises
    ------
    ValueError
        If no such line exists.

    """
    count = len(points)
    mean_x = sum(x for x, _ in points) / max(count, 1)
    mean_y = sum(y for _, y in points) / max(count, 1)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0
    if slope == 0:
        raise ValueError("points must rise or fall: give two or more that differ both ways.")
    return slope, mean_x - mean_y / slope
