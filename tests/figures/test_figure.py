"""Figures: one definition for table, words and formula, and errors that say what to do."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from math import atan2, degrees, isfinite
from types import ModuleType
from typing import Any

import altair as alt
import pytest
import vl_convert

from backchannel.figures import FIGURES, figure
from backchannel.figures.charts import OWN, secrets, secrets_beside
from backchannel.figures.delegation import CURVES
from backchannel.figures.figure import FIGURE_MIME, Explorable, choose, one_decimal, percent
from backchannel.figures.theme import COLOURS, colour

EXPLORABLES = [found for found in FIGURES.values() if isinstance(found, Explorable)]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_speaks_draws_and_shows_its_numbers(name: str) -> None:
    found = figure(name)
    described = found._repr_mimebundle_()[FIGURE_MIME]
    assert len(found.words.split()) >= 15
    assert json.loads(json.dumps(described))["columns"]
    for row in described["datasets"]["rows"]:
        assert {column.name for column in found.columns} <= set(row)
    still = vl_convert.vegalite_to_svg(
        {**described["spec"], "datasets": described["datasets"], "width": 600}
    )
    assert still.count("<path") > 5


@pytest.mark.parametrize("found", EXPLORABLES, ids=lambda found: found.name)
def test_extreme_values_never_break_an_explorable(found: Explorable) -> None:
    for values in itertools.product(*((s.start, s.value, s.stop) for s in found.sliders)):
        given = dict(zip((s.name for s in found.sliders), values, strict=True))
        for row in [*found.rows(**given), found.summary_row(**given)]:
            assert all(isfinite(float(str(cell))) for cell in row.values()), given
        assert re.fullmatch(r"[A-Z].*\.", found.sentence(**given))
        assert "nan" not in found.sentence(**given)


@pytest.mark.parametrize("found", EXPLORABLES, ids=lambda found: found.name)
def test_formulas_name_nothing_but_sliders_and_summary(found: Explorable) -> None:
    known = {s.name for s in found.sliders} | {c.name for c in found.summary_columns}
    functions = {"abs", "datum", "e", "floor", "if", "pow", found.columns[0].name}
    for signal in found.formulas()["signals"]:
        if "update" in signal:
            code = re.sub(r"'[^']*'", "", signal["update"])
            assert set(re.findall(r"[a-z_]+", code)) <= known | functions


def test_the_leash_reads_as_the_model_says() -> None:
    leash = figure("leash")
    assert isinstance(leash, Explorable)
    assert leash.summary_row()["best"] == pytest.approx(0.5)
    assert leash.summary_row(retaliation_cost=20)["best"] == pytest.approx(0.25)
    assert "a leash of 50 percent" in leash.sentence()
    assert "it delegates" in leash.sentence()
    harshest = leash.sentence(rogue_probability=1.0, control_attribution=0.9, retaliation_cost=1)
    assert "to command every act" in harshest
    assert "it does not delegate" in harshest


def test_the_axis_of_the_leash_stays_where_it_is() -> None:
    leash = figure("leash")
    assert isinstance(leash, Explorable)
    low, high = next(
        layer["encoding"]["y"]["scale"]["domain"]
        for layer in leash.spec()["layer"]
        if "scale" in layer["encoding"].get("y", {})
    )
    for values in itertools.product(*((s.start, s.stop) for s in leash.sliders)):
        given = dict(zip((s.name for s in leash.sliders), values, strict=True))
        for row in leash.rows(**given):
            assert all(low <= float(str(row[name])) <= high for name in CURVES)


def test_a_chapter_sets_its_own_channel_apart() -> None:
    shown = secrets_beside("Muscat channel")
    own = [row for row in shown.rows() if str(row["name"]).startswith(OWN)]
    assert [row["name"] for row in own] == [f"{OWN}Muscat channel"]
    assert [row["days"] for row in shown.rows()] == [row["days"] for row in secrets()]
    assert shown.words.endswith("One is set apart: Muscat channel.")


def test_reports_count_by_source() -> None:
    reports = figure("reports")
    assert isinstance(reports, Explorable)
    assert "67 percent." in reports.sentence(reports=4, sources=1)
    assert "67 percent." in reports.sentence(reports=1, sources=5), "no more sources than reports"


def test_wrong_names_and_values_are_refused_in_words() -> None:
    with pytest.raises(KeyError, match=r"no figure 'lease'.*demand, "):
        figure("lease")
    leash = figure("leash")
    assert isinstance(leash, Explorable)
    with pytest.raises(ValueError, match="'control' is no slider here; choose rogue_probability"):
        leash.values(control=0.5)
    with pytest.raises(ValueError, match=r"retaliation_cost \(How much.*from 1 to 30, not 31"):
        leash.rows(retaliation_cost=31)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 percent"), (0.001, "under 1 percent"), (0.005, "1 percent"), (0.125, "13 percent"),
     (0.994, "99 percent"), (0.996, "over 99 percent"), (1, "100 percent")],
)  # fmt: skip
def test_percent_never_rounds_to_certainty(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0.0"), (5.5, "5.5"), (9.96, "10.0"), (12.34, "12.3")]
)
def test_a_number_is_said_with_one_decimal(value: float, said: str) -> None:
    assert one_decimal(value) == said


def bends(found: Explorable, x: str, y: str, high: float) -> dict[float, float]:
    """Return by how many degrees a line turns at each of its points, in a chart of 350 by 280."""
    rows = [(float(str(row[x])), float(str(row[y]))) for row in found.rows()]
    wide = rows[-1][0] - rows[0][0]
    points = [(across / wide * 350, up / high * 280) for across, up in rows]
    slopes = [atan2(d - b, c - a) for (a, b), (c, d) in itertools.pairwise(points)]
    turns = [abs(degrees(after - before)) for before, after in itertools.pairwise(slopes)]
    return {round(across, 6): turn for (across, _), turn in zip(rows[1:-1], turns, strict=True)}


def drawn(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the layers of a chart that draw something, also those within others."""
    for layer in spec.get("layer", []):
        if "mark" in layer:
            yield layer
        yield from drawn(layer)


@pytest.mark.parametrize("found", EXPLORABLES, ids=lambda found: found.name)
def test_a_curve_without_corners_is_drawn_without_corners(found: Explorable) -> None:
    """What turns half as much between points twice as close is no corner of the model."""
    start, stop, step = found.x_range
    if step == 1:
        return  # things that are counted: between them is nothing
    closer = replace(found, x_range=(start, stop, step / 2))
    layers = list(drawn(found.spec()))
    ends = [layer["encoding"].get("y", {}).get("scale", {}) for layer in layers]
    high = next(end["domain"][1] for end in ends if "domain" in end)
    for layer in layers:
        if layer["mark"]["type"] == "line" and layer["mark"].get("interpolate") != "monotone":
            x, y = (layer["encoding"][axis]["field"] for axis in "xy")
            turns, finer = bends(found, x, y, high), bends(closer, x, y, high)
            corners = [at for at, turn in turns.items() if turn > 8 and finer[at] < 0.75 * turn]
            assert corners == [], f"{y} at {corners}"


def test_choose_takes_numbers_and_expressions() -> None:
    assert choose(True, "yes", "no") == "yes"
    assert choose(alt.param(name="x") > 0, "yes", "no")._to_expr() == "if((x > 0),'yes','no')"


def luminance(hexadecimal: str) -> float:
    """Return relative luminance as WCAG 2.2 defines it."""
    channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("role", [role for role in COLOURS if role != "grid"])
def test_colours_stand_out_on_light_and_dark(role: str) -> None:
    for shade, page in zip(COLOURS[role], ("#ffffff", "#121212"), strict=True):
        high, low = sorted((luminance(shade), luminance(page)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5
    assert colour(role) == COLOURS[role][0]


def test_in_colab_a_figure_comes_as_altair_shows_charts_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = FIGURES["attacks"]
    assert "text/html" not in found._repr_mimebundle_()
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    with alt.renderers.enable("default"):
        assert "vega-lite" in found._repr_mimebundle_()["text/html"]
