"""What may happen to a notebook on its way to be handed in, beside what the made-up class has."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from exercises.demo.damage import Damage, in_notebook

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def cell_of(notebook: Any, name: str) -> Any:
    """Return a cell by its name."""
    return next(cell for cell in notebook.cells if cell.get("id") == name)


def answers_of(notebook: Any) -> list[Any]:
    """Return the cells with answers."""
    return [cell for cell in notebook.cells if cell.get("id", "").endswith("-answer")]


def on_text(change: Callable[[str], str]) -> Damage:
    """Make of a change to a text one to a file."""
    return on_bytes(lambda data: change(data.decode("utf-8")).encode("utf-8"))


def on_bytes(change: Callable[[bytes], bytes]) -> Damage:
    """Make of a change to bytes one to a file."""

    def alter(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return alter


def on_json(change: Callable[[Any], Any]) -> Damage:
    """Make of a change to the raw JSON one to a file."""

    def alter(text: str) -> str:
        data = json.loads(text)
        return json.dumps(data if (made := change(data)) is None else made)

    return on_text(alter)


def on_answer(name: str, change: Callable[[str], str]) -> Damage:
    """Make of a change to an answer one to a file."""

    def alter(notebook: Any) -> None:
        cell = cell_of(notebook, f"{name}-answer")
        cell.source = change(cell.source)

    return in_notebook(alter)


def on_cells(change: Callable[[Any], Any]) -> Damage:
    """Make of a change to each cell one to a file."""

    def alter(notebook: Any) -> None:
        for cell in notebook.cells:
            change(cell)

    return in_notebook(alter)


def added(source: str, behind: str = "setup", kind: str = "code") -> Damage:
    """Put a cell of the student's own behind another."""

    def alter(notebook: Any) -> None:
        made: Any = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        notebook.cells.insert(notebook.cells.index(cell_of(notebook, behind)) + 1, made(source))

    return in_notebook(alter)


# Files


def zip_it(path: Path) -> None:
    """Hand in a zip file under the notebook's name."""
    with zipfile.ZipFile(path.with_name("inside"), "w") as archive:
        archive.write(path, path.name)
    path.with_name("inside").replace(path)


def make_folder(path: Path) -> None:
    """Hand in a folder of the notebook's name."""
    path.unlink()
    path.mkdir()


def link(path: Path) -> None:
    """Hand in a link to the notebook."""
    path.rename(path.with_name("real.ipynb"))
    path.symlink_to("real.ipynb")


def link_to_nothing(path: Path) -> None:
    """Hand in a link whose file is gone."""
    path.unlink()
    path.symlink_to("/nowhere/at.ipynb")


def link_beside(path: Path) -> None:
    """Leave a link to somewhere beside the notebook."""
    (path.parent / "data").symlink_to("/etc")


def only_script(path: Path) -> None:
    """Hand in the notebook exported as a script, under the notebook's name."""
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    path.write_text("\n".join(code), encoding="utf-8")


def own_library(path: Path) -> None:
    """Leave a file beside it that is called like a library."""
    (path.parent / "pandas.py").write_text("raise SystemExit", encoding="utf-8")
    (path.parent / "altair.py").write_text("1 / 0", encoding="utf-8")


# Notebooks


def as_format_three(path: Path) -> None:
    """Save in the format of 2013."""
    old = nbformat.convert(nbformat.read(path, as_version=4), 3)
    path.write_text(nbformat.v3.writes_json(old), encoding="utf-8")


@in_notebook
def lose_all_metadata(notebook: Any) -> None:
    """Lose what the notebook says of itself, and of its cells."""
    notebook.metadata = nbformat.NotebookNode()
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()


@in_notebook
def give_all_one_id(notebook: Any) -> None:
    """Leave each cell with the same id."""
    for cell in notebook.cells:
        cell.id = "same"


@in_notebook
def answer_in_own_cells(notebook: Any) -> None:
    """Write each answer into a new cell and keep the stub above it."""
    for cell in answers_of(notebook):
        own = nbformat.v4.new_code_cell(cell.source)
        cell.source = STUB
        notebook.cells.insert(notebook.cells.index(cell) + 1, own)


def answer_above(path: Path) -> None:
    """Write an answer into a new cell above the stub, and keep the stub as it was released."""
    notebook = nbformat.read(path, as_version=4)
    cell = cell_of(notebook, "q1-answer")
    own = nbformat.v4.new_code_cell(cell.source)
    released = path.parents[3] / "release" / path.parent.name / path.name
    cell.source = cell_of(nbformat.read(released, as_version=4), "q1-answer").source
    notebook.cells.insert(notebook.cells.index(cell), own)
    nbformat.write(notebook, path)


@in_notebook
def answer_at_the_end(notebook: Any) -> None:
    """Write all answers into one cell at the very beginning, and delete the others."""
    found = answers_of(notebook)
    first = nbformat.v4.new_code_cell("\n\n".join(cell.source for cell in found))
    place = notebook.cells.index(cell_of(notebook, "setup")) + 1
    notebook.cells = [cell for cell in notebook.cells if cell not in found]
    notebook.cells.insert(place, first)


@in_notebook
def split_answers(notebook: Any) -> None:
    """Leave one answer in two cells, its first line in the released one."""
    cell = cell_of(notebook, "q1-answer")
    own = nbformat.v4.new_code_cell(cell.source)
    cell.source = "first_try = 1"
    notebook.cells.insert(notebook.cells.index(cell) + 1, own)


@in_notebook
def empty_answers(notebook: Any) -> None:
    """Delete the text of one answer."""
    cell_of(notebook, "q4-answer").source = ""


@in_notebook
def delete_answer(notebook: Any) -> None:
    """Delete the cell of one answer."""
    notebook.cells.remove(cell_of(notebook, "q4-answer"))


@in_notebook
def delete_given(notebook: Any) -> None:
    """Delete the first cell of code, which reads the data."""
    notebook.cells.remove(cell_of(notebook, "setup"))


@in_notebook
def delete_words(notebook: Any) -> None:
    """Delete every text of a question."""
    notebook.cells = [cell for cell in notebook.cells if not re.fullmatch(r"q\d", cell.id)]


@in_notebook
def turn_answer_into_text(notebook: Any) -> None:
    """Let an answer become a cell of text by a slip of a key."""
    cell_of(notebook, "q4-answer").cell_type = "markdown"


@in_notebook
def turn_tests_into_text(notebook: Any) -> None:
    """Let a test become a cell of text."""
    cell_of(notebook, "q1-exact").cell_type = "markdown"


@in_notebook
def twice_answered(notebook: Any) -> None:
    """Answer a question twice; the later one, behind it, is right."""
    cell = cell_of(notebook, "q1-answer")
    own = nbformat.v4.new_code_cell(cell.source)
    cell.source = "def attacks_between(table):\n    return 0, 0"
    notebook.cells.insert(notebook.cells.index(cell) + 1, own)


@in_notebook
def write_large_output(notebook: Any) -> None:
    """Save five megabytes of what a cell printed."""
    text = nbformat.v4.new_output("stream", name="stdout", text="x" * 5_000_000)
    cell_of(notebook, "q1-answer").outputs = [text]


@in_notebook
def change_locked(notebook: Any) -> None:
    """Read other data in a cell that may not be changed, and lose its imports."""
    cell_of(notebook, "setup").source = 'attacks = __import__("pandas").DataFrame()'


@in_notebook
def raise_points(notebook: Any) -> None:
    """Give a test a hundred points, and another less than none."""
    cell_of(notebook, "q1-exact").metadata.nbgrader.points = 100
    cell_of(notebook, "q1-ranges").metadata.nbgrader.points = -3


@in_notebook
def rename_grade_ids(notebook: Any) -> None:
    """Give each cell another name in nbgrader's metadata."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata.nbgrader.grade_id = f"cell-{number}"


@in_notebook
def swap_names(notebook: Any) -> None:
    """Leave two answers with each other's names."""
    one, other = cell_of(notebook, "q1-answer"), cell_of(notebook, "q2-answer")
    one.source, other.source = other.source, one.source


def conflict(text: str) -> str:
    """Leave the marks of a merge in the file."""
    return text.replace('"cells"', '<<<<<<< HEAD\n"cells"', 1)
