"""The same pages in each engine: Chromium, Firefox and WebKit, some in Chromium as a telephone.

Each test has a host of its own, which its browser has never met, and so nothing is remembered.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backchannel.data import read_table
from backchannel.figures import EXPLORABLES
from backchannel.moves import show
from tests.browser import DRAWN
from tests.engines import ENGINES, PHONE, Reader

CHAPTERS = {
    path.stem: sorted(EXPLORABLES.keys() & re.findall(r'explorer\("(\w+)"\)', path.read_text()))
    for path in (Path(__file__).resolve().parents[1] / "chapters").glob("*.md")
}
"""The explorables of each chapter."""

CHAPTER = "chapters/proxies.html"
DARK = "document.documentElement.dataset.theme === 'dark'"


ANSWER = """
    const figure = document.getElementById(`figure-${given[0]}`);
    await figure.view.runAsync();
    await new Promise((resolve) => setTimeout(resolve));
    const numbers = (name) => figure.view.data(name).map((row) => ({...row}));
    return {
        reading: figure.querySelector(".reading").textContent,
        tables: Object.fromEntries(given[1].map((name) => [name, numbers(name)])),
        marks: figure.querySelectorAll(".chart svg path").length,
    };
"""
TO_SLIDER = """
    const slider = document.querySelector(`#figure-${given[0]} [name=${given[1]}]`);
    const fold = slider.closest("details");
    if (fold) fold.open = true;
    slider.form.reset();
    await new Promise((resolve) => setTimeout(resolve));
    slider.focus();
"""


def assert_answers_like_python(reader: Reader, name: str, **values: float) -> None:
    """Compare chart, table and reading of a figure with the model in Python."""
    expected = EXPLORABLES[name].datasets(**values)
    answer = reader.engine.run(ANSWER, name, list(expected))
    assert answer["reading"] == EXPLORABLES[name].sentence(**values)
    assert answer["marks"] > 3
    for table, rows in expected.items():
        drawn = answer["tables"][table]
        assert len(drawn) == len(rows)
        pairs = [(got[key], row[key]) for got, row in zip(drawn, rows, strict=True) for key in row]
        assert [pair for pair in pairs if not abs(pair[0] - pair[1]) <= 1e-9] == []


def test_every_explorable_stands_in_a_chapter() -> None:
    assert {name for names in CHAPTERS.values() for name in names} == set(EXPLORABLES)


WITH_PHONE = pytest.mark.parametrize("engine", [*ENGINES, PHONE], indirect=True)
"""What a finger's size, or a page's other layout, could change."""


@WITH_PHONE
def test_explorables_answer_the_keyboard_like_python(
    reader: Reader, request: pytest.FixtureRequest
) -> None:
    """All of them, on the page where all of them are."""
    is_first = request.node.callspec.params["engine"] == "chromium"
    reader.open("chapters/gallery.html")
    reader.until(DRAWN, seconds=40)
    for name, found in EXPLORABLES.items():
        assert_answers_like_python(reader, name)
        # What a formula gives is the same script in all engines: one tries every end, others one.
        for slider in found.sliders if is_first else found.sliders[:1]:
            for key, value in (("End", slider.stop), ("Home", slider.start)):
                reader.engine.run(TO_SLIDER, name, slider.name)
                reader.press(key)
                assert_answers_like_python(reader, name, **{slider.name: value})
        reader.focus(f"#figure-{name} form button")
        reader.press("Enter")
        assert_answers_like_python(reader, name)


def choose(reader: Reader, form: str, choice: int) -> str:
    """Choose by keyboard, commit, and return what the form says then."""
    reader.focus(f"{form} input[value='{choice}']")
    reader.press(" ")
    reader.focus(f"{form} button")
    reader.press("Enter")
    return reader.text(f"{form} [role=status]")


def test_questions_answer_and_progress_is_kept_across_pages(reader: Reader) -> None:
    reader.open(CHAPTER)
    prediction = "Noted, in this browser only. The chapter comes back to it."
    assert choose(reader, "#prediction-tower-22", 0) == prediction
    answers = "[...document.querySelectorAll('#check-echoes .answers li')]"
    right = int(reader.get(f"{answers}.findIndex((each) => each.matches('[data-right]'))"))
    assert choose(reader, "#check-echoes", (right + 1) % 3).startswith("Not this one.")
    assert choose(reader, "#check-echoes", right).startswith("Right.")
    reader.open("chapters/progress.html")
    progress = "section[data-chapter=proxies]"
    reader.until("document.querySelector(given[0]).innerText.includes('predicted:')", progress)
    assert "right at first, 1 tried" in reader.text(progress)
    reader.open(CHAPTER)
    reader.until("document.querySelector('#check-echoes').dataset.state === 'right'")
    assert reader.text("#check-echoes [role=status]").startswith("Right.")


def test_the_timeline_draws_moves_and_filters(reader: Reader) -> None:
    reader.open("chapters/timeline.html")
    events = read_table("events")
    count = "document.querySelectorAll('#figure-timeline .event_marks path').length"
    reader.until(f"{count} === given[0]", len(events))
    years = (
        "document.querySelector('#figure-timeline').view.scale('x').domain()"
        ".map((day) => new Date(day).getUTCFullYear())"
    )
    first, last = reader.get(years)
    reader.focus("#figure-timeline .chart")
    reader.press("ArrowRight")
    assert reader.text(".event-shown").startswith("1979-11-04 to 1981-01-20")
    reader.press("ArrowRight", "+", "+")
    reader.until(f"(([first, last]) => last - first)({years}) < given[0]", (last - first) / 3)
    reader.press("-", "-", "-")
    reader.until(f"{count} === given[0]", len(events))
    reader.engine.run(
        "const select = document.querySelector('form.filters select[name=channel]');"
        "select.value = given[0];"
        "select.dispatchEvent(new Event('input', {bubbles: true}));"
        "select.dispatchEvent(new Event('change', {bubbles: true}));",
        "third_party_swiss",
    )
    swiss = sum(event["channel"] == "third_party_swiss" for event in events)
    reader.until(f"{count} === given[0]", swiss)


MOVE = "#move-line"
IDLE = "!document.querySelector(given[0]).hasAttribute('aria-busy')"


@WITH_PHONE
def test_the_first_page_is_a_round_that_can_be_sent(reader: Reader) -> None:
    reader.open("chapters/introduction.html")
    reader.focus(f"{MOVE} .choices button")
    reader.press("ArrowDown", "ArrowDown", "ArrowUp")  # to "Let it pass"
    for _ in range(3):
        said = reader.text(f"{MOVE} .said")
        reader.press("Enter")
        reader.until(
            "document.querySelector(given[0]).innerText !== given[1]", f"{MOVE} .said", said
        )
        reader.until(IDLE, MOVE)
    run = re.fullmatch(r"#play=line\.(\w+)\.(1+)", reader.get("location.hash"))
    assert run
    expected = show("line", int(run[1], 36), [int(choice) for choice in run[2]])
    plain = re.sub("<[^>]+>", "", expected.said)
    assert reader.text(f"{MOVE} .said") == plain
    assert reader.get("document.activeElement.matches('.result')"), "one reads on"
    reader.open("chapters/progress.html")
    reader.open(f"chapters/introduction.html{run[0]}")
    reader.until("document.querySelector(given[0]).innerText === given[1]", f"{MOVE} .said", plain)


def test_search_finds(reader: Reader) -> None:
    reader.open(CHAPTER)
    reader.engine.run(  # the one in the sidebar, or on a telephone the one above
        "const links = [...document.querySelectorAll('a.search-link')];"
        "links.find((link) => link.checkVisibility()).click()"
    )
    reader.until("document.activeElement?.matches('#search-words')")
    reader.press(*"misperception")
    first = "document.querySelector('.search-places li a')?.innerText"
    reader.until(f"{first} === given[0]", "misperception")
    reader.press("Enter")
    reader.until("location.pathname.endsWith('/glossary.html')")
    reader.until("document.querySelector('article mark') !== null")


def test_light_and_dark_are_chosen_and_kept(reader: Reader) -> None:
    reader.open(CHAPTER)
    reader.until(DRAWN)
    line = "getComputedStyle(document.querySelector('#figure-leash .chart path[stroke]')).stroke"
    colours = f"[getComputedStyle(document.body).backgroundColor, {line}]"
    light = reader.get(colours)
    for _ in range(3):
        if not reader.get(DARK):
            reader.click(".theme-switch-button")
    reader.until(f"{colours}.every((colour, index) => colour !== given[0][index])", light)
    reader.open("chapters/red-lines.html")
    assert reader.get(DARK)


LINK = "[...document.querySelectorAll('.bd-article a[data-preview]')][given[0]]"
AT_A_PREVIEW = """document.activeElement.matches('a[data-preview]')
    && getComputedStyle(document.activeElement, '::after').float !== 'right'"""
"""Whether the focus is on a link whose words do not stand in the margin already."""


def test_a_preview_comes_with_the_focus_and_goes_with_escape(reader: Reader) -> None:
    reader.open(CHAPTER)
    reader.until("document.querySelector('#preview') !== null")
    for place in range(30):  # some are folded, and behind some comes another link
        reader.engine.run(f"{LINK}.focus()", place)
        reader.press("Tab")
        if reader.get(AT_A_PREVIEW):
            break
    reader.until("!document.querySelector('#preview').hidden")
    shown = reader.get("document.activeElement.dataset.preview")
    assert reader.text("#preview") == " ".join(shown.split())
    reader.press("Escape")
    assert reader.get("document.querySelector('#preview').hidden")


def test_a_page_that_was_read_opens_without_its_host(reader: Reader) -> None:
    reader.open(CHAPTER)
    reader.until("!document.querySelector('.page-tools .kept').hidden")
    reader.host.gone = True
    reader.open(CHAPTER)
    reader.until(DRAWN)
    reader.focus("#figure-leash [name=retaliation_cost]")
    reader.press("Home")
    assert_answers_like_python(reader, "leash", retaliation_cost=1)
    reader.open("chapters/timeline.html")
    assert reader.text("h1") == "This page is not kept in this browser"


@pytest.mark.parametrize("engine", [PHONE, *ENGINES[1:]], indirect=True)
def test_a_chapter_runs_live(reader: Reader) -> None:
    """In Chromium tests/book/live tries every chapter."""
    reader.open("chapters/why-talk-in-secret.html")
    reader.click("section.live button")
    reader.until("document.querySelector('section.live').dataset.state === 'live'", seconds=300)
    found = EXPLORABLES["demand"]
    said = "document.querySelector('.live-output .reading')?.innerText.trim() === given[0]"
    reader.until(said, upper(found.sentence()))
    reader.focus(".live-output .noUi-handle")
    reader.press("End")
    slider = found.sliders[0]
    reader.until(said, upper(found.sentence(**{slider.name: slider.stop})))


def upper(sentence: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
