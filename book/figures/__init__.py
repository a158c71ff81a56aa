"""How a figure becomes a part of a page: words, sliders, reading, still, table and formulas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import vl_convert
from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from backchannel.figures import CHARTS, EXPLORABLES, SIMULATIONS
from backchannel.figures.figure import FIGURE_MIME, VEGA_LITE_MIME, Explorable
from backchannel.figures.simulation import Simulation
from backchannel.figures.theme import COLOURS

from ..markup import TEMPLATES, tell_layout

CLASS = "figure-page"
"""Class of the node around a figure, by which the extension knows pages with charts."""

RUNS = "run-page"
"""Class besides of the node around a figure that runs in Python, which such a page loads."""

STILL_WIDTH = 640

FORCED = {
    "text": "CanvasText",
    "neutral": "CanvasText",
    "first": "LinkText",
    "second": "CanvasText",
    "grid": "GrayText",
}
"""The colour of each role for readers who set their own; shape and dash tell the rest apart."""

AS_WIDE_AS_THE_COLUMN = {
    "width": "container",
    "autosize": {"type": "fit-x", "contains": "padding"},
}


def setup(app: Sphinx) -> None:
    """Register the directive, the script of pages with figures, and the charts' colours."""
    app.add_directive("gallery", Gallery)
    app.add_directive("chart", Chart)
    tell_layout(app, "has_figures", nodes.container, CLASS)
    tell_layout(app, "has_runs", nodes.container, RUNS)
    app.connect("doctree-read", _collect_programs)
    app.connect("html-page-context", _name_programs)
    app.connect("build-finished", _write_programs)
    app.connect("build-finished", _write_colours)


def _collect_programs(app: Sphinx, doctree: nodes.document) -> None:
    """Note what draws the charts of a page: it comes when a reader is near a chart."""
    programs: dict[str, str] = {}
    for place in doctree.findall(nodes.container):
        programs |= place.get("programs", {})
    app.env.metadata[app.env.docname]["programs"] = programs


def _programs_of(app: Sphinx, page: str) -> dict[str, str]:
    return app.env.metadata.get(page, {}).get("programs") or {}


def _name_programs(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Tell the layout which file draws the charts of a page."""
    context["programs"] = f"programs-{Path(page).name}.js" if _programs_of(app, page) else ""


def _write_programs(app: Sphinx, error: Exception | None) -> None:
    """Write what draws the charts of each page, as a script, which needs no server."""
    if error or app.builder.format != "html":
        return
    for page in app.env.found_docs:
        if programs := _programs_of(app, page):
            parts = ",".join(f'"{name}":{program}' for name, program in programs.items())
            path = Path(app.outdir) / "_static" / f"programs-{Path(page).name}.js"
            path.write_text(f"globalThis.figurePrograms={{{parts}}};", encoding="utf-8")


def _write_colours(app: Sphinx, error: Exception | None) -> None:
    """Write the charts' colours, defined in the theme of the figures, as a style sheet."""
    if error or app.builder.format != "html":
        return

    def sheet(shade: int) -> str:
        return "".join(f"--chart-{role}:{pair[shade]};" for role, pair in COLOURS.items())

    (Path(app.outdir) / "_static" / "colours.css").write_text(
        f"html{{{sheet(0)}}}html[data-theme=dark]{{{sheet(1)}}}"
        "@media (forced-colors:active){html[data-theme]{"
        + "".join(f"--chart-{role}:{kept};" for role, kept in FORCED.items())
        + "}}\n",
        encoding="utf-8",
    )


class FigureRenderer:
    """Render the JSON of a figure as HTML; registered with MyST-NB as a plug-in."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [
        ("*", FIGURE_MIME, 1),
        ("*", "application/vnd.jupyter.widget-view+json", None),
    ]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Return the nodes for a figure, or nothing for any other kind of output."""
        if data.mime_type == VEGA_LITE_MIME:
            return []  # meant for JupyterLab; the page draws the figure below
        content = data.content
        if data.mime_type == "text/html" and 'class="dataframe"' in content:
            return [nodes.raw("", render_frame(content), format="html")]
        if inline or data.mime_type != FIGURE_MIME:
            return None
        figure = json.loads(content) if isinstance(content, str) else content
        return [_placed(figure)]


class Gallery(SphinxDirective):
    """Every figure that a reader moves, and every simulation, under a heading of its own."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each, in the order of the chapters."""
        found: list[nodes.Node] = []
        every: list[Explorable | Simulation] = [*EXPLORABLES.values(), *SIMULATIONS.values()]
        for shown in every:
            section = nodes.section(ids=[f"gallery-{shown.name}"], names=[f"gallery-{shown.name}"])
            section += [nodes.title("", shown.title), _placed(shown.description())]
            found.append(section)
        return found


class Chart(SphinxDirective):
    """A chart of the tables, by its name, on a page that has no cells."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the chart; an unknown name is an error that lists them all."""
        if self.arguments[0] not in CHARTS:
            raise self.error(f"There is no chart {self.arguments[0]!r}: {', '.join(CHARTS)}.")
        return [_placed(CHARTS[self.arguments[0]].description())]


def _placed(figure: dict[str, Any]) -> nodes.container:
    html = nodes.raw("", render(figure), format="html")
    classes = [CLASS, RUNS] if "runs" in figure else [CLASS]
    return nodes.container("", html, classes=classes, programs={figure["name"]: program(figure)})


def render(figure: dict[str, Any], template: str = "figures/figure.html", **more: Any) -> str:
    """Return the HTML of a figure given as JSON."""
    still = vl_convert.vegalite_to_svg(
        {**figure["spec"], "datasets": figure["datasets"], "width": STILL_WIDTH}
    )
    return TEMPLATES.get_template(template).render(
        **more,
        figure=figure,
        still=_follow_page(_without_invisible(still)),
        shown=shown,
        is_date=re.compile(r"\d{4}-\d\d-\d\d").fullmatch,
    )


def program(figure: dict[str, Any]) -> str:
    """Return what draws a figure in the page, in JSON that may stand in a script."""
    written = json.dumps(compile_for_browser(figure), separators=(",", ":"))
    return _follow_page(written.replace("</", "<\\/"))


def render_frame(html: str) -> str:
    """Return pandas' table without its style sheet, and scrolling by keyboard where it is wide."""
    html = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL).replace("<th></th>", "<td></td>")
    label = "Output of the code above"
    return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">{html}</div>'


def compile_for_browser(figure: dict[str, Any]) -> dict[str, Any]:
    """Return the Vega specification that a page draws and that answers its sliders.

    Vega-Lite is compiled here, so that a page loads only the small Vega runtime; the tables
    that the chart names are either formulas or, for a figure of fixed data, the rows.
    """
    vega: dict[str, Any] = vl_convert.vegalite_to_vega({**figure["spec"], **AS_WIDE_AS_THE_COLUMN})
    formulas = figure.get("formulas", {"signals": [], "data": []})
    vega["signals"] = [*formulas["signals"], *vega.get("signals", [])]
    for signal in vega["signals"]:
        signal.pop("bind", None)  # the page has controls of its own
    sources = {table["name"]: table for table in formulas["data"]}
    for table in vega["data"]:
        if table["name"] in sources:
            table.update(sources[table["name"]])
            table.pop("format", None)
        elif table["name"] in figure["datasets"]:
            rows = figure["datasets"][table["name"]]
            # By its number a mark finds its row in the table of the page.
            table["values"] = [{**row, "row": number} for number, row in enumerate(rows)]
    missing = [sources[name] for name in sources if name not in {t["name"] for t in vega["data"]}]
    vega["data"] = [*missing, *vega["data"]]
    return vega


def shown(value: Any, digits: int | None) -> str:
    """Return a cell of a table as text: numbers with their decimals, an empty cell as a dash."""
    if value is None:
        return "\N{EN DASH}"
    return f"{value:.{digits}f}" if digits is not None else str(value)


def _without_invisible(still: str) -> str:
    """Leave out what a drawing has only for a pointer or a reader of its parts, and round it."""
    still = re.sub(r'<path class="(?:back|fore)ground"[^>]*/>', "", still)
    still = re.sub(r' (?:aria-[a-z]+|role|pointer-events|class)="[^"]*"| opacity="1"', "", still)
    if font := re.search(r' font-family="[^"]*"', still):  # all words of a drawing have the same
        still = still.replace(font[0], "").replace("<svg", f"<svg{font[0]}", 1)
    still = re.sub(
        r' (?:d|transform|[xy][12]?|width|height)="[^"]*"',
        lambda place: re.sub(r"\d+\.\d+", lambda one: f"{float(one[0]):.1f}", place[0]).replace(
            ".0", ""
        ),
        still,
    )
    return still.replace(' transform="translate(0,0)"', "").replace("<g></g>", "")


def _follow_page(drawing: str) -> str:
    """Swap the theme's light colours for ones that follow the page's light or dark."""
    for role, (light, _) in COLOURS.items():
        drawing = drawing.replace(light, f"var(--chart-{role})")
    return drawing
