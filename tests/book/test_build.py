"""The build is strict: what is wrong in a chapter stops it, and is named with its line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

HEAD = """---
title: Planted
minutes: 1
level: "None."
objectives: {explain: "explain"}
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# Planted

"""


def build(folder: Path, text: str) -> tuple[int, str]:
    """Build a book of one page with this book's configuration; return the exit code and log."""
    (folder / "chapters").mkdir()
    (folder / "chapters" / "planted.md").write_text(HEAD + text, encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: chapters/planted\n", encoding="utf-8")
    shutil.copy(ROOT / "data" / "references.bib", folder)
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config["bibtex_bibfiles"] = ["references.bib"]
    extra = config["sphinx"]["config"]
    for folders in ("templates_path", "html_static_path"):
        extra[folders] = [str(ROOT / path) for path in extra[folders]]
    del extra["html_favicon"]
    (folder / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("jupyter-book"), "build", ".", "-W", "--keep-going"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def check(objective: str, marks: str) -> str:
    """Return a question whose choices bear the given marks."""
    choices = "".join(f"- [{mark}] Choice {index}\n\n  So.\n" for index, mark in enumerate(marks))
    hints = "1. a\n2. b\n3. c\n"
    return f":::{{check}} planted\n:objective: {objective}\n\nWhy?\n\n{choices}\n{hints}:::\n"


DEFECTS = {
    "cell": (
        "```{code-cell} ipython3\n:tags: [hide-input]\n\nx = 0\n1 / x\n```\n",
        "planted.md:16: ERROR: this cell failed: ZeroDivisionError",
    ),
    "event": (
        "See {event}`a thing <2024-nothing>`.\n",
        "planted.md:12: ERROR: 'a thing <2024-nothing>' names no event",
    ),
    "citation": ("A claim {cite:p}`nobody1900`.\n", "could not find bibtex key"),
    "no right answer": (check("explain", "  "), "Mark exactly one choice as right"),
    "unknown objective": (check("fly", "x "), "Name the objective it checks: one of explain"),
    "no choice": (
        ":::{prediction} planted\nWhy?\n:::\n",
        "Write the choices as a bulleted list",
    ),
}


PAGE = (
    "A claim {cite:p}`fearon1995`.\n\n```{code-cell} ipython3\n1 + 1\n```\n\n"
    "```{bibliography}\n```\n"
)


# Each builds a small book, which takes three to five seconds.
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_stops_the_build_and_is_named(tmp_path: Path, defect: str) -> None:
    text, said = DEFECTS[defect]
    code, log = build(tmp_path, text)
    assert code != 0
    assert said in log


def test_a_page_without_defects_builds_and_nothing_of_a_renamed_one_stays(tmp_path: Path) -> None:
    site = tmp_path / "_build" / "html"
    before = [site / "chapters" / "renamed.html", site / "_sources" / "chapters" / "renamed.md"]
    for path in before:
        path.parent.mkdir(parents=True)
        path.write_text("of an earlier build", encoding="utf-8")
    code, log = build(tmp_path, PAGE)
    assert code == 0, log
    assert "Fearon 1995" in (site / "chapters" / "planted.html").read_text(encoding="utf-8")
    assert (site / "_sources" / "chapters" / "planted.md").is_file()
    assert [path for path in before if path.exists()] == []
