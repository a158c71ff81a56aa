"""The picture that a message shows of a link: a chapter's scene and title, or the book's."""

from __future__ import annotations

import re
import struct
import tempfile
import zlib
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx

from backchannel.figures.theme import COLOURS

from ..sources import CHAPTERS, ROOT

FOLDER = "pictures"
WIDTH, HEIGHT = 1200, 630
"""Size in pixels, which those who show links ask for."""

COVER = "why-talk-in-secret"
"""The chapter whose scene stands for the whole book."""

FACE = "Source Serif 4"
STRONG = f"{FACE} SemiBold"
FACES = ROOT / "node_modules" / "@fontsource" / "source-serif-4" / "files"

LETTERS = 31
"""Letters of a title that fit on a line."""

INK, PAPER, LIT = "#23201c", "#fdfbf7", "#f6dfa8"
STYLE = (
    f"*{{fill:none;stroke:{INK};stroke-width:1;stroke-linecap:round;stroke-linejoin:round}}"
    f".paper{{fill:{PAPER};stroke:none}}.lit{{fill:{LIT};stroke:none}}.ink{{fill:{INK}}}"
    ".faint{stroke-opacity:.45}"
    f".one{{stroke:{COLOURS['first'][0]}}}.two{{stroke:{COLOURS['second'][0]}}}"
    f"text{{fill:{INK};stroke:none;font:28px '{FACE}'}}.title{{font:600 62px '{STRONG}'}}"
)


def setup(app: Sphinx) -> None:
    """Register what makes the pictures and names them to the pages."""
    app.connect("html-page-context", _name_picture)
    app.connect("build-finished", _write_pictures)


def _name_picture(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Tell the layout the address of the picture, if that of the book is known."""
    base = str(app.config.html_baseurl).rstrip("/")
    name = Path(page).name if opener(Path(page).name).exists() else "cover"
    context["picture"] = f"{base}/{FOLDER}/{name}.png" if base else ""


def _write_pictures(app: Sphinx, error: Exception | None) -> None:
    """Write a picture for each chapter with a scene, and one for every other page."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    book = str(app.config.html_title)
    pages = [page for page in app.env.found_docs if opener(Path(page).name).exists()]
    for page in pages:
        title = app.env.titles[page].astext()
        (folder / f"{Path(page).name}.png").write_bytes(picture(title, book, Path(page).name))
    about = str(app.config.html_short_title)
    (folder / "cover.png").write_bytes(picture(book, about, COVER))


def opener(chapter: str) -> Path:
    """Return where the scene of a chapter lies, if it has one."""
    return CHAPTERS / "openers" / f"{chapter}.svg"


def picture(title: str, below: str, chapter: str) -> bytes:
    """Return a picture as PNG: the scene of a chapter, a title of two lines at most, a line."""
    scene = re.sub(r"^<svg [^>]*>|</svg>\s*$", "", opener(chapter).read_text(encoding="utf-8"))
    lines = wrap(title, LETTERS)
    top = 520 if len(lines) == 1 else 480
    words = "".join(
        f'<text x="80" y="{top + 66 * number}" class="title">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return _png(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><style>{STYLE}</style>'
        f'<path d="M0 0H{WIDTH}V{HEIGHT}H0z" style="fill:{PAPER};stroke:none"/>'
        f'<g transform="translate(80 20) scale(2.17)">{scene}</g>{words}'
        f'<text x="80" y="{HEIGHT - 36}">{escape(below)}</text></svg>'
    )


def _png(drawing: str) -> bytes:
    """Return a drawing as PNG, kept between builds: words take a second in all."""
    kept = ROOT / "_build" / ".pictures" / f"{sha256(drawing.encode()).hexdigest()[:16]}.png"
    if not kept.exists():
        know_faces()
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(vl_convert.svg_to_png(drawing, scale=1))
    return kept.read_bytes()


@cache
def know_faces() -> None:
    """Let what draws set words in the book's face, wherever the machine's own are."""
    folder = Path(tempfile.mkdtemp())
    for weight in (400, 600):
        name = f"source-serif-4-latin-{weight}-normal"
        (folder / f"{name}.ttf").write_bytes(unpack((FACES / f"{name}.woff").read_bytes()))
    vl_convert.register_font_directory(str(folder))


def unpack(face: bytes) -> bytes:
    """Return a face as a font file for print, out of one for the web (WOFF 1.0)."""
    flavour, tables = face[4:8], struct.unpack(">H", face[12:14])[0]
    power = 1 << (tables.bit_length() - 1)
    search = (power * 16, power.bit_length() - 1, (tables - power) * 16)
    heads, bodies = flavour + struct.pack(">4H", tables, *search), b""
    for number in range(tables):
        entry = struct.unpack(">4s4I", face[44 + 20 * number : 64 + 20 * number])
        tag, start, packed, whole, check = entry
        body = face[start : start + packed]
        body = zlib.decompress(body) if packed < whole else body
        heads += struct.pack(">4s3I", tag, check, 12 + 16 * tables + len(bodies), whole)
        bodies += body + b"\0" * (-len(body) % 4)
    return heads + bodies
