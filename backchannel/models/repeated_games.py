"""The repeated prisoner's dilemma with noise: can cooperation outlive mistakes?

Two sides choose again and again whether to cooperate. Each move goes wrong with a small
probability: what was meant as restraint looks like, and works as, an attack, or the reverse.
Strategies look one move back (memory-one strategies, Nowak and Sigmund 1992), and play of any
two of them is a Markov chain of four states, whose long run is computed here exactly.

Payoffs are Axelrod's (1984, p. 8): 5 for defecting alone, 3 each for cooperating, 1 each for
defecting, 0 for cooperating alone.

Example: tit for tat against itself cooperates half of the time, however rare the mistakes;
with a third of all defections forgiven, and one move in a hundred going wrong, nearly always.

>>> tit_for_tat = STRATEGIES["tit for tat"]
>>> round(cooperation(tit_for_tat, tit_for_tat, 0.01), 6)
0.5
>>> round(forgiving_cooperation(1 / 3, 0.01), 6)
0.971154
"""

from __future__ import annotations

from collections.abc import Iterator

from .chance import Chance
from .quantity import Quantity, require

TEMPTATION, REWARD, PUNISHMENT, SUCKER = 5, 3, 1, 0

STATES = (("C", "C"), ("C", "D"), ("D", "C"), ("D", "D"))
"""What both did last: one's own move first, C for cooperate and D for defect."""

PAYOFFS = {
    ("C", "C"): (REWARD, REWARD),
    ("C", "D"): (SUCKER, TEMPTATION),
    ("D", "C"): (TEMPTATION, SUCKER),
    ("D", "D"): (PUNISHMENT, PUNISHMENT),
}


class Strategy:
    """A rule that looks one move back: a memory-one strategy.

    Parameters
    ----------
    name
        As in the literature.
    first
        Probability, 0 to 1, of cooperating in the first move.
    after
        Probabilities of cooperating after CC, CD, DC and DD (own move first).
    source
        Who described it.

    """

    def __init__(
        self, name: str, first: float, after: tuple[float, float, float, float], source: str
    ) -> None:
        require("first", first, 0, 1)
        for (own, other), probability in zip(STATES, after):
            require(f"after {own}{other}", probability, 0, 1)
        self.name = name
        self.first = first
        self.after = after
        self.source = source


def generous_tit_for_tat(forgiveness: float) -> Strategy:
    """Return tit for tat that lets a share of defections pass (Molander 1985).

    Parameters
    ----------
    forgiveness
        Probability, 0 to 1, of cooperating after the other defected.

    Returns
    -------
    Strategy
        The strategy.

    Raises
    ------
    ValueError
        If the probability is outside its range.

    """
    require("forgiveness", forgiveness, 0, 1)
    return Strategy(
        "generous tit for tat", 1, (1, forgiveness, 1, forgiveness), "Nowak and Sigmund 1992"
    )


def best_forgiveness() -> float:
    """Return the forgiveness that cooperates most while still not being worth exploiting.

    ``min(1 - (T - R) / (R - S), (R - P) / (T - P))``, one third for Axelrod's payoffs
    (Molander 1985; Nowak and Sigmund 1992).
    """
    return min(
        1 - (TEMPTATION - REWARD) / (REWARD - SUCKER),
        (REWARD - PUNISHMENT) / (TEMPTATION - PUNISHMENT),
    )


_FIELD = (
    Strategy("always cooperate", 1, (1, 1, 1, 1), "Axelrod 1984"),
    Strategy("always defect", 0, (0, 0, 0, 0), "Axelrod 1984"),
    Strategy("tit for tat", 1, (1, 0, 1, 0), "Rapoport, in Axelrod 1984"),
    generous_tit_for_tat(best_forgiveness()),
    Strategy("grim", 1, (1, 0, 0, 0), "Friedman, in Axelrod 1984"),
    Strategy("win-stay, lose-shift", 1, (1, 0, 0, 1), "Nowak and Sigmund 1993"),
    Strategy("random", 0.5, (0.5, 0.5, 0.5, 0.5), "Axelrod 1984"),
)

STRATEGIES = {strategy.name: strategy for strategy in _FIELD}

NAMES = tuple(strategy.name for strategy in _FIELD)
"""Their names, in an order that every Python keeps."""


def stationary(first: Strategy, second: Strategy, error: float) -> tuple[float, ...]:
    """Return how often each state occurs in the long run, exactly.

    Parameters
    ----------
    first, second
        The strategies of both sides.
    error
        Probability that a move goes wrong; greater than 0, at most one half. Without errors the
        long run may depend on the first move.

    Returns
    -------
    tuple of float
        Shares of CC, CD, DC and DD, the first side's move first; they add up to 1.

    Raises
    ------
    ValueError
        If the error is outside its range.

    """
    require("error", error, 0, 0.5, above_low=True)
    mirrored = (second.after[0], second.after[2], second.after[1], second.after[3])
    moves = [
        (_with_error(own, error), _with_error(other, error))
        for own, other in zip(first.after, mirrored)
    ]
    flow = [[p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)] for p, q in moves]
    # Long-run shares s solve s = s * flow; one of the four equations is replaced by sum(s) = 1.
    rows = [[flow[i][j] - (i == j) for i in range(4)] + [0.0] for j in range(3)]
    return tuple(_solve(rows + [[1.0, 1.0, 1.0, 1.0, 1.0]]))


def cooperation(first: Strategy, second: Strategy, error: float) -> float:
    """Return how often the first side cooperates in the long run.

    Parameters
    ----------
    first, second, error
        As in :func:`stationary`.

    Returns
    -------
    float
        A share from 0 to 1.

    Raises
    ------
    ValueError
        If the error is outside its range.

    """
    shares = stationary(first, second, error)
    return shares[0] + shares[1]


def payoff(first: Strategy, second: Strategy, error: float) -> float:
    """Return what the first side gets a move in the long run.

    Parameters
    ----------
    first, second, error
        As in :func:`stationary`.

    Returns
    -------
    float
        Between 0 and 5.

    Raises
    ------
    ValueError
        If the error is outside its range.

    """
    shares = stationary(first, second, error)
    return sum(share * PAYOFFS[state][0] for share, state in zip(shares, STATES))


def forgiving_cooperation(forgiveness: Quantity, error: Quantity) -> Quantity:
    """Return how often generous tit for tat cooperates with itself in the long run.

    ``r / (error + r)`` with ``r = forgiveness * (1 - error) + (1 - forgiveness) *
    error``, the closed form of :func:`cooperation` for this pair.

    Parameters
    ----------
    forgiveness
        Probability, 0 to 1, of cooperating after the other defected.
    error
        Probability that a move goes wrong; greater than 0, at most one half.

    Returns
    -------
    Quantity
        A share from 0 to 1.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("forgiveness", forgiveness, 0, 1)
    require("error", error, 0, 0.5, above_low=True)
    after_defection = forgiveness * (1 - error) + (1 - forgiveness) * error
    return after_defection / (error + after_defection)


def forgiving_payoff(forgiveness: Quantity, error: Quantity) -> Quantity:
    """Return what generous tit for tat gets a move against itself in the long run.

    Both sides cooperate alike and, given what was, independently of each other.

    Parameters
    ----------
    forgiveness, error
        As in :func:`forgiving_cooperation`.

    Returns
    -------
    Quantity
        Between 1 and 3.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    share = forgiving_cooperation(forgiveness, error)
    after = forgiveness * (1 - error) + (1 - forgiveness) * error
    # By how much the other's cooperation makes one's own likelier.
    responsiveness = 1 - error - after
    # Joint cooperation solves a linear equation, because next moves are drawn independently.
    both = (after**2 + 2 * after * responsiveness * share) / (1 - responsiveness**2)
    return (
        REWARD * both + (TEMPTATION + SUCKER) * (share - both) + PUNISHMENT * (1 - 2 * share + both)
    )


def exploited_payoff(forgiveness: Quantity, error: Quantity) -> Quantity:
    """Return what a side that always defects gets a move from generous tit for tat.

    Parameters
    ----------
    forgiveness, error
        As in :func:`forgiving_cooperation`.

    Returns
    -------
    Quantity
        Between 1 and 5.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("forgiveness", forgiveness, 0, 1)
    require("error", error, 0, 0.5, above_low=True)
    intended = (1 - error) * forgiveness + error
    share = intended * (1 - error) + (1 - intended) * error
    return share * ((1 - error) * TEMPTATION + error * REWARD) + (1 - share) * (
        (1 - error) * PUNISHMENT + error * SUCKER
    )


def patience_needed(strategy: str) -> float:
    """Return how much the next move must count for cooperation to hold without errors.

    For grim ``(T - R) / (T - P)``; for tit for tat the larger of that and
    ``(T - R) / (R - S)`` (Axelrod 1984, p. 208, proposition 2).

    Parameters
    ----------
    strategy
        ``"grim"`` or ``"tit for tat"``.

    Returns
    -------
    float
        The weight of the next move against the present one, 0 to 1.

    Raises
    ------
    ValueError
        If it is neither of the two.

    """
    against_defecting = (TEMPTATION - REWARD) / (TEMPTATION - PUNISHMENT)
    if strategy == "grim":
        return against_defecting
    if strategy == "tit for tat":
        return max(against_defecting, (TEMPTATION - REWARD) / (REWARD - SUCKER))
    raise ValueError(f'strategy must be "grim" or "tit for tat", not {strategy!r}.')


def play(
    first: Strategy, second: Strategy, moves: int, error: float, chance: Chance
) -> Iterator[tuple[str, str]]:
    """Play move by move.

    Parameters
    ----------
    first, second
        The strategies of both sides.
    moves
        How many; at least 1.
    error
        Probability that a move goes wrong, 0 to one half.
    chance
        The source of chance; the same seed gives the same play.

    Yields
    ------
    tuple of str
        What both did: C or D, errors included.

    Raises
    ------
    ValueError
        If a parameter is outside its range.

    """
    require("moves", moves, 1)
    require("error", error, 0, 0.5)
    intended = (first.first, second.first)
    for _ in range(moves):
        own, other = (
            "C" if chance.share() < _with_error(probability, error) else "D"
            for probability in intended
        )
        yield own, other
        intended = (
            first.after[STATES.index((own, other))],
            second.after[STATES.index((other, own))],
        )


def tournament(
    names: list[str], moves: int, error: float, chance: Chance
) -> Iterator[tuple[str, str, float, float]]:
    """Let every strategy meet every one, itself included, as Axelrod (1984, chapter 2) did.

    Parameters
    ----------
    names
        Names of two or more strategies of :data:`STRATEGIES`.
    moves, error, chance
        As in :func:`play`, for each match.

    Yields
    ------
    tuple
        Both names, and what each got a move, match by match.

    Raises
    ------
    ValueError
        If a name is unknown or there are fewer than two.

    """
    for name in names:
        if name not in STRATEGIES:
            raise ValueError(f"{name!r} is no strategy here; choose {', '.join(STRATEGIES)}.")
    if len(names) < 2:
        raise ValueError("names must hold two strategies or more.")
    for place, own in enumerate(names):
        for other in names[place:]:
            scores = [
                PAYOFFS[state]
                for state in play(STRATEGIES[own], STRATEGIES[other], moves, error, chance)
            ]
            yield own, other, sum(a for a, _ in scores) / moves, sum(b for _, b in scores) / moves


def _with_error(intended: float, error: float) -> float:
    return intended * (1 - error) + (1 - intended) * error


def _solve(rows: list[list[float]]) -> list[float]:
    """Solve linear equations given as rows with their right-hand sides (Gauss and Jordan)."""
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [cell / rows[column][column] for cell in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [cell - factor * lead for cell, lead in zip(rows[row], rows[column])]
    return [row[-1] for row in rows]
