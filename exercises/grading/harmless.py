"""Makes what was handed in safe to look at: no script of a student runs in an instructor's page."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.preprocessors.sanitize import SanitizeHTML
from traitlets import Bool, Set

TAG = re.compile(r"<(?=[A-Za-z/!?])")
ATTACHMENT = re.compile(r"!?\[[^\]]*\]\(attachment:([^)\s]+)[^)]*\)")
VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v\d+(\.\d+)*\+json")


class Harmless(SanitizeHTML):
    """Shows tags in texts as they were typed, and keeps of outputs what cannot run.

    Pictures, an SVG too, are shown by the pages as images, in which no script runs.
    A picture that a front end lost is named in its place, because it would stop the whole page.
    """

    enabled = Bool(True).tag(config=True)  # nbconvert's own steps are off unless they are told
    safe_output_keys = Set({"metadata", "text/plain", "image/png", "image/jpeg", "image/svg+xml"})

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook without the state that a front end's widgets left in it."""
        nb.metadata.pop("widgets", None)
        return super().preprocess(nb, resources)  # type: ignore[no-any-return, no-untyped-call]

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Return the cell with nothing in it that could run in a page."""
        if cell.cell_type == "code":
            for output in cell.outputs:
                for kind in [each for each in output.get("data", {}) if VEGA_LITE.fullmatch(each)]:
                    output.data["image/svg+xml"] = drawn(output.data[kind])
            cell.outputs = self.sanitize_code_outputs(cell.outputs)  # type: ignore[no-untyped-call]
            return cell, resources
        if not cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = without_lost_pictures(cell)
            cell.source = TAG.sub("&lt;", cell.source)
            if cell.cell_type == "raw":
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
    """Return a chart as SVG, drawn without asking any other host; or in words why it cannot be."""
    import vl_convert  # noqa: PLC0415 - a second to load, and most work needs none

    try:
        return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))
    except ValueError as problem:
        words = re.sub(r"[<>&]", " ", str(problem))[:200]
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="30">'
            f'<text y="20">This chart cannot be drawn: {words}</text></svg>'
        )
