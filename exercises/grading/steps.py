"""The steps that are added to nbgrader's own, on a notebook's way to a mark and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float

from exercises.grading.judge import cells_of, judge
from exercises.grading.late import LatePolicy
from exercises.grading.ledger import Ledger
from exercises.grading.outputs import error_output
from exercises.grading.papers import marks_of
from exercises.grading.released import (
    is_blank,
    is_for_students,
    is_memo,
    is_test,
    is_unchanged,
    release_of,
    released_notebook,
)
from exercises.grading.rooms import nursery
from exercises.grading.sitting import Verdict
from exercises.grading.variants import released_variant, source_cells, variant_of

VISIBLE_TEST, HIDDEN_TEST = "A test that students see:", "A hidden test:"
"""How the judge begins what it says of a test that did not pass."""


class ComparingStep(NbGraderPreprocessor):
    """A step that holds a submission against its release."""

    def released_cells(self, nb: Any, resources: Any) -> dict[str, Any]:
        """Return the cells of the notebook that a submission began as, by name and in order."""
        notebook = released_notebook(self.released(nb, resources))
        return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells}

    def released(self, nb: Any, resources: Any) -> Path:
        """Return where the notebook lies that a submission began as, with its data."""
        return released_variant(self.first(resources), self.variant(nb, resources))

    def first(self, resources: Any) -> Path:
        """Return where the released notebook lies that nbgrader knows, of whatever variant."""
        return release_of(self.config, resources["nbgrader"]["assignment"])

    def variant(self, nb: Any, resources: Any) -> str:
        """Return which variant a submission is of, or nothing."""
        facts, course = resources["nbgrader"], self.first(resources).parents[2]
        return variant_of(nb, course, facts["assignment"], facts["student"])


class Repair(ComparingStep):
    """Restores lost metadata, deleted cells, their order and all that students may not change.

    Nothing that a student wrote is thrown away but copies of tests and stubs: what is no released
    cell keeps its place behind the released cell that it followed.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with each released cell once, in order, and all others beside."""
        released, tests = self.released_cells(nb, resources), _tests_in_full(resources)
        metadata = released_notebook(self.released(nb, resources)).metadata
        if variant := self.variant(nb, resources):  # before its first cell is written anew
            nb.metadata["variant"] = variant
            in_full = source_cells(self.first(resources), variant)
            tests = {name: in_full[name].source for name in tests}
        followers: dict[str, list[Any]] = {"": []}  # other cells, by the released one before them
        found: dict[str, Any] = {}
        previous = ""
        for cell in nb.cells:
            cell.source = _plain(cell.source)
            name = released_name(cell, released)
            cell.metadata.pop("nbgrader", None)
            if name and (name not in found or _is_stub(found[name], released[name])):
                found[name] = cell
                followers.setdefault(name, [])
                previous = name
            elif not name or not (is_test(released[name]) or _is_stub(cell, released[name])):
                followers[previous].append(cell)
        nb.cells, previous = list(followers[""]), ""
        for name, original in released.items():
            before, behind = followers.get(previous, []), followers.get(name, [])
            cell = found.get(name) or _adopted_or_restored(original, before, nb.cells)
            cell = _as_released(cell, original, tests.get(name))
            if is_memo(original) and is_unchanged(cell, original):
                others = [other for other in before + behind if other.cell_type == "markdown"]
                cell.source = "\n\n".join(other.source for other in others) or cell.source
                for other in others:  # pictures go with the text that shows them
                    cell.setdefault("attachments", {}).update(other.get("attachments", {}))
            if _is_stub(cell, original) and _defines(nb.cells, original):
                cell.source = ""  # or it would undo the answer that stands above it
            cell.metadata["nbgrader"] = deepcopy(original.metadata.nbgrader)
            nb.cells += [cell, *behind]
            previous = name
        for number, cell in enumerate(nb.cells):
            cell.id = cell.metadata.get("nbgrader", {}).get("grade_id", f"added-{number}")
        nb.metadata["kernelspec"] = deepcopy(metadata["kernelspec"])
        return nb, resources


def _plain(source: str) -> str:
    """Return a text with the ends of lines of the release, and without half an emoji."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


def _tests_in_full(resources: Any) -> dict[str, str]:
    """Return the locked cells by name, as they came with the paper or stand in the gradebook."""
    facts = resources["nbgrader"]
    tests: dict[str, str] = facts.get("tests", {})
    if not tests:
        with Ledger(facts["db_url"], LatePolicy()) as ledger:
            tests = ledger.tests_in_full(facts["assignment"])
    return tests


def _as_released(cell: Any, original: Any, in_full: str | None) -> Any:
    """Return a locked cell as it was released, tests in full; an answer with a cell's own type."""
    if is_for_students(original) and cell.cell_type == original.cell_type:
        return cell
    made = deepcopy(original)
    made.source = cell.source if is_for_students(original) else in_full or original.source
    return made


def released_name(cell: Any, released: dict[str, Any]) -> str:
    """Return which released cell this is: by its metadata, its id, its text or its first line."""
    noted = (cell.metadata.get("nbgrader") or {}).get("grade_id")
    for name in (noted, cell.get("id")):
        if name in released:
            return str(name)
    for name, original in released.items():
        if is_unchanged(cell, original):
            return name
        first_line = original.source.partition("\n")[0]
        if is_for_students(original) and cell.source.partition("\n")[0] == first_line:
            return name
    return ""


def _adopted_or_restored(original: Any, before: list[Any], cells: list[Any]) -> Any:
    """Return what stands where an answer should and may be it, or a copy of the released cell."""
    if is_for_students(original):
        for cell in before:
            if cell.cell_type == original.cell_type:
                cells.remove(cell)
                return cell
    restored = deepcopy(original)
    if is_for_students(original) and not is_memo(original):
        restored.source = ""  # a stub would undo an answer that stands elsewhere
    return restored


def _is_stub(cell: Any, original: Any) -> bool:
    return is_for_students(original) and is_unchanged(cell, original)


def _defines(cells: list[Any], original: Any) -> bool:
    """Tell whether a cell of the student's own defines what an answer should."""
    names = re.findall(r"^def (\w+)", original.source, re.MULTILINE)
    own = "\n".join(
        cell.source
        for cell in cells
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader")
    )
    return any(re.search(rf"^def {name}\b", own, re.MULTILINE) for name in names)


class Judge(ComparingStep):
    """Runs the notebook, in place of nbgrader's Execute: no kernel, and no test in a student's."""

    seconds = Float(30, help="How long a cell, a call or a test may run.").tag(config=True)
    walls = Bool(True, help="Whether students' code is shut in.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with what its cells show and the errors of its tests."""
        released, start = self.released(nb, resources), monotonic()
        blank = is_blank(nb, released_notebook(released))
        found = judge(cells_of(nb), released.parent, nursery(walls=self.walls), self.seconds)
        for position, cell in enumerate(nb.cells):
            if cell.cell_type == "code":
                cell.outputs = found.outputs.get(position, [])
                cell.execution_count = None
                verdict = found.verdicts.get(position)
                if verdict is not None and verdict.error:
                    cell.outputs = [_said_of(verdict)]
        nb.metadata["language_info"] = {"name": "python"}
        note = {
            "flags": sorted(found.flags),
            "walls": self.walls,
            "blank": blank,
            "seconds": round(monotonic() - start, 2),
        }
        nb.metadata["judge"] = note
        return nb, resources


def _said_of(verdict: Verdict) -> Any:
    """Return the output that an instructor reads below a test that did not pass."""
    beginning = HIDDEN_TEST if verdict.hidden else VISIBLE_TEST
    said = f"{verdict.error}: {verdict.text}"
    return error_output(verdict.error, verdict.text, [beginning, verdict.line, said])


class Save(NbGraderPreprocessor):
    """Writes the marks into the gradebook, where nbgrader itself runs the steps.

    In a run of the course's own, the papers' steps end before it, and one process writes.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is."""
        facts = resources["nbgrader"]
        with Ledger(facts["db_url"], LatePolicy(parent=self)) as ledger:
            ledger.record(facts["assignment"], facts["student"], marks_of(nb))
        return nb, resources


class HideTests(ComparingStep):
    """Shows tests as students know them, and of a hidden one only that it failed."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with the released tests and no output that could tell more."""
        released = self.released_cells(nb, resources)
        for cell in nb.cells:
            note = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and note.get("grade"):
                cell.outputs = list(_outputs_for_students(cell))
                cell.source = released[note["grade_id"]].source
        return nb, resources


def _outputs_for_students(cell: Any) -> Iterator[Any]:
    """Yield what a student may read of the outputs of a test cell."""
    for output in cell.outputs:
        if output.output_type != "error":
            continue
        if output.ename == "CellTimeoutError":
            text = output.evalue
        elif output.traceback[:1] == [VISIBLE_TEST]:
            text = f"{output.ename}: {output.evalue}"
        else:
            text = (
                "A hidden test of this cell did not pass. It checks the idea that the cell's first "
                "line names, with other numbers or at an edge."
            )
        yield nbformat.v4.new_output("stream", name="stdout", text=text)
