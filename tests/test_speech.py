"""What a screen reader said, kept in `tests/benchmarks/orca.txt`, still stands on the page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.benchmarks.orca import CHAPTER, IN_WRITTEN_ORDER, READ, SPEECH
from tests.browser import Visit

SPOKEN = SPEECH.read_text(encoding="utf-8").splitlines()
OWN = re.compile(r"document web\.$|^Finished loading|^Skip to")
"""What Orca says of itself, and of the page as a whole."""
ROLE = re.compile(r" (slider .*|push button\.|panel\.)$")
KEYS = {
    "Right": "ArrowRight",
    "Down": "ArrowDown",
    "Up": "ArrowUp",
    "Return": "Enter",
    "space": " ",
}


def spoken() -> list[tuple[str, str, list[str]]]:
    """Return each place, each key pressed there (at first none) and the sentences said then."""
    found: list[tuple[str, str, list[str]]] = []
    for line in SPOKEN:
        if line in READ:
            found.append((line, "", []))
        elif key := re.fullmatch(r"\[(\w+)\]", line):
            found.append((found[-1][0], key[1], []))
        elif len(line.split()) > 4 and not OWN.search(line):
            found[-1][2].append(ROLE.sub("", line))
    return found


def wait_until_said(page: Page, sentence: str) -> None:
    for _ in range(100):
        if sentence in " ".join(page.locator("article").inner_text().split()):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not on the page within 10 s: {sentence}")


def test_a_screen_reader_says_what_stands_on_the_page(stranger: Visit) -> None:
    stranger.page.add_init_script(IN_WRITTEN_ORDER)
    page = stranger.open(CHAPTER)
    sentences = 0
    for place, key, said in spoken():
        if key:
            page.keyboard.press(KEYS.get(key, key))
        else:
            page.locator(place).first.focus()
        for sentence in said:
            wait_until_said(page, sentence)
            sentences += 1
    assert sentences > 8
    assert [place for place, key, _ in spoken() if not key] == list(READ)


def test_it_says_nothing_twice_and_no_number_is_long() -> None:
    for line, following in pairwise(SPOKEN):
        assert not line or not following.startswith(line.rstrip("."))
        assert not re.search(r"\d\.\d{3}", line)


@pytest.mark.parametrize("part", ["#figure-leash .panel", "#check-echoes", "#prediction-tower-22"])
def test_each_part_speaks_of_itself_in_one_place(visit: Visit, part: str) -> None:
    page = visit.open(CHAPTER)
    live = page.locator(
        f"{part} :is([role=status], [role=alert], [aria-live], output):not([aria-hidden])"
        ":not([name=send] + *)"  # it speaks of the address alone, when that is sent
    )
    assert live.count() == 1
    if not part.startswith("#figure"):
        page.locator(f"{part} input").first.check()
        page.locator(f"{part} button").first.click()
        assert live.evaluate("status => status.childNodes.length") == 1
