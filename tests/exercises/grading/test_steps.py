"""Repair: a notebook comes back as it was released, and holds what a student wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from exercises.grading.steps import Repair
from tests.exercises.grading.test_course import RELEASE

NAME = "ps2-proxies"
RELEASED = RELEASE / NAME / f"{NAME}.ipynb"
MEMO, ANSWER = "First line.\n\nSecond line.", "def attacks_between(table):\n    return 1, 2"
PICTURE = {"i.png": {"image/png": "aGk="}}


@pytest.fixture
def repaired(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], dict[str, Any]]:
    """Give what repairs a notebook and returns its cells by their names."""
    monkeypatch.setattr(Repair, "released", lambda *_: RELEASED)
    monkeypatch.setattr(Repair, "variant", lambda *_: "")

    def repair(notebook: Any) -> dict[str, Any]:
        facts = {"tests": {"q1-test": "assert True"}}  # in full, as they come with a paper
        cells = Repair().preprocess(notebook, {"nbgrader": facts})[0].cells
        return {cell.id: cell for cell in cells}

    return repair


def solved() -> Any:
    """Return a notebook in which one answer and the memo are written."""
    notebook = nbformat.read(RELEASED, as_version=4)
    for cell in notebook.cells:
        cell.source = {"q1-answer": ANSWER, "memo": MEMO}.get(cell.id, cell.source)
    return notebook


def without_names(notebook: Any) -> Any:
    """Lose metadata and ids, so that cells are known by their texts alone."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.NotebookNode(), f"cell-{number}"
    return notebook


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: f"\n{text}\n\n",
    ],
    ids=["Windows", "old Mac", "spaces at ends", "lines around"],
)
@pytest.mark.parametrize("names", [True, False], ids=["names", "no names"])
def test_other_ends_of_lines_lose_nothing(
    repaired: Callable[[Any], dict[str, Any]], change: Callable[[str], str], names: bool
) -> None:
    notebook = solved() if names else without_names(solved())
    for cell in notebook.cells:
        cell.source = change(cell.source)
    cells = repaired(notebook)
    assert cells["memo"].source.split() == MEMO.split()
    assert "YOUR ANSWER HERE" not in cells["memo"].source
    assert cells["q1-answer"].source.split() == ANSWER.split()
    assert not any("\r" in cell.source for cell in cells.values())
    assert [name for name in cells if name.startswith("added")] == []


def test_a_memo_that_was_written_beside_brings_its_pictures(
    repaired: Callable[[Any], dict[str, Any]],
) -> None:
    notebook = nbformat.read(RELEASED, as_version=4)
    place = next(at for at, cell in enumerate(notebook.cells) if cell.id == "memo")
    beside = new_markdown_cell("see ![i](attachment:i.png)", attachments=PICTURE)
    notebook.cells.insert(place + 1, beside)
    memo = repaired(notebook)["memo"]
    assert (memo.source, memo.attachments) == (beside.source, PICTURE)
