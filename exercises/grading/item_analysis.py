"""How each question worked in a class: how hard it was, and whether it told students apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, mean

Marks = Mapping[str, float]
"""The points of one student, by question; a question that nobody has marked is left out."""


@dataclass(frozen=True)
class Item:
    """What a class made of a question.

    ``students`` have a mark for it; ``mean`` is in points. ``difficulty`` is the share of its
    points that they earned, 0 to 1, so that a hard question has a low one. ``discrimination``, -1
    to 1, is none where all have the same marks. ``full`` and ``nothing`` count students.
    """

    students: int
    mean: float
    difficulty: float
    discrimination: float | None
    full: int
    nothing: int


def analyse(
    marks: Sequence[Marks], question: str, most: float, others: Collection[str]
) -> Item | None:
    """Return what a class made of a question, or nothing if nobody has a mark for it.

    The discrimination is the corrected item-total correlation: that of the question's marks with
    the sum of the others', because a question that counted on both sides would correlate with
    itself (S. Henrysson, "Correction of item-total correlations in item analysis",
    Psychometrika 28 (1963), 211-218, doi:10.1007/BF02289618).

    Parameters
    ----------
    marks
        The points of each student, by question.
    question
        Which question.
    most
        The most points that it gives; more than 0.
    others
        The questions whose marks are summed; each student must have them. The question itself
        is left out of the sum.

    Raises
    ------
    KeyError
        If a student lacks the mark of a question that is summed.

    Examples
    --------
    >>> analyse([{"q1": 2, "q2": 1}, {"q1": 0, "q2": 0}], "q1", 2, ["q1", "q2"])
    Item(students=2, mean=1, difficulty=0.5, discrimination=1.0, full=1, nothing=1)

    """
    marked = [each for each in marks if question in each]
    if not marked:
        return None
    own = [each[question] for each in marked]
    rest = [sum(each[name] for name in others if name != question) for each in marked]
    return Item(
        students=len(own),
        mean=mean(own),
        difficulty=mean(own) / most,
        discrimination=_correlation(own, rest),
        full=sum(one >= most for one in own),
        nothing=sum(one <= 0 for one in own),
    )


def _correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Pearson's correlation, or nothing where one of the two does not vary."""
    try:
        return correlation(first, second)
    except StatisticsError:
        return None
