"""Knows the notebook as it was released, what its cells are for, and what the judge noted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import nbformat
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

WITHOUT_WALLS = "graded without walls"


def release_of(config: Config, assignment: str) -> Path:
    """Return where the notebook lies that students got, with its data beside it."""
    course = CourseDirectory(config=config)
    folder = course.format_path(course.release_directory, ".", assignment)
    return Path(folder).resolve() / f"{assignment}.ipynb"


@cache
def released_notebook(path: Path) -> Any:
    """Return a released notebook, read once: a release clears the cache."""
    return nbformat.read(path, as_version=4)


def is_unchanged(cell: Any, released: Any) -> bool:
    """Tell whether a cell holds what was released, whatever the space around and between it.

    Front ends write other ends of lines, cut spaces at ends, and compose letters otherwise.
    """
    return _words(cell.source) == _words(released.source)


def _words(source: str) -> list[str]:
    return normalize("NFC", source).split()


def is_test(released: Any) -> bool:
    """Tell whether a cell holds tests."""
    return bool(released.metadata.nbgrader.locked and released.metadata.nbgrader.grade)


def is_memo(released: Any) -> bool:
    """Tell whether a cell is for what an instructor reads."""
    return bool(released.metadata.nbgrader.solution and released.metadata.nbgrader.grade)


def is_for_students(released: Any) -> bool:
    """Tell whether students write into a cell: an answer or the memo."""
    return not released.metadata.nbgrader.locked


def is_blank(notebook: Any, released: Any) -> bool:
    """Tell whether nothing was written into any cell for answers."""
    stubs = {cell.id: cell for cell in released.cells if cell.metadata.nbgrader.solution}
    return all(is_unchanged(cell, stubs[cell.id]) for cell in notebook.cells if cell.id in stubs)


@dataclass(frozen=True)
class Note:
    """What the judge noted in a graded notebook, and the text of its memo."""

    flags: str
    """What an instructor should know of how it was graded."""
    blank: bool
    memo: str


def read_note(graded: Path) -> Note:
    """Return what a graded notebook says of itself."""
    notebook = json.loads(graded.read_bytes())
    note = notebook["metadata"].get("judge", {})
    flags = [*note.get("flags", []), *([] if note.get("walls", True) else [WITHOUT_WALLS])]
    memo = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["id"] == "memo")
    return Note("; ".join(flags), note.get("blank", False), memo)
