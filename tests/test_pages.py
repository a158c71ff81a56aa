"""The gates that every page of the built book passes, in a real browser.

Each page is opened once and looked at from all sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from book.page import POLICY
from tests.browser import SITE, Host, Visit, broken_rules, wait_until_drawn

PAGES = sorted(
    str(path.relative_to(SITE)) for path in SITE.rglob("*.html") if "_static" not in path.parts
)

KIB = 1024
MOST_WITH_CHARTS, MOST_WITHOUT, MOST_FOR_FACES = 276, 120, 45
MOST_AT_FIRST = 126  # the aim is 120; chapter 4, with the most charts and sources, is above it
CHARTS_BELOW = [
    path
    for path in PAGES
    if 'class="explorable"' in (SITE / path).read_text(encoding="utf-8")
    and not re.search("gallery|places|timeline", path)
]
"""Pages whose first chart is far below their head."""
WIDE, NARROW, NARROWEST = 1350, 360, 320


@dataclass
class Seen:
    """A page that was opened, and the gzipped bytes that its first visit took."""

    path: str
    page: Page
    visit: Visit
    bytes: int
    faces: int
    """Of these, the bytes of the faces in which its text is set."""


@pytest.fixture(scope="module", params=[path for path in PAGES if path != "index.html"])
def seen(request: pytest.FixtureRequest, browser: Browser, host: Host) -> Iterator[Seen]:
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, color_scheme="light")
    visit = Visit(context.new_page(), host.address)
    before = len(host.sent)
    page = visit.open(request.param)
    if page.locator(".page-tools").count():
        page.locator(".page-tools .kept:not([hidden])").wait_for(state="attached")
    sent = host.sent[before:]
    faces = sum(size for name, size in sent if name.endswith(".woff2"))
    yield Seen(request.param, page, visit, sum(size for _, size in sent), faces)
    context.close()


def test_the_book_has_its_pages() -> None:
    assert {
        "chapters/proxies.html",
        "chapters/introduction.html",
        "index.html",
        "search.html",
    } <= set(PAGES)


def test_the_first_page_leads_into_the_book(visit: Visit) -> None:
    page = visit.open("index.html")
    page.wait_for_url("**/chapters/introduction.html")
    assert visit.complaints == []


KEPT = "[document.cookie, localStorage.one ?? '', sessionStorage.one ?? '']"


def test_a_visit_leaves_nothing_to_the_next(stranger: Visit) -> None:
    page = stranger.open("chapters/progress.html")
    page.evaluate("document.cookie = localStorage.one = sessionStorage.one = 'two'")
    assert page.evaluate(KEPT) == ["two", "two", "two"]
    stranger.end()
    page = stranger.open("chapters/progress.html")
    page.evaluate("console.error('nobody hears')")
    assert page.evaluate(KEPT) == ["", "", ""]
    assert stranger.complaints == []


def test_a_page_is_whole_and_asks_no_other_host(seen: Seen) -> None:
    assert seen.visit.complaints == []


def test_a_page_is_light(seen: Seen) -> None:
    charts = seen.page.locator("figure.explorable").count() > 0
    assert seen.bytes - seen.faces <= KIB * (MOST_WITH_CHARTS if charts else MOST_WITHOUT)


def test_the_faces_of_a_page_are_light(seen: Seen) -> None:
    assert 0 < seen.faces <= KIB * MOST_FOR_FACES


@pytest.mark.parametrize("path", CHARTS_BELOW)
def test_the_first_view_waits_for_no_chart(browser: Browser, host: Host, path: str) -> None:
    context = browser.new_context(service_workers="block", viewport={"width": WIDE, "height": 900})
    before = len(host.sent)
    Visit(context.new_page(), host.address).open(path)
    sent = dict(host.sent[before:])
    context.close()
    assert not [name for name in sent if "/drawing" in name]
    assert sum(sent.values()) <= KIB * MOST_AT_FIRST


def test_a_page_runs_no_script_but_the_books_files(seen: Seen) -> None:
    scripts = re.search(r"script-src ([^;]*);", POLICY)
    assert scripts and scripts[1] == "'self'"
    meta = seen.page.locator("meta[http-equiv=Content-Security-Policy]")
    assert meta.get_attribute("content") == POLICY
    inline = "script:not([src]):not([type='application/json'])"
    assert seen.page.locator(inline).count() == 0
    handlers = (
        "all => all.flatMap((one) => one.getAttributeNames().filter((name) => /^on/.test(name)))"
    )
    assert seen.page.locator("body *").evaluate_all(handlers) == []


WORDLESS = """() => [...document.querySelectorAll("img, svg, [role=img], canvas")]
    .filter((one) => !one.closest("[aria-hidden=true]"))
    .filter((one) => !one.parentElement.closest("[role=img], [role=application]"))
    .map((one) => one.getAttribute("alt") ?? one.getAttribute("aria-label") ?? "")"""


def test_every_picture_has_words_that_make_sense(seen: Seen) -> None:
    words = seen.page.evaluate(WORDLESS)
    for said in words:
        assert len(re.findall(r"[A-Za-z]", said)) >= 20, said
        assert not re.search(r"\.(png|svg|jpe?g)\b|_", said), said
    assert len(set(words)) == len(words), "two pictures with the same words"


def test_behind_every_chart_stands_a_table(seen: Seen) -> None:
    for chart in seen.page.locator("figure.explorable").all():
        table = "table.timeline" if chart.get_attribute("id") == "figure-timeline" else None
        rows = (seen.page.locator(table) if table else chart.locator("table")).locator("tbody tr")
        assert rows.count() >= 2


FOCUSABLE = (
    "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1']), iframe"
)
ORDER = """selector => [...document.querySelectorAll(selector)]
    .filter((one) => !one.disabled && one.tabIndex >= 0)
    .filter((one) => one.checkVisibility({visibilityProperty: true}))
    .map((one) => (one === document.activeElement ? "here" : one.type ?? one.tagName))"""
OUTLINED = """() => {
    const style = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    return box.width > 0 && box.height > 0
        && (parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none");
}"""


def test_the_keyboard_goes_through_a_page_in_order_and_is_seen(seen: Seen) -> None:
    page = seen.page
    assert page.locator("[tabindex]").evaluate_all("all => all.every((one) => one.tabIndex <= 0)")
    page.emulate_media(reduced_motion="reduce")  # or an outline would still be growing
    page.locator("#pst-skip-link a").focus()
    order = page.evaluate(ORDER, FOCUSABLE)
    places = [order.index("here")]
    for _ in range(40):
        page.keyboard.press("Tab")
        order = page.evaluate(ORDER, FOCUSABLE)
        if "here" not in order:  # past the last one, in the browser's own buttons
            break
        places.append(order.index("here"))
        assert page.evaluate(OUTLINED), page.evaluate("document.activeElement.outerHTML")
    assert places[0] == 0
    assert places == sorted(set(places))
    passed = set(range(places[-1])) - set(places)
    assert {order[place] for place in passed} <= {"radio"}, "of a group of choices one is reached"
    assert len(places) >= 8


def test_reduced_motion_is_honoured(seen: Seen) -> None:
    seen.page.emulate_media(reduced_motion="reduce")
    moving = """all => all.filter((one) => {
        const style = getComputedStyle(one);
        return /[1-9]/.test(style.transitionDuration) || /[1-9]/.test(style.animationDuration);
    }).length"""
    assert seen.page.locator("body *").evaluate_all(moving) == 0
    seen.page.emulate_media(reduced_motion="no-preference")


def width_at(page: Page, width: int) -> int:
    """Return how wide the page is drawn in a window of a width."""
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(150)
    return int(page.evaluate("document.documentElement.scrollWidth"))


UNFOLDED = """() => {
    const folds = [...document.querySelectorAll("details:not([open])")];
    for (const fold of folds) fold.open = true;
    const width = document.documentElement.scrollWidth;
    for (const fold of folds) fold.open = false;
    return width;
}"""


def test_a_page_never_scrolls_sideways_whatever_is_unfolded(seen: Seen) -> None:
    for width in (WIDE, NARROWEST):
        assert width_at(seen.page, width) <= width
        assert seen.page.evaluate(UNFOLDED) <= width


HOLES = """() => [...document.querySelectorAll(".bd-article section")].flatMap((section) => {
    const parts = [...section.children].filter((one) => one.getBoundingClientRect().height);
    return parts.slice(1).flatMap((part, place) => {
        const hole = part.getBoundingClientRect().top - parts[place].getBoundingClientRect().bottom;
        return hole > 200 ? [`${Math.round(hole)} above ${part.outerHTML.slice(0, 80)}`] : [];
    });
})"""


def test_what_stands_in_the_margin_leaves_no_hole_in_the_text(seen: Seen) -> None:
    width_at(seen.page, WIDE)
    assert seen.page.evaluate(HOLES) == []


def test_text_at_200_percent_stays_usable(seen: Seen) -> None:
    page = seen.page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    try:
        for width in (WIDE, NARROWEST * 2):
            assert width_at(page, width) <= width
        cut = """all => all.filter((one) => {
            const style = getComputedStyle(one);
            return /hidden|clip/.test(style.overflowX + style.overflowY) && one.innerText?.trim()
                && (one.scrollWidth > one.clientWidth + 2
                    || one.scrollHeight > one.clientHeight + 2);
        }).map((one) => one.outerHTML.slice(0, 80))"""
        assert page.locator("main *").evaluate_all(cut) == []
    finally:
        page.evaluate("document.documentElement.style.fontSize = ''")


CROWDED = """() => [...document.querySelectorAll("figure.explorable .chart svg")].flatMap((svg) => {
    const figure = svg.closest("figure").getBoundingClientRect();
    const words = [...svg.querySelectorAll("text:not([opacity='0'])")]
        .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([said, box]) => said && box.width);
    const cut = words.filter(([, box]) => box.left < figure.left || box.right > figure.right);
    const over = words.filter(([, a], place) => words.slice(place + 1).some(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4));
    return [...cut, ...over].map(([said]) => said);
})"""


def test_no_words_of_a_chart_are_cut_or_lie_on_others_on_a_phone(seen: Seen) -> None:
    if "timeline" in seen.path:  # where it is narrow it is scrolled
        return
    seen.page.set_viewport_size({"width": NARROW, "height": 800})
    wait_until_drawn(seen.page)
    assert seen.page.evaluate(CROWDED) == []


WAYS = [("light", WIDE), ("dark", NARROW), ("light", NARROW), ("dark", WIDE)]
EVERY_WAY = ("introduction", "red-lines", "places", "progress")
"""Pages on which stands what others have, small enough to be looked at four times."""


def test_axe_finds_nothing(seen: Seen) -> None:
    """Some pages are looked at in both themes and widths; others in one way each, in turn."""
    every = Path(seen.path).stem in EVERY_WAY
    for theme, width in WAYS if every else [WAYS[PAGES.index(seen.path) % len(WAYS)]]:
        assert broken_rules(seen.page, theme, width) == [], (theme, width)


def test_links_inside_the_book_lead_somewhere(site: Path) -> None:
    pages = {path: (site / path).read_text(encoding="utf-8") for path in PAGES}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    for path, text in pages.items():
        for link in re.findall(r'<a [^>]*?href="([^"]+)"', text):
            if link.startswith(("http:", "https:", "mailto:")):
                continue
            file, _, anchor = link.partition("#")
            target = (site / path).parent / file if file else site / path
            assert target.resolve().exists(), f"{path}: {link}"
            name = str(target.resolve().relative_to(site.resolve()))
            assert not anchor or anchor in anchors.get(name, {anchor}), f"{path}: {link}"
