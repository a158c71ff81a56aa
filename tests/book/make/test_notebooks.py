"""The chapters as notebooks: they run, and nothing of the book's own language is left in them."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from book.make.notebooks import plain, to_notebook, write_notebooks
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


def test_notebooks_run_with_live_widgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKCHANNEL_STATIC_PAGE", raising=False)
    write_notebooks(tmp_path)
    notebook = nbformat.read(tmp_path / "proxies.ipynb", as_version=4)
    NotebookClient(notebook, timeout=60).execute()
    kinds = {
        kind
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    }
    assert "application/vnd.jupyter.widget-view+json" in kinds


def test_a_students_work_is_never_overwritten(tmp_path: Path) -> None:
    write_notebooks(tmp_path)
    work = tmp_path / "ps2-proxies" / "ps2-proxies.ipynb"
    work.write_text("mine", encoding="utf-8")
    write_notebooks(tmp_path)
    assert work.read_text(encoding="utf-8") == "mine"
