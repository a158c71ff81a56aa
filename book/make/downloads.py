"""What a page offers for download: the chapters as notebooks, and the data of the course."""

from __future__ import annotations

import shutil
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import nbformat
from docutils import nodes
from sphinx.application import Sphinx

from backchannel.data import DATA_FOLDER

from ..sources import ROOT, chapters_with_cells, course_files
from .notebooks import COURSE, for_download, to_notebook, write_chapters

FOLDER = "downloads"


def setup(app: Sphinx) -> None:
    """Register what writes the downloads and tells pages of them."""
    app.connect("html-page-context", _name_downloads)
    app.connect("build-finished", _write_downloads)


def _name_downloads(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Tell the templates where the code of the page lies, if it has cells, and where the zip."""
    has_cells = "kernelspec" in app.env.metadata.get(page, {})
    context["notebook"] = f"{FOLDER}/notebooks/{Path(page).name}.ipynb" if has_cells else None
    context["notebooks"] = f"{FOLDER}/{COURSE}.zip"


def _write_downloads(app: Sphinx, error: Exception | None) -> None:
    """Write the code of the pages, the notebooks that stand alone, and the data."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    shutil.rmtree(folder / "notebooks", ignore_errors=True)
    write_chapters(folder / "notebooks", to_notebook)
    write_course(folder / f"{COURSE}.zip")
    with ZipFile(folder / "data.zip", "w", ZIP_DEFLATED) as archive:
        for path in sorted(DATA_FOLDER.iterdir()):
            archive.writestr(f"data/{path.name}", for_spreadsheets(path))
    for path in Path(app.outdir).glob("_downloads/*/*.csv"):
        path.write_bytes(for_spreadsheets(path))


def for_spreadsheets(path: Path) -> bytes:
    """Return a file; a table with the mark by which Excel knows that its letters are UTF-8."""
    found = path.read_bytes()
    return BOM_UTF8 + found.removeprefix(BOM_UTF8) if path.suffix == ".csv" else found


def write_course(target: Path) -> None:
    """Write the chapters as notebooks into one file, with the package and the tables they use."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in chapters_with_cells():
            text = nbformat.writes(for_download(path))
            archive.writestr(f"{COURSE}/{path.stem}.ipynb", text)
        for path in course_files():
            archive.write(path, Path(COURSE) / path.relative_to(ROOT))
