"""The instructor's command: `python -m exercises.grading release` and what follows it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from exercises.grading.course import Course
from exercises.grading.marks import print_table
from exercises.problem_set import DEFAULT_TERM, problem_set_names

COMMANDS: dict[str, Callable[[Course, argparse.Namespace], None]] = {
    "release": lambda course, asked: course.release(asked.term, asked.names),
    "autograde": lambda course, asked: print_table(course.autograde(asked.names)),
    "feedback": lambda course, asked: course.feedback(asked.names),
    "export": lambda course, asked: print_table(course.export()),
}


def main() -> None:
    """Do one of the instructor's steps on a course's folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("step", choices=list(COMMANDS))
    parser.add_argument("names", nargs="*", help="assignments; all, if none is named")
    parser.add_argument("--course", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--term", default=DEFAULT_TERM)
    asked = parser.parse_intermixed_args()
    if unknown := set(asked.names) - set(problem_set_names()):
        known = ", ".join(problem_set_names())
        parser.error(f"there is no assignment {', '.join(sorted(unknown))}; there are: {known}")
    COMMANDS[asked.step](Course(asked.course), asked)


if __name__ == "__main__":
    main()
