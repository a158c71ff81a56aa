"""What a notebook showed where it was written, held against what becomes of it here.

A right answer may fail for other versions of the libraries than those that it was written with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from exercises.grading.released import is_test, is_unchanged
from exercises.grading.steps import VISIBLE_TEST, ComparingStep, released_name

VERSIONS = re.compile(r"pandas (\d[\w.+]{0,30}) and Altair (\d[\w.+]{0,30})")
"""What the first cell of a release prints (`exercises/assignment.py`)."""


class Elsewhere(ComparingStep):
    """Notes, before outputs are cleared, which tests passed in the student's own notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with the note; the cells stay as they are."""
        released = self.released_cells(nb, resources)
        passed = sorted(set(_passed(nb, released)))
        nb.metadata["elsewhere"] = {"versions": _versions(nb, released), "passed": passed}
        return nb, resources


def _passed(nb: Any, released: dict[str, Any]) -> Iterator[str]:
    """Yield the tests that were run as they were released, and said nothing."""
    for cell in nb.cells:
        name = released_name(cell, released)
        if name and is_test(released[name]) and is_unchanged(cell, released[name]):
            errors = [one for one in cell.get("outputs", []) if one.output_type == "error"]
            if cell.get("execution_count") and not errors:
                yield name


def _versions(nb: Any, released: dict[str, Any]) -> str:
    """Return the versions that the first cell printed, or nothing."""
    for cell in nb.cells:
        if cell.cell_type == "code" and released_name(cell, released) == "setup":
            for output in cell.get("outputs", []):
                if found := VERSIONS.search(output.get("text", "")):
                    return found[0]
    return ""


def passed_there(graded: Any) -> str:
    """Say which visible tests passed in the student's notebook and fail here, and with what."""
    note = graded["metadata"].get("elsewhere", {})
    names = [
        cell["metadata"]["nbgrader"]["grade_id"]
        for cell in graded["cells"]
        if cell["cell_type"] == "code"
        and cell["metadata"].get("nbgrader", {}).get("grade_id") in note.get("passed", [])
        and any(output.get("traceback", [])[:1] == [VISIBLE_TEST] for output in cell["outputs"])
    ]
    if not names:
        return ""
    there = note["versions"] or "versions that it does not name"
    here = f"pandas {pd.__version__} and Altair {alt.__version__}"
    return f"{', '.join(names)}: passed there with {there}, fails here with {here}"
