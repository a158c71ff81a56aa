"""Run the cells of all chapters, side by side, and keep what they show.

The build finds in the cache what ran here, and runs what changed since.
"""

from __future__ import annotations

import os
import shutil
import sys
from hashlib import sha256
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

from .notebooks import ROOT, chapters

READER = {"type": "plugin", "name": "myst_nb_md"}


def fingerprint(*names: str) -> str:
    """Return what tells one state of these files and folders, and this Python, from another."""
    digest = sha256(sys.version.encode())
    for name in names:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


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
    for path in chapters():
        kept.add_nb_to_project(str(path), read_data=READER)
    load_executor("local-parallel", kept).run_and_cache(timeout=60)
