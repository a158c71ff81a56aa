"""The sources as files: where they lie, what heads a chapter, what tells a state from another."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = ROOT / "chapters"


def chapters_with_cells() -> list[Path]:
    """Return the pages that have cells to run."""
    return [path for path in sorted(CHAPTERS.glob("*.md")) if "kernelspec" in front_matter(path)]


def course_files() -> list[Path]:
    """Return what a Python elsewhere needs of the course: the package and the tables."""
    code, tables = ROOT / "backchannel", ROOT / "data"
    signs = code / "glyphs.svg"
    return sorted([*code.rglob("*.py"), signs, *tables.glob("*.csv"), tables / "datapackage.json"])


def front_matter(path: Path) -> dict[str, Any]:
    """Return what stands between the dashes at the head of a chapter."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return found


def fingerprint(*names: str) -> str:
    """Return what tells one state of these files and folders, and this Python, from another."""
    digest = sha256(sys.version.encode())
    for name in names:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
