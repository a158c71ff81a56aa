"""The judge: decides what a notebook earns, by tests of which the student's code sees no line.

A notebook sits twice, in two rooms. In the first the tests are those that students know: what it
prints and says may be handed back, since it never met a hidden test. In the second they are all
there, and nothing but plain data comes out: it decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exercises.grading.rooms import Nursery
from exercises.grading.sitting import Sitting, Verdict

HIDDEN_TESTS = re.compile(
    r"^### BEGIN HIDDEN TESTS\n.*?^### END HIDDEN TESTS\n?", re.DOTALL | re.MULTILINE
)
SECONDS_AGAIN = 2.0
"""For a cell that did not end the first time."""


@dataclass(frozen=True)
class Cell:
    """A cell of code: its position, its role (given, test or student), its source."""

    position: int
    role: str
    source: str

    @property
    def visible(self) -> str:
        """What students know of it."""
        return HIDDEN_TESTS.sub("", self.source) if self.role == "test" else self.source


@dataclass
class Judgement:
    """What became of a notebook: a student's outputs and the verdicts of tests, by position."""

    outputs: dict[int, list[Any]] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)


def cells_of(notebook: Any) -> list[Cell]:
    """Return the code of a notebook whose metadata are in order."""
    found = []
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and cell.source.strip():
            note = cell.metadata.get("nbgrader", {})
            role = ("test" if note.get("grade") else "given") if note.get("locked") else "student"
            found.append(Cell(position, role, cell.source))
    return found


def judge(cells: list[Cell], data: Path, nursery: Nursery, seconds: float) -> Judgement:
    """Return what became of a notebook.

    Parameters
    ----------
    cells
        Its code, in order.
    data
        The folder of the released notebook, with its data.
    nursery
        Where rooms come from.
    seconds
        How long a cell, a call or a test may run.

    Raises
    ------
    NotGradedError
        If the student's code ended its process, or would not be stopped.

    """
    found = Judgement()
    late: set[int] = set()
    for hidden in (False, True):
        with nursery.room(data) as room:
            sitting = Sitting(room, data, shown=not hidden)
            for cell in cells:
                limit = min(seconds, SECONDS_AGAIN) if cell.position in late else seconds
                if cell.role == "given":
                    sitting.give(cell.source, limit)
                elif cell.role == "student":
                    outputs, is_late = sitting.run(cell.source, limit)
                    if is_late:
                        late.add(cell.position)
                    if not hidden:
                        found.outputs[cell.position] = outputs
                elif not (hidden and cell.position in late):
                    verdict = sitting.test(cell.source if hidden else cell.visible, limit)
                    if verdict.late:
                        late.add(cell.position)
                    if not hidden or not found.verdicts[cell.position].error:
                        verdict.hidden = hidden
                        found.verdicts[cell.position] = verdict
            found.flags |= sitting.flags | room.noticed
    return found
