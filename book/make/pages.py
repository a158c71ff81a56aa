"""Build the pages from what lies ready beside them, and finish them: the last step of `make build`.

``python -m book.make.pages``. Serving while one writes calls the same from a process that has
loaded what builds, and so saves the half of the time that loading takes.
"""

from __future__ import annotations

import subprocess
from importlib import import_module

from ..sources import ROOT

LOADS = (
    "book",
    "bs4",
    "jupyter_cache.cache.db",
    "myst_nb.core.execute.cache",
    "myst_nb.sphinx_ext",
    "sphinx.builders.html",
    "sphinx_book_theme",
    "sphinxcontrib.bibtex",
)
"""What takes long to load of that which a build loads."""


def main() -> None:
    """Build the pages.

    Raises
    ------
    SystemExit
        If a page is wrong; the messages before name the file and the line.

    """
    book = import_module("jupyter_book.cli.main")
    try:
        book.build.main([str(ROOT), "-W", "--keep-going", "--quiet"])
    except SystemExit as done:
        if done.code:
            raise
    subprocess.run(["node", "book/make/finish.mjs"], check=True, cwd=ROOT)
    (ROOT / "_build" / "html" / "index.html").touch()


if __name__ == "__main__":
    main()
