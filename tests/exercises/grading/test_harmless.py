"""What was handed in is safe to look at, and shows all that can be shown."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from exercises.grading.harmless import Harmless, drawn
from exercises.grading.outputs import safe_outputs

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
    return Harmless().preprocess(notebook, {})[0]


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


def test_scripts_in_outputs_are_gone() -> None:
    data = {
        "text/html": "<script>x()</script>",
        "application/javascript": "x()",
        "text/plain": "1",
        "image/svg+xml": "<svg onload='x()'/>",
    }
    [output] = safe_outputs([{"output_type": "display_data", "data": data}])
    assert set(output.data) == {"text/plain", "image/svg+xml"}


def test_a_chart_becomes_a_picture() -> None:
    cell = new_code_cell("chart", outputs=[new_output("display_data", {VEGA: SPECIFICATION})])
    data = harmless(cell).outputs[0].data
    assert set(data) == {"image/svg+xml"}
    assert data["image/svg+xml"].startswith("<svg") and "<path" in data["image/svg+xml"]


def test_a_chart_asks_no_host_and_a_broken_one_says_so() -> None:
    elsewhere = SPECIFICATION | {"data": {"url": "https://example.org/data.csv"}}
    assert "cannot be drawn" in drawn(elsewhere)
    assert "cannot be drawn" in drawn({"mark": 7})


def test_a_chart_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exercises.grading.harmless.SECONDS", 0.05)
    assert "cannot be drawn: it takes longer than 0.05 seconds" in drawn(SPECIFICATION)


def test_a_picture_stays_with_its_cell_and_a_lost_one_is_named() -> None:
    text = "![a](attachment:a.png) and ![b](attachment:b.png)"
    cell = new_markdown_cell(text, attachments={"a.png": {"image/png": "aGk="}})
    assert harmless(cell).source == ("![a](attachment:a.png) and (a picture that was lost: b.png)")


def test_state_of_widgets_is_left_out() -> None:
    notebook = new_notebook(metadata={"widgets": {"broken": 1}})
    nbformat.validate(notebook)
    assert "widgets" not in seen(notebook).metadata
