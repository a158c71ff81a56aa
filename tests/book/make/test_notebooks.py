"""The chapters as notebooks: they run, and nothing of the book's own language is left in them."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import altair
import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from book.make.downloads import write_course
from book.make.notebooks import (
    COURSE,
    for_download,
    plain,
    to_notebook,
    write_chapters,
    write_notebooks,
)
from book.sources import front_matter

CHAPTERS = sorted(
    path
    for path in (Path(__file__).resolve().parents[3] / "chapters").glob("*.md")
    if "kernelspec" in front_matter(path)
)
CHAPTER = next(path for path in CHAPTERS if path.stem == "proxies")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_directive_or_role_is_left(path: Path) -> None:
    text = "\n".join(cell.source for cell in to_notebook(path).cells)
    assert not re.search(r"\{[a-z0-9:-]+\}`|:::|```\{", text)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_nothing_is_lost_and_a_move_is_a_cell(path: Path) -> None:
    source, cells = path.read_text(encoding="utf-8"), to_notebook(path).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert re.findall(r"^## .+", text, re.MULTILINE) == re.findall(r"^## .+", source, re.MULTILINE)
    for name in re.findall(r"^:::\{move\} (\w+)", source, re.MULTILINE):
        assert any(cell.source.endswith(f'move("{name}")') for cell in cells)


def test_citations_and_events_become_plain_words() -> None:
    text = "\n".join(cell.source for cell in to_notebook(CHAPTER).cells)
    assert "(Salehyan 2010)" in text
    assert "a drone struck living quarters at Tower 22 [contested]" in text


def test_a_question_keeps_choices_hints_and_folded_answers() -> None:
    choices = "- [ ] A.\n\n  No.\n- [x] B.\n\n  Yes.\n"
    source = f":::{{check}} x\n:objective: y\n\nWhy?\n\n{choices}\n1. h\n2. i\n3. j\n:::\n"
    text = plain(source, CHAPTER)
    assert text.startswith("**Why?**")
    assert "- A.\n" in text and "- B." in text
    assert text.index("No.") > text.index("<summary>Answers</summary>")
    assert ":objective:" not in text


@pytest.fixture(scope="module")
def download(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("download") / f"{COURSE}.zip"
    write_course(target)
    return target


@pytest.fixture
def fresh(tmp_path: Path, download: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the download, and a kernel that has packages but not the course."""
    packages = Path(str(altair.__file__)).parents[1]  # on this path the project itself is not found
    kernel = {
        "argv": [sys.executable, "-S", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "env": {"PYTHONPATH": str(packages)},
        "display_name": "Fresh",
        "language": "python",
    }
    place = tmp_path / "jupyter" / "kernels" / "fresh"
    place.mkdir(parents=True)
    (place / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.delenv("BACKCHANNEL_STATIC_PAGE", raising=False)
    folder = tmp_path / "machine"
    folder.mkdir()
    shutil.copy(download, folder)
    return folder


def run(path: Path, folder: Path) -> Iterator[tuple[str, Any]]:
    """Run a notebook in a folder as a fresh machine does; yield the kinds of what it shows."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("tags", None)  # "Run All" skips no cell
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="fresh", resources=where).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield from output.get("data", {}).items()


# Slow: a kernel for each chapter.
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_runs_where_the_download_is_unpacked(fresh: Path, path: Path) -> None:
    ZipFile(fresh / f"{COURSE}.zip").extractall(fresh)
    (fresh / f"{COURSE}.zip").unlink()
    notebook = fresh / COURSE / f"{path.stem}.ipynb"
    shown = dict(run(notebook, notebook.parent))
    explored = "from backchannel.widgets" in path.read_text(encoding="utf-8")
    assert ("application/vnd.jupyter.widget-view+json" if explored else "image/svg+xml") in shown
    assert "<script" not in str(shown.get("text/html"))


def test_a_chapter_runs_in_colab_beside_the_zip(fresh: Path) -> None:
    write_chapters(fresh, for_download)
    assert dict(run(fresh / "red-lines.ipynb", fresh))
    assert (fresh / COURSE / "backchannel").is_dir()


def test_a_chapter_alone_says_which_file_it_lacks(fresh: Path) -> None:
    write_chapters(fresh, for_download)
    (fresh / f"{COURSE}.zip").unlink()
    with pytest.raises(CellExecutionError, match=rf"No such file.*{COURSE}\.zip"):
        dict(run(fresh / "red-lines.ipynb", fresh))


def test_a_students_work_is_never_overwritten(tmp_path: Path) -> None:
    write_notebooks(tmp_path)
    work = tmp_path / "ps2-proxies" / "ps2-proxies.ipynb"
    work.write_text("mine", encoding="utf-8")
    write_notebooks(tmp_path)
    assert work.read_text(encoding="utf-8") == "mine"
