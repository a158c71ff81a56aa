"""The guide for contributors: each recipe is followed to the letter, in a copy.

Slow, because the copy builds a book and draws a problem set: half a minute in all.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = re.split(r"^## ", GUIDE.split("## Habits")[1], flags=re.MULTILINE)[1:-1]

STEP = re.compile(
    r"^(?:New file `(?P<new>[^`]+)`:|In `(?P<file>[^`]+)`, above the line `(?P<line>[^`]+)`:)\n\n"
    r"(?P<fence>`{3,})\w+\n(?P<text>.*?)^(?P=fence)$"
    r"|^```sh\n(?P<commands>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Path]:
    """Copy the project, as git would, beside what was built of it."""
    folder = tmp_path_factory.mktemp("contribution") / "course"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in filter(lambda name: (ROOT / name).is_file(), listed):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)  # with its time, or all is read anew
    shutil.copytree(site.parent, folder / "_build", ignore=shutil.ignore_patterns("release"))
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    yield folder


def run(folder: Path, commands: str) -> None:
    """Run commands in the copy, with the copy's own modules and the project's tools."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(folder)}
    environment = {name: it for name, it in environment.items() if "PYTEST" not in name}
    done = subprocess.run(
        ["bash", "-e", "-c", commands],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{commands}\n{done.stdout[-3000:]}\n{done.stderr[-2000:]}"


def follow(folder: Path, recipe: str) -> int:
    """Do what a recipe says, step by step; return how many steps it has."""
    steps = list(STEP.finditer(recipe))
    for step in steps:
        if step["commands"]:
            run(folder, step["commands"])
        elif step["new"]:
            assert not (folder / step["new"]).exists()
            (folder / step["new"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / step["new"]).write_text(step["text"], encoding="utf-8")
        else:
            path = folder / step["file"]
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            [place] = [n for n, line in enumerate(lines) if line.startswith(step["line"])][:1]
            path.write_text("".join([*lines[:place], step["text"], *lines[place:]]), "utf-8")
    return len(steps)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.splitlines()[0])
def test_a_recipe_works_as_it_stands(copy: Path, recipe: str) -> None:
    assert follow(copy, recipe) >= 2


def test_the_copy_with_all_of_it_builds(copy: Path) -> None:
    run(copy, "jupyter-book build . -W --keep-going --quiet")
    page = (copy / "_build/html/chapters/why-talk-in-secret.html").read_text(encoding="utf-8")
    assert "figure-messengers" in page
    assert (copy / "_build/html/chapters/rehearsal.html").exists()


def test_the_guide_names_commands_that_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)`", GUIDE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_a_folder_with_a_space_stays_one_word_and_help_lists_targets() -> None:
    given = ["COURSE=my course", "ASSIGNMENT=ps2-proxies", "FROM=a b.zip", "FILL=c d.csv"]
    for target in ("release", "collect", "autograde", "feedback", "export"):
        command = ["make", "--dry-run", target, *given]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        line = next(line for line in said.splitlines() if "exercises.grading" in line)
        words = shlex.split(line)
        assert "my course" in words, line
        assert {"a", "b.zip", "c", "d.csv"}.isdisjoint(words), line
    command = ["make", "--no-print-directory", "help"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = [line.split()[0] for line in said.splitlines()]
    assert targets[0] == "help" and {"serve", "test", "release"} <= set(targets)


def test_the_version_is_the_same_everywhere() -> None:
    [version] = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.M)
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([\d.]+)", changes, re.MULTILINE)[0] == version
