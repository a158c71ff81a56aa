"""Says in words why a submission was not graded, so that an instructor knows what to do.

Each function that begins with ``why`` returns nothing where nothing is in the way.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat

from exercises.grading.released import released_notebook

ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
KNOWN_ERRORS = {
    "DeadKernelError": "its code ended Python, for example with exit(): take that out",
    "Kernel died before replying": "Python would not start: take Python files out of its folder",
    "UnresponsiveKernelError": "its code could not be interrupted: look for an endless loop",
    "UnicodeDecodeError": "the file is not written in plain UTF-8: save it again from Jupyter",
    "No notebooks were matched": "a folder on its way has [ ] * ? or a space at an end: rename it",
    "Invalid timestamp string": "its timestamp.txt is no date: write one, or remove the file",
    "Empty timestamp file": "its timestamp.txt is empty: write a date, or remove the file",
    "NotJSONError": "the file is no notebook: ask for the .ipynb file itself",
}
"""What stands in a log, and what it means."""


def why_not_released(assignment: str, released: list[str]) -> str:
    """Return what to do with a folder whose name is no released assignment's."""
    if assignment in released:
        return ""
    known = ", ".join(released) or "none, so release it first"
    return f"no assignment of this name: rename the folder (released: {known})"


def why_unreadable(path: Path) -> str:
    """Return why a file cannot be graded at all."""
    if not path.is_file():
        others = other_files(path)
        found = f"there is {others}: rename it and grade again" if others else "no notebook at all"
        return f"no file {path.name}; {found}"
    try:
        text = path.read_text(encoding="utf-8")
        if text.startswith("\ufeff"):
            return KNOWN_ERRORS["UnicodeDecodeError"]
        data = json.loads(text)
    except UnicodeDecodeError:
        return KNOWN_ERRORS["UnicodeDecodeError"]
    except json.JSONDecodeError:
        if not text.strip():
            return "the file is empty: ask for it again"
        return KNOWN_ERRORS["NotJSONError"]
    return "" if isinstance(data, dict) and "nbformat" in data else KNOWN_ERRORS["NotJSONError"]


def why_other_release(handed_in: Path, released: Path) -> str:
    """Return of which other problem set or term a submission is."""
    origin = nbformat.read(handed_in, as_version=4).metadata
    for fact, expected in released_notebook(released).metadata.items():
        if fact in {"problem_set", "term"} and origin.get(fact, expected) != expected:
            return f"its {fact.replace('_', ' ')} is {origin[fact]}, not {expected}: ask again"
    return ""


def why_nbgrader_gave_up(result: dict[str, Any], path: Path) -> str:
    """Return what was in nbgrader's way, by its result or by the file that it was given."""
    text = ANSI_COLOUR.sub("", result.get("log") or "") + (result.get("error") or "")
    for error_name, words in KNOWN_ERRORS.items():
        if error_name in text:
            return words
    try:
        nbformat.validate(json.loads(path.read_text(encoding="utf-8")))
    except nbformat.ValidationError as error:
        return f"its format is damaged ({error.message}): open it in Jupyter and save it again"
    raised = re.findall(r"^\s*(\w[\w.]*(?:Error|Exception|NotFound): .+)$", text, re.MULTILINE)
    telling = [each for each in raised if "NbGraderException" not in each]  # says only "see above"
    return telling[0] if telling else "nbgrader gave up without a word: grade again, or report it"


def other_files(path: Path) -> str:
    """Return the names of what else lies where a notebook should, wherever it was put."""
    found = (
        other for other in path.parent.rglob("*") if other.suffix in {".ipynb", ".txt", ".zip"}
    )
    inside = (str(other.relative_to(path.parent)) for other in found if other != path)
    return ", ".join(sorted(name for name in inside if ".ipynb_checkpoints" not in name))
