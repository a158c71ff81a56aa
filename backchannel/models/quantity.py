"""What every model shares: what counts as a quantity, how ranges are checked, how it is written."""

from __future__ import annotations

from math import e, inf, isfinite
from math import exp as math_exp
from numbers import Real
from typing import Any, TypeAlias

Quantity: TypeAlias = Any
"""A number, or an expression with overloaded arithmetic that a browser will evaluate."""

# Keep in mind: called with an expression, a model runs once and leaves its formula for every value
# to come. So no if, and, min or math function may meet a Quantity; use minimum, maximum and exp
# from here, and ask isinstance(..., Real) before anything that holds for numbers alone.


def require(
    name: str,
    value: Quantity,
    low: float,
    high: float = inf,
    *,
    above_low: bool = False,
) -> None:
    """Raise an error that names a parameter and its range if a number lies outside it.

    Parameters
    ----------
    name
        The parameter as the caller knows it.
    value
        The quantity given; an expression is left to the slider that bounds it.
    low, high
        Ends of the range, both allowed.
    above_low
        True if the value must be greater than ``low``.

    Raises
    ------
    TypeError
        If the value is neither a number nor an expression.
    ValueError
        If the value lies outside the range or is not a number at all.

    """
    # A tuple, since MicroPython knows no union of types.
    if value is None or isinstance(value, (str, bytes, bool)):
        raise TypeError(f"{name} must be a number, not {value!r}.")
    if not isinstance(value, Real):
        return
    number = float(value)
    if isfinite(number) and (low < number if above_low else low <= number) and number <= high:
        return
    if high == inf:
        allowed = f"{'greater than' if above_low else 'at least'} {low:g}"
    else:
        allowed = (
            f"{'above' if above_low else 'from'} {low:g} {'up ' if above_low else ''}to {high:g}"
        )
    raise ValueError(f"{name} must be {allowed}, not {number:g}.")


def maximum(first: Quantity, second: Quantity) -> Quantity:
    """Return the larger of two quantities, in arithmetic that expressions also understand."""
    return -minimum(-first, -second)


def minimum(first: Quantity, second: Quantity) -> Quantity:
    """Return the smaller of two quantities, in arithmetic that expressions also understand."""
    if isinstance(first, Real) and isinstance(second, Real):
        return min(first, second)
    return (first + second - abs(first - second)) / 2


def probability_by(rate: Quantity, time: Quantity) -> Quantity:
    """Return the probability that something which happens at a steady rate has happened.

    ``1 - exp(-rate * time)``, the exponential distribution.
    """
    return 1 - exp(-rate * time)


def expected_time(rate: Quantity, time: Quantity) -> Quantity:
    """Return the expected time until something happens at a steady rate, or time runs out.

    ``(1 - exp(-rate * time)) / rate``, which is ``time`` where the rate is 0.
    """
    # An expression cannot branch, so the rate is moved by a billionth instead: 0 needs no case.
    return probability_by(rate + 1e-9, time) / (rate + 1e-9)


def exp(power: Quantity) -> Quantity:
    """Return e to a power that may be an expression."""
    return math_exp(power) if isinstance(power, Real) else e**power


def shown(value: float, digits: int = 1) -> str:
    """Return a number with some decimals, halves rounded up: the same in every Python."""
    units = 10**digits
    whole = int(abs(value) * units + 0.5)
    sign_of_it = "\u2212" if value < 0 and whole else ""
    if not digits:
        return f"{sign_of_it}{whole}"
    rest = str(whole % units)
    return f"{sign_of_it}{whole // units}.{'0' * (digits - len(rest))}{rest}"
