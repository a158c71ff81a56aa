"""Explorers: live widgets that call the model with numbers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from backchannel.figures import figure
from backchannel.figures.figure import VEGA_LITE_MIME, Explorable
from backchannel.figures.simulation import Simulation
from backchannel.models.delegation import best_control
from backchannel.widgets import Explorer, Simulator, explorer
from backchannel.widgets.explorer import STATIC_PAGE, FigureWidget


@pytest.fixture
def leash(monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.delenv(STATIC_PAGE, raising=False)
    found = explorer("leash")
    assert isinstance(found, Explorer)
    return found


def drawn(live: FigureWidget) -> dict[str, Any]:
    """Return the datasets in the picture that the widget shows."""
    found: dict[str, Any] = live.picture.outputs[0]["data"][VEGA_LITE_MIME]["datasets"]
    return found


def test_moving_a_slider_calls_the_model(leash: Explorer) -> None:
    leash.sliders["retaliation_cost"].value = 20
    assert drawn(leash)["summary"][0]["best"] == pytest.approx(best_control(0.3, 20, 20, 0.6))
    assert "a leash of 25 percent" in leash.reading.value


def test_reset_goes_back_to_the_start(leash: Explorer) -> None:
    before = leash.reading.value
    leash.set(rogue_probability=1.0, retaliation_cost=1)
    assert leash.reading.value != before
    leash.reset()
    assert leash.reading.value == before


def test_a_value_off_its_slider_is_refused_and_nothing_moves(leash: Explorer) -> None:
    with pytest.raises(ValueError, match="from 1 to 30, not 99"):
        leash.set(rogue_probability=0.5, retaliation_cost=99)
    assert leash.sliders["rogue_probability"].value == pytest.approx(0.3)


def test_on_a_static_page_an_explorer_is_its_explorable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATIC_PAGE, "1")
    assert explorer("leash") is figure("leash")
    assert isinstance(figure("leash"), Explorable)


def test_a_figure_without_sliders_is_refused_in_words() -> None:
    with pytest.raises(
        TypeError, match=r"'attacks' has no sliders; show it with figure\('attacks'\)"
    ):
        explorer("attacks")


def in_own_thread(act: Callable[[], Any]) -> Any:
    """Do something in a thread of its own, where no loop of another test runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(act).result()


@pytest.fixture
def tournament(monkeypatch: pytest.MonkeyPatch) -> Simulator:
    monkeypatch.delenv(STATIC_PAGE, raising=False)
    found = in_own_thread(lambda: explorer("tournament"))
    assert isinstance(found, Simulator)
    return found


def test_a_simulator_draws_the_run_it_is_asked_for(tournament: Simulator) -> None:
    simulation = tournament.shown
    assert drawn(tournament)["rows"] == simulation.rows()
    in_own_thread(lambda: tournament.set(seed=7))
    assert drawn(tournament)["rows"] == simulation.rows(seed=7) != simulation.rows()
    assert "got most" in tournament.reading.value
    in_own_thread(tournament.reset)
    assert drawn(tournament)["rows"] == simulation.rows()


def test_a_long_run_shows_its_progress_and_can_be_stopped(
    tournament: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules[Simulator.__module__]
    monkeypatch.setattr(module, "PROGRESS_AFTER", 0.0)
    monkeypatch.setattr(module, "PAUSE_AFTER", 0.0)

    async def use() -> None:
        tournament.set(moves=1000)
        for _ in range(5):
            await asyncio.sleep(0)
        assert tournament.progress.layout.visibility == "visible"
        assert 0 < tournament.progress.value < 1
        assert tournament.stop_button.layout.display == ""
        task = tournament.task
        assert task is not None
        tournament.stop_button.click()
        await asyncio.wait([task])

    in_own_thread(lambda: asyncio.run(use()))
    assert "Stopped before its end; so far" in tournament.reading.value
    assert tournament.progress.layout.visibility == "hidden"
    assert tournament.stop_button.layout.display == "none"
    assert 0 < len(drawn(tournament)["rows"]) <= 7


def test_a_run_that_ends_tidies_up_after_itself(tournament: Simulator) -> None:
    async def use() -> None:
        tournament.run_button.click()
        assert tournament.task is not None
        await tournament.task

    in_own_thread(lambda: asyncio.run(use()))
    assert tournament.stop_button.layout.display == "none"
    assert tournament.progress.layout.visibility == "hidden"


def test_on_a_static_page_a_simulator_is_its_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATIC_PAGE, "1")
    assert explorer("tournament") is figure("tournament")


def test_in_a_kernel_a_simulator_runs_beside_the_cells() -> None:
    # Starts a kernel, which takes a few seconds: only there does a loop run already.
    cells = [
        "from backchannel.widgets import explorer\nlive = explorer('crisis')",
        "import asyncio\nawait live.task\nprint(live.reading.value)",
        "live.set(first_slope=0.3)\nawait live.task\nprint(live.reading.value)",
    ]
    book = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(book, kernel_name="python3", timeout=60).execute()
    said = [cell.outputs[0]["text"].strip() for cell in book.cells[1:]]
    crisis = figure("crisis")
    assert isinstance(crisis, Simulation)
    for sentence, values in zip(said, ({}, {"first_slope": 0.3}), strict=True):
        expected = crisis.sentence(crisis.rows(**values), **values)
        assert sentence == f"<p>I{expected[1:]}</p>"
