"""The page of the models: every model stands on it, with source and example."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODELS = sorted(
    path.stem
    for path in (ROOT / "backchannel" / "models").glob("*.py")
    if path.stem not in ("__init__", "chance", "quantity")  # what models are made of
)
PAGE = (ROOT / "chapters" / "models.md").read_text(encoding="utf-8")


def test_every_model_stands_on_the_page_once() -> None:
    listed = re.findall(r"^\.\. automodule:: backchannel\.models\.(\w+)$", PAGE, re.MULTILINE)
    assert sorted(listed) == MODELS


@pytest.mark.parametrize("name", MODELS)
def test_a_model_says_where_it_comes_from_and_gives_an_example(name: str) -> None:
    said = importlib.import_module(f"backchannel.models.{name}").__doc__ or ""
    assert "Example: " in said
    assert ">>> " in said
    assert re.search(r"\b(18|19|20)\d\d\b|derived here|Bayes' rule", said), said
    if re.search(r" after [A-Z]", said):
        assert re.search(r"[Tt]eaching reduction|own equations", said)


@pytest.mark.parametrize("name", MODELS)
def test_a_function_says_what_it_gives_needs_and_raises(name: str) -> None:
    module = importlib.import_module(f"backchannel.models.{name}")
    for function in vars(module).values():
        own = inspect.isfunction(function) and function.__module__ == module.__name__
        if own and not function.__name__.startswith("_"):
            said = function.__doc__ or ""
            assert len(said.splitlines()[0].split()) >= 4, function.__name__
            parameters = inspect.signature(function).parameters
            for parameter in parameters:
                assert re.search(rf"\b{parameter}\b", said), f"{function.__name__}: {parameter}"
            if parameters and "Raises" not in said:
                assert function.__name__ in ("median",), f"{name}.{function.__name__}"
