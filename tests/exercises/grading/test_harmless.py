"""What was handed in is safe to look at, and shows all that can be shown."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from exercises.grading.harmless import Harmless, drawn

SPECIFICATION = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"a": 1}]},
    "mark": "bar",
    "encoding": {"y": {"field": "a", "type": "quantitative"}},
}
VEGA = "application/vnd.vegalite.v6+json"


def harmless(cell: Any) -> Any:
    """Return a cell as an instructor sees it."""
    return seen(new_notebook(cells=[cell])).cells[0]


def seen(notebook: Any) -> Any:
    """Return a notebook as an instructor sees it."""
    return Harmless().preprocess(notebook, {})[0]  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "text",
    [
        '<img src=x onerror="document.title=1">',
        "<script>fetch('/api')</script>",
        "<SVG onload=alert(1)>",
        "text </div><iframe src=//x>",
        "<!--[if IE]><script>1</script>-->",
    ],
)
def test_a_tag_in_a_memo_is_text(text: str) -> None:
    assert "<" not in harmless(new_markdown_cell(text)).source


@pytest.mark.parametrize("text", ["a < b", "p<0.05", "> quoted", "1 <= 2 && 3", "**bold**"])
def test_what_is_no_tag_stays(text: str) -> None:
    assert harmless(new_markdown_cell(text)).source == text


def test_scripts_in_outputs_are_gone_and_tables_stay() -> None:
    data = {
        "text/html": "<table><tr><td>1</td></tr></table><script>x()</script><a onclick='y()'>z</a>",
        "application/javascript": "x()",
        "text/plain": "1",
    }
    found = harmless(new_code_cell("1", outputs=[new_output("display_data", data)])).outputs[0].data
    assert set(found) == {"text/plain"} or "<script" not in found["text/html"]
    assert "application/javascript" not in found
    assert "onclick" not in found.get("text/html", "")


def test_a_chart_becomes_a_picture() -> None:
    cell = new_code_cell("chart", outputs=[new_output("display_data", {VEGA: SPECIFICATION})])
    data = harmless(cell).outputs[0].data
    assert set(data) == {"image/svg+xml"}
    assert data["image/svg+xml"].startswith("<svg") and "<path" in data["image/svg+xml"]


def test_a_chart_asks_no_host_and_a_broken_one_says_so() -> None:
    elsewhere = SPECIFICATION | {"data": {"url": "https://example.org/data.csv"}}
    assert "cannot be drawn" in drawn(elsewhere)
    assert "cannot be drawn" in drawn({"mark": 7})


def test_a_picture_stays_with_its_cell_and_a_lost_one_is_named() -> None:
    text = "![a](attachment:a.png) and ![b](attachment:b.png)"
    cell = new_markdown_cell(text, attachments={"a.png": {"image/png": "aGk="}})
    assert harmless(cell).source == ("![a](attachment:a.png) and (a picture that was lost: b.png)")


def test_state_of_widgets_is_left_out() -> None:
    notebook = new_notebook(metadata={"widgets": {"broken": 1}})
    nbformat.validate(notebook)
    assert "widgets" not in seen(notebook).metadata
