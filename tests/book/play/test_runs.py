"""A simulation on its page: run, step by step, sent and found again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from backchannel.figures import SIMULATIONS
from tests.browser import Visit

GALLERY = "chapters/gallery.html"
SLOW = 30_000  # milliseconds for Python on a machine that tests much else


def expect_run(page: Page, name: str, **values: float) -> None:
    """Compare what the page says of a run, and its table, with Python."""
    found = SIMULATIONS[name]
    rows, shown = found.rows(**values), page.locator(f"#figure-{name}")
    said = found.sentence(rows, **values)
    expect(shown.locator(".reading")).to_have_text(said[:1].upper() + said[1:], timeout=SLOW)
    expect(shown.locator("tbody tr")).to_have_count(len(rows))
    column = found.columns[-1]
    cell = rows[-1][column.name]
    text = f"{cell:.{column.digits}f}" if column.digits is not None else str(cell)
    expect(shown.locator("tbody tr").last.locator("td").last).to_have_text(text)


def test_a_run_is_found_by_its_address_and_goes_on_step_by_step(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{visit.address}/{GALLERY}#set=exchange.error=0.1,seed=7")
    shown = page.locator("#figure-exchange")
    expect_run(page, "exchange", error=0.1, seed=7)
    shown.get_by_role("button", name="One step").press("Enter")
    expect(shown.locator(".reading")).to_contain_text("In 1 move the first", timeout=SLOW)
    shown.get_by_role("button", name="One step").press("Enter")
    expect(shown.locator(".reading")).to_contain_text("In 2 moves the first", timeout=SLOW)
    shown.get_by_role("button", name="Run", exact=True).press("Enter")
    expect_run(page, "exchange", error=0.1, seed=9)
    page.wait_for_url(re.compile(r"#set=exchange\.error=0\.1,seed=9$"))
    assert visit.complaints == []


def test_a_run_moves_and_is_stopped(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}/{GALLERY}#figure-tournament")
    shown = page.locator("#figure-tournament")
    run = shown.locator("[name=run]")
    run.click()
    expect(run).to_have_text("Stop")
    run.click()
    expect(run).to_have_text("Run")
    expect(shown.locator(".reading")).not_to_be_empty()
    shown.locator("[name=seed]").focus()
    page.keyboard.press("Home")
    expect_run(page, "tournament", seed=1)
    assert visit.complaints == []
