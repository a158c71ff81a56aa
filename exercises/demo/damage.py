"""What may happen to a solved notebook before it is handed in, a function each."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from pathlib import Path
from typing import Any

import nbformat

Damage = Callable[[Path], None]


def in_notebook(change: Callable[[Any], None]) -> Damage:
    """Make of a change to a notebook one to its file."""

    @wraps(change)
    def damage(path: Path) -> None:
        notebook = nbformat.read(path, as_version=4)
        change(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")  # nbformat would mend it

    return damage


def _write_answer(notebook: Any, question: str, source: str) -> None:
    answer = next(cell for cell in notebook.cells if cell.id == f"{question}-answer")
    answer.source = source


# What is graded all the same


@in_notebook
def paste_code_cells_again(notebook: Any) -> None:
    """Leave each code cell twice, the second time at the end."""
    notebook.cells += deepcopy([cell for cell in notebook.cells if cell.cell_type == "code"])
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"


@in_notebook
def drop_schema_version(notebook: Any) -> None:
    """Lose the version of nbgrader's metadata."""
    for cell in notebook.cells:
        cell.metadata.nbgrader.pop("schema_version")


@in_notebook
def raise_schema_version(notebook: Any) -> None:
    """Pretend that nbgrader's metadata are of a version to come."""
    for cell in notebook.cells:
        cell.metadata.nbgrader.schema_version = 99


@in_notebook
def delete_tests(notebook: Any) -> None:
    """Delete every cell of tests."""
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "markdown" or not cell.metadata.nbgrader.grade
    ]


@in_notebook
def strip_metadata(notebook: Any) -> None:
    """Lose what tells nbgrader which cell is which."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = {}, f"cell-{number}"


@in_notebook
def reverse_cells(notebook: Any) -> None:
    """Put the last cell first."""
    notebook.cells.reverse()


@in_notebook
def write_to_error_stream(notebook: Any) -> None:
    """Let an answer that is right warn about something."""
    for cell in notebook.cells:
        if cell.id == "q6-answer":
            cell.source = cell.source.replace(
                '    """', '    import sys; print("note", file=sys.stderr)\n    """', 1
            )


@in_notebook
def soften_tests(notebook: Any) -> None:
    """Make tests that pass with anything and give many points, and a wrong answer."""
    for cell in notebook.cells:
        if cell.metadata.nbgrader.get("points"):
            cell.metadata.nbgrader.points = 50
            cell.source = "assert True" if cell.cell_type == "code" else cell.source
    _write_answer(notebook, "q1", "def attacks_between(table):\n    return 0, 0")


@in_notebook
def break_syntax(notebook: Any) -> None:
    """Write what is no Python."""
    _write_answer(notebook, "q4", "def delegates(a, r) return a")


@in_notebook
def loop_forever(notebook: Any) -> None:
    """Write a function that does not end."""
    _write_answer(notebook, "q5", "def best_leash(p, k, r):\n    while True:\n        pass")


@in_notebook
def merge_answers(notebook: Any) -> None:
    """Write every answer into the cell of the first."""
    answers = [cell for cell in notebook.cells if cell.id.endswith("-answer")]
    answers[0].source = "\n\n".join(cell.source for cell in answers)
    notebook.cells = [cell for cell in notebook.cells if cell not in answers[1:]]


@in_notebook
def reload_data(notebook: Any) -> None:
    """Try something with the data, then load them again in a copy of the first cell."""
    setup = deepcopy(next(cell for cell in notebook.cells if cell.id == "setup"))
    setup.id = "setup-again"
    trial = nbformat.v4.new_code_cell("attacks = attacks.head(3)  # only to try")
    place = next(at for at, cell in enumerate(notebook.cells) if cell.id == "q3-answer")
    notebook.cells[place:place] = [trial, setup]


@in_notebook
def write_memo_beside(notebook: Any) -> None:
    """Write the memo into a new cell after the one that was meant for it."""
    memo = notebook.cells[-1]
    notebook.cells.append(nbformat.v4.new_markdown_cell(memo.source))
    memo.source = "YOUR ANSWER HERE"


@in_notebook
def save_without_ids(notebook: Any) -> None:
    """Save in an older format, in which cells had no ids."""
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        cell.pop("id")


# What cannot be graded


def empty_file(path: Path) -> None:
    """Hand in a file with nothing in it."""
    path.write_text("", encoding="utf-8")


def write_plain_text(path: Path) -> None:
    """Hand in words under the notebook's name."""
    path.write_text("my answers", encoding="utf-8")


def save_in_other_encoding(path: Path) -> None:
    """Save with an editor that writes UTF-16."""
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def rename_file(path: Path) -> None:
    """Hand in the copy that a browser downloaded under another name."""
    path.rename(path.with_stem(f"{path.stem} (1)"))


def remove_file(path: Path) -> None:
    """Hand in a folder without a notebook."""
    path.unlink()


def end_python(path: Path) -> None:
    """Write an answer that ends the Python that runs it."""
    notebook = nbformat.read(path, as_version=4)
    _write_answer(notebook, "q3", "import os\nos._exit(0)")
    nbformat.write(notebook, path)
