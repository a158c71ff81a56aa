"""Cells of a live page: stopped, broken, wrong, long, and typed into before a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.book.live.reader import STATUS, awake, cell, says, typed
from tests.browser import Host, Visit

ENDLESS = "print('begun')\nwhile True:\n    pass"
PLAIN, OTHER = 3, 4
"""Two cells of the chapter on proxies that are no explorers."""


def test_an_endless_loop_is_stopped_and_the_page_kept(running: Visit) -> None:
    """Where the host does not set its pages apart, Python has to be started again."""
    page = running.page
    says(typed(page, OTHER, "kept = 7\nkept"), "Done.")
    looping = typed(page, PLAIN, ENDLESS)
    says(looping, "Running")
    says(typed(page, OTHER, "kept"), "Waiting to run")
    looping.get_by_role("button", name="Stop: cell").click()
    says(looping, "Python had to be started again; what the cells had defined is gone")
    expect(looping.locator(".live-output")).to_have_text("begun")
    assert looping.locator("textarea").input_value() == ENDLESS
    says(cell(page, OTHER), "Stopped by an error")  # it waited, and the name is gone
    expect(page.locator(STATUS)).to_contain_text("Python was started again", timeout=30_000)
    page.locator(".live-output .noUi-handle").first.press("End")
    expect(page.locator(".live-output .reading").first).to_contain_text("to command every act")
    says(typed(page, PLAIN, "print(1)"), "Done.")


def test_a_host_that_isolates_lets_a_cell_stop_with_nothing_lost(guest: Visit, whole: Host) -> None:
    whole.isolated = True
    page = awake(guest, "proxies")
    says(typed(page, OTHER, "kept = 7"), "Done.")
    for code in (ENDLESS, "import time\nprint('begun')\ntime.sleep(600)"):
        looping = typed(page, PLAIN, code)
        expect(looping.locator(".live-output")).to_have_text("begun")
        looping.locator("textarea").press("Escape")
        says(looping, "Stopped.")
        expect(looping.get_by_role("button", name="Stop")).to_be_hidden()
    says(typed(page, OTHER, "kept"), "Done.")
    expect(cell(page, OTHER).locator(".live-output")).to_have_text("7")
    typed(page, PLAIN, ENDLESS)
    says(cell(page, PLAIN), "Running")
    cell(page, PLAIN).get_by_role("button", name="Back to the original").click()
    expect(cell(page, PLAIN).locator(".live-output")).to_have_text("0.5", timeout=30_000)
    assert guest.complaints == []


def test_a_cell_that_waits_is_stopped_on_any_host_with_nothing_lost(running: Visit) -> None:
    page = running.page
    code = "import asyncio\nkept = 7\nprint('begun')\nawait asyncio.sleep(600)"
    waiting = typed(page, PLAIN, code)
    expect(waiting.locator(".live-output")).to_contain_text("begun")  # says it runs before it does
    waiting.get_by_role("button", name="Stop: cell").press("Enter")
    says(waiting, "Stopped.")
    expect(waiting.get_by_role("button", name="Run: cell")).to_be_focused()
    says(typed(page, OTHER, "kept"), "Done.")
    assert running.complaints == []


@pytest.mark.parametrize(
    "code",
    [
        "a = []; a.append(a); b = []; b.append(b); a == b",
        "class Envoy:\n    __repr__ = lambda self: f'{self!r}'\nEnvoy()",
        "import os\nos._exit(1)",
    ],
)
def test_python_that_has_broken_down_is_started_again(running: Visit, code: str) -> None:
    page = running.page
    says(typed(page, OTHER, "kept = 7"), "Done.")
    says(typed(page, PLAIN, code), "Python broke down at this cell and was started again")
    says(cell(page, OTHER), "What this cell had defined is gone")
    expect(page.locator(STATUS)).to_contain_text("Python was started again", timeout=30_000)
    says(typed(page, OTHER, "kept"), "Stopped by an error")
    says(typed(page, PLAIN, "print(1)"), "Done.")


def test_how_a_cell_ended_is_said(running: Visit) -> None:
    page = running.page
    wrong = typed(page, PLAIN, "1 / 0")
    says(wrong, "Stopped by an error.")
    assert wrong.locator(".live-error").evaluate("box => getComputedStyle(box).borderTopWidth") == (
        "1px"
    )
    says(typed(page, PLAIN, "input('Your name?')"), "Stopped by an error.")
    expect(wrong.get_by_role("alert")).to_contain_text("Write the answer into the code")
    says(typed(page, PLAIN, "exit()"), "Stopped.")
    expect(wrong.locator(".live-output")).to_have_text("")
    says(typed(page, PLAIN, "if True print"), "Stopped by an error.")
    says(typed(page, PLAIN, "2 + 3"), "Done.")
    expect(wrong.locator(".live-output")).to_have_text("5")


def test_a_cell_may_wait(running: Visit) -> None:
    page = running.page
    slept = typed(
        page,
        PLAIN,
        "import time\nbegan = time.monotonic()\ntime.sleep(0.5)\n"
        "print(0.5 <= time.monotonic() - began < 5)",
    )
    expect(slept.locator(".live-output")).to_have_text("True", timeout=10_000)
    code = "import asyncio\nasync def reply():\n    await asyncio.sleep(0.01)\n    return 'yes'\n"
    for last in ("asyncio.run(reply())", "await reply()"):
        ran = typed(page, PLAIN, code + last)
        says(ran, "Done.")
        expect(ran.locator(".live-output")).to_have_text("'yes'")
    assert running.complaints == []


def test_what_comes_out_is_bounded(running: Visit) -> None:
    page = running.page
    printed = typed(page, PLAIN, "for number in range(10_000):\n    print('x' * 99)")
    says(printed, "Done.")
    expect(printed.locator(".live-note")).to_have_text(
        "Cut here: 980,000 more characters came out."
    )
    assert printed.locator("pre.printed").evaluate("text => text.textContent.length") == 20_000
    assert printed.evaluate("cell => cell.offsetHeight") < 1200


def test_a_simulation_of_another_chapter_runs_in_a_cell(running: Visit) -> None:
    shown = typed(running.page, PLAIN, 'explorer("tournament")')
    says(shown, "Done.")
    shown.get_by_role("button", name="Run", exact=True).click()
    expect(shown.get_by_role("slider", name="Which run of chance?")).to_have_attribute(
        "aria-valuenow", "2.0"
    )
    assert running.complaints == []


def test_what_was_typed_comes_back_after_a_reload(guest: Visit) -> None:
    page = awake(guest, "proxies")
    typed(page, PLAIN, "print('mine')")
    page.reload(wait_until="networkidle")
    page = awake(guest, "proxies")
    mine = cell(page, PLAIN)
    assert mine.locator("textarea").input_value() == "print('mine')"
    says(mine, "Your own text of before is back")
    mine.get_by_role("button", name="Back to the original").click()
    says(mine, "Done.")
    page.reload(wait_until="networkidle")
    assert "best_control" in cell(awake(guest, "proxies"), PLAIN).locator("textarea").input_value()


def test_sliders_speak_and_buttons_keep_their_words(returning: Visit) -> None:
    returning.page.set_viewport_size({"width": 360, "height": 740})
    page = awake(returning, "red-lines")
    for handle in page.locator(".live-output .noUi-handle").all():
        spoken = handle.get_attribute("aria-valuetext")
        readout = handle.locator("xpath=ancestor::*[contains(@class, 'widget-slider')]")
        assert spoken == readout.locator(".widget-readout").text_content()
        assert len(spoken or "0.15000000") < 8
    for button in page.locator(".live-output .jupyter-button:visible").all():
        assert button.evaluate("button => button.scrollWidth <= button.clientWidth")
    crisis = page.locator(".live-output").filter(has_text="Which run of chance?")
    seed = crisis.get_by_role("slider", name="Which run of chance?")
    before = crisis.locator(".reading").text_content() or ""
    assert seed.get_attribute("aria-valuenow") == "1.0"
    crisis.get_by_role("button", name="Run", exact=True).click()
    expect(seed).to_have_attribute("aria-valuenow", "2.0")
    expect(crisis.locator(".reading")).not_to_have_text(before)
    assert returning.complaints == []
