"""Pack what Python in the page needs: ``python -m book.live FOLDER``."""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from backchannel.data import DATA_FOLDER

WANTED = ("ipywidgets", "altair")
PURE = DATA_FOLDER.parent / ".venv" / "live"
"""Packages with compiled parts that have no Python to fall back on, in a version without."""

LEFT_OUT = {"jupyterlab-widgets", "widgetsnbextension", "jedi"}
"""Only for JupyterLab and Notebook, or for completing what one types."""

COMPILED = (".so", ".pyd", ".c", ".pyi")
"""Packages with compiled parts that are left out here fall back on Python."""

IN_PYTHON = ("kernel.py", "needs.py", "waiting.py")
"""What of this folder runs in the page; ``live`` is its package there."""

IN_THE_PAGE = {
    "python_version": "3.14",
    "python_full_version": "3.14.0",
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "extra": "",
}


def packages() -> dict[str, Distribution]:
    """Return what is needed, by name; versions for the page go before what is installed."""
    found: dict[str, Distribution] = {}
    pure = {canonicalize_name(each.name): each for each in distributions(path=[str(PURE)])}
    wanted = list(WANTED)
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name in found or name in LEFT_OUT:
            continue
        found[name] = pure.get(name) or distribution(name)
        needs = [Requirement(each) for each in found[name].requires or ()]
        wanted += [
            need.name for need in needs if not need.marker or need.marker.evaluate(IN_THE_PAGE)
        ]
    return found


def pack(folder: Path) -> None:
    """Write ``packages.zip`` and ``course.zip`` into the folder."""
    with ZipFile(folder / "packages.zip", "w", ZIP_DEFLATED) as archive:
        for found in packages().values():
            for file in found.files or ():
                inside = not str(file).startswith("..") and "__pycache__" not in str(file)
                if inside and "tests" not in file.parts and file.suffix not in COMPILED:
                    archive.write(str(found.locate_file(file)), str(file))
    with ZipFile(folder / "course.zip", "w", ZIP_DEFLATED) as archive:
        code = DATA_FOLDER.parent / "backchannel"
        tables = [*DATA_FOLDER.glob("*.csv"), DATA_FOLDER / "datapackage.json"]
        for path in sorted([*code.rglob("*.py"), *tables]):
            archive.write(path, path.relative_to(DATA_FOLDER.parent))
        for name in IN_PYTHON:
            archive.write(Path(__file__).with_name(name), f"live/{name}")


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
