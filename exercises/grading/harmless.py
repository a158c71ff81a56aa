"""Makes what was handed in safe to look at: no script of a student runs in an instructor's page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

SECONDS = 15
TAG = re.compile(r"<(?=[A-Za-z/!?])")
ATTACHMENT = re.compile(r"!?\[[^\]]*\]\(attachment:([^)\s]+)[^)]*\)")
VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v\d+(\.\d+)*\+json")


class Harmless(NbGraderPreprocessor):
    """Shows tags in texts as they were typed, and charts as pictures.

    A picture that a front end lost is named in its place, because it would stop the whole page.
    What cells put out was made safe when it came from the student's process (``outputs``).
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook without the state that a front end's widgets left in it."""
        nb.metadata.pop("widgets", None)
        nb, resources = super().preprocess(nb, resources)
        return nb, resources

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Return the cell with nothing in it that could run in a page."""
        if cell.cell_type == "code":
            for output in cell.outputs:
                for kind in [each for each in output.get("data", {}) if VEGA_LITE.fullmatch(each)]:
                    output.data["image/svg+xml"] = drawn(output.data.pop(kind))
        elif not cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = TAG.sub("&lt;", without_lost_pictures(cell))
            cell.metadata.pop("raw_mimetype", None)
        return cell, resources


def without_lost_pictures(cell: Any) -> str:
    """Return a cell's text with a word in place of each picture that it no longer holds."""
    held = cell.get("attachments") or {}
    return ATTACHMENT.sub(
        lambda found: found[0] if found[1] in held else f"(a picture that was lost: {found[1]})",
        cell.source,
    )


def drawn(specification: Any) -> str:
    """Return a chart as SVG, drawn without asking any other host; or in words why it cannot be.

    In a process of its own, with a limit of time: a specification can ask for endless work.
    """
    code = (
        "import json, sys, vl_convert\n"
        "chart = vl_convert.vegalite_to_svg(json.load(sys.stdin), allowed_base_urls=[])\n"
        "print(chart)"
    )
    try:
        return subprocess.run(
            [sys.executable, "-I", "-c", code],
            input=json.dumps(specification), timeout=SECONDS,
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    except subprocess.CalledProcessError as problem:
        why = problem.stderr.strip().rpartition("\n")[2]
    except subprocess.TimeoutExpired:
        why = f"it takes longer than {SECONDS} seconds"
    words = re.sub(r"[<>&]", " ", why)[:200]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="30">'
        f'<text y="20">This chart cannot be drawn: {words}</text></svg>'
    )
