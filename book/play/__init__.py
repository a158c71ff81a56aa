"""The moves on the pages: the reader decides first, and the model is opened afterwards.

The layer ``backchannel.moves`` runs in the page, in MicroPython, which is loaded at the first
move; the opening, and the result for those who do not play, are written when the book is built.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from backchannel.glyphs import glyphs, sprite
from backchannel.moves import FIRST, MOVES, show

from ..markup import TEMPLATES, html, tell_layout
from ..sources import ROOT

CLASS = "move-page"
"""Class of the node around a move, by which the layout knows pages that have one."""

MICROPYTHON = ROOT / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"

STUBS = {
    "__future__.py": "annotations = None",
    "collections/__init__.py": "",
    "collections/abc.py": "Sequence = Callable = Iterator = Mapping = None",
    "numbers.py": "Real = (int, float)",
    "typing.py": "TYPE_CHECKING = False\nAny = TypeAlias = None\n"
    "def TypeVar(name): return None\ndef cast(kind, value): return value",
}
"""What MicroPython has not, and the modules only name."""

MODELS = (
    "attribution", "chance", "delegation", "inspection", "parallel_tracks", "probing", "quantity",
    "secrecy", "spoilers", "threats",
)  # fmt: skip
"""The models that moves use."""

MODELS_OF_RUNS = ("audience_costs", "cascade", "repeated_games")
"""What runs use besides."""


def setup(app: Sphinx) -> None:
    """Register the directives, and what the page loads at the first move."""
    app.add_directive("move", MoveDirective)
    app.add_directive("after-move", AfterMove)
    app.connect("doctree-resolved", fold_after_move)
    app.connect("build-finished", _copy_files)
    tell_layout(app, "has_moves", nodes.container, CLASS)


class MoveDirective(SphinxDirective):
    """A move; what stands in it is shown when the move is over."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {
        "prediction": directives.unchanged,
        "explorable": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the opening of the move, and the result for those who do not play."""
        name = self.arguments[0]
        if name not in MOVES:
            raise self.error(f"There is no move {name}; there are {', '.join(MOVES)}.")
        self.env.metadata[self.env.docname].setdefault("moves", {})[name] = MOVES[name].title
        content = nodes.container(classes=["door"])
        self.state.nested_parse(self.content, self.content_offset, content)
        about = {
            "name": name,
            "title": MOVES[name].title,
            "view": show(name, FIRST, []),
            "told": MOVES[name].told(),
            "prediction": self.options.get("prediction", ""),
            "explorable": self.options.get("explorable", ""),
            "sprite": sprite(*sorted(set(_signs(name)))),
        }
        opening, end = (
            html(TEMPLATES.get_template(f"play/{part}.html").render(about))
            for part in ("move", "move-end")
        )
        return [nodes.container("", opening, content, end, classes=[CLASS])]


def _signs(name: str) -> list[str]:
    """Return the signs that the drawings of a move use."""
    code = (ROOT / "backchannel" / "moves" / "view.py").read_text(encoding="utf-8")
    code += (ROOT / "backchannel" / "moves" / f"{name}.py").read_text(encoding="utf-8")
    return [sign for sign in glyphs() if f'"{sign}"' in code]


class AfterMove(SphinxDirective):
    """Folds what follows in its section until a move of the chapter is over."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a mark, after which the section is folded once the page is resolved."""
        return [nodes.comment(self.arguments[0], classes=["after-move"])]


def fold_after_move(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Fold what follows a mark under a heading that does not tell the result."""
    for mark in list(doctree.findall(nodes.comment)):
        if "after-move" not in mark.get("classes", []):
            continue
        parent, place = mark.parent, mark.parent.index(mark)
        name = mark.rawsource
        opening = html(
            f'<details class="after-move" data-after="{name}" open>'
            "<summary>The model behind it: open it without playing</summary>"
        )
        parent[place:] = [opening, *parent.children[place + 1 :], html("</details>")]


def sources_of_moves() -> dict[str, str]:
    """Return what MicroPython in the page runs at the first move: files by their paths."""
    package = ROOT / "backchannel"
    paths = [package / "__init__.py", *sorted((package / "moves").glob("*.py"))]
    paths += [package / "models" / f"{name}.py" for name in ("__init__", *MODELS)]
    return STUBS | _lean(paths)


def sources_of_runs() -> dict[str, str]:
    """Return what it runs besides at the first run of a simulation."""
    package = ROOT / "backchannel"
    models = [package / "models" / f"{name}.py" for name in MODELS_OF_RUNS]
    return _lean([package / "runs.py", *models])


def _lean(paths: list[Path]) -> dict[str, str]:
    """Return files by their paths, docstrings left out."""
    docstring = re.compile(r'^ *"""(?:.|\n)*?"""\n', re.MULTILINE)
    return {
        str(path.relative_to(ROOT)): docstring.sub("", path.read_text(encoding="utf-8"))
        for path in paths
    }


def _copy_files(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    shutil.copy(MICROPYTHON / "micropython.wasm", static / "micropython.wasm")
    for name, found in (("moves", sources_of_moves()), ("runs", sources_of_runs())):
        (static / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
