"""Knows the notebook as it was released, what its cells are for, and what the judge noted."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import nbformat


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


def flags_of(graded: Any) -> str:
    """Return what an instructor should know of how a submission was graded."""
    note = graded.metadata.get("judge", {})
    flags = list(note.get("flags", []))
    return "; ".join([*flags, *([] if note.get("walls", True) else ["graded without walls"])])
