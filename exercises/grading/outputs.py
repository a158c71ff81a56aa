"""Outputs that come out of a room: only kinds that cannot do anything where they are shown."""

from __future__ import annotations

import re
from typing import Any

import nbformat

MOST_TEXT = 200_000  # characters
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
CHART = re.compile(r"application/vnd\.vegalite\.v\d+(\.\d+)*[.+]json")


def safe_outputs(claimed: Any) -> list[Any]:
    """Return outputs as a notebook holds them, from what a student's process says they are."""
    made = [_safe_output(one) for one in claimed] if isinstance(claimed, list) else []
    return [one for one in made if one is not None]


def error_output(name: str, text: str, trace: list[str]) -> Any:
    """Return the output that says that something failed."""
    return nbformat.v4.new_output("error", ename=name, evalue=text, traceback=trace)


def _safe_output(claimed: Any) -> Any:
    """Return an output of a known kind, or nothing."""
    if not isinstance(claimed, dict):
        return None
    kind = claimed.get("output_type")
    if kind == "stream":
        name = "stderr" if claimed.get("name") == "stderr" else "stdout"
        return nbformat.v4.new_output("stream", name=name, text=_text(claimed.get("text")))
    if kind == "error":
        trace = claimed.get("traceback")
        lines = [_text(line) for line in trace] if isinstance(trace, list) else []
        return error_output(_text(claimed.get("ename")), _text(claimed.get("evalue")), lines)
    if kind in {"display_data", "execute_result"} and isinstance(claimed.get("data"), dict):
        data = dict(filter(None, map(_safe_data, claimed["data"].items())))
        number = {"execution_count": None} if kind == "execute_result" else {}
        return nbformat.v4.new_output(kind, data=data, **number)
    return None


def _text(claimed: Any) -> str:
    text = claimed if isinstance(claimed, str) else ""
    return text[:MOST_TEXT].encode("utf-8", "replace").decode("utf-8")


def _safe_data(claimed: tuple[str, Any]) -> tuple[str, Any] | None:
    """Return a display under its kind; HTML, scripts and the like are left out."""
    kind, content = claimed
    if CHART.fullmatch(kind):
        # Altair 6 calls it v6.json, which the format of notebooks does not know.
        return (kind.replace(".json", "+json"), content) if isinstance(content, dict) else None
    if not isinstance(content, str):
        return None
    if kind == "text/plain":
        return kind, _text(content)
    if kind in {"image/png", "image/jpeg"}:
        return (kind, content) if BASE64.fullmatch(content) else None
    if kind == "image/svg+xml":  # pages show it as an image, in which no script runs
        return (kind, content) if len(content) <= MOST_TEXT else None
    return None
