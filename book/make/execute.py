"""Run the cells of all chapters, side by side, and keep what they show.

The build finds in the cache what ran here, and runs what changed since.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

from ..sources import ROOT, chapters_with_cells, fingerprint

READER = {"type": "plugin", "name": "myst_nb_md"}


def cache() -> Path:
    """Return the folder of what was run with the code, data and packages as they are now."""
    return ROOT / "_build" / ".executed" / fingerprint("backchannel", "data", "requirements.txt")


def alone() -> None:
    """Let kernels read nothing of what the person who builds has set up for IPython."""
    folder = ROOT / "_build" / ".ipython"
    settings = folder / "profile_default" / "ipython_kernel_config.py"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("get_config().IPKernelApp.log_level = 40  # errors only\n", "utf-8")
    os.environ["IPYTHONDIR"] = str(folder)


def main() -> None:
    """Run what is not in the cache yet; a cell that fails is named when the book is built."""
    alone()
    os.environ["BACKCHANNEL_STATIC_PAGE"] = "1"  # as the build does
    place = cache()
    for old in place.parent.glob("*"):
        if old != place:
            shutil.rmtree(old)
    kept = get_cache(place)
    for old in kept.list_project_records():  # they may name chapters that are gone
        kept.remove_nb_from_project(old.pk)
    for path in chapters_with_cells():
        kept.add_nb_to_project(str(path), read_data=READER)
    load_executor("local-parallel", kept).run_and_cache(timeout=60)
