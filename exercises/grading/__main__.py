"""The instructor's command: `python -m exercises.grading release` and what follows it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from exercises.grading.rooms import NoWallsError, nursery

if __name__ == "__main__" and sys.argv[1:2] == ["autograde"]:
    with suppress(NoWallsError):  # which is told when the first room is asked for
        nursery(walls="--without-walls" not in sys.argv)  # it gets ready while the rest is loaded

from exercises.drawing import VARIANTS
from exercises.grading.again import grade_again
from exercises.grading.course import Course
from exercises.grading.delivery import read_delivery
from exercises.grading.lms import fill
from exercises.grading.marks import print_table
from exercises.grading.report_page import write_report
from exercises.grading.run import Marking
from exercises.problem_set import DEFAULT_TERM, problem_set_names


def _release(course: Course, asked: argparse.Namespace) -> None:
    """Draw problem sets for a term; warn if everybody has its hidden tests."""
    course.release(asked.term, asked.names, asked.variants)
    if asked.term == DEFAULT_TERM and not asked.public:
        print(
            "These are the numbers of the book's own pages, which show all tests and the key to"
            " whoever asks: grade no class by them. make release TERM=2027-spring draws others."
        )


def _collect(course: Course, asked: argparse.Namespace) -> None:
    """Put what an LMS, the exchange or a folder holds where autograde looks."""
    sets = sorted(path.stem for path in (course.folder / "release").glob("*/*.ipynb"))
    zone = course.api.config.Exchange.get("timezone", "UTC")
    delivery = read_delivery(asked.source, sets, "".join(asked.names[:1]), zone)
    lain = Counter(one.lie_in(course.folder / "submitted") for one in delivery.found.values())
    print(*delivery.left, sep="\n")
    for state in ("new", "replaced", "there already"):
        print(f"{lain[state]:5} {state}")
    print(f"{len(delivery.left):5} not taken in, named above" if delivery.left else "")


def _autograde(course: Course, asked: argparse.Namespace) -> None:
    """Grade what is new, or again what is named."""
    elsewhere = _cluster(asked.scheduler) if asked.scheduler else None
    if asked.again:
        students = [each.strip() for each in asked.again.split(",")]
        grade_again(course, asked.names, students, asked.keep == "yes", elsewhere)
        return
    print_table(course.autograde(asked.names, at_once=asked.jobs, marked_elsewhere=elsewhere))
    for path in course.not_understood():
        print(f"submitted/{path} is in no student's folder: make collect FROM=... takes downloads")


def _report(course: Course, asked: argparse.Namespace) -> None:
    """Write the instructor's page on each assignment."""
    released = sorted(path.stem for path in (course.folder / "release").glob("*/*.ipynb"))
    for assignment in [each for each in course.handed_in() if each in (asked.names or released)]:
        print(write_report(course, assignment))


def _cluster(address: str) -> Marking:
    """Return what marks at the workers of a scheduler; what that takes is not everybody's."""
    if find_spec("distributed") is None:
        raise ValueError("SCHEDULER needs dask.distributed, which is not installed: make cluster.")
    module = import_module("exercises.grading.cluster")
    return partial(module.marked_on_cluster, address)


def _export(course: Course, asked: argparse.Namespace) -> None:
    """Write the table, or fill the gradebook of an LMS."""
    outcomes = course.export()
    if asked.lms:
        chosen = [one for one in outcomes if not asked.names or one.assignment in asked.names]
        print(*fill(asked.lms, asked.fill, chosen, asked.column), sep="\n")
    else:
        print_table(outcomes)


COMMANDS: dict[str, Callable[[Course, argparse.Namespace], None]] = {
    "release": _release,
    "collect": _collect,
    "autograde": _autograde,
    "feedback": lambda course, asked: course.feedback(asked.names),
    "export": _export,
    "report": _report,
}


def main() -> None:
    """Do one of the instructor's steps on a course's folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("step", choices=list(COMMANDS))
    parser.add_argument("names", nargs="*", help="assignments; all, if none is named")
    parser.add_argument("--course", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--term", default=DEFAULT_TERM)
    parser.add_argument("--public", action="store_true", help="for the book, not for a class")
    parser.add_argument(
        "--variants", type=int, default=0, choices=[0, *range(2, len(VARIANTS) + 1)]
    )
    parser.add_argument("--from", dest="source", type=Path, help="a download, or a folder")
    parser.add_argument("--again", default="", help="students to grade again, or all")
    parser.add_argument("--keep", default="", help="yes, to keep what was graded again")
    parser.add_argument("--jobs", type=int, default=0, help="how many at a time; as many as cores")
    parser.add_argument("--scheduler", default="", help="address of a scheduler of dask")
    parser.add_argument("--lms", default="", help="canvas, moodle or blackboard")
    parser.add_argument("--fill", type=Path, help="the gradebook as it was downloaded")
    parser.add_argument("--column", default="", help="its column, where it does not name the set")
    parser.add_argument(
        "--without-walls",
        action="store_true",
        help="run students' code as you, where it cannot be shut in",
    )
    asked = parser.parse_intermixed_args()
    if unknown := set(asked.names) - set(problem_set_names()):
        known = ", ".join(problem_set_names())
        parser.error(f"there is no assignment {', '.join(sorted(unknown))}; there are: {known}")
    if asked.step == "collect" and not asked.source:
        parser.error("say what to take in: make collect FROM=download.zip")
    if asked.lms and not asked.fill:
        parser.error("say what to fill: make export LMS=canvas FILL=their-download.csv")
    if asked.without_walls:
        print("Without walls: students' code may read and change all that you may.")
    try:
        COMMANDS[asked.step](Course(asked.course, walls=not asked.without_walls), asked)
    except (ValueError, OSError, NoWallsError) as problem:
        raise SystemExit(f"{problem}") from problem
    except KeyboardInterrupt:
        raise SystemExit("Stopped. What was graded is kept; the next run goes on.") from None


if __name__ == "__main__":
    main()
