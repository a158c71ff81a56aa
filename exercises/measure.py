"""Did it teach? What a class made of the measure: gain, items, reliability, calibration.

``python -m exercises.measure FOLDER`` reads the tables that students saved from the page, without
names, and prints what comes of them. The measure is not yet validated: so it says, too.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import mean, pvariance, stdev

from .grading.item_analysis import Item, analyse

COLUMNS = ("reader", "occasion", "day", "form", "item", "objective", "right", "sure")
OCCASIONS = ("before", "after", "month", "quarter")


class TableError(Exception):
    """A file that is no table of the measure; the message says which, and what to do."""


@dataclass(frozen=True)
class Answer:
    """What a reader answered to an item on an occasion; ``sure`` is none if it was left open."""

    reader: str
    occasion: str
    form: str
    item: int
    objective: str
    right: int
    sure: float | None


@dataclass(frozen=True)
class Gain:
    """What readers who took both gained from one occasion to another, as shares of the items.

    ``of_possible`` is what was gained of what could be (R. Hake, "Interactive-engagement versus
    traditional methods", American Journal of Physics 66 (1998), 64-74, doi:10.1119/1.18809);
    ``margin`` makes an interval of 95 percent around ``gained``, by the normal distribution.
    """

    readers: int
    first: float
    second: float
    margin: float | None

    @property
    def gained(self) -> float:
        """The mean difference."""
        return self.second - self.first

    @property
    def of_possible(self) -> float | None:
        """The difference as a share of what could be gained."""
        return self.gained / (1 - self.first) if self.first < 1 else None


def read(folder: Path) -> list[Answer]:
    """Return the answers of all tables of a folder; a table that lies there twice counts once.

    Raises
    ------
    TableError
        If there is no table, or a file is none.

    """
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise TableError(f"{folder} has no table (.csv): put there what students saved.")
    found = {(a.reader, a.occasion, a.item): a for path in paths for a in _answers(path)}
    return list(found.values())


def _answers(path: Path) -> Iterator[Answer]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise TableError(
                f"{path} is no table of the measure: its first line should be {','.join(COLUMNS)}. "
                "Take it out of the folder, or ask for the file again."
            )
        for number, row in enumerate(rows, 2):
            try:
                sure = float(row["sure"]) / 100 if row["sure"] else None
                right, item = int(row["right"]), int(row["item"])
            except (TypeError, ValueError):
                right = -1
            known = row["occasion"] in OCCASIONS and row["form"] in ("A", "B")
            if right not in (0, 1) or not known:
                raise TableError(f"{path}, line {number} is no answer. Ask for the file again.")
            yield Answer(
                row["reader"], row["occasion"], row["form"], item, row["objective"], right, sure
            )


Sheet = dict[int, Answer]
"""The answers of one reader on one occasion, by item."""


def sheets(answers: Iterable[Answer]) -> dict[tuple[str, str], Sheet]:
    """Return the sheets by reader and occasion."""
    found: dict[tuple[str, str], Sheet] = defaultdict(dict)
    for answer in answers:
        found[answer.reader, answer.occasion][answer.item] = answer
    return dict(found)


def share(sheet: Sheet) -> float:
    """Return the share of the items that were right."""
    return mean(answer.right for answer in sheet.values())


def gain(answers: Iterable[Answer], first: str, second: str) -> Gain | None:
    """Return what was gained between two occasions, or nothing if nobody took both."""
    found = sheets(answers)
    pairs = [
        (share(found[reader, first]), share(found[reader, second]))
        for reader in sorted({reader for reader, _ in found})
        if (reader, first) in found and (reader, second) in found
    ]
    if not pairs:
        return None
    differences = [after - before for before, after in pairs]
    many = len(pairs) > 1
    return Gain(
        readers=len(pairs),
        first=mean(before for before, _ in pairs),
        second=mean(after for _, after in pairs),
        margin=1.96 * stdev(differences) / sqrt(len(pairs)) if many else None,
    )


def items(answers: Iterable[Answer], form: str, occasion: str) -> dict[int, Item]:
    """Return for each item of a form how hard it was, and whether it told readers apart."""
    marks = _marks(answers, form, occasion)
    names = sorted({name for each in marks for name in each}, key=int)
    found = {int(name): analyse(marks, name, 1, names) for name in names}
    return {number: item for number, item in found.items() if item}


def reliability(answers: Iterable[Answer], form: str, occasion: str) -> float | None:
    """Return how reliable the number of right items is, 0 to 1, or nothing if all have the same.

    The formula 20 of G. F. Kuder and M. W. Richardson, "The theory of the estimation of test
    reliability", Psychometrika 2 (1937), 151-160, doi:10.1007/BF02288391.
    """
    marks = [list(each.values()) for each in _marks(answers, form, occasion)]
    return kuder_richardson(marks)


def kuder_richardson(marks: Sequence[Sequence[float]]) -> float | None:
    """Return the formula 20 of readers' marks, 0 or 1, a row for each reader.

    Examples
    --------
    >>> round(kuder_richardson([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]), 2)
    0.75

    """
    count = len(marks[0]) if marks else 0
    spread: float = pvariance([sum(row) for row in marks]) if marks else 0
    if count < 2 or spread == 0:
        return None
    shares: list[float] = [mean(column) for column in zip(*marks, strict=True)]
    return count / (count - 1) * (1 - sum(p * (1 - p) for p in shares) / spread)


def _marks(answers: Iterable[Answer], form: str, occasion: str) -> list[dict[str, float]]:
    """Return the marks of the readers who took a form, and saved all of its items."""
    found = [
        {str(number): float(answer.right) for number, answer in sorted(sheet.items())}
        for (_, when), sheet in sheets(answers).items()
        if when == occasion and all(answer.form == form for answer in sheet.values())
    ]
    most = max(map(len, found), default=0)
    return [marks for marks in found if len(marks) == most]


def brier(answers: Iterable[Answer], occasion: str) -> float | None:
    """Return the mean Brier score of an occasion, of the items that were not left open."""
    squares = [
        (answer.sure - answer.right) ** 2
        for answer in answers
        if answer.occasion == occasion and answer.sure is not None
    ]
    return mean(squares) if squares else None


def report(answers: Sequence[Answer]) -> str:
    """Return what a class made of the measure, as lines of text."""
    readers = {answer.reader for answer in answers}
    lines = [f"{len(readers)} readers. The measure is not yet validated.", ""]
    for first, second in (("before", "after"), ("after", "month"), ("after", "quarter")):
        if found := gain(answers, first, second):
            margin = "" if found.margin is None else f" (+/- {found.margin:.2f})"
            possible = "" if found.of_possible is None else f", {found.of_possible:.2f} of possible"
            lines.append(
                f"{first} to {second}: {found.first:.2f} to {found.second:.2f}, "
                f"gain {found.gained:+.2f}{margin}{possible}, {found.readers} readers"
            )
    for occasion in OCCASIONS:
        if (score := brier(answers, occasion)) is not None:
            lines.append(f"{occasion}: Brier score {score:.3f}")
    for place, form in sorted({(OCCASIONS.index(a.occasion), a.form) for a in answers}):
        lines += _of_form(answers, form, OCCASIONS[place])
    return "\n".join(lines)


def _of_form(answers: Sequence[Answer], form: str, occasion: str) -> list[str]:
    """Return the lines on the items of a form on an occasion."""
    objectives = {a.item: a.objective for a in answers if a.form == form}
    reliable = reliability(answers, form, occasion)
    words = "cannot be told" if reliable is None else f"{reliable:.2f}"
    lines = ["", f"Form {form}, {occasion}: reliability (KR-20) {words}"]
    lines.append("item  right  tells apart  objective")
    for number, item in items(answers, form, occasion).items():
        apart = "-" if item.discrimination is None else f"{item.discrimination:+.2f}"
        lines.append(f"{number:4}  {item.difficulty:5.2f}  {apart:>11}  {objectives[number]}")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Print the report on the folder that is named."""
    if len(arguments) != 1:
        print("Name the folder with the tables: python -m exercises.measure FOLDER")
        return 2
    try:
        print(report(read(Path(arguments[0]))))
    except TableError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
