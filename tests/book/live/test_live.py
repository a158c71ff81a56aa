"""Python in the page: a chapter runs in the browser, and leaves the page whole when it cannot."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Route, expect

from backchannel.data import read_table
from backchannel.figures import EXPLORABLES, figure
from backchannel.figures.figure import Explorable
from backchannel.figures.simulation import Simulation
from book import sources
from book.live import LIVE_FILES, LIVE_SOURCES, MEMORY, PARTS, WORKER, WORKER_POLICY
from book.live import __main__ as live
from book.live.needs import PANDAS, needs_pandas
from book.make.browser import headless
from book.make.notebooks import ONLY_HERE
from book.page import POLICY
from tests.book.live.reader import BUTTON, LIVE, STATUS, STILL, awake, says, typed
from tests.browser import Host, Visit, broken_rules, served

ROOT = Path(__file__).resolve().parents[3]
EXPLORER = re.compile(r'explorer\("(\w+)"\)')
CHAPTERS = sorted(
    path.stem
    for path in (ROOT / "chapters").glob("*.md")
    if "kernelspec:" in path.read_text("utf-8")
)


def cells(site: Path, chapter: str) -> list[str]:
    """Return the code of a chapter's cells, in their order on the page, which plays by itself."""
    notebook = nbformat.read(site / f"downloads/notebooks/{chapter}.ipynb", as_version=4)
    found = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [cell.source for cell in found if ONLY_HERE not in cell.metadata.get("tags", [])]


def expected(name: str, **values: float) -> str:
    """Return the reading that Python gives."""
    found = figure(name)
    assert isinstance(found, Explorable | Simulation)
    if isinstance(found, Explorable):
        said = found.sentence(**values)
    else:
        said = found.sentence(found.rows(**values), **values)
    return said[:1].upper() + said[1:]


@pytest.mark.parametrize("chapter", ["red-lines", "python-you-need"])
def test_each_explorer_answers_as_python_does(site: Path, returning: Visit, chapter: str) -> None:
    page = awake(returning, chapter)
    sources = cells(site, chapter)
    found = page.locator("article div.cell")
    assert found.count() == len(sources)
    explorers = {index: EXPLORER.search(source) for index, source in enumerate(sources)}
    assert any(explorers.values()) or chapter == "python-you-need"
    known = set(PANDAS)
    needs = [needs_pandas(source, known) for source in sources]
    assert any(needs) == (chapter == "python-you-need"), "of chapters all runs"
    for index, match in explorers.items():
        cell = found.nth(index)
        if not match:
            pandas = "needs pandas" in cell.inner_text()
            assert pandas == needs[index], sources[index]
            assert cell.locator(".live-output > *").count() == 1
            continue
        name = match[1]
        reading = cell.locator(".live-output .reading")
        expect(reading).to_have_text(expected(name), timeout=15_000)
        slider = figure(name).sliders[0]  # type: ignore[union-attr]
        handle = cell.get_by_role("slider", name=slider.label)
        handle.focus()
        page.keyboard.press("End")
        expect(reading).to_have_text(expected(name, **{slider.name: slider.stop}), timeout=15_000)
        cell.get_by_role("button", name="Back to the starting values").click()
        expect(reading).to_have_text(expected(name), timeout=15_000)
        assert cell.locator(".chart svg path").count() > 3
        assert cell.locator(".live-output table").count() > 0
    assert returning.complaints == []


CELL_BY_CELL = """
for sources in {all_sources}:
    names = {{}}
    for source in sources:
        exec(source, names)
        if "explorer(" in source:
            print(eval(source.splitlines()[-1], names).reading.value)
"""


def test_the_cells_of_every_chapter_run(site: Path, running: Visit) -> None:
    """Without another start of Python for each, and without what a page shows of them."""
    chapters = [cells(site, name) for name in CHAPTERS if name != "python-you-need"]
    ran = typed(running.page, 3, CELL_BY_CELL.format(all_sources=chapters))
    says(ran, "Done.")
    found = EXPLORER.findall("".join(source for sources in chapters for source in sources))
    said = ran.locator("pre.printed").inner_text().splitlines()
    readings = [line for line in said if line.startswith("<p>")]
    at_once = [name for name in found if name in EXPLORABLES]  # a simulation takes its time
    assert len(at_once) >= 13
    assert readings == [f"<p>{expected(name)}</p>" for name in at_once]


def test_a_slider_answers_the_mouse(running: Visit) -> None:
    page = running.page
    slider = page.locator(".live-output .noUi-base").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 1, box["y"] + 10)  # a finger is not exact
    reading = page.locator(".live-output .reading").first
    expect(reading).to_have_text(expected("leash", rogue_probability=1.0))


def test_a_reader_edits_errs_and_undoes(running: Visit) -> None:
    page = running.page
    cell = page.locator("article div.cell").filter(has=page.locator("textarea")).nth(3)
    code, output = cell.locator("textarea"), cell.locator(".live-output")
    first = code.input_value()
    assert "best_control(" in first
    expect(output).to_have_text("0.5")
    code.fill(
        "from backchannel.models.delegation import best_control\nprint(2 + 3)\nbest_control(1 / 0)"
    )
    code.press("Shift+Enter")
    expect(output).to_contain_text("5")
    expect(output.get_by_role("alert")).to_contain_text("ZeroDivisionError")
    code.fill(
        "import altair as alt\nalt.Chart(alt.Data(values=[{'x': 1}])).mark_bar().encode(x='x:Q')"
    )
    cell.get_by_role("button", name="Run: cell").click()
    expect(output.locator("svg path").first).to_be_visible()
    assert output.locator("tbody td").text_content() == "1"
    code.fill("from backchannel.data import read_table\nlen(read_table('events'))")
    cell.get_by_role("button", name="Run: cell").click()
    expect(output).to_have_text(str(len(read_table("events"))))
    code.fill("if True print")
    code.press("Control+Enter")
    expect(output).to_contain_text("SyntaxError")
    cell.get_by_role("button", name="Back to the original").click()
    expect(output).to_have_text("0.5")
    assert code.input_value() == first
    assert running.complaints == []


def test_a_live_page_is_for_everyone(running: Visit) -> None:
    page = running.page
    for theme, width in (("dark", 360), ("light", 1350)):
        assert broken_rules(page, theme, width, "div.cell") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


SLOW = """
from dataclasses import replace
from time import monotonic
from backchannel.runs import Run
from backchannel.widgets import explorer
shown = explorer("exchange")
def slow(values, chance, steps=shown.shown.run.steps):
    for step in steps(values, chance):
        end = monotonic() + 0.1
        while monotonic() < end:
            pass
        yield step
shown.shown = replace(shown.shown, run=Run(slow, shown.shown.run.result))
shown
"""


def test_a_simulation_shows_progress_and_stops(running: Visit) -> None:
    page = running.page
    cell = page.locator("article div.cell").filter(has=page.locator("textarea")).nth(3)
    cell.locator("textarea").fill(SLOW)
    cell.get_by_role("button", name="Run: cell").click()
    reading = cell.locator(".reading").first
    expect(cell.get_by_role("progressbar")).to_be_visible()
    cell.get_by_role("button", name="Stop", exact=True).click()
    expect(reading).to_contain_text("Stopped before its end")
    expect(cell.get_by_role("progressbar")).to_be_hidden()
    assert running.complaints == []


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("live-[0-9a-f]*.js", "is missing here"),
        (WORKER, "Python could not start"),
        *((name, "is missing (404)") for name in LIVE_FILES if name != PARTS),
    ],
)
def test_a_missing_file_leaves_the_page_as_it_was(
    guest: Visit, whole: Host, missing: str, words: str
) -> None:
    page = guest.open("chapters/proxies.html")
    before = page.inner_text("article")
    whole.missing = {missing}
    page.click(BUTTON)
    expect(page.locator(STATUS)).to_contain_text(words)
    page.wait_for_selector(STILL)
    assert page.inner_text("article") == before


def test_a_host_that_forbids_python_is_named(guest: Visit, whole: Host) -> None:
    whole.worker_policy = POLICY
    page = guest.open("chapters/proxies.html")
    before = page.inner_text("article")
    page.click(BUTTON)
    expect(page.locator(STATUS)).to_contain_text("forbids Python in the page", timeout=20_000)
    assert page.inner_text("article") == before


def test_a_reader_cancels_and_starts_again(guest: Visit) -> None:
    page = guest.open("chapters/proxies.html")
    before = page.inner_text("article")
    page.click(BUTTON)
    page.wait_for_selector("section.live[data-state=starting]")
    page.click(BUTTON)
    expect(page.locator(STATUS)).to_contain_text("Stopped")
    assert page.inner_text("article") == before
    page.click(BUTTON)
    page.wait_for_selector(LIVE, timeout=60_000)


def test_a_start_that_takes_too_long_is_given_up(guest: Visit) -> None:
    guest.page.clock.install()
    page = guest.open("chapters/proxies.html")
    page.click(BUTTON)
    page.wait_for_selector("section.live[data-state=starting]")
    page.clock.fast_forward(61_000)
    expect(page.locator(STATUS)).to_contain_text("nothing has moved for 60 seconds")
    page.wait_for_selector(STILL)


def test_a_browser_without_webassembly_is_told(guest: Visit) -> None:
    guest.page.add_init_script("delete window.WebAssembly")
    page = guest.open("chapters/proxies.html")
    page.click(BUTTON)
    expect(page.locator(STATUS)).to_contain_text("This browser cannot run Python")


@pytest.mark.parametrize("megabytes", [12, 44])
def test_a_device_without_memory_is_told(browser: Browser, whole: Host, megabytes: int) -> None:
    """In the first Python itself finds no room, in the second what it had imported."""
    small = headless(browser.browser_type, f"--js-flags=--wasm-max-mem-pages={megabytes * 16}")
    page = Visit(small.new_page(), whole.address).open("chapters/proxies.html")
    before = page.inner_text("article")
    page.click(BUTTON)
    expect(page.locator(STATUS)).to_contain_text("not enough free memory", timeout=20_000)
    assert page.inner_text("article") == before
    small.close()


def test_a_host_need_not_know_webassembly_and_may_unpack_the_memory(guest: Visit) -> None:
    def as_bytes(route: Route) -> None:
        headers = {"Content-Type": "application/octet-stream"}
        route.fulfill(response=route.fetch(), headers=headers)

    def unpacked(route: Route) -> None:
        route.fulfill(response=route.fetch(), headers={"Content-Encoding": "gzip"})

    guest.page.context.route("**/*.wasm*", as_bytes)
    guest.page.context.route(f"**/{MEMORY}", unpacked)
    page = guest.open("chapters/proxies.html")
    with page.expect_response("**/*.wasm*") as found:
        page.click(BUTTON)
    assert found.value.headers["content-type"] == "application/octet-stream"
    page.wait_for_selector(LIVE, timeout=60_000)


IPAD = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15"


def test_where_the_memory_does_not_fit_python_starts_from_its_parts(
    browser: Browser, whole: Host
) -> None:
    context = browser.new_context(user_agent=IPAD, viewport={"width": 390, "height": 800})
    visit = Visit(context.new_page(), whole.address)
    page = awake(visit, "proxies")
    expect(page.locator(".live-output .reading").first).to_have_text(expected("leash"))
    sent = {path.rsplit("/", 1)[1] for path, _ in whole.sent if "/live/" in path}
    assert PARTS in sent
    assert MEMORY not in sent
    assert visit.complaints == []
    context.close()


def test_a_host_that_sends_scripts_as_something_else_is_named(guest: Visit) -> None:
    def as_bytes(route: Route) -> None:
        headers = {"Content-Type": "application/octet-stream"}
        route.fulfill(response=route.fetch(), headers=headers)

    guest.page.context.route("**/pyodide.js", as_bytes)
    page = guest.open("chapters/proxies.html")
    page.click(BUTTON)
    expect(page.locator(STATUS)).to_contain_text(
        "This host sends pyodide.js as application/octet-stream.", timeout=20_000
    )


def test_what_cannot_run_in_a_page_is_said_before_anything_is_fetched(site: Path) -> None:
    section = re.compile(r'<section class="live.*?</section>', re.DOTALL)
    found = section.findall((site / "chapters/python-you-need.html").read_text("utf-8"))
    known = set(PANDAS)
    needs = [needs_pandas(source, known) for source in cells(site, "python-you-need")]
    said = f"{sum(needs)} of the {len(needs)} cells need pandas, which is too heavy"
    assert sum(needs) > 1 and said in found[0]
    assert "python-you-need.ipynb" in found[0]
    for chapter in set(CHAPTERS) - {"python-you-need"}:
        (found,) = section.findall((site / f"chapters/{chapter}.html").read_text("utf-8"))
        assert "need pandas" not in found, chapter


def test_a_second_chapter_starts_from_what_is_kept_also_below_a_path_and_without_a_host(
    site: Path, browser: Browser
) -> None:
    with served(site, below="/a/course") as host:
        context = browser.new_context()
        visit = Visit(context.new_page(), host.address)
        awake(visit, "proxies")
        visit.page.wait_for_function(
            """async (names) => {
                const kept = await (await caches.open("delicate-dance")).keys();
                return names.every((name) => kept.some(({url}) => url.endsWith(name)));
            }""",
            arg=list(LIVE_FILES),
        )
        visit.page.wait_for_timeout(1000)
        first = len(host.sent)
        awake(visit, "why-talk-in-secret")
        again = [path for path, _ in host.sent[first:]]
        assert not [path for path in again if "/live/" in path and not path.endswith(".js")]
        assert visit.complaints == []
        visit.page.wait_for_timeout(1000)
        host.stop()
        awake(visit, "proxies")
        context.close()


def test_pages_allow_no_more_than_they_did(site: Path) -> None:
    text = (site / "chapters/proxies.html").read_text(encoding="utf-8")
    assert "wasm-unsafe-eval" not in text
    assert POLICY.replace("'self'; style", "'self' 'wasm-unsafe-eval'; style") == WORKER_POLICY
    assert "'wasm-unsafe-eval'" in (ROOT / "chapters/hosting.md").read_text("utf-8")


def test_whatever_python_is_made_of_gives_its_folder_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies there may be kept for ever, so nothing else may ever lie at its address."""
    locks = {"requirements.txt", "book/live/requirements.txt", "package-lock.json"}
    assert locks | {"backchannel", "data", "book/live/snapshot.mjs"} <= set(LIVE_SOURCES)
    files = [tmp_path / (name if Path(name).suffix else f"{name}/a.py") for name in LIVE_SOURCES]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    found = {sources.fingerprint(*LIVE_SOURCES)}
    for file in files:
        file.write_text("changed", encoding="utf-8")
        found.add(sources.fingerprint(*LIVE_SOURCES))
    files[0].rename(files[0].with_name("b.py"))
    found.add(sources.fingerprint(*LIVE_SOURCES))
    monkeypatch.setattr(sys, "version", "another")
    found.add(sources.fingerprint(*LIVE_SOURCES))
    assert len(found) == len(files) + 3


def test_what_is_packed_is_python_only() -> None:
    found = live.packages()
    assert {"ipywidgets", "altair", "ipython", "jsonschema"} <= set(found)
    assert found["jsonschema"].version == "4.17.3"
    assert not {"pandas", "numpy", "rpds-py"} & set(found)
