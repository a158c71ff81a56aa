"""The features of the book: Python and scripts of a folder use only the folders that it may."""

from __future__ import annotations

import ast
import re
from pathlib import Path, PurePosixPath

import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"
MODULES = sorted(path for kind in ("*.py", "*.js", "*.mjs") for path in BOOK.rglob(kind))

# For each feature: the others that it may use. None stands in a circle.
ALLOWED: dict[str, set[str]] = {
    "offline": set(),
    "figures": set(),
    "page": {"offline"},
    "record": {"figures"},
    "questions": {"offline", "record"},
    "play": {"figures", "offline", "questions"},
    "live": {"page", "figures", "offline"},
    "make": {"record"},
}

SHARED = {"glyphs", "markup", "send", "sources"}
"""Modules above the folders that every feature may use; they use no feature."""

WHOLE = {"__init__.py", "reader.js"}
"""What puts the book together, and may use every feature."""

# Types, which comments import, count as well.
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']*)["']""")


def uses(path: Path) -> set[str]:
    """Return the folders and shared modules of the book that a module imports from."""
    text = path.read_text(encoding="utf-8")
    inside = path.relative_to(BOOK)
    found: list[PurePosixPath] = []
    if path.suffix != ".py":
        for name in IMPORT.findall(text):
            found.append(PurePosixPath((path.parent / name).resolve().relative_to(BOOK)))
    else:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom):
                start = ("book", *inside.parts)[: -node.level] if node.level else ()
                stem = [*start, *(node.module.split(".") if node.module else [])]
                names = [stem] if len(stem) > 1 else [[*stem, name.name] for name in node.names]
            elif isinstance(node, ast.Import):
                names = [name.name.split(".") for name in node.names]
            else:
                continue
            found += [PurePosixPath(*name[1:]) for name in names if name[0] == "book"]
    return {place.parts[0].partition(".")[0] for place in found if place.parts}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOOK)))
def test_a_module_uses_only_what_its_folder_may(path: Path) -> None:
    folder, *below = path.relative_to(BOOK).parts
    if below:
        assert folder in ALLOWED, f"{folder} is no feature; say in ALLOWED what it may use"
        assert uses(path) <= ALLOWED[folder] | SHARED | {folder}
    elif folder not in WHOLE:
        assert path.stem in SHARED
        assert uses(path) <= SHARED


def test_there_is_no_circle() -> None:
    passed: set[str] = set()
    while ready := {name for name in ALLOWED if name not in passed and ALLOWED[name] <= passed}:
        passed |= ready
    assert passed == set(ALLOWED)


def test_the_rule_sees_imports_of_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.BOOK", tmp_path)
    (tmp_path / "page").mkdir()
    module = tmp_path / "page" / "planted.py"
    module.write_text(
        "from ..figures import render\nfrom .. import questions\nfrom . import minutes\n"
        "from book.live import WORKER\nimport book.record.events\nimport math\n",
        encoding="utf-8",
    )
    assert uses(module) == {"figures", "questions", "page", "live", "record"}
    script = tmp_path / "page" / "planted.js"
    script.write_text(
        '/** @import { Figure } from "../figures/draw.js" */\nimport "../live/cells.css";\n'
        'import { all } from "../markup.js";\nimport {\n  read,\n  written,\n} from '
        '"../questions/file.js";\nimport * as core from "vega-transforms";\n'
        'const late = import("../record/zoom.js");\nexport { keep } from "../offline/keep.js";\n',
        encoding="utf-8",
    )
    assert uses(script) == {"figures", "live", "markup", "questions", "record", "offline"}
