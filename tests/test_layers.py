"""The layers of the package: each imports only what stands below it; chance stands lowest."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "backchannel"
MODULES = sorted(PACKAGE.rglob("*.py"))

# For each layer: the layers it may use, and the libraries.
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "data": ({"data"}, {"pandas"}),
    "glyphs": (set(), set()),
    "models": ({"models"}, set()),
    "moves": ({"moves", "models"}, set()),
    "runs": ({"runs", "data", "models"}, set()),
    "figures": ({"figures", "data", "models", "runs"}, {"altair"}),
    "widgets": ({"widgets", "figures", "moves", "glyphs", "data", "models"}, {"ipywidgets"}),
    "__init__": (set(), set()),
}


def imports(path: Path) -> tuple[set[str], set[str]]:
    """Return the layers and the libraries that a module imports."""
    layers, libraries = set(), set()
    inside = [*path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = ["backchannel", *inside][: -node.level] if node.level else []
            stem = [*start, *(node.module.split(".") if node.module else [])]
            names = (
                [stem]
                if len(stem) > 1 or not node.level
                else [[*stem, alias.name] for alias in node.names]
            )
        else:
            continue
        for name in names:
            if name[0] == "backchannel":
                layers.add(name[1] if len(name) > 1 else "__init__")
            elif name[0] not in sys.stdlib_module_names:
                libraries.add(name[0])
    return layers, libraries


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    layer = path.relative_to(PACKAGE).with_suffix("").parts[0]
    assert layer in ALLOWED, f"{layer} is no layer of the package; say in ALLOWED what it may use"
    layers, libraries = imports(path)
    may_layers, may_libraries = ALLOWED[layer]
    assert layers <= may_layers
    assert libraries <= may_libraries


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_chance_comes_from_one_module_alone(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert "random" not in [alias.name for alias in node.names], "use models/chance.py"
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert node.module != "random", "use models/chance.py"


@pytest.mark.parametrize(("name", "below"), [("quantity", set()), ("chance", {"quantity"})])
def test_chance_and_quantities_stand_below_every_model(name: str, below: set[str]) -> None:
    tree = ast.parse((PACKAGE / "models" / f"{name}.py").read_text(encoding="utf-8"))
    used = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
    assert {node.module for node in used} == below


def test_the_rule_sees_imports_of_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path)
    (tmp_path / "models").mkdir()
    module = tmp_path / "models" / "planted.py"
    module.write_text(
        "import altair as alt\nfrom ..figures.theme import colour\nfrom .. import widgets\n"
        "from backchannel.data import read_table\nfrom .quantity import require\nimport math\n"
        "def late():\n    import pandas\n",
        encoding="utf-8",
    )
    assert imports(module) == ({"figures", "widgets", "data", "models"}, {"altair", "pandas"})
