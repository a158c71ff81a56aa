"""Says in words why a submission was not graded, so that an instructor knows what to do.

Each function that begins with ``why`` returns nothing where nothing is in the way.
"""

from __future__ import annotations

import glob
import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat

from exercises.grading.released import released_notebook
from exercises.grading.rooms import NotGradedError

ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
EMPTY = "the file is empty: ask for it again"
SAVE_AGAIN = "open it in Jupyter and save it again"
KNOWN_ERRORS = {
    "UnicodeDecodeError": "the file is not written in plain UTF-8: save it again from Jupyter",
    "NotJSONError": "the file is no notebook: ask for the .ipynb file itself",
}
"""What stands in a log, and what it means."""


DISGUISES = {b"PK\x03\x04": "a zip file by another name", b"%PDF": "a PDF by another name"}
ENDINGS: dict[str | tuple[str, ...], str] = {
    ".zip": "unpack it and grade again",
    (".ipynb", ".json", ".txt"): "rename it and grade again",
}
"""What to do with a file by how its name ends."""


def why_not_released(assignment: str, released: list[str]) -> str:
    """Return what to do with a folder whose name is no released assignment's."""
    if assignment in released:
        return ""
    known = ", ".join(released) or "none, so release it first"
    return f"no assignment of this name: rename the folder (released: {known})"


def why_linked(folder: Path) -> str:
    """Return which link lies in a hand-in: it could lead to anything on this machine."""
    inside = [Path(place, name) for place, dirs, files in os.walk(folder) for name in dirs + files]
    for path in (folder.parent, folder, *inside):
        if path.is_symlink():
            return f"{path.name} is a link and no file: ask for the file itself"
    return ""


def why_not_found(path: Path) -> str:
    """Return why there is no file to grade, or why nbgrader would not find it again."""
    if glob.escape(str(path)) != str(path) or any(part != part.strip() for part in path.parts):
        return "a folder on its way has [ ] * ? or a space at an end: rename it"
    if path.is_file():
        return ""
    others = other_files(path)
    return f"no file {path.name}; {_advice(others) if others else 'no notebook at all'}"


def _advice(others: str) -> str:
    """Return what to do with what lies where a notebook should."""
    for ending, words in ENDINGS.items():
        if others.endswith(ending):
            return f"there is {others}: {words}"
    return f"there is {others}, which is no notebook: ask for the .ipynb file"


def why_unreadable(content: bytes) -> str:
    """Return why what a file holds cannot be graded at all."""
    for beginning, what in DISGUISES.items():
        if content.startswith(beginning):
            return f"the file is {what}: ask for the .ipynb file itself"
    try:
        text = content.decode("utf-8")
        if text.startswith("\ufeff"):
            return KNOWN_ERRORS["UnicodeDecodeError"]
        data = json.loads(text)
    except UnicodeDecodeError:
        return KNOWN_ERRORS["UnicodeDecodeError"]
    except json.JSONDecodeError:
        return KNOWN_ERRORS["NotJSONError"] if content.strip() else EMPTY
    if not isinstance(data, dict) or "nbformat" not in data:
        return KNOWN_ERRORS["NotJSONError"]
    return _why_not_cells(text)


def _why_not_cells(text: str) -> str:
    """Return what a notebook lacks without which nothing else can be said of it."""
    try:
        cells = nbformat.reads(text, as_version=4).get("cells")
        damage = "" if isinstance(cells, list) else "no list of cells"
    except Exception as error:  # whatever the format's reader stumbles over
        damage = (
            "no list of cells" if "cells" in str(error) else f"{error}".partition("\n")[0][:100]
        )
    return f"its format is damaged ({damage}): {SAVE_AGAIN}" if damage else ""


def why_other_release(notebook: Any, released: Path) -> str:
    """Return of which other problem set or term a submission is."""
    origin = notebook.metadata
    for fact, expected in released_notebook(released).metadata.items():
        if fact in {"problem_set", "term"} and origin.get(fact, expected) != expected:
            return f"its {fact.replace('_', ' ')} is {origin[fact]}, not {expected}: ask again"
    return ""


def why_given_up(error: Exception, content: bytes) -> str:
    """Return what was in the way of a step, by its error or by the notebook that it was given."""
    if isinstance(error, NotGradedError):
        return str(error)
    return why_damaged(content) or f"{type(error).__name__}: {error}"


def why_damaged(content: bytes) -> str:
    """Return in what a file is not as a notebook's format has it."""
    try:
        nbformat.validate(json.loads(content))
    except nbformat.ValidationError as error:
        return f"its format is damaged ({error.message}): {SAVE_AGAIN}"
    return ""


def why_nbgrader_gave_up(result: dict[str, Any], path: Path) -> str:
    """Return what was in nbgrader's way, by its result or by the file that it was given."""
    text = ANSI_COLOUR.sub("", result.get("log") or "") + (result.get("error") or "")
    for error_name, words in KNOWN_ERRORS.items():
        if error_name in text:
            return words
    if damaged := why_damaged(path.read_bytes()):
        return damaged
    raised = re.findall(r"^\s*(\w[\w.]*(?:Error|Exception|NotFound): .+)$", text, re.MULTILINE)
    telling = [each for each in raised if "NbGraderException" not in each]  # says only "see above"
    return telling[0] if telling else "nbgrader gave up without a word: grade again, or report it"


def stop_if_interrupted(result: dict[str, Any]) -> None:
    """Stop here if Ctrl-C was pressed, which nbgrader takes for a failure like any other."""
    if result.get("error", "").rstrip().endswith("KeyboardInterrupt"):
        raise KeyboardInterrupt


def other_files(path: Path) -> str:
    """Return the names of what else lies where a notebook should, wherever it was put."""
    found = (other for other in path.parent.rglob("*") if other.is_file() and other != path)
    inside = (str(other.relative_to(path.parent)) for other in found)
    return ", ".join(
        sorted(
            name
            for name in inside
            if not re.search(r"(^|/)\.|^timestamp\.txt$|\.csv$", name)  # not the student's
        )
    )
