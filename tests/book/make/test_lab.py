"""JupyterLab as `make lab` starts it: charts are drawn, and no other host is asked."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import Browser, TimeoutError

from book.make.notebooks import write_notebooks

CHART = 'alt.Chart(pd.DataFrame({"a": [1, 2]})).mark_bar().encode(y="a:Q", x="a:N")'
PROBLEM_SET = "ps2-proxies/ps2-proxies.ipynb"


@pytest.fixture(scope="module")
def lab(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a JupyterLab of its own, on a free port; give its address."""
    assert site
    folder = tmp_path_factory.mktemp("lab")
    write_notebooks(folder / "notebooks")
    path = folder / "notebooks" / PROBLEM_SET
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(2, nbformat.v4.new_code_cell(CHART))  # the stubs below stop a run
    nbformat.write(notebook, path)
    options = ["--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token="]
    log = folder / "log"
    with log.open("w") as errors:
        server = subprocess.Popen(
            ["jupyter", "lab", *options, "notebooks"],
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder)},
            stderr=errors,
        )
    try:
        for _ in range(60):
            if found := re.search(r"http://localhost:\d+/", log.read_text()):
                break
            sleep(1)
        assert found, log.read_text()
        yield found[0]
    finally:
        server.terminate()
        server.wait()


@pytest.mark.parametrize("place", ["lab/tree", "notebooks"])  # Slow: JupyterLab starts.
def test_charts_are_drawn_without_a_network(browser: Browser, lab: str, place: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.goto(f"{lab}{place}/{PROBLEM_SET}")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    picture = page.locator(".jp-RenderedSVG img").first
    for _ in range(4):  # a kernel that is still starting may miss the first call
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with suppress(TimeoutError):
            picture.wait_for(timeout=20_000)
            break
    page.wait_for_function("picture => picture.naturalWidth > 50", arg=picture.element_handle())
    assert set(asked) - {""} == {urlsplit(lab).netloc}
    page.close()
