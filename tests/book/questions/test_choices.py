"""The choices of the questions: neither their length nor their place tells which is right."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from book.sources import CHAPTERS

CHECK = re.compile(r"^:::\{check\} (\S+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)


def questions() -> dict[str, tuple[list[str], int]]:
    """Return the choices of each question, and which of them is right."""
    found = {}
    for path in sorted(CHAPTERS.glob("*.md")):
        for name, body in CHECK.findall(path.read_text(encoding="utf-8")):
            marks, choices = zip(*re.findall(r"^- \[(.)\] (.+)$", body, re.MULTILINE), strict=True)
            found[name] = (list(choices), marks.index("x"))
    return found


QUESTIONS = questions()


def lengths(name: str) -> tuple[int, list[int]]:
    """Return how long the right choice is, and how long the others."""
    choices, right = QUESTIONS[name]
    return len(choices[right]), [len(each) for each in choices if each != choices[right]]


def test_length_does_not_tell() -> None:
    of_each = [lengths(name) for name in QUESTIONS]
    assert len(of_each) >= 30
    longest = sum(right > max(others) for right, others in of_each) / len(of_each)
    shortest = sum(right < min(others) for right, others in of_each) / len(of_each)
    assert 0.2 <= longest <= 0.4
    assert 0.2 <= shortest <= 0.4
    ratios = [right / (sum(others) / len(others)) for right, others in of_each]
    assert 0.9 <= sum(ratios) / len(ratios) <= 1.1


def test_place_does_not_tell() -> None:
    places = Counter(right for choices, right in QUESTIONS.values() if len(choices) == 3)
    assert all(0.25 <= places[place] / places.total() <= 0.42 for place in range(3)), places


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_choice_speaks_of_the_others_or_of_its_place(name: str) -> None:
    # They stand in another order for each reader.
    for choice in QUESTIONS[name][0]:
        assert not re.search(
            r"\b(none|all|both|neither) of (these|them|the above)\b|\b(above|below)\b", choice, re.I
        ), choice
