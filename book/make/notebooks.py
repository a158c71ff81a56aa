"""The chapters as notebooks for JupyterLab: plain Markdown in place of the book's directives."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import jupytext
import nbformat

from backchannel.figures.theme import DRAW_WITHOUT_NETWORK

from ..record.citations import author_and_year, works
from ..record.events import events
from ..sources import ROOT, chapters_with_cells, front_matter

_FENCE = re.compile(r"^(:{3,}|`{3,})\{([a-z0-9-]+)\} *(\S*)\n(.*?)^\1\n?", re.DOTALL | re.MULTILINE)
_ROLE = re.compile(r"\{([a-z:]+)\}`([^`<]+?)\s*(?:<([^>`]+)>)?`", re.DOTALL)
_MOVE = re.compile(r"^:::\{move\} (\w+)\n(?::\w+:[^\n]*\n)*(.*?)^:::\n", re.DOTALL | re.MULTILINE)

ONLY_HERE = "only-in-notebooks"
"""Tags a cell that plays a move, which a page does by itself."""

COURSE = "the-delicate-dance"
"""The folder of the notebooks that a reader downloads, and the name of the file that holds it."""

FIRST_CELL = f"""# Run this first: it finds the Python package of the course, beside this notebook.
# In Colab, upload the file {COURSE}.zip as well (the folder sign at the left).
import sys
import zipfile
from importlib.util import find_spec

import altair as alt

if not find_spec("backchannel"):
    zipfile.ZipFile("{COURSE}.zip").extractall()
    sys.path.insert(0, "{COURSE}")
{DRAW_WITHOUT_NETWORK.rstrip()}"""


def write_notebooks(folder: Path) -> None:
    """Write every chapter, and every released problem set, as a notebook into a folder.

    A problem set that is there already is left alone: it may hold a student's work.
    """
    write_chapters(folder, for_download)
    for release in sorted((ROOT / "_build" / "release" / "release").glob("ps*")):
        if not (folder / release.name).exists():
            shutil.copytree(release, folder / release.name)


def write_chapters(folder: Path, made: Callable[[Path], nbformat.NotebookNode]) -> None:
    """Write every chapter as a notebook into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in chapters_with_cells():
        nbformat.write(made(path), folder / f"{path.stem}.ipynb")


def for_download(path: Path) -> nbformat.NotebookNode:
    """Return a chapter as a notebook that finds what it needs on any machine."""
    notebook = deepcopy(to_notebook(path))
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FIRST_CELL, id="first"))
    return notebook


@cache
def to_notebook(path: Path) -> nbformat.NotebookNode:
    """Return a chapter as a notebook that reads well without the book."""
    text = _MOVE.sub(_move_cell, path.read_text(encoding="utf-8"))
    notebook: nbformat.NotebookNode = jupytext.reads(text, fmt="md:myst")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, path)
    return notebook


def _move_cell(move: re.Match[str]) -> str:
    """Return a move as a cell that plays it, and what leads on from it."""
    code = f'from backchannel.widgets import move\n\nmove("{move[1]}")'
    return f"```{{code-cell}} ipython3\n:tags: [{ONLY_HERE}]\n{code}\n```\n\n{move[2]}"


def plain(text: str, chapter: Path) -> str:
    """Return Markdown in which the book's directives and roles have become plain text."""
    text = re.sub(r"\{glyph\}`[^`]*` ?", "", text)
    text = _FENCE.sub(lambda match: _directive(match[2], match[4], chapter), text)
    return _ROLE.sub(lambda match: _role(match[1], match[2], match[3]), text)


def _directive(name: str, body: str, chapter: Path) -> str:
    body = re.sub(r"^:[a-z]+:.*\n", "", body, flags=re.MULTILINE).strip()
    if name == "at-a-glance":
        found = front_matter(chapter)
        goals = "\n".join(f"- {text}" for text in found["objectives"].values())
        return f"About {found['minutes']} minutes. {found['level']}\n\n{goals}\n"
    if name == "opener":
        return ""  # a drawing of the page
    if name == "check":
        return "\n".join(_question(body)) + "\n"
    if name == "review":
        return f"<details><summary>What there is to say of each</summary>\n\n{body}\n\n</details>\n"
    return body + "\n" if body else "*See the book's own page.*\n"


def _question(body: str) -> Iterator[str]:
    """Give a question with its choices, hints and answers, the latter two folded."""
    choices, hints = body.index("\n- ["), body.index("\n1. ")
    listed = body[choices:hints]
    yield f"**{body[:choices].strip()}**\n"
    yield re.sub(r"^- \[[ x]\] (.*)$(\n(?!- ).*$)*", r"- \1", listed, flags=re.MULTILINE)
    answers = listed.replace("- [x]", "- **Right:**").replace("- [ ]", "- **Not this one:**")
    for title, text in (("Hints", body[hints:]), ("Answers", answers)):
        yield f"\n<details><summary>{title}</summary>\n{text}\n\n</details>"


def _role(name: str, words: str, target: str | None) -> str:
    if name.startswith("cite"):
        return f"({'; '.join(_cited(key.strip()) for key in words.split(','))})"
    if name == "event" and (status := events()[str(target)]["status"]) != "established":
        return f"{words} [{status}]"
    return words


def _cited(key: str) -> str:
    return author_and_year(works()[key])


if __name__ == "__main__":
    write_notebooks(Path(sys.argv[1]))
