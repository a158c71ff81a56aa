"""The instructor's command: `python -m exercises.grading release` and what follows it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from exercises.grading.course import Course
from exercises.grading.marks import print_table
from exercises.grading.rooms import NoWallsError
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
    parser.add_argument(
        "--without-walls",
        action="store_true",
        help="run students' code as you, where it cannot be shut in",
    )
    asked = parser.parse_intermixed_args()
    if unknown := set(asked.names) - set(problem_set_names()):
        known = ", ".join(problem_set_names())
        parser.error(f"there is no assignment {', '.join(sorted(unknown))}; there are: {known}")
    if asked.without_walls:
        print("Without walls: students' code may read and change all that you may.")
    try:
        COMMANDS[asked.step](Course(asked.course, walls=not asked.without_walls), asked)
    except NoWallsError as error:
        raise SystemExit(str(error)) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped. What was graded is kept; the next run goes on.") from None


if __name__ == "__main__":
    main()
