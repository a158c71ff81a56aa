"""A move on its page: played, folded around, kept, sent, and there without a script."""

from __future__ import annotations

import gzip
import re
import struct
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from backchannel.moves import MOVES, show
from backchannel.moves.view import NUMBERS
from tests.browser import SITE, Host, Visit, served

ECHO = "chapters/de-escalation.html"
FRONT = "chapters/introduction.html"
KIB = 1024
SLOW = 30_000  # milliseconds for Python, and two hundred others, on a machine that tests much else


def choose(page: Page, name: str, *choices: int) -> None:
    """Make choices, each when the one before it is answered."""
    for choice in choices:
        page.locator(f"#move-{name} .choices button").nth(choice).click()
        page.locator(f"#move-{name}:not([aria-busy])").wait_for()


def played(page: Page, name: str) -> tuple[int, list[int]]:
    """Return the chance and the choices that the address holds."""
    found = re.search(rf"#play={name}\.(\w+)\.(\d*)$", page.url)
    assert found, page.url
    return int(found[1], 36), [int(choice) for choice in found[2]]


def plain(text: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(re.sub("<[^>]+>", "", text).split())


@pytest.mark.parametrize("name", MOVES)
def test_every_move_stands_on_a_page(name: str) -> None:
    pages = [
        path for path in SITE.glob("chapters/*.html") if f'id="move-{name}"' in path.read_text()
    ]
    assert len(pages) == 1


def test_a_reader_decides_within_a_hundred_and_fifty_words() -> None:
    # At 200 words a minute that is three quarters of one, headings and questions included.
    pages = [path for path in SITE.glob("chapters/*.html") if 'class="move"' in path.read_text()]
    assert len(pages) == 8
    for path in pages:
        article = BeautifulSoup(path.read_text("utf-8"), "html.parser").select_one("article")
        assert article
        for unseen in article.select(
            "svg, script, .headerlink, .marks ol, [hidden], .visually-hidden, "
            "details > :not(summary)"
        ):
            unseen.decompose()
        choice = article.select_one(".move .choices button")
        assert choice
        before = [text for text in choice.find_all_previous(string=True) if article in text.parents]
        words = re.findall(r"\w\S*", " ".join(reversed(before)))
        assert 20 <= len(words) <= 150, " ".join(words)


def test_nothing_is_loaded_for_a_move_before_it_is_made_and_little_then(
    browser: Browser, host: Host
) -> None:
    with served(SITE) as own:
        context = browser.new_context()
        page = Visit(context.new_page(), own.address).open(FRONT)
        page.locator(".page-tools .kept:not([hidden])").wait_for(state="attached")
        late = re.compile(r"micropython|moves-|play-worker")
        assert not [path for path, _ in own.sent if late.search(path)]
        choose(page, "line", 0)
        loaded = {path: size for path, size in own.sent if late.search(path)}
        assert len(loaded) == 3
        wasm = sum(size for path, size in loaded.items() if path.endswith(".wasm"))
        assert sum(loaded.values()) - wasm < 56 * KIB
        assert wasm < 450 * KIB  # not compressed here; 190 where a host does
        context.close()


def test_the_readme_names_what_a_move_takes() -> None:
    said = re.search(
        r"\*\*: (\w+) moves.*MicroPython (\d+) KiB, its worker (\d+), the rules (\d+)",
        (SITE.parents[1] / "README.md").read_text("utf-8"),
    )
    assert said
    assert said[1] == NUMBERS[len(MOVES)]
    patterns = ("micropython-*.wasm", "play-worker-*.js", "moves-*.json")
    paths = [next((SITE / "_static").glob(pattern)) for pattern in patterns]
    taken = [len(gzip.compress(path.read_bytes())) / KIB for path in paths]
    assert taken == pytest.approx([int(number) for number in said.groups()[1:]], abs=1)


def test_a_round_says_what_python_says_and_its_address_replays_it(visit: Visit) -> None:
    page = visit.open(FRONT)
    choose(page, "line", 1)
    expect(page.locator("#move-line .over")).to_be_hidden()
    while page.locator("#move-line .choices button").count():
        choose(page, "line", 1)
    said = page.locator("#move-line .said").inner_text()
    assert said == plain(show("line", *played(page, "line")).said)
    expect(page.locator("#move-line .over")).to_be_visible()
    address = page.url
    page.get_by_role("button", name="Again").click()
    expect(page.locator("#move-line .choices button")).to_have_count(3)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#move-line .said")).to_have_text(said, timeout=SLOW)
    assert visit.complaints == []


def test_what_tells_the_result_opens_after_the_move_at_the_readers_own_values(
    visit: Visit,
) -> None:
    page = visit.page
    page.goto(f"{visit.address}/{ECHO}", wait_until="networkidle")
    page.locator("#prediction-fax input[value='2']").check()
    page.locator("#prediction-fax button").click()
    chart = page.locator("#figure-forgiveness")
    expect(chart).to_be_hidden()
    choose(page, "echo", *[0] * 11)
    expect(chart).to_be_hidden()
    choose(page, "echo", 0)
    expect(chart).to_be_visible()
    expect(chart.locator("[name=forgiving]")).to_have_value("1")
    told = page.locator("#move-echo .result .you-said:visible")
    expect(told).to_have_count(1)
    expect(
        page.locator("#move-echo .result tr").filter(has=page.locator(".you-said:visible"))
    ).to_contain_text("never answered")
    page.goto(page.url.replace("de-escalation", "progress").partition("#")[0])
    link = page.locator("[data-played=echo] a")
    expect(page.locator("[data-played=echo]")).to_contain_text("You have played it")
    link.click()
    ended = "Twelve weeks, nine quiet ones"
    expect(page.locator("#move-echo .said")).to_contain_text(ended, timeout=SLOW)
    assert visit.complaints == []


def test_what_came_of_a_round_is_saved_as_a_picture(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(FRONT)
    while page.locator("#move-line .choices button").count():
        choose(page, "line", 0)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a picture").click()
    assert re.fullmatch(r"line\.\w+\.0+\.png", saved.value.suggested_filename)
    path = tmp_path / "card.png"
    saved.value.save_as(path)
    picture = path.read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 2 * 640
    assert height > 800
    assert len(picture) > 30 * KIB, "capitals, marks and words, not a bare ground"
    assert visit.complaints == []


def test_who_does_not_want_to_play_opens_the_rest_by_hand(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}/{ECHO}", wait_until="networkidle")
    page.get_by_text("The model behind it").click()
    expect(page.locator("#figure-forgiveness")).to_be_visible()
    page.locator("#move-echo .told summary").click()
    expect(page.locator("#move-echo .told table")).to_be_visible()


def test_without_scripts_the_result_stands_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{ECHO}")
    expect(page.locator("#move-echo .told table")).to_be_visible()
    expect(page.locator("#figure-forgiveness")).to_be_visible()
    expect(page.locator("#move-echo .choices")).to_be_hidden()
    context.close()


def test_an_address_that_somebody_wrote_opens_the_move(visit: Visit) -> None:
    page = visit.open(f"{FRONT}#play=line.5.9999")
    expect(page.locator("#move-line .said")).to_contain_text("You answer for Alder")
    choose(page, "line", 0)
    expect(page.locator("#move-line .said")).to_contain_text("You fire back")


def test_a_move_whose_python_does_not_come_says_so_and_goes_on_later(browser: Browser) -> None:
    with served(SITE) as host:
        host.missing = {"moves-*.json"}
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{host.address}/{FRONT}")
        choose(page, "line", 0)
        expect(page.locator("#move-line .trouble")).to_contain_text("did not arrive")
        host.missing = set()
        choose(page, "line", 0)
        expect(page.locator("#move-line .said")).to_contain_text("You fire back")
        context.close()


def test_a_round_played_once_is_played_again_without_a_network(browser: Browser) -> None:
    with served(SITE) as host:
        context = browser.new_context()
        page = Visit(context.new_page(), host.address).open(FRONT)
        page.locator(".page-tools .kept:not([hidden])").wait_for(state="attached")
        choose(page, "line", 0)
        page.wait_for_timeout(1500)  # the worker keeps what came
        host.gone = True
        page.goto(f"{host.address}/{FRONT}")
        choose(page, "line", 1)
        expect(page.locator("#move-line .said")).to_contain_text("You let it pass")
        context.close()
