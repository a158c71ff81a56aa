"""What a page offers for download: its chapter as a notebook, and the data of the course."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docutils import nodes
from sphinx.application import Sphinx

from backchannel.data import DATA_FOLDER

from .notebooks import write_chapters

NOTEBOOKS = "downloads/notebooks"


def setup(app: Sphinx) -> None:
    """Register what writes the downloads and tells pages of them."""
    app.connect("html-page-context", _name_notebook)
    app.connect("build-finished", _write_downloads)


def _name_notebook(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Tell the templates where the page as a notebook lies, if it has cells."""
    has_cells = "kernelspec" in app.env.metadata.get(page, {})
    context["notebook"] = f"{NOTEBOOKS}/{Path(page).name}.ipynb" if has_cells else None


def _write_downloads(app: Sphinx, error: Exception | None) -> None:
    """Write the chapters as notebooks and the data as one file."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / NOTEBOOKS
    shutil.rmtree(folder, ignore_errors=True)
    write_chapters(folder)
    with ZipFile(folder.parent / "data.zip", "w", ZIP_DEFLATED) as archive:
        for path in sorted(DATA_FOLDER.iterdir()):
            archive.write(path, f"data/{path.name}")
