"""What a term draws, and how its variants differ."""

from __future__ import annotations

import pytest

from exercises.drawing import VARIANTS, drawn
from exercises.problem_set import Question, problem_set_names, read_problem_set


def text_of(question: Question) -> str:
    """Return all that students see of a question, and its tests."""
    tests = [test.code for test in question.tests]
    return "\n".join([*question.prose, question.given, question.answer, *tests])


@pytest.mark.parametrize("name", problem_set_names())
def test_no_question_is_the_same_in_two_of_four_variants(name: str) -> None:
    four = [read_problem_set(name, "2027-spring", variant) for variant in VARIANTS[:4]]
    for number, question in enumerate(four[0].questions):
        assert len({text_of(each.questions[number]) for each in four}) == 4, question.title


def test_a_question_without_enough_numbers_is_drawn_all_the_same() -> None:
    sections = [("<<number>>", ["number = chance.choice([1, 2])"]), ("no chance", [])]
    taken: list[set[str]] = [set(), set()]
    texts = [drawn(sections, "seed", letter, taken)[0] for letter in "ABC"]
    assert texts[0] != texts[1] and texts[2] in texts[:2]


def test_a_table_that_is_handed_out_tells_variants_apart() -> None:
    draw = "files['a.csv'] = pd.DataFrame({'n': [chance.randint(0, 1)]})"
    sections = [("same words", [draw])]
    taken: list[set[str]] = [set()]
    both = {int(drawn(sections, "seed", letter, taken)[1]["a.csv"]["n"][0]) for letter in "AB"}
    assert both == {0, 1}
