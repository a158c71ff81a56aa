"""Where they met: a map and a list that say the same, for every event that has a place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from bs4 import BeautifulSoup, Tag

from backchannel.data import Row, read_table
from book.record.coast import Window, coast
from book.record.places import SEAS, WINDOWS
from tests.browser import Visit

PLACES = "chapters/places.html"
APART = {"none", "public", "phone"}
"""Codes of events that need no room: nobody was in touch, or nobody had to meet for it."""

IN_TOUCH = {"back_channel", "formal_talks", "prisoner_exchange"}


def venues() -> list[Row]:
    return read_table("venues")


def test_the_place_of_every_contact_is_known_or_said_to_be_unknown() -> None:
    told = {row["event"] for row in venues()}
    for event in read_table("events"):
        wanted = event["channel"] not in APART or event["type"] in IN_TOUCH
        assert (event["id"] in told) == wanted, event["id"]


def test_an_event_has_cities_or_none_and_a_city_has_events() -> None:
    cities = {row["id"] for row in read_table("places")}
    assert {row["place"] for row in venues()} - {None} == cities
    unknown = {row["event"] for row in venues() if row["place"] is None}
    assert not unknown & {row["event"] for row in venues() if row["place"]}
    pairs = [(row["event"], row["place"]) for row in venues()]
    assert len(set(pairs)) == len(pairs)
    for row in venues():
        assert bool(row["place"]) == bool(row["what"]), row
        assert row["place"] or row["note"], f"{row['event']}: what is known of its place?"


def test_a_place_lies_in_one_part_of_the_map() -> None:
    for place in read_table("places"):
        at = [float(cast(float, place[axis])) for axis in ("longitude", "latitude")]
        assert sum(window.holds(*at) for window in WINDOWS.values()) == 1, place["id"]


def test_the_channels_name_the_cities_of_their_events() -> None:
    names = {row["id"]: str(row["name"]) for row in read_table("places")}
    for channel in read_table("channels"):
        members = str(channel["events"]).split("; ")
        for row in venues():
            if row["event"] in members and row["place"] and channel["host"]:
                assert names[row["place"]] in str(channel["host"]), (channel["id"], row)


def test_a_coast_is_cut_at_the_edges_of_its_window() -> None:
    window = Window(50, 24, 60, 30, width=300)
    drawn = coast(window)
    spots, x, y = [], 0, 0
    for letter, first, second in re.findall(r"([Ml])(-?\d+) ?(-?\d+)", drawn):
        x, y = (int(first), int(second)) if letter == "M" else (x + int(first), y + int(second))
        spots.append((x, y))
    assert len(spots) > 50
    assert {0, window.width} == {min(x for x, _ in spots), max(x for x, _ in spots)}
    assert all(0 <= y <= window.height for _, y in spots)
    assert coast(Window(-40, 30, -30, 35, width=100)) == "", "open sea"
    assert window.place(50, 30) == (0, 0)
    assert window.place(60, 24) == (300, window.height)


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / PLACES).read_text("utf-8"), "html.parser")


def test_map_and_list_say_the_same(page: BeautifulSoup) -> None:
    on_map = {str(link["href"]): link for link in page.select(".map a")}
    places = {f"#place-{row['id']}": row for row in read_table("places")}
    assert list(on_map) != [] and set(on_map) == set(places)
    for anchor, place in places.items():
        section = page.select_one(f"section{anchor}")
        assert isinstance(section, Tag)
        linked = [
            str(link["href"]).partition("#event-")[2]
            for link in section.select("li > p:first-child a")
        ]
        assert linked == [row["event"] for row in venues() if row["place"] == place["id"]]
        assert re.sub(r"\s+", " ", on_map[anchor].get_text()) == f"{place['name']} {len(linked)}"
    unknown = page.select("section#place-unknown li")
    assert len(unknown) == len([row for row in venues() if row["place"] is None]) > 5


def test_the_map_is_light_and_names_its_seas(page: BeautifulSoup) -> None:
    drawings = page.select(".map svg")
    assert len(drawings) == len(WINDOWS)
    assert len("".join(map(str, drawings)).encode()) <= 30 * 1024
    named = [" ".join(text.get_text(" ").split()) for text in page.select(".map .sea")]
    assert sorted(named) == sorted(" ".join(" ".join(lines).split()) for lines in SEAS)
    assert "Persian Gulf" in named


BOXES = r"""() => [...document.querySelectorAll(".map text")].map((text) => {
  const part = text.closest("svg").getBoundingClientRect();
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return {
    name: text.textContent,
    turned: /rotate\([^0]/.test(text.getAttribute("transform") ?? ""),
    within: left >= part.left && right <= part.right && top >= part.top && bottom <= part.bottom,
    left, right, top: top + 3, bottom: bottom - 3,
  };
})"""
"""Where each name on the map stands; some air above and below its letters is left out."""


@pytest.mark.parametrize("width", [1200, 360])
def test_names_on_the_map_lie_within_it_and_apart(visit: Visit, width: int) -> None:
    page = visit.open(PLACES)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.fonts.ready")
    boxes = page.evaluate(BOXES)
    assert len(boxes) == len(read_table("places")) + len(SEAS)
    assert [box["name"] for box in boxes if not box["within"]] == []
    level = [box for box in boxes if not box["turned"]]
    for number, one in enumerate(level):
        for other in level[number + 1 :]:
            apart = (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
            assert apart, (one["name"], other["name"])


def test_a_name_on_the_map_is_reached_by_keyboard_and_opens_its_events(visit: Visit) -> None:
    page = visit.open(PLACES)
    page.get_by_role("link", name="Geneva, 7 events").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places.html#place-geneva")
    section = page.locator("#place-geneva")
    section.get_by_role("link", name=re.compile("Burns joins the EU-led")).click()
    page.wait_for_url("**/timeline.html#event-2008-geneva-burns")
    assert visit.complaints == []
