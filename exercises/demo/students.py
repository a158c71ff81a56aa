"""The made-up class as a table: who hands in what, and what should come of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from exercises.demo import damage
from exercises.demo.damage import Damage
from exercises.problem_set import PlantedAnswer, ProblemSet

FULL_MARKS_MEMO = {"Goes beyond", "Meets"}  # levels that earn every line of the rubric
EVERY_TEST = "every test"


@dataclass(frozen=True)
class Expected:
    """What should become of a hand-in: its state, the tests that it fails, words of the reason."""

    state: str = "graded"
    lost: frozenset[str] = frozenset()
    """Tests that the answers fail, as question and test: q1-exact."""
    reason: str = ""


@dataclass
class HandIn:
    """What a student hands in, and what should come of it."""

    student: str
    answers: dict[str, str] = field(default_factory=dict)
    memo: str = "Meets"
    """The level of the memo, by its example in the problem set; none, if it is empty."""
    damage: Damage | None = None
    expected: Expected = Expected()


def loses(*tests: str) -> Expected:
    """Return what is expected of answers that fail some tests."""
    return Expected(lost=frozenset(tests))


def not_graded(reason: str) -> Expected:
    """Return what is expected of a file that cannot be graded, with words of the reason."""
    return Expected("not graded", reason=reason)


FULL_MARKS = Expected()
BLANK = Expected("blank")

# fmt: off
DAMAGED: list[tuple[str, Damage, Expected]] = [
    # Student           What happens to the solution    What is expected
    ("duplicated",      damage.paste_code_cells_again,  FULL_MARKS),
    ("schema-missing",  damage.drop_schema_version,     FULL_MARKS),
    ("schema-99",       damage.raise_schema_version,    FULL_MARKS),
    ("deleted-tests",   damage.delete_tests,            FULL_MARKS),
    ("stripped",        damage.strip_metadata,          FULL_MARKS),
    ("reversed",        damage.reverse_cells,           FULL_MARKS),
    ("warned",          damage.write_to_error_stream,   FULL_MARKS),
    ("softened-tests",  damage.soften_tests,            loses("q1-exact", "q1-ranges")),
    ("syntax-error",    damage.break_syntax,            loses("q4-rule", "q4-range")),
    ("endless-loop",    damage.loop_forever,            loses("q5-inside", "q5-edge")),
    ("merged-answers",  damage.merge_answers,           FULL_MARKS),
    ("reloaded",        damage.reload_data,             FULL_MARKS),
    ("memo-beside",     damage.write_memo_beside,       FULL_MARKS),
    ("without-ids",     damage.save_without_ids,        FULL_MARKS),
    ("empty-file",      damage.empty_file,              not_graded("the file is empty")),
    ("no-notebook",     damage.write_plain_text,        not_graded("no notebook")),
    ("other-encoding",  damage.save_in_other_encoding,  not_graded("not written in plain UTF-8")),
    ("other-name",      damage.rename_file,             not_graded("rename it")),
    ("empty-folder",    damage.remove_file,             not_graded("no notebook at all")),
    ("ended",           damage.end_python,              not_graded("ended Python")),
]
# fmt: on


def made_up_class(problem_set: ProblemSet) -> list[HandIn]:
    """Return a class of good, blank and damaged work; names put the damage among the good."""
    solution, planted = answers(problem_set), planted_answers(problem_set)
    memos = ["Goes beyond", "Meets", "Falls short", "", "Goes beyond", "Meets"]
    return [
        *(
            replace(planted[number], student=f"good-{number}", memo=memo)
            for number, memo in enumerate(memos)
        ),
        HandIn("blank", memo="", expected=BLANK),
        HandIn("memo-only", expected=loses(EVERY_TEST)),
        HandIn("solution", solution),
        *(
            HandIn(student, solution, damage=what_happens, expected=expected)
            for student, what_happens, expected in DAMAGED
        ),
        HandIn("zoe", solution),
    ]


def planted_class(problem_set: ProblemSet) -> list[HandIn]:
    """Return every planted answer of a problem set, the solution and the untouched release."""
    return [
        *planted_answers(problem_set),
        HandIn("solution", answers(problem_set)),
        HandIn("blank", memo="", expected=BLANK),
    ]


def small_class(problem_set: ProblemSet) -> list[HandIn]:
    """Return one hand-in of each kind: what is right, what is wrong here and there, nothing."""
    first, *_, solution, blank = planted_class(problem_set)
    return [first, solution, blank]


def answers(problem_set: ProblemSet, **planted: PlantedAnswer) -> dict[str, str]:
    """Return what stands in the cells for answers: what is right, but where one is planted."""
    right = {f"{question.name}-answer": question.solution for question in problem_set.questions}
    return right | {f"{name}-answer": answer.code for name, answer in planted.items()}


def planted_answers(problem_set: ProblemSet) -> list[HandIn]:
    """Return hand-ins in which every planted answer stands at least once.

    Questions take turns: in one hand-in the odd ones are wrong and the even ones right in an
    unusual way, in the next the other way round. A wrong answer that cost another question a
    mark would be seen.
    """
    found = []
    questions = problem_set.questions
    for number in range(max(len(question.wrong_answers) for question in questions)):
        for turn, parity in enumerate(("odd", "even")):
            wrong = {
                question.name: question.wrong_answers[number]
                for question in questions[turn::2]
                if number < len(question.wrong_answers)
            }
            right = {
                question.name: question.right_answers[number % len(question.right_answers)]
                for question in questions[1 - turn :: 2]
            }
            lost = [f"{name}-{test}" for name, answer in wrong.items() for test in answer.loses]
            found.append(
                HandIn(
                    f"wrong-{number + 1}-{parity}",
                    answers(problem_set, **wrong, **right),
                    expected=loses(*lost),
                )
            )
    return found
